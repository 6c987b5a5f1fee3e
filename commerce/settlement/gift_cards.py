"""What gift cards pay: the vendor's from the confirmation on, released on the day of the vendor order that they paid.

The money lies in the wallet of the order that bought the card, and moves from there. What is given back before that
never moved; after that it comes back into that wallet first, like any released share.
"""

from functools import partial

from django.db import transaction

from commerce.gift_cards import spending
from commerce.gift_cards.models import GiftCardPayment
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.order.locks import lock_gift_cards, lock_vendor_order
from commerce.order.models import VendorOrder
from commerce.settlement import journals, refund_mails
from commerce.settlement.calendar import latest_due
from commerce.settlement.locks import lock, lock_vendor
from commerce.settlement.models import GiftCardRelease, Refund
from commerce.settlement.operations import renew
from commerce.settlement.reasons import holds_of, obstacles
from commerce.settlement.release import NotReleasable, freeze, may_move, move, open_holds
from commerce.settlement.split import cut_by_gift_cards, payment_share_of

State = GiftCardRelease.State


def confirm(order, *, now):
    """An order was paid: what gift cards pay of it is its vendors'. The caller's transaction holds the order."""
    waiting = GiftCardPayment.objects.filter(vendor_order__order=order, confirmed_at=None, cancelled_at=None)
    by_part = {}
    for payment in waiting.select_related("gift_card__vendor_order__order", "vendor_order"):
        by_part.setdefault(payment.vendor_order, []).append(payment)
    for part, payments in by_part.items():
        cut_by_gift_cards(part, payments)
        for payment in payments:
            payment.confirmed_at = now
            payment.save()
            journals.spent(payment, now)


def payments_with_all():
    """Payments by gift card that count, with all that the rules read."""
    return (
        GiftCardPayment.objects.filter(confirmed_at__isnull=False)
        .select_related(
            "release", "vendor_order__vendor", "vendor_order__order__pay_in", "gift_card__vendor_order__order__pay_in"
        )
        .prefetch_related(
            open_holds("vendor_order__holds"),
            open_holds("gift_card__vendor_order__holds"),
        )
        .order_by("pk")
    )


def due(now):
    """Payments whose money may move, or whose movement is to be repaired, looked at, or tried again."""
    received, confirmed = latest_due(now)
    ripe = VendorOrder.objects.filter(received_at__lte=received) | VendorOrder.objects.filter(
        received_at__isnull=False, confirmed_at__lte=confirmed
    )
    waiting = payments_with_all().exclude(release__state=State.SUCCEEDED).filter(vendor_order__in=ripe)
    for payment in waiting:
        if may_move(getattr(payment, "release", None), partial(obstacles_of, payment, now=now), now):
            yield payment


def obstacles_of(payment, *, now):
    """Every Reason to wait: those of the vendor order, and a dispute about the payment that bought the card."""
    return [*holds_of(payment.gift_card.vendor_order), *obstacles(payment.vendor_order, now=now)]


def release(payment_id, *, gateway=None, now):
    """Move what a gift card paid to the vendor's wallet. Running it twice moves it once. Returns the GiftCardRelease.

    Raises NotReleasable with every reason to wait, OutcomeUnknown or Unavailable: run it again later.
    """
    payment = payments_with_all().get(pk=payment_id)
    started = getattr(payment, "release", None)
    if started is None or started.may_retry(now):
        if reasons := obstacles_of(payment, now=now):
            raise NotReleasable(reasons)
        started = _intend(payment, now)
    if started.is_final:
        return started
    return move(started, gateway or current_gateway(), now)


@transaction.atomic
def _intend(payment, now):
    locked = lock_vendor_order(payment.vendor_order_id)
    if reasons := holds_of(locked):
        raise NotReleasable(reasons)
    lock_vendor(payment.vendor_order.vendor_id)
    intent = GiftCardRelease.objects.filter(payment=payment).first()
    if intent is None:
        key = f"release:{payment.vendor_order.number}:card:{payment.pk}"
        intent = GiftCardRelease(payment=payment, business_key=key)
    elif not intent.may_retry(now):
        return intent
    intent.payment = payment
    freeze(intent, payment_share_of(payment))
    intent.save()
    if intent.state == State.FAILED:
        renew(intent)
    return intent


@transaction.atomic
def restore(refund, *, now):
    """The last step of a refund that goes back to a gift card: it may be spent again. Once. Returns the Refund."""
    lock_gift_cards([refund.gift_card_payment.gift_card_id])
    current = lock(refund)
    if current.is_done:
        return current
    spending.restore(current.gift_card_payment, current.amount_cents)
    journals.restored(current, now)
    Refund.objects.filter(pk=current.pk).update(concluded_at=now)
    current.concluded_at = now
    refund_mails.done(current)
    return current


def look_at_resource(resource_id, *, now):
    """A hook spoke of this transfer."""
    if intent := GiftCardRelease.objects.open().filter(resource_id=resource_id).first():
        release(intent.payment_id, now=now)
