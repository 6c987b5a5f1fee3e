"""The end of a hold: a vendor order's share moves from the order's wallet to the vendor's, commission deducted."""

from django.db.models import Q

from commerce.mangopay.gateway import gateway as current_gateway
from commerce.order.models import VendorOrder
from commerce.settlement import incidents, journals
from commerce.settlement.models import PayIn, Release
from commerce.settlement.operations import carry_out, record, renew
from commerce.settlement.reasons import obstacles
from commerce.settlement.split import share_of

State = Release.State


class NotReleasable(Exception):
    """The share must wait. `reasons` are the Reasons why."""

    def __init__(self, reasons):
        self.reasons = reasons
        super().__init__("; ".join(str(reason) for reason in reasons))


def candidates():
    """Received vendor orders of paid orders whose share hasn't moved, with all that the rules read."""
    moved = Q(release__state=State.SUCCEEDED)
    return (
        VendorOrder.objects.filter(received_at__isnull=False, order__pay_in__state=PayIn.State.SUCCEEDED)
        .exclude(moved)
        .select_related("vendor", "order__pay_in", "release")
        .order_by("pk")
    )


def release(vendor_order_id, *, gateway=None, now):
    """Move a vendor order's share to the vendor's wallet. Running it twice moves it once. Returns the Release.

    Raises NotReleasable with every reason to wait, OutcomeUnknown or Unavailable: run it again later.
    """
    vendor_order = VendorOrder.objects.select_related("vendor", "order__pay_in").get(pk=vendor_order_id)
    started = Release.objects.filter(vendor_order=vendor_order).first()
    if started is None and (reasons := obstacles(vendor_order, now=now)):
        raise NotReleasable(reasons)
    intent = started or _intend(vendor_order)
    if intent.may_retry(now) and not obstacles(vendor_order, now=now):
        renew(intent)
    if intent.is_final:
        return intent
    return _move(intent, vendor_order, gateway or current_gateway(), now)


def _intend(vendor_order):
    share = share_of(vendor_order)
    return Release.objects.get_or_create(
        vendor_order=vendor_order,
        defaults={
            "business_key": f"release:{vendor_order.number}",
            "amount_cents": share.total_cents,
            "commission_cents": share.commission_cents,
            "commission_vat_cents": share.commission_vat_cents,
        },
    )[0]


def _move(intent, vendor_order, desk, now):
    if not intent.amount_cents:
        intent.state, intent.concluded_at = State.SUCCEEDED, now
        intent.save()
        return intent
    pay_in, vendor = vendor_order.order.pay_in, vendor_order.vendor

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


def _post(moved, now):
    if moved.state == State.SUCCEEDED:
        journals.released(moved, now)
        incidents.solve(moved.business_key, now=now)
    elif moved.state == State.FAILED:
        incidents.note(moved.business_key, str(moved.explanation), now=now)


def look_at_resource(resource_id, *, now):
    """A hook spoke of this transfer."""
    if intent := Release.objects.open().filter(resource_id=resource_id).first():
        release(intent.vendor_order_id, now=now)
