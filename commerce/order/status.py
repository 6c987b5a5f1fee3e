"""The states of a vendor order, who moves it between them, and the order's status that follows."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class VendorOrderStatus(models.TextChoices):
    """Where one vendor's part of an order stands."""

    AWAITING_PAYMENT = "awaiting_payment", _("En attente de paiement")
    CONFIRMED = "confirmed", _("À préparer")
    PARTLY_SHIPPED = "partly_shipped", _("En partie expédiée")
    SHIPPED = "shipped", _("Expédiée")
    READY = "ready", _("Prête au retrait")
    RECEIVED = "received", _("Reçue")
    CANCELLED = "cancelled", _("Annulée")


class OrderStatus(models.TextChoices):
    """What the buyer reads about the whole order."""

    AWAITING_PAYMENT = "awaiting_payment", _("En attente de paiement")
    CONFIRMED = "confirmed", _("Payée, en préparation")
    PARTLY_SHIPPED = "partly_shipped", _("En partie expédiée")
    SHIPPED = "shipped", _("En route")
    RECEIVED = "received", _("Reçue")
    CANCELLED = "cancelled", _("Annulée")


@dataclass(frozen=True)
class Transition:
    """One allowed step: from where, by which action, by whom, to where; `collection` says of which kind of delivery.

    True: only what the buyer collects. False: only what is sent. None: both.
    """

    source: VendorOrderStatus
    action: str
    actor: str
    target: VendorOrderStatus
    collection: bool | None = None

    def applies_to(self, status, collection):
        """Whether a vendor order in this state, collected or sent, may take this step."""
        return self.source == status and self.collection in (None, collection)


S = VendorOrderStatus
#: The whole machine. Code, portal buttons and the generated test read this table.
TRANSITIONS = (
    Transition(S.AWAITING_PAYMENT, "confirm", "payment", S.CONFIRMED),
    Transition(S.AWAITING_PAYMENT, "cancel", "payment", S.CANCELLED),
    Transition(S.CONFIRMED, "cancel_paid", "refund", S.CANCELLED),
    Transition(S.CONFIRMED, "issue", "payment", S.RECEIVED),
    Transition(S.CONFIRMED, "ship_some", "vendor", S.PARTLY_SHIPPED, collection=False),
    Transition(S.CONFIRMED, "ship", "vendor", S.SHIPPED, collection=False),
    Transition(S.PARTLY_SHIPPED, "ship_some", "vendor", S.PARTLY_SHIPPED, collection=False),
    Transition(S.PARTLY_SHIPPED, "ship", "vendor", S.SHIPPED, collection=False),
    Transition(S.PARTLY_SHIPPED, "call_off_rest", "refund", S.SHIPPED, collection=False),
    Transition(S.CONFIRMED, "make_ready", "vendor", S.READY, collection=True),
    Transition(S.CONFIRMED, "collect", "vendor", S.RECEIVED, collection=True),
    Transition(S.SHIPPED, "receive", "carrier", S.RECEIVED, collection=False),
    Transition(S.READY, "collect", "vendor", S.RECEIVED, collection=True),
    Transition(S.READY, "give_up", "vendor", S.CANCELLED, collection=True),
    Transition(S.READY, "withdraw", "refund", S.CANCELLED, collection=True),
)

#: Paid, and something of it still in the workshop.
TO_SEND = (S.CONFIRMED, S.PARTLY_SHIPPED)
_HANDED_OVER = {S.SHIPPED, S.READY, S.RECEIVED}


def actions_from(status, actor, *, collection):
    """Names of the actions that `actor` may take on a vendor order in `status`, to be collected or sent."""
    return [step.action for step in TRANSITIONS if step.actor == actor and step.applies_to(status, collection)]


def target_of(status, action, *, collection):
    """The status that `action` leads to, or None where the table has no such step."""
    steps = (step for step in TRANSITIONS if step.action == action and step.applies_to(status, collection))
    return next((step.target for step in steps), None)


def order_status(statuses):
    """The order's status, derived from those of its vendor orders. Cancelled parts don't count beside live ones."""
    live = {VendorOrderStatus(status) for status in statuses} - {S.CANCELLED}
    if not live:
        return OrderStatus.CANCELLED
    if live == {S.RECEIVED}:
        return OrderStatus.RECEIVED
    if S.AWAITING_PAYMENT in live:
        return OrderStatus.AWAITING_PAYMENT
    if live <= _HANDED_OVER:
        return OrderStatus.SHIPPED
    return OrderStatus.PARTLY_SHIPPED if live & {*_HANDED_OVER, S.PARTLY_SHIPPED} else OrderStatus.CONFIRMED
