"""From the vendor's wallet to the vendor's bank: one payout per vendor and day, over all that was released."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from commerce.communication import shops
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.partner.models import Partner
from commerce.settlement import accounts, incidents, journals, taking_back
from commerce.settlement.locks import lock_vendor
from commerce.settlement.models import GiftCardRelease, Payout, Release, ReserveTransfer, TransferRefund
from commerce.settlement.operations import carry_out, record
from commerce.settlement.reasons import account_reasons

State = Payout.State

#: How far back a bank's return is looked for when its hook was lost.
RETURN_SEARCH = timezone.timedelta(days=7)


#: Failures that another bank account, and nothing else, puts right. A return by the bank always is one.
ACCOUNT_REFUSED = {"121001", "121002", "121003", "121004", "121006", "121030"}
#: Failures after which Mangopay is asked whether it blocks the user.
USER_BLOCKED = {"008600", "008700", "121005"}


def vendors_to_pay():
    """Vendors whose wallet received money that no payout carries yet."""
    released = Release.objects.filter(state=State.SUCCEEDED, payout=None, amount_cents__gt=0)
    spent = GiftCardRelease.objects.filter(state=State.SUCCEEDED, payout=None, amount_cents__gt=0)
    added = ReserveTransfer.objects.filter(state=State.SUCCEEDED, payout=None).exclude(
        purpose=ReserveTransfer.Purpose.FEES
    )
    to_pay = Q(pk__in=released.values("vendor_order__vendor")) | Q(pk__in=added.values("vendor"))
    to_pay |= Q(pk__in=spent.values("payment__vendor_order__vendor"))
    return Partner.objects.filter(to_pay).order_by("pk")


def pay_out(vendor_id, *, gateway=None, now):
    """Send what was released to the vendor's bank. Returns the Payout, or None when there is nothing to send.

    A payout that is still open is carried on first; a second one on the same day waits for tomorrow. Raises
    OutcomeUnknown or Unavailable: run it again later.
    """
    vendor = Partner.objects.get(pk=vendor_id)
    payout = Payout.objects.open().filter(vendor=vendor).first()
    if payout is None and not account_reasons(vendor):
        payout = _intend(vendor, timezone.localdate(now))
    if payout is None or payout.state == State.CREATED:
        return payout
    return follow(payout, gateway=gateway, now=now)


@transaction.atomic
def _intend(vendor, day):
    """All that the book says is free in the vendor's wallet; what made it so is listed with the payout."""
    vendor = lock_vendor(vendor.pk)
    amount_cents = taking_back.free_cents(vendor.pk)
    if amount_cents <= 0 or Payout.objects.filter(vendor=vendor, day=day).exists():
        return None
    payout = Payout.objects.create(
        vendor=vendor,
        day=day,
        business_key=f"payout:{vendor.pk}:{day:%Y-%m-%d}",
        amount_cents=amount_cents,
        recipient_id=vendor.mangopay_recipient_id,
    )
    for carried in _uncarried(vendor):
        carried.update(payout=payout)
    return payout


def _uncarried(vendor):
    """What came into, and was taken back from, a vendor's wallet since the last payout that got through."""
    moved = {"state": State.SUCCEEDED, "payout": None}
    return (
        Release.objects.filter(vendor_order__vendor=vendor, **moved),
        GiftCardRelease.objects.filter(payment__vendor_order__vendor=vendor, **moved),
        ReserveTransfer.objects.filter(vendor=vendor, **moved).exclude(purpose=ReserveTransfer.Purpose.FEES),
        TransferRefund.objects.filter(refund__vendor_order__vendor=vendor, **moved),
    )


def follow(payout, *, gateway=None, now):
    """Ask for a payout that was only intended, or look at one that is under way, and record what Mangopay says."""
    desk, vendor = gateway or current_gateway(), payout.vendor

    def ask(key, tag):
        return desk.payout(
            author_id=vendor.mangopay_user_id,
            wallet_id=vendor.mangopay_wallet_id,
            recipient_id=payout.recipient_id or vendor.mangopay_recipient_id,
            amount_cents=payout.amount_cents,
            reference=f"MQ{payout.pk}",
            key=key,
            tag=tag,
        )

    seen = carry_out(payout, ask, desk=desk, now=now)
    if seen:
        payout = record(payout, seen, now=now, post=lambda current: _post(current, now))
    else:
        _give_up(payout, now)
    if payout.state == State.FAILED:
        _look_for_the_cause(payout)
    return payout


def _look_for_the_cause(payout):
    if payout.result_code in USER_BLOCKED:
        accounts.look_at_outflows(payout.vendor.mangopay_user_id, now=None)
    accounts.refresh_account(payout.vendor)


def _post(payout, now):
    """CREATED is not paid: the money has left the wallet, and only SUCCEEDED means that the bank has it."""
    journals.sent(payout, now)
    if payout.state == State.SUCCEEDED:
        journals.arrived(payout, now)
        incidents.solve_all(f"payout:{payout.vendor_id}:", now=now)
        _tell_vendor("payout_sent", payout)
    elif payout.state == State.FAILED:
        journals.bounced(payout, now)
        _give_up(payout, now)


@transaction.atomic
def _give_up(payout, now):
    """The money is on the vendor's balance again. The next payout carries it, once the cause is gone."""
    for carried in (payout.releases, payout.gift_card_releases, payout.additions, payout.deductions):
        carried.update(payout=None)
    if payout.returned_at or payout.result_code in ACCOUNT_REFUSED:
        Partner.objects.filter(pk=payout.vendor_id).update(
            refused_recipient_id=payout.recipient_id, payout_refusal=payout.result_code
        )
    incidents.note(payout.business_key, str(payout.explanation), now=now)
    _tell_vendor("payout_failed", payout)


def _tell_vendor(event, payout):
    releases = [
        *Release.objects.filter(payout=payout).select_related("vendor_order"),
        *GiftCardRelease.objects.filter(payout=payout).select_related("payment__vendor_order"),
    ]
    portal_url = settings.SITE_URL + reverse("vendor_portal:money")
    context = {"payout": payout, "vendor": payout.vendor, "releases": releases, "portal_url": portal_url}
    shops.tell(payout.vendor, event=event, key=payout.business_key, context=context, url=portal_url)


def look_at_resource(resource_id, *, now):
    """A hook spoke of this payout."""
    if payout := Payout.objects.open().filter(resource_id=resource_id).select_related("vendor").first():
        follow(payout, now=now)


def look_at_return(refund_id, *, now):
    """A hook spoke of a refund of a payout: the vendor's bank sent the money back."""
    refund = current_gateway().look("refunds", refund_id)
    payout = Payout.objects.filter(resource_id=refund.initial_id).select_related("vendor").first()
    if payout and refund.has_succeeded and refund.credited_cents == payout.amount_cents:
        _take_back(payout, refund.refund_reason, now)
        accounts.refresh_account(payout.vendor)


@transaction.atomic
def _take_back(payout, reason, now):
    first = Payout.objects.filter(pk=payout.pk, state=State.SUCCEEDED, returned_at=None).update(
        returned_at=now, result_code=reason[:60]
    )
    if first:
        payout.refresh_from_db()
        journals.returned(payout, now)
        _give_up(payout, now)


def look_for_returns(*, now):
    """Returns whose hook was lost, in one call for all vendors. The nightly check asks."""
    for refund_id in current_gateway().events("PAYOUT_REFUND_SUCCEEDED", after=now - RETURN_SEARCH):
        look_at_return(refund_id, now=now)


def released_cents(vendor):
    """Cents in the vendor's wallet that the next payout will carry, as the book says."""
    return max(0, taking_back.free_cents(vendor.pk))
