"""The payment of an order: started at checkout; browser return, hook and nightly check conclude it alike."""

import logging

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from commerce.customer.models import User
from commerce.mangopay.exceptions import MangopayError, OutcomeUnknown, Unavailable
from commerce.mangopay.gateway import gateway
from commerce.mangopay.result_codes import in_words
from commerce.money import to_cents
from commerce.money_format import euros
from commerce.order import lifecycle
from commerce.order.locks import lock_order
from commerce.order.models import Order
from commerce.order.status import VendorOrderStatus
from commerce.settlement import gift_cards, incidents, journals, refunds
from commerce.settlement.locks import lock
from commerce.settlement.models import PAYMENT_DELAY, PayIn, Refund
from commerce.settlement.operations import PATIENCE, carry_out, find_attempt, key_beside

logger = logging.getLogger(__name__)

State = PayIn.State


class PaymentUnavailable(Exception):
    """Mangopay doesn't answer, or the buyer can't be sent to its page: nothing was debited."""


def start(order, *, return_url, now):
    """The order's pay-in with its `redirect_url`; asked for twice, it is the same one.

    A page that has closed, and an order that costs nothing or that gift cards pay whole, lead straight to
    `return_url`. Raises PaymentUnavailable.
    """
    pay_in = _intent(order, now)
    if not pay_in.amount_cents:
        _confirm_free(pay_in, now)
        pay_in.redirect_url = return_url
        return pay_in
    if not pay_in.redirect_url:
        try:
            _open_page(pay_in, return_url, now)
        except MangopayError as error:
            logger.warning("No payment page for %s: %s", pay_in, error)
            raise PaymentUnavailable from error
    if pay_in.page_is_over(now):
        pay_in.redirect_url = return_url
    return pay_in


def _intent(order, now):
    by_gift_card_cents = sum(part.gift_card_cents for part in order.vendor_orders.all())
    amount_cents = to_cents(order.total_incl_tax) - by_gift_card_cents
    return PayIn.objects.get_or_create(
        order=order,
        defaults={
            "business_key": f"payin:{order.number}",
            "amount_cents": amount_cents,
            "expires_at": now + PAYMENT_DELAY,
        },
    )[0]


@transaction.atomic
def _confirm_free(pay_in, now):
    if lifecycle.confirm(pay_in.order, now=now):
        gift_cards.confirm(pay_in.order, now=now)
    pay_in.state = State.SUCCEEDED
    pay_in.concluded_at = pay_in.concluded_at or now
    pay_in.save()


def _open_page(pay_in, return_url, now):
    desk = gateway()

    def ask(key, tag):
        return desk.start_web_payin(
            author_id=pay_in.payer_id,
            wallet_id=pay_in.wallet_id,
            amount_cents=pay_in.amount_cents,
            return_url=return_url,
            key=key,
            tag=tag,
        )

    try:
        made = _prepared_and_asked(pay_in, ask, desk, now)
    except OutcomeUnknown:  # The buyer waits: look once more at once, with the same keys.
        made = _prepared_and_asked(pay_in, ask, desk, now)
    if made is None or made.has_failed:
        raise Unavailable("Mangopay refused to open a payment page.")
    pay_in.note(made, now)
    pay_in.redirect_url = made.redirect_url
    pay_in.save(update_fields=["resource_id", "result_code", "seen_at", "state", "redirect_url"])


def _prepared_and_asked(pay_in, ask, desk, now):
    _prepare_wallet(pay_in, desk)
    return carry_out(pay_in, ask, desk=desk, now=now)


def _prepare_wallet(pay_in, desk):
    """The payer and the order's own wallet, under keys that follow from the pay-in's: asked again, the same ones."""
    if not pay_in.payer_id:
        pay_in.payer_id = _payer(pay_in, desk)
        pay_in.save(update_fields=["payer_id"])
    if not pay_in.wallet_id:
        description = f"Commande {pay_in.order.number}"
        key = key_beside(pay_in, "wallet")
        pay_in.wallet_id = desk.create_wallet(owner_id=pay_in.payer_id, description=description, key=key)
        pay_in.save(update_fields=["wallet_id"])


def _payer(pay_in, desk):
    order = pay_in.order
    user = order.user
    if user and user.mangopay_payer_id:
        return user.mangopay_payer_id
    address = order.billing_address or order.shipping_address
    payer_id = desk.create_payer(
        first_name=(address and address.first_name) or "Client",
        last_name=(address and address.last_name) or order.number,
        email=order.email,
        key=key_beside(pay_in, "payer"),
    )
    if user:
        User.objects.filter(pk=user.pk).update(mangopay_payer_id=payer_id)
    return payer_id


def conclude_order(order, *, now):
    """Look at the order's pay-in and act on it. Returns the PayIn, or None if it was never started.

    While Mangopay is out of reach the order goes on waiting: the hook or the scheduler will conclude it.
    """
    pay_in = PayIn.objects.filter(order=order).first()
    if pay_in is None:
        return None
    try:
        return conclude(pay_in, now=now)
    except MangopayError as error:
        logger.warning("%s can't be concluded yet: %s", pay_in, error)
        return pay_in


def conclude_resource(resource_id, *, now):
    """A hook spoke of this pay-in. One that isn't ours is nobody's business."""
    if pay_in := PayIn.objects.filter(resource_id=resource_id).first():
        conclude(pay_in, now=now)


def conclude(pay_in, *, now):
    """Confirm, cancel or refund, as Mangopay says. Any number of times, in any order, at once: one outcome.

    Raises Unavailable, or OutcomeUnknown for a refund.
    """
    if not pay_in.is_final:
        pay_in = _record(pay_in, _look(pay_in, now), now)
    if refund := Refund.objects.open().filter(pay_in=pay_in, vendor_order=None).first():
        refunds.carry_on(refund, now=now)
    return pay_in


def _look(pay_in, now):
    if pay_in.resource_id:
        return gateway().look(PayIn.KIND, pay_in.resource_id)
    return find_attempt(pay_in, desk=gateway(), now=now)


@transaction.atomic
def _record(pay_in, seen, now):
    order, vendor_orders = lock_order(pay_in.order_id)
    pay_in = lock(pay_in)
    if pay_in.is_final:
        return pay_in
    if seen:
        pay_in.note(seen, now)
    elif now >= pay_in.expires_at:
        pay_in.state, pay_in.concluded_at = State.FAILED, now
    if pay_in.state == State.SUCCEEDED:
        _receive(pay_in, order, vendor_orders, seen, now)
    elif pay_in.state == State.FAILED or now >= pay_in.expires_at:
        lifecycle.cancel_unpaid(order, now=now)
    pay_in.save()
    return pay_in


def _receive(pay_in, order, vendor_orders, seen, now):
    pay_in.paid_cents = seen.credited_cents
    if not _is_exact(pay_in, seen):
        message = _("%(received)s reçus au lieu de %(asked)s.")
        said = message % {"received": euros(seen.credited_cents), "asked": euros(pay_in.amount_cents)}
        incidents.alarm(pay_in.business_key, said, now=now)
        lifecycle.cancel_unpaid(order, now=now)
        _keep_for_refund(pay_in, Refund.Reason.AMOUNT, now)
    elif all(part.status == VendorOrderStatus.AWAITING_PAYMENT for part in vendor_orders):
        journals.paid(pay_in, vendor_orders, now)
        lifecycle.confirm(order, now=now)
        gift_cards.confirm(order, now=now)
    else:
        _keep_for_refund(pay_in, Refund.Reason.LATE, now)


def _is_exact(pay_in, seen):
    """The whole amount, in this order's wallet, with nothing taken from it."""
    expected = (pay_in.amount_cents, pay_in.amount_cents, pay_in.wallet_id)
    return (seen.debited_cents, seen.credited_cents, seen.credited_wallet_id) == expected


def _keep_for_refund(pay_in, reason, now):
    journals.paid_in_vain(pay_in, now)
    refunds.intend(pay_in, reason, now=now)


def unpaid_since(now):
    """Pay-ins whose time is over and that nobody looked at since, or not for a while: a late success goes back."""
    unseen = Q(seen_at=None) | Q(seen_at__lt=F("expires_at")) | Q(seen_at__lte=now - PATIENCE)
    return PayIn.objects.open().filter(unseen, expires_at__lte=now).select_related("order")


def never_started(now):
    """Orders that were placed and left before Mangopay was asked for a page."""
    return Order.objects.filter(
        pay_in__isnull=True,
        date_placed__lte=now - PAYMENT_DELAY,
        vendor_orders__status=VendorOrderStatus.AWAITING_PAYMENT,
    ).distinct()


def refusal_in_words(pay_in, *, is_gift_card=False):
    """French sentences for the buyer of a refused, abandoned or expired payment, of goods or of a gift card."""
    if pay_in is None or not pay_in.result_code:
        cause = _("Le délai pour payer est passé.")
    else:
        cause = in_words(pay_in.result_code)
    intact = _("votre bon est intact") if is_gift_card else _("votre panier est intact")
    kept = _("Rien n’a été débité et %(intact)s.") % {"intact": intact}
    if pay_in is not None and Refund.objects.filter(pay_in=pay_in, vendor_order=None).exists():
        kept = _("La somme reçue vous est rendue sur votre carte, et %(intact)s.") % {"intact": intact}
        cause = _("Votre paiement est arrivé après la clôture de la commande.")
    return f"{cause} {kept}"
