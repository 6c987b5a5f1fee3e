"""Refunds that nobody asked of us, made by hand in Mangopay's dashboard: booked, or the operator is alarmed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commerce.mangopay.gateway import gateway as current_gateway
from commerce.money import allocate
from commerce.money_format import euros
from commerce.order.locks import lock_order
from commerce.order.models import VendorOrder
from commerce.plans.commission import Part, given_back
from commerce.settlement import incidents, journals, refund_mails
from commerce.settlement.models import PayIn, PayInRefund, Refund
from commerce.settlement.refund_request import left_on_bank_card
from commerce.settlement.split import bank_share_of

State = PayInRefund.State

#: How far back refunds are looked for whose hook was lost.
SEARCH = timedelta(days=7)


def notice(resource_id, *, now):
    """A hook spoke of a refund that no row of ours knows. One of a payment that isn't ours is nobody's business."""
    seen = current_gateway().look("refunds", resource_id)
    if _is_ours_by_tag(seen):  # Ours, between the call and the record: `settle` finishes it.
        return
    pay_in = PayIn.objects.filter(resource_id=seen.initial_id).first() if seen.initial_id else None
    if pay_in is None or not seen.has_succeeded:
        return
    if not _adopt(seen, pay_in, now):
        message = _("%(amount)s rendus hors du site, sans que les comptes puissent le suivre.")
        said = message % {"amount": euros(seen.debited_cents)}
        incidents.alarm(f"elsewhere:{resource_id}", said, now=now)


def look_for_lost_hooks(*, now):
    """Refunds of pay-ins that no hook and no row of ours knows, in one call. The nightly check asks."""
    for resource_id in current_gateway().events("PAYIN_REFUND_SUCCEEDED", after=now - SEARCH):
        if not PayInRefund.objects.filter(resource_id=resource_id).exists():
            notice(resource_id, now=now)


def _is_ours_by_tag(seen):
    return bool(seen.tag) and PayInRefund.objects.filter(business_key=seen.tag.rpartition("#")[0]).exists()


@transaction.atomic
def _adopt(seen, pay_in, now):
    """Book it over the shares that still lie in the order's wallet. Returns whether they hold as much."""
    _order, parts = lock_order(pay_in.order_id)
    if PayInRefund.objects.filter(resource_id=seen.id).exists():
        return True
    held = [part for part in parts if part.confirmed_at and not _has_left(part)]
    left = [left_on_bank_card(part).total_cents for part in held]
    if not seen.debited_cents or seen.debited_cents > sum(left):
        return False
    for part, cents in zip(held, allocate(seen.debited_cents, left), strict=True):
        if cents:
            _book(seen, pay_in, part, cents, now)
    return True


def _has_left(part):
    """Whether a share moved or may be moving; one whose release failed still lies in the order's wallet."""
    release = getattr(part, "release", None)
    return release is not None and release.state != State.FAILED


def _book(seen, pay_in, part, cents, now):
    left, whole = left_on_bank_card(part), bank_share_of(part)
    goods_cents = min(left.goods_cents, cents)
    piece = Part(goods_cents, cents - goods_cents)
    back = given_back(whole, piece, before=Part(whole.goods_cents, whole.shipping_cents) - left)
    refund = Refund.objects.create(
        business_key=f"refund:{part.number}:{part.refunds.count() + 1}",
        pay_in=pay_in,
        vendor_order=part,
        reason=Refund.Reason.ELSEWHERE,
        door=Refund.Door.HOOK,
        goods_cents=piece.goods_cents,
        shipping_cents=piece.shipping_cents,
        commission_cents=back.commission_cents,
        commission_vat_cents=back.commission_vat_cents,
        subsidy_cents=back.subsidy_cents,
        decided_at=now,
        concluded_at=now,
    )
    step = PayInRefund.objects.create(
        refund=refund,
        pay_in=pay_in,
        business_key=f"payin:{refund.business_key}",
        amount_cents=cents,
        state=State.SUCCEEDED,
        resource_id=seen.id,
        seen_at=now,
        concluded_at=now,
    )
    VendorOrder.objects.filter(pk=part.pk).update(
        refunded_goods_cents=F("refunded_goods_cents") + piece.goods_cents,
        refunded_shipping_cents=F("refunded_shipping_cents") + piece.shipping_cents,
    )
    journals.refunded(step, now)
    refund_mails.made_elsewhere(refund)
