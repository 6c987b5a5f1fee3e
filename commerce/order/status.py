"""The states of a vendor order, who moves it between them, and the order's status that follows."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class VendorOrderStatus(models.TextChoices):
    """Where one vendor's part of an order stands."""

    AWAITING_PAYMENT = "awaiting_payment", _("En attente de paiement")
    CONFIRMED = "confirmed", _("À préparer")
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
    """One allowed step: from where, by which action, by whom, to where."""

    source: VendorOrderStatus
    action: str
    actor: str
    target: VendorOrderStatus


S = VendorOrderStatus
#: The whole machine. Code, portal buttons and the generated test read this table.
TRANSITIONS = (
    Transition(S.AWAITING_PAYMENT, "confirm", "payment", S.CONFIRMED),
    Transition(S.AWAITING_PAYMENT, "cancel", "payment", S.CANCELLED),
    Transition(S.CONFIRMED, "ship", "vendor", S.SHIPPED),
    Transition(S.CONFIRMED, "make_ready", "vendor", S.READY),
    Transition(S.SHIPPED, "receive", "carrier", S.RECEIVED),
    Transition(S.READY, "collect", "vendor", S.RECEIVED),
)

_HANDED_OVER = {S.SHIPPED, S.READY, S.RECEIVED}


def actions_from(status, actor):
    """Names of the actions that `actor` may take on a vendor order in `status`."""
    return [step.action for step in TRANSITIONS if step.source == status and step.actor == actor]


def target_of(status, action):
    """The status that `action` leads to, or None where the table has no such step."""
    for step in TRANSITIONS:
        if (step.source, step.action) == (status, action):
            return step.target
    return None


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
    return OrderStatus.PARTLY_SHIPPED if live & _HANDED_OVER else OrderStatus.CONFIRMED
