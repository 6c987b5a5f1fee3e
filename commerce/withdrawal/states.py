"""The states of a withdrawal and who moves it between them: one table, read by rules, buttons, tests and docs."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a withdrawal stands."""

    DECLARED = "declared", _("À renvoyer")
    DISPATCHED = "dispatched", _("Retour en route")
    MISSING = "missing", _("Retour perdu")
    RETURNED = "returned", _("Revenue à l’atelier")
    REDUCED = "reduced", _("Réduction annoncée")
    APPEALED = "appealed", _("Réduction contestée")
    REFUNDED = "refunded", _("Remboursée")
    CLOSED = "closed", _("Close sans remboursement")


class Role(models.TextChoices):
    """Who acts."""

    BUYER = "buyer", _("l’acheteur")
    VENDOR = "vendor", _("l’artisan")
    OPERATOR = "operator", _("MonQuibus")
    CLOCK = "clock", _("le délai")


@dataclass(frozen=True)
class Transition:
    """One allowed step: from where, by which action, by whom, to where."""

    source: State
    action: str
    role: Role
    target: State


S, R = State, Role
#: Nothing more happens in these.
FINAL = (S.REFUNDED, S.CLOSED)
#: The whole machine, once declared. What never left the workshop is refunded at once: it begins REFUNDED.
TRANSITIONS = (
    Transition(S.DECLARED, "send_label", R.VENDOR, S.DECLARED),
    Transition(S.DECLARED, "send_back", R.BUYER, S.DISPATCHED),
    Transition(S.DISPATCHED, "send_back", R.BUYER, S.DISPATCHED),
    Transition(S.DISPATCHED, "report_missing", R.BUYER, S.MISSING),
    Transition(S.DISPATCHED, "report_missing", R.VENDOR, S.MISSING),
    Transition(S.DECLARED, "receive", R.VENDOR, S.RETURNED),
    Transition(S.DISPATCHED, "receive", R.VENDOR, S.RETURNED),
    Transition(S.MISSING, "receive", R.VENDOR, S.RETURNED),
    Transition(S.DECLARED, "accept", R.VENDOR, S.REFUNDED),
    Transition(S.DISPATCHED, "accept", R.VENDOR, S.REFUNDED),
    Transition(S.MISSING, "accept", R.VENDOR, S.REFUNDED),
    Transition(S.RETURNED, "accept", R.VENDOR, S.REFUNDED),
    Transition(S.REDUCED, "accept", R.VENDOR, S.REFUNDED),
    Transition(S.APPEALED, "accept", R.VENDOR, S.REFUNDED),
    Transition(S.RETURNED, "reduce", R.VENDOR, S.REDUCED),
    Transition(S.REDUCED, "agree", R.BUYER, S.REFUNDED),
    Transition(S.REDUCED, "appeal", R.BUYER, S.APPEALED),
    Transition(S.DECLARED, "refund", R.OPERATOR, S.REFUNDED),
    Transition(S.DISPATCHED, "refund", R.OPERATOR, S.REFUNDED),
    Transition(S.MISSING, "refund", R.OPERATOR, S.REFUNDED),
    Transition(S.RETURNED, "refund", R.OPERATOR, S.REFUNDED),
    Transition(S.APPEALED, "decide", R.OPERATOR, S.REFUNDED),
    Transition(S.DECLARED, "close", R.OPERATOR, S.CLOSED),
    Transition(S.MISSING, "close", R.OPERATOR, S.CLOSED),
    Transition(S.DISPATCHED, "refund_unanswered", R.CLOCK, S.REFUNDED),
    Transition(S.RETURNED, "refund_unanswered", R.CLOCK, S.REFUNDED),
    Transition(S.REDUCED, "keep", R.CLOCK, S.REFUNDED),
)
ACTIONS = tuple(dict.fromkeys(step.action for step in TRANSITIONS))


def target_of(state, action, role):
    """The state that `action` of this role leads to, or None where the table has no such step."""
    steps = (step for step in TRANSITIONS if (step.source, step.action, step.role) == (state, action, role))
    return next((step.target for step in steps), None)


def actions_from(state, role):
    """Names of the actions that this role may take in `state`."""
    return [step.action for step in TRANSITIONS if (step.source, step.role) == (state, role)]


def diagram():
    """The machine as a Mermaid state diagram, as docs/after-sales.md shows it."""
    lines = [
        "stateDiagram-v2",
        "    [*] --> declared: buyer, declare",
        "    [*] --> refunded: buyer, declare (unsent)",
    ]
    lines += [
        f"    {step.source.value} --> {step.target.value}: {step.role.value}, {step.action}" for step in TRANSITIONS
    ]
    lines += [f"    {state.value} --> [*]" for state in State if state in FINAL]
    return "\n".join(lines)
