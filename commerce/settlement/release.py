"""The end of a hold: a vendor order's share moves from the order's wallet to the vendor's, commission deducted.

What gift cards paid of it moves beside, out of the wallets where it waits: `gift_cards`.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Prefetch, Q, Sum

from commerce.mangopay.gateway import gateway as current_gateway
from commerce.order.locks import lock_vendor_order
from commerce.order.models import VendorOrder
from commerce.settlement import debts, incidents, journals, reserve
from commerce.settlement.calendar import PROMISED_DAYS, WITHDRAWAL_DAYS
from commerce.settlement.locks import lock_vendor
from commerce.settlement.models import Hold, PayIn, Refund, Release, ReserveTransfer
from commerce.settlement.operations import carry_out, record, renew
from commerce.settlement.reasons import holds_of, obstacles
from commerce.settlement.split import bank_share_of

State = Release.State


class NotReleasable(Exception):
    """The share must wait. `reasons` are the Reasons why."""

    def __init__(self, reasons):
        self.reasons = reasons
        super().__init__("; ".join(str(reason) for reason in reasons))


def candidates(*, now=None):
    """Received vendor orders of paid orders whose share hasn't moved, with all that the rules read.

    With `now`, those whose day can't have come yet are left out: 14 days after receipt, 21 after confirmation.
    """
    moved = Q(release__state=State.SUCCEEDED)
    paid = VendorOrder.objects.of_goods()
    received = paid.filter(received_at__isnull=False, order__pay_in__state=PayIn.State.SUCCEEDED)
    if now is not None:
        legal = Q(received_at__lte=now - timedelta(days=WITHDRAWAL_DAYS))
        received = received.filter(legal | Q(confirmed_at__lte=now - timedelta(days=PROMISED_DAYS - 1)))
    return (
        received.exclude(moved)
        .select_related("vendor", "order__pay_in", "release")
        .prefetch_related(open_holds())
        .order_by("pk")
    )


def may_move(intent, obstacles, now):
    """Whether the scheduler should act on a share now: it may move, or its movement is to be repaired or looked at.

    `obstacles` is asked for only where nothing moves yet.
    """
    if intent is None or intent.state == State.FAILED:
        return not obstacles() and (intent is None or intent.may_retry(now))
    return intent.wants_attention(now)


def open_holds(path="holds"):
    """The prefetch that the rules read the holds of vendor orders by, at the end of `path`."""
    return Prefetch(path, Hold.objects.filter(lifted_at=None), to_attr="open_holds")


def release(vendor_order_id, *, gateway=None, now):
    """Move a vendor order's share to the vendor's wallet. Running it twice moves it once. Returns the Release.

    Raises NotReleasable with every reason to wait, OutcomeUnknown or Unavailable: run it again later.
    """
    vendor_order = (
        VendorOrder.objects.select_related("vendor", "order__pay_in")
        .prefetch_related(open_holds())
        .get(pk=vendor_order_id)
    )
    started = Release.objects.filter(vendor_order=vendor_order).first()
    if (started is None or started.may_retry(now)) and (reasons := obstacles(vendor_order, now=now)):
        raise NotReleasable(reasons)
    intent = _intend(vendor_order, now) if started is None or started.may_retry(now) else started
    if intent.is_final:
        return intent
    return move(intent, gateway or current_gateway(), now)


@transaction.atomic
def _intend(vendor_order, now):
    """Freeze what moves, under lock: what the buyer paid and didn't get back, and what the vendor owes of it.

    Raises NotReleasable for a hold that was placed since the obstacles were read.
    """
    locked = lock_vendor_order(vendor_order.pk)
    if reasons := holds_of(locked):
        raise NotReleasable(reasons)
    lock_vendor(locked.vendor_id)
    intent = Release.objects.filter(vendor_order=locked).first()
    if intent is None:
        intent = Release(vendor_order=locked, business_key=f"release:{locked.number}")
    elif not intent.may_retry(now):
        return intent
    freeze(intent, bank_share_of(locked))
    intent.save()
    net_cents = intent.amount_cents - intent.commission_cents - intent.commission_vat_cents
    intent.debt_cents = debts.put_on(intent, at_most_cents=debts.repayable_cents(net_cents))
    intent.save(update_fields=["debt_cents"])
    if intent.state == State.FAILED:
        renew(intent)
    return intent


def freeze(intent, whole):
    """Write on a ShareMovement what is left of its share `whole` after refunds: those in doubt now came before it."""
    refunds = intent.refunds
    refunds.filter(path=Refund.Path.UNDECIDED).update(path=Refund.Path.BEFORE_RELEASE)
    names = ("goods", "shipping", "commission", "commission_vat", "subsidy")
    back = refunds.aggregate(**{name: Sum(f"{name}_cents", default=0) for name in names})
    intent.goods_cents = whole.goods_cents - back["goods"]
    intent.shipping_cents = whole.shipping_cents - back["shipping"]
    intent.amount_cents = intent.goods_cents + intent.shipping_cents
    intent.commission_cents = whole.commission_cents - back["commission"]
    intent.commission_vat_cents = whole.commission_vat_cents - back["commission_vat"]
    intent.subsidy_cents = whole.subsidy_cents - back["subsidy"] + _borne_by_the_operator(refunds)
    intent.debt_cents = 0


def _borne_by_the_operator(refunds):
    """What the operator gives the vendor for refunds at its own expense, in cents."""
    borne = refunds.filter(bearer=Refund.Bearer.OPERATOR)
    return sum(refund.from_share_cents + refund.subsidy_cents for refund in borne)


def move(intent, desk, now):
    """Have a frozen ShareMovement done, once, and book it. Returns it. Raises OutcomeUnknown or Unavailable."""
    if not intent.amount_cents:
        return _release_nothing(intent, now)
    pay_in, vendor = intent.wallet_order.pay_in, intent.vendor_order.vendor

    def ask(key, tag):
        return desk.transfer(
            author_id=pay_in.payer_id,
            debited_wallet_id=pay_in.wallet_id,
            credited_user_id=vendor.mangopay_user_id,
            credited_wallet_id=vendor.mangopay_wallet_id,
            amount_cents=intent.amount_cents,
            fees_cents=intent.fees_cents,
            key=key,
            tag=tag,
        )

    seen = carry_out(intent, ask, desk=desk, now=now)
    if seen is None:
        _post(intent, now)
        return intent
    return record(intent, seen, now=now, post=lambda current: _post(current, now))


@transaction.atomic
def _release_nothing(intent, now):
    """Nothing is left of what the buyer paid; the reserve may still owe the vendor something."""
    intent.state, intent.concluded_at = State.SUCCEEDED, now
    intent.save()
    _post(intent, now)
    return intent


@transaction.atomic
def _post(moved, now):
    if moved.state == State.SUCCEEDED:
        repayments = debts.repaid_by(moved, now=now) if isinstance(moved, Release) else []
        journals.released(moved, repayments, now)
        incidents.solve(moved.business_key, now=now)
        if moved.subsidy_cents:
            reserve.intend(
                purpose=ReserveTransfer.Purpose.SUBSIDY,
                vendor_id=moved.vendor_order.vendor_id,
                amount_cents=moved.subsidy_cents,
                key=f"subsidy:{moved.business_key}",
                release=moved if isinstance(moved, Release) else None,
            )
    elif moved.state == State.FAILED:
        incidents.note(moved.business_key, str(moved.explanation), now=now)


def look_at_resource(resource_id, *, now):
    """A hook spoke of this transfer."""
    if intent := Release.objects.open().filter(resource_id=resource_id).first():
        release(intent.vendor_order_id, now=now)
