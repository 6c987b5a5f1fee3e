"""The shares of vendor orders: held, released, paid out, and what the operator keeps of them."""

from collections import Counter, defaultdict

from django.db.models import F, Prefetch, Sum
from django.utils import timezone

from commerce.ledger.models import Account, Entry
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner
from commerce.settlement import journals
from commerce.settlement.calendar import release_due_on
from commerce.settlement.models import Dispute, GiftCardRelease, Hold, PayIn, Refund, Release

SUCCEEDED = PayIn.State.SUCCEEDED
BEFORE = Refund.Path.BEFORE_RELEASE


def each_share_is_released_once(now):
    """A release moves exactly what its vendor order cost, less what went back before, and only of received goods."""
    released = Release.objects.filter(state=SUCCEEDED).select_related("vendor_order")
    spent = GiftCardRelease.objects.filter(state=SUCCEEDED).select_related("payment__vendor_order")
    return all(_is_whole(each, each.vendor_order.by_bank_card_cents) for each in released) and all(
        _is_whole(each, each.payment.amount_cents) for each in spent
    )


def _is_whole(release, paid_cents):
    before = sum(refund.amount_cents for refund in release.refunds if refund.path == BEFORE)
    return release.vendor_order.received_at and release.amount_cents + before == paid_cents


def shares_are_released_on_their_day(now):
    """Nothing that is due waits: vendors who can be paid have been, but for what is held."""
    today = timezone.localdate(now)
    received = (
        VendorOrder.objects.of_goods()
        .filter(
            status=VendorOrderStatus.RECEIVED,
            vendor__kyc_level=Partner.KycLevel.REGULAR,
            vendor__recipient_is_active=True,
            vendor__outflows_blocked=False,
        )
        .exclude(vendor__refused_recipient_id=F("vendor__mangopay_recipient_id"))
        .exclude(pk__in=Hold.objects.filter(lifted_at=None).values("vendor_order"))
        .select_related("release")
    )
    due = [part for part in received if release_due_on(part) <= today]
    return all(release_of(part, payment) for part in due for payment in [None, *_free_payments(part)])


def _free_payments(part):
    """Keys of the gift cards' payments of it that no dispute about their purchase holds."""
    held = Hold.objects.filter(lifted_at=None).values("vendor_order")
    free = part.gift_card_payments.exclude(gift_card__vendor_order__in=held)
    return free.values_list("pk", flat=True)


def every_cent_of_an_order_is_somewhere(now):
    """What was paid of a vendor order went to its vendor or back to its payer, or lies in the wallet it came into."""
    in_wallets = defaultdict(Counter)
    entries = Entry.objects.filter(account__kind=Account.Kind.ORDER_WALLET).order_by()
    for code, label, cents in entries.values_list("account__code", "label").annotate(total=Sum("amount_cents")):
        in_wallets[code][label] = cents
    return all(
        _is_on_its_card(part.gift_card, in_wallets[journals.order_wallet(part.order)])
        if part.is_gift_card
        else all(_is_somewhere(part, payment, in_wallets) for payment in [None, *part.gift_card_payments.all()])
        and (part.refunded_goods_cents, part.refunded_shipping_cents) == _given_back(part)
        for part in confirmed_parts()
    )


def _is_on_its_card(card, in_wallet):
    """What waits in the wallet of its order is what may be spent, and what its refunds have not moved yet."""
    waiting = sum(each.amount_cents for each in card.vendor_order.refunds.all() if not each.is_done)
    return in_wallet[f"{card.vendor_order.number} articles"] == card.balance_cents + waiting


def _given_back(part):
    refunds = part.refunds.all()
    return sum(each.goods_cents for each in refunds), sum(each.shipping_cents for each in refunds)


def confirmed_parts():
    """Vendor orders that were paid, with their refunds."""
    refunds = Prefetch("refunds", Refund.objects.select_related("transfer_refund"))
    confirmed = VendorOrder.objects.filter(confirmed_at__isnull=False).select_related("order", "release")
    return confirmed.prefetch_related(
        refunds, "gift_card_payments__release", "gift_card_payments__gift_card__vendor_order__order"
    )


def release_of(part, payment_id=None):
    """What moved its share, or what this gift card's payment is of it, or None."""
    payment = next((each for each in part.gift_card_payments.all() if each.pk == payment_id), None)
    release = getattr(payment or part, "release", None)
    return release if release is not None and release.state == SUCCEEDED else None


def _is_somewhere(part, payment, in_wallets):
    """What the labels of the payer's wallet say is left, against what release and refunds say."""
    release = release_of(part, payment and payment.pk)
    refunds = [each for each in part.refunds.all() if each.gift_card_payment_id == (payment and payment.pk)]
    goods = sum(each.goods_cents for each in refunds)
    shipping = sum(each.shipping_cents for each in refunds)
    order = payment.gift_card.vendor_order.order if payment else part.order
    in_wallet = in_wallets[journals.order_wallet(order)]
    paid_goods = payment.goods_cents if payment else part.goods_cents - part.gift_card_goods_cents
    paid_shipping = payment.shipping_cents if payment else part.shipping_cents - part.gift_card_shipping_cents
    left = Counter()
    for name, paid, given in (("goods", paid_goods, goods), ("shipping", paid_shipping, shipping)):
        before = sum(getattr(each, f"{name}_cents") for each in refunds if each.path != Refund.Path.AFTER_RELEASE)
        moved = getattr(release, f"{name}_cents") if release else 0
        waiting = sum(getattr(each, f"{name}_cents") for each in refunds if _waits_in_the_share(each))
        left[name] = paid - before - moved + waiting
        if given > paid or (release and left[name] != waiting):
            return False
    back = sum(each.amount_cents for each in refunds if _waits_after_coming_back(each))
    return (
        in_wallet[f"{part.number} articles"] == left["goods"]
        and in_wallet[f"{part.number} livraison"] == left["shipping"]
        and in_wallet[f"{part.number} à rembourser"] == back
    )


def _waits_in_the_share(refund):
    return not refund.is_done and refund.path != Refund.Path.AFTER_RELEASE


def came_back(refund):
    """Whether what a refund after release takes is in the order's wallet again."""
    step = getattr(refund, "transfer_refund", None)
    return step is not None and step.state == SUCCEEDED


def _waits_after_coming_back(refund):
    return not refund.is_done and came_back(refund)


def open_disputes_hold_their_shares(now):
    """While a bank disputes a payment nothing more of it is released; afterwards nothing is held for it."""
    held = set(Hold.objects.filter(lifted_at=None, reason=Hold.Reason.DISPUTE).values_list("vendor_order", flat=True))
    disputed, still_there = set(), set()
    for dispute in Dispute.objects.filter(settled_at=None).select_related("pay_in__order"):
        parts = dispute.pay_in.order.vendor_orders.select_related("release")
        disputed |= {part.pk for part in parts}
        still_there |= {part.pk for part in parts if not hasattr(part, "release") or part.release.state != SUCCEEDED}
    return still_there <= held <= disputed
