"""Subscriptions paid by card, into the operator's reserve: by a vendor who is there, or by the card that it left.

Releases pay first. A payment is a row before it is asked for, and promises its cents of the debt: no release carries
them until it is concluded.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.mangopay.cards import card_desk
from commerce.mangopay.exceptions import OutcomeUnknown
from commerce.mangopay.gateway import gateway
from commerce.money_format import euros
from commerce.plans.bills import next_bill
from commerce.plans.dunning import RELEASES_FIRST
from commerce.plans.models import SubscriptionBill
from commerce.settlement import cards, debts, incidents, journals, reserve
from commerce.settlement.locks import lock, lock_vendor
from commerce.settlement.models import CardRegistration, Debt, SubscriptionPayment
from commerce.settlement.operations import carry_out, find_attempt, record

State, Kind = SubscriptionPayment.State, SubscriptionPayment.Kind

#: A refused card is asked again after a day, this many times.
RETRY_AFTER, RETRIES_MAX = timedelta(days=1), 3
#: Mangopay's code for a page that somebody left without paying.
ABANDONED = "101002"


def open_bill(vendor):
    """The vendor's oldest (SubscriptionBill, Debt) that isn't wholly paid, or None."""
    debt = debts.open_debts(vendor).filter(kind=Debt.Kind.SUBSCRIPTION).first()
    bills = SubscriptionBill.objects.filter(vendor=vendor).select_related("plan", "vendor")
    bill = next((bill for bill in bills if debt and bill.business_key == debt.business_key), None)
    return (bill, debt) if bill else None


def under_way(vendor):
    """The vendor's payment that isn't concluded yet, or None."""
    return SubscriptionPayment.objects.open().filter(vendor=vendor).select_related("card", "debt", "bill").first()


@transaction.atomic
def _intend(bill, debt, kind, card, now):
    """Promise what is still open of a bill, or find the same promise again. None where there is nothing to pay,
    or where another payment of it is under way."""
    lock_vendor(bill.vendor_id)
    debt.refresh_from_db()
    payments = SubscriptionPayment.objects.filter(debt=debt)
    if earlier := payments.open().first():
        return earlier if (earlier.kind, earlier.card) == (kind, card) else None
    cents = debts.payable_cents(debt)
    if cents <= 0:
        return None
    return SubscriptionPayment.objects.create(
        business_key=f"card:{debt.business_key}:{payments.count() + 1}",
        amount_cents=cents,
        vendor_id=bill.vendor_id,
        bill=bill,
        debt=debt,
        kind=kind,
        card=card,
        begun_at=now,
    )


def register_and_pay(vendor, *, data, browser, return_url, now):
    """Keep the card that a browser handed to the tokeniser (`data` is its answer), by paying the open bill with it.

    Returns the CardRegistration, or None where no card was being typed, and the payment, or None where the card was
    refused or nothing is to be paid any more; then it isn't kept. Raises like `pay_present`; safe to repeat.
    """
    card = cards.unfinished(vendor, now=now)
    if card and card.state == CardRegistration.State.BEGUN:
        card = cards.finish(card, data=data, now=now)
    if card is None or card.state != CardRegistration.State.KEPT:
        return card, None
    found = open_bill(vendor)
    payment = pay_present(card, *found, browser=browser, return_url=return_url, now=now) if found else None
    if payment is None:
        cards.remove_at_once(card, now=now)
    return card, payment


def pay_present(card, bill, debt, *, browser, return_url, now):
    """Debit a card whose owner is there (CIT): its first payment, or one that its bank wants to be confirmed.

    Returns the payment, whose `redirect_url` leads to the bank while it is CREATED; None where nothing is to be paid,
    or another payment is under way. Raises Refused, OutcomeUnknown or Unavailable; safe to repeat.
    """
    cards.agree(card, first_cents=debt.open_cents)
    payment = _intend(bill, debt, Kind.PRESENT, card, now)
    if payment is None:
        return None

    def ask(key, tag):
        return card_desk().first_payment(
            card.agreement_id,
            amount_cents=payment.amount_cents,
            browser=browser,
            return_url=return_url,
            key=key,
            tag=tag,
        )

    return _ask_now(payment, ask, now)


def pay_hosted(bill, debt, *, return_url, now):
    """Open Mangopay's own page for one payment, which leaves no card behind. Returns and raises like `pay_present`."""
    payment, fund = _intend(bill, debt, Kind.HOSTED, None, now), reserve.opened()
    if payment is None:
        return None

    def ask(key, tag):
        return gateway().start_web_payin(
            author_id=bill.vendor.mangopay_user_id,
            credited_user_id=fund.user_id,
            wallet_id=fund.wallet_id,
            amount_cents=payment.amount_cents,
            return_url=return_url,
            key=key,
            tag=tag,
        )

    return _ask_now(payment, ask, now)


def _ask_now(payment, ask, now):
    """Somebody waits: whatever broke on the way is looked up once more at once, under the same key."""
    try:
        return _carry_out(payment, ask, now)
    except OutcomeUnknown:
        return _carry_out(payment, ask, now)


def _carry_out(payment, ask, now):
    seen = carry_out(payment, ask, desk=gateway(), now=now)
    if seen is None:
        _post(payment, None, now)
        return payment
    return _record(payment, seen, now)


def charge(bill, debt, *, now):
    """Debit the registered card with what is open of a bill (MIT), where its turn has come.

    Returns the payment that is under way or was the last to be tried, or None where no card can pay.
    Raises OutcomeUnknown or Unavailable: run it again later.
    """
    payment = SubscriptionPayment.objects.open().filter(debt=debt).select_related("card", "debt", "bill").first()
    if payment and payment.wants_attention(now):
        payment = follow(payment, now=now)
    if payment and payment.state != State.FAILED:
        return payment
    card = cards.active_card(bill.vendor)
    if card is None:
        return None
    last, next_try_at = _tries(card, debt)
    if last and (next_try_at is None or now < next_try_at):
        return last
    payment = _intend(bill, debt, Kind.ABSENT, card, now)
    return payment and follow(payment, now=now)


def _tries(card, debt):
    """The last refused debit of a card for a debt and when the next one may follow; None for never."""
    tried = SubscriptionPayment.objects.filter(debt=debt, card=card, kind=Kind.ABSENT, state=State.FAILED)
    last = tried.order_by("-pk").first()
    is_last = last is None or tried.count() > RETRIES_MAX
    return last, None if is_last else last.concluded_at + RETRY_AFTER


@dataclass(frozen=True)
class NextCharge:
    """When the registered card will be debited, and with how many cents at most: sales pay first."""

    day: date
    at_most_cents: int


def next_charge(vendor, *, now):
    """The NextCharge of the registered card, or None where none is to come."""
    card, found = cards.active_card(vendor), open_bill(vendor)
    if card is None:
        return None
    if found is None:
        coming = next_bill(vendor, now=now)
        return coming and NextCharge(coming.day + RELEASES_FIRST, coming.net_cents + coming.vat_cents)
    bill, debt = found
    last, next_try_at = _tries(card, debt)
    if bill.fell_back_at or (last and next_try_at is None):
        return None
    due_at = max(now, next_try_at or bill.billed_at + RELEASES_FIRST)
    return NextCharge(timezone.localdate(due_at), debt.open_cents)


def come_back(vendor, resource_id, *, now):
    """Somebody comes back from a page of Mangopay or a bank: look at the payment, if it is this vendor's.

    Returns it, or None. The address is believed in nothing but where to look. Raises Refused or Unavailable.
    """
    payment = SubscriptionPayment.objects.filter(vendor=vendor, resource_id=resource_id).first()
    return payment and follow(payment, now=now)


def follow(payment, *, now):
    """Carry a payment on as far as it goes: a debit of the registered card is asked for, a page is only looked at.

    Returns the payment as it is then. Raises OutcomeUnknown or Unavailable.
    """
    if payment.is_final:
        return payment
    if payment.is_by_somebody:
        return _look(payment, now)

    def ask(key, tag):
        return card_desk().next_payment(payment.card.agreement_id, amount_cents=payment.amount_cents, key=key, tag=tag)

    return _carry_out(payment, ask, now)


def _look(payment, now):
    desk = gateway()
    if payment.resource_id:
        seen = desk.look(payment.KIND, payment.resource_id)
    else:
        seen = find_attempt(payment, desk=desk, now=now)
    if seen:
        return _record(payment, seen, now)
    return _give_up(payment, now) if payment.is_over(now) else payment


@transaction.atomic
def _give_up(payment, now):
    """Nobody asked Mangopay for it, and nobody will."""
    current = lock(payment)
    if not current.is_final:
        current.state, current.result_code, current.concluded_at = State.FAILED, ABANDONED, now
        current.save()
        _post(current, None, now)
    return current


def _record(payment, seen, now):
    if seen.redirect_url:
        SubscriptionPayment.objects.filter(pk=payment.pk).update(redirect_url=seen.redirect_url)
    return record(payment, seen, now=now, post=lambda current: _post(current, seen, now))


@transaction.atomic
def _post(payment, seen, now):
    card = payment.card
    if payment.state == State.SUCCEEDED:
        _receive(payment, seen, now)
        if card:
            cards.activate(card, now=now)
    elif payment.state == State.FAILED and card and card.state == CardRegistration.State.KEPT:
        cards.remove(card, now=now, result_code=payment.result_code)


def _receive(payment, seen, now):
    """The money is in the reserve. Another sum than the one asked for is booked as it came, and alarms."""
    received_cents = seen.credited_cents
    debt_cents = min(received_cents, payment.amount_cents)
    journals.paid_by_card(payment, debt_cents, received_cents, now)
    debts.pay(payment.debt, debt_cents)
    if received_cents != payment.amount_cents:
        message = _("%(received)s reçus au lieu de %(asked)s.")
        said = message % {"received": euros(received_cents), "asked": euros(payment.amount_cents)}
        incidents.alarm(payment.business_key, said, now=now)
    portal_url = f"{settings.SITE_URL}{reverse('vendor_portal:plan')}"
    shops.tell(
        payment.vendor,
        event="subscription_paid",
        key=payment.business_key,
        context={"bill": payment.bill, "payment": payment, "vendor": payment.vendor, "portal_url": portal_url},
        url=portal_url,
    )


def look_at_resource(resource_id, *, now):
    """A hook spoke of this pay-in."""
    if payment := SubscriptionPayment.objects.open().filter(resource_id=resource_id).first():
        follow(payment, now=now)


def to_look_at(now):
    """Payments under way that the scheduler has to look at, or to ask for."""
    waiting = SubscriptionPayment.objects.open().select_related("vendor", "card", "debt", "bill")
    return [payment for payment in waiting if payment.wants_attention(now)]
