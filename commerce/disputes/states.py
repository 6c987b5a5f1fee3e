"""The states of a dispute and who moves it between them: one table, read by rules, buttons, tests and docs."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.withdrawal.states import Role


class State(models.TextChoices):
    """Where a dispute stands."""

    TO_VENDOR = "to_vendor", _("Attend l’atelier")
    TO_BUYER = "to_buyer", _("Attend l’acheteur")
    ANSWERED = "answered", _("L’atelier a répondu")
    PROMISED = "promised", _("Solution promise")
    REMEDIED = "remedied", _("Solution à vérifier")
    TO_DECIDE = "to_decide", _("À trancher par MonQuibus")
    SETTLED = "settled", _("Réglé entre les deux")
    DECIDED = "decided", _("Tranché par MonQuibus")
    CLOSED = "closed", _("Abandonné")


@dataclass(frozen=True)
class Transition:
    """One allowed step: from where, by which action, by whom, to where; `opener` is whose dispute it has to be."""

    source: State
    action: str
    role: Role
    target: State
    opener: Role | None = None

    def applies_to(self, state, opener):
        """Whether a dispute in this state, opened by this role, may take this step."""
        return self.source == state and self.opener in (None, opener)


S, R = State, Role
#: Nothing more happens in these.
FINAL = (S.SETTLED, S.DECIDED, S.CLOSED)
#: The whole machine. A buyer's dispute begins TO_VENDOR, a vendor's TO_BUYER: the other side is heard first.
TRANSITIONS = (
    Transition(S.TO_VENDOR, "explain", R.VENDOR, S.ANSWERED),
    Transition(S.TO_VENDOR, "refund_part", R.VENDOR, S.ANSWERED),
    Transition(S.TO_VENDOR, "promise", R.VENDOR, S.PROMISED),
    Transition(S.TO_VENDOR, "refund", R.VENDOR, S.SETTLED),
    Transition(S.TO_VENDOR, "add", R.BUYER, S.TO_VENDOR),
    Transition(S.TO_VENDOR, "close", R.BUYER, S.CLOSED),
    Transition(S.TO_VENDOR, "escalate", R.CLOCK, S.TO_DECIDE),
    Transition(S.TO_BUYER, "reply", R.BUYER, S.TO_DECIDE),
    Transition(S.TO_BUYER, "add", R.VENDOR, S.TO_BUYER),
    Transition(S.TO_BUYER, "refund", R.VENDOR, S.SETTLED),
    Transition(S.TO_BUYER, "close", R.VENDOR, S.CLOSED),
    Transition(S.TO_BUYER, "escalate", R.CLOCK, S.TO_DECIDE),
    Transition(S.ANSWERED, "agree", R.BUYER, S.SETTLED),
    Transition(S.ANSWERED, "insist", R.BUYER, S.TO_DECIDE),
    Transition(S.ANSWERED, "refund", R.VENDOR, S.SETTLED),
    Transition(S.ANSWERED, "lapse", R.CLOCK, S.SETTLED),
    Transition(S.PROMISED, "deliver", R.VENDOR, S.REMEDIED),
    Transition(S.PROMISED, "refund_part", R.VENDOR, S.ANSWERED),
    Transition(S.PROMISED, "refund", R.VENDOR, S.SETTLED),
    Transition(S.PROMISED, "agree", R.BUYER, S.SETTLED),
    Transition(S.PROMISED, "insist", R.BUYER, S.TO_DECIDE),
    Transition(S.PROMISED, "add", R.BUYER, S.PROMISED),
    Transition(S.PROMISED, "add", R.VENDOR, S.PROMISED),
    Transition(S.PROMISED, "escalate", R.CLOCK, S.TO_DECIDE),
    Transition(S.REMEDIED, "agree", R.BUYER, S.SETTLED),
    Transition(S.REMEDIED, "insist", R.BUYER, S.TO_DECIDE),
    Transition(S.REMEDIED, "refund", R.VENDOR, S.SETTLED),
    Transition(S.REMEDIED, "lapse", R.CLOCK, S.SETTLED),
    Transition(S.TO_DECIDE, "add", R.BUYER, S.TO_DECIDE),
    Transition(S.TO_DECIDE, "add", R.VENDOR, S.TO_DECIDE),
    Transition(S.TO_DECIDE, "refund", R.VENDOR, S.SETTLED),
    Transition(S.TO_DECIDE, "close", R.BUYER, S.CLOSED, opener=R.BUYER),
    Transition(S.TO_DECIDE, "close", R.VENDOR, S.CLOSED, opener=R.VENDOR),
    Transition(S.TO_DECIDE, "decide", R.OPERATOR, S.DECIDED),
    Transition(S.TO_DECIDE, "order_remedy", R.OPERATOR, S.PROMISED),
    Transition(S.TO_VENDOR, "overtake", R.CLOCK, S.SETTLED),
    Transition(S.TO_BUYER, "overtake", R.CLOCK, S.SETTLED),
    Transition(S.ANSWERED, "overtake", R.CLOCK, S.SETTLED),
    Transition(S.PROMISED, "overtake", R.CLOCK, S.SETTLED),
    Transition(S.REMEDIED, "overtake", R.CLOCK, S.SETTLED),
    Transition(S.TO_DECIDE, "overtake", R.CLOCK, S.SETTLED),
)
ACTIONS = tuple(dict.fromkeys(step.action for step in TRANSITIONS))
#: Where a dispute begins, by whoever opens it.
BEGINS = {R.BUYER: S.TO_VENDOR, R.VENDOR: S.TO_BUYER}


def target_of(state, action, role, *, opener):
    """The state that `action` of this role leads to, or None where the table has no such step."""
    steps = (each for each in TRANSITIONS if each.applies_to(state, opener))
    return next((each.target for each in steps if (each.action, each.role) == (action, role)), None)


def actions_from(state, role, *, opener):
    """Names of the actions that this role may take in `state` of a dispute that `opener` opened."""
    return [each.action for each in TRANSITIONS if each.role == role and each.applies_to(state, opener)]


def diagram():
    """The machine as a Mermaid state diagram, as docs/after-sales.md shows it."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {state.value}: {role.value}, open" for role, state in BEGINS.items()]
    for step in TRANSITIONS:
        whose = " (who opened it)" if step.opener else ""
        lines.append(f"    {step.source.value} --> {step.target.value}: {step.role.value}, {step.action}{whose}")
    lines += [f"    {state.value} --> [*]" for state in State if state in FINAL]
    return "\n".join(lines)
