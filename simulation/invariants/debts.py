"""What vendors owe the operator, and what the operator's reserve gives vendors."""

from collections import Counter

from django.db.models import F, Sum

from commerce.ledger.book import balances_of_kinds
from commerce.ledger.models import Account, Entry
from commerce.settlement import reserve
from commerce.settlement.models import (
    Debt,
    GiftCardRelease,
    Incident,
    Release,
    Repayment,
    ReserveTransfer,
    SubscriptionPayment,
)
from simulation.invariants.rule import back_of, paid_by

SUCCEEDED = Release.State.SUCCEEDED


def debts_are_claims(now):
    """What vendors owe is the same in rows and in the book, where a claim answers each debt; repaid is what releases
    carried and cards paid.
    """
    open_cents = F("amount_cents") - F("repaid_cents") - F("cancelled_cents")
    by_vendor, by_kind = Counter(), Counter()
    for vendor_id, kind, cents in Debt.objects.values_list("vendor", "kind", open_cents):
        by_vendor[f"debt:{vendor_id}"] -= cents
        by_kind[f"claims:{kind}"] += cents
    repaid = Repayment.objects.exclude(booked_at=None).aggregate(total=Sum("amount_cents", default=0))["total"]
    return (
        _same(by_vendor, balances_of_kinds([Account.Kind.DEBT]))
        and _same(by_kind, balances_of_kinds([Account.Kind.CLAIMS]))
        and repaid + _paid_by_card() == Debt.objects.aggregate(total=Sum("repaid_cents", default=0))["total"]
        and repaid == Release.objects.filter(state=SUCCEEDED).aggregate(all=Sum("debt_cents", default=0))["all"]
    )


def _paid_by_card():
    """What the journals of card payments took off debts."""
    keys = SubscriptionPayment.objects.filter(state=SUCCEEDED).values("business_key")
    entries = Entry.objects.filter(account__kind=Account.Kind.DEBT, journal__business_key__in=keys)
    return entries.aggregate(total=Sum("amount_cents", default=0))["total"]


def _same(rows, booked):
    codes = rows.keys() | booked.keys()
    return all(rows.get(code, 0) == booked.get(code, 0) for code in codes)


def reserve_pays_each_subsidy_once(now):
    """A release is followed by exactly the subsidy that the rule and refunds at the operator's expense say."""
    is_short = Incident.objects.filter(subject=reserve.SHORTAGE, solved_at=None).exists()
    subsidies = {}
    for transfer in ReserveTransfer.objects.filter(business_key__startswith="subsidy:"):
        subsidies.setdefault(transfer.business_key.removeprefix("subsidy:"), []).append(transfer)
    releases = Release.objects.filter(state=SUCCEEDED).select_related("vendor_order")
    spent = GiftCardRelease.objects.filter(state=SUCCEEDED).select_related("payment__vendor_order")
    return all(
        _is_paid_once(release, subsidies.get(release.business_key, []), is_short) for release in [*releases, *spent]
    )


def _is_paid_once(release, transfers, is_short):
    paid = [each.amount_cents for each in transfers if each.purpose == ReserveTransfer.Purpose.SUBSIDY]
    due = _subsidy_of(release)
    return paid == ([due] if due else []) and (is_short or all(each.state == SUCCEEDED for each in transfers))


def _subsidy_of(release):
    part, payment = release.vendor_order, getattr(release, "payment_id", None)
    payers = paid_by(part, part.gift_card_payments.filter(confirmed_at__isnull=False))
    paid = next(each for each in payers if each.payment == payment)
    before = [refund for refund in release.refunds if refund.path == refund.Path.BEFORE_RELEASE]
    back = back_of(paid, sum(each.goods_cents for each in before), sum(each.shipping_cents for each in before))
    borne = [each for each in before if each.bearer == each.Bearer.OPERATOR]
    gestures = sum(each.amount_cents - each.commission_cents - each.commission_vat_cents for each in borne)
    return paid.due.less(back).subsidy + gestures + sum(each.subsidy_cents for each in borne)
