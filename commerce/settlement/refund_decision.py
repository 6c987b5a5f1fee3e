"""Deciding that money goes back: under lock, priced once, refused with a sentence. `refunds` then moves it."""

from dataclasses import dataclass
from functools import partial, reduce
from operator import add

from django.db import transaction
from django.db.models import F
from django_q.tasks import async_task

from commerce.gift_cards.models import GiftCardPayment
from commerce.order import lifecycle, parcels
from commerce.order.locks import lock_order
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.plans.commission import GivenBack, Part, given_back
from commerce.settlement import refund_mails, taking_back
from commerce.settlement.models import PriceReduction, Refund, RefundLine, Release
from commerce.settlement.refund_request import (
    RefundRefused,
    Refusal,
    Wanted,
    by_payer,
    left_of,
    left_of_payment,
    left_on_bank_card,
    priced,
    refuse_by_state,
    returned_quantities,
)
from commerce.settlement.split import bank_share_of, payment_share_of

Path = Refund.Path
#: Reasons about pieces that had left, where some of a line have and others haven't.
HAD_LEFT = {Refund.Reason.RETURN, Refund.Reason.DAMAGED, Refund.Reason.LOST, Refund.Reason.DISPUTE}


@transaction.atomic
def decide(
    vendor_order,
    wanted,
    *,
    reason,
    door,
    now,
    bearer=Refund.Bearer.VENDOR,
    actor=None,
    note="",
    request_key=None,
    dispute=None,
):
    """Decide to give a buyer something back; a task moves the money once that is written. Returns the Refund.

    `wanted` is a `refund_request.Wanted`. The same `request_key` decides once. What isn't shipped yet and goes back
    whole is cancelled, and its stock is free again. Where gift cards paid, each gets a Refund of its own, `beside` the
    one that is returned. Raises RefundRefused, with a sentence, and changes nothing.
    """
    order, parts = lock_order(vendor_order.order_id)
    if request_key and (decided := Refund.objects.filter(request_key=request_key).first()):
        return decided
    part = next(each for each in parts if each.pk == vendor_order.pk)
    part.order = order
    plan = foreseen(part, wanted, door=door, bearer=bearer, now=now)
    decision = {"dispute": dispute, "reason": reason, "door": door, "bearer": bearer, "actor": actor}
    decision |= {"note": note[:300], "decided_at": now}
    first = None
    for back in plan.returns:
        refund = _write(part, back, **decision, decided_with=first, request_key=None if first else request_key or None)
        transaction.on_commit(partial(move_soon, refund))
        first = first or refund
    _lower_prices(first, wanted)
    RefundLine.objects.bulk_create(
        RefundLine(refund=first, line=line, quantity=quantity, amount_cents=cents)
        for line, quantity, cents in plan.lines
    )
    if plan.is_cancelled:
        lifecycle.cancel_paid(part, now=now)
    else:
        parcels.call_off(part, _not_sent(part, plan.lines, reason), now=now)
    refund_mails.decided(first)
    return first


def move_soon(refund):
    """Have a task cluster move a refund that was just decided: nobody who asked waits for Mangopay."""
    async_task("commerce.settlement.tasks.carry_refund_on", refund.pk)


def _lower_prices(refund, wanted):
    if not wanted.reductions:
        return
    gone = returned_quantities(refund.vendor_order)
    for line in refund.vendor_order.lines.filter(pk__in=wanted.reductions):
        quantity, after = wanted.lowered.get(line.pk, (line.quantity - gone[line.pk], gone[line.pk]))
        cents = wanted.reductions[line.pk]
        PriceReduction.objects.create(refund=refund, line=line, quantity=quantity, after=after, amount_cents=cents)


def _not_sent(part, lines, reason):
    """Which of the (line, quantity, cents) just decided won't leave: what came back, broke or got lost had left."""
    if reason not in HAD_LEFT:
        return [(line, quantity) for line, quantity, _cents in lines]
    sent, returned = parcels.sent_quantities(part), returned_quantities(part)
    return [
        (line, max(0, returned[line.pk] - sent.get(line.pk, 0) - line.called_off)) for line, _quantity, _cents in lines
    ]


@dataclass(frozen=True)
class Return:
    """What goes back to one payer, a GiftCardPayment or None for the bank card, and where its share is now."""

    payment: GiftCardPayment | None
    back: GivenBack
    path: Path
    owed_cents: int = 0


@dataclass(frozen=True)
class Foreseen:
    """What a refund would do: what goes back to whom, and its (line, quantity, cents)."""

    returns: list
    lines: list
    bearer: Refund.Bearer
    is_cancelled: bool

    @property
    def piece(self):
        """The Part that the buyer gets in all."""
        return reduce(add, (each.back.part for each in self.returns))

    @property
    def path(self):
        """Where the share is from which the first payer gets its part."""
        return self.returns[0].path

    @property
    def fees_cents(self):
        """Commission that the operator would give back, tax included."""
        return sum(each.back.fees_cents for each in self.returns)

    @property
    def subsidy_cents(self):
        """What the reserve had added, or would, and this sale no longer needs."""
        return sum(each.back.subsidy_cents for each in self.returns)

    @property
    def on_gift_cards_cents(self):
        """What of it goes back to gift cards."""
        return sum(each.back.part.total_cents for each in self.returns if each.payment)

    @property
    def vendor_cents(self):
        """What the vendor would give up in all; nothing where the operator bears it."""
        return 0 if self.bearer == Refund.Bearer.OPERATOR else sum(each.back.vendor_cents for each in self.returns)

    @property
    def owed_cents(self):
        """What the vendor would owe afterwards, as its wallet is now."""
        return sum(each.owed_cents for each in self.returns)


def foreseen(part, wanted, *, door, now, bearer=Refund.Bearer.VENDOR):
    """What `decide` would decide now, written nowhere. Raises RefundRefused as it does."""
    refuse_by_state(part, getattr(part.order, "pay_in", None), door=door, now=now)
    if door == Refund.Door.BUYER and part.status == VendorOrderStatus.PARTLY_SHIPPED:
        left = {line.pk: quantity for line, quantity in parcels.left_to_send(part)}
        wanted = Wanted(lines=left, at_most_left=True)
    if _leaves_nothing_to_send(part, wanted) and door != Refund.Door.CHARGEBACK:
        wanted = Wanted(everything=True)  # Delivery too: nothing will be delivered.
    piece, lines = priced(part, wanted)
    is_cancelled = part.status == VendorOrderStatus.CONFIRMED and piece == left_of(part)
    if is_cancelled and bearer == Refund.Bearer.OPERATOR:
        raise RefundRefused(Refusal.BEARER)
    shares = by_payer(part, piece, bank_card_only=door == Refund.Door.CHARGEBACK)
    return Foreseen([_return(part, *share, bearer) for share in shares], lines, bearer, is_cancelled)


def _leaves_nothing_to_send(part, wanted):
    """Whether the lines that are wanted back are all that waits to be sent, and nothing had left."""
    if part.status != VendorOrderStatus.CONFIRMED or not wanted.lines:
        return False
    left = {line.pk: quantity for line, quantity in parcels.left_to_send(part)}
    return left == {pk: quantity for pk, quantity in wanted.lines.items() if quantity}


def _return(part, payment, piece, bearer):
    movement = _movement(part, payment)
    path, back = path_of(movement), _what_goes_back(part, payment, piece, movement)
    owed_cents = 0
    if path == Path.AFTER_RELEASE and bearer == Refund.Bearer.VENDOR:
        owed_cents = taking_back.foreseen_debt_cents(movement, back)
    return Return(payment, back, path, owed_cents)


def _movement(part, payment):
    return Release.objects.filter(vendor_order=part).first() if payment is None else getattr(payment, "release", None)


def _write(part, returned, **decision):
    """The decision about one payer, and what it leaves to be given back."""
    back, payment = returned.back, returned.payment
    paid = payment.gift_card.vendor_order.order if payment else part.order
    refund = Refund.objects.create(
        business_key=f"refund:{part.number}:{part.refunds.count() + 1}",
        pay_in=paid.pay_in,
        vendor_order=part,
        gift_card_payment=payment,
        path=returned.path,
        goods_cents=back.part.goods_cents,
        shipping_cents=back.part.shipping_cents,
        commission_cents=back.commission_cents,
        commission_vat_cents=back.commission_vat_cents,
        subsidy_cents=back.subsidy_cents,
        **decision,
    )
    VendorOrder.objects.filter(pk=part.pk).update(
        refunded_goods_cents=F("refunded_goods_cents") + back.part.goods_cents,
        refunded_shipping_cents=F("refunded_shipping_cents") + back.part.shipping_cents,
    )
    if payment:
        GiftCardPayment.objects.filter(pk=payment.pk).update(
            returned_goods_cents=F("returned_goods_cents") + back.part.goods_cents,
            returned_shipping_cents=F("returned_shipping_cents") + back.part.shipping_cents,
        )
    return refund


def path_of(release):
    """Where the share is. A release that failed is frozen again before its next attempt, so it counts as none."""
    if release is None or release.state == Release.State.FAILED:
        return Path.BEFORE_RELEASE
    return Path.AFTER_RELEASE if release.state == Release.State.SUCCEEDED else Path.UNDECIDED


def _what_goes_back(part, payment, piece, movement):
    """Where the money comes from. Raises RefundRefused for a crumb that Mangopay couldn't take back."""
    if payment is None:
        whole, left = bank_share_of(part), left_on_bank_card(part)
    else:
        payment.vendor_order = part
        whole, left = payment_share_of(payment), left_of_payment(payment)
    before = Part(whole.goods_cents, whole.shipping_cents) - left
    back = given_back(whole, piece, before=before)
    if path_of(movement) != Path.BEFORE_RELEASE:
        rest = given_back(whole, left - piece, before=before + piece)
        if not taking_back.can_be_taken(movement, back, rest):
            raise RefundRefused(Refusal.CRUMB)
    return back
