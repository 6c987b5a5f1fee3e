"""From the vendor's wallet to the vendor's bank: one payout per vendor and day, over all that was released."""

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from commerce.communication.mails import send
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.partner.models import Partner
from commerce.settlement import accounts, incidents, journals
from commerce.settlement.locks import lock_releases_to_pay
from commerce.settlement.models import Payout, Release
from commerce.settlement.operations import carry_out, record
from commerce.settlement.reasons import account_reasons

State = Payout.State

#: How far back a bank's return is looked for when its hook was lost.
RETURN_SEARCH = timezone.timedelta(days=7)


def vendors_to_pay():
    """Vendors whose wallet holds released money that no payout carries yet."""
    waiting = Release.objects.filter(state=Release.State.SUCCEEDED, payout=None, amount_cents__gt=0)
    return Partner.objects.filter(pk__in=waiting.values("vendor_order__vendor")).order_by("pk")


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
    releases = lock_releases_to_pay(vendor)
    amount_cents = sum(release.net_cents for release in releases)
    if not amount_cents or Payout.objects.filter(vendor=vendor, day=day).exists():
        return None
    payout = Payout.objects.create(
        vendor=vendor, day=day, business_key=f"payout:{vendor.pk}:{day:%Y-%m-%d}", amount_cents=amount_cents
    )
    Release.objects.filter(pk__in=[release.pk for release in releases]).update(payout=payout)
    return payout


def follow(payout, *, gateway=None, now):
    """Ask for a payout that was only intended, or look at one that is under way, and record what Mangopay says."""
    desk, vendor = gateway or current_gateway(), payout.vendor

    def ask(key, tag):
        return desk.payout(
            author_id=vendor.mangopay_user_id,
            wallet_id=vendor.mangopay_wallet_id,
            recipient_id=vendor.mangopay_recipient_id,
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
        accounts.refresh_account(vendor, gateway=desk)
    return payout


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
    """The money is on the vendor's balance again, and the next payout carries it."""
    payout.releases.update(payout=None)
    incidents.note(payout.business_key, str(payout.explanation), now=now)
    _tell_vendor("payout_failed", payout)


def _tell_vendor(event, payout):
    releases = Release.objects.filter(payout=payout).select_related("vendor_order")
    send(
        event=event,
        key=payout.business_key,
        recipient=payout.vendor.email,
        context={"payout": payout, "vendor": payout.vendor, "releases": releases},
    )


def look_at_resource(resource_id, *, now):
    """A hook spoke of this payout."""
    if payout := Payout.objects.open().filter(resource_id=resource_id).select_related("vendor").first():
        follow(payout, now=now)


def look_at_return(refund_id, *, now):
    """A hook spoke of a refund of a payout: the vendor's bank sent the money back."""
    refund = current_gateway().look("refunds", refund_id)
    payout = Payout.objects.filter(resource_id=refund.initial_id).select_related("vendor").first()
    if payout and refund.has_succeeded and refund.credited_cents == payout.amount_cents:
        _take_back(payout, now)
        accounts.refresh_account(payout.vendor)


@transaction.atomic
def _take_back(payout, now):
    first = Payout.objects.filter(pk=payout.pk, state=State.SUCCEEDED, returned_at=None).update(returned_at=now)
    if first:
        payout.refresh_from_db()
        journals.returned(payout, now)
        _give_up(payout, now)


def look_for_returns(*, now):
    """Returns whose hook was lost, in one call for all vendors. The nightly check asks."""
    for refund_id in current_gateway().events("PAYOUT_REFUND_SUCCEEDED", after=now - RETURN_SEARCH):
        look_at_return(refund_id, now=now)


def released_cents(vendor):
    """Cents in the vendor's wallet that the next payout will carry."""
    net = F("amount_cents") - F("commission_cents") - F("commission_vat_cents")
    waiting = Release.objects.filter(vendor_order__vendor=vendor, state=Release.State.SUCCEEDED, payout=None)
    return waiting.aggregate(total=Sum(net))["total"] or 0
