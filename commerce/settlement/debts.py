"""What vendors owe the operator: booked when it arises, repaid by the next releases, oldest first."""

from collections import Counter

from django.db import transaction
from django.db.models import F, Sum

from commerce.ledger import book
from commerce.settlement import journals
from commerce.settlement.locks import lock_vendor
from commerce.settlement.models import Debt, Repayment, SubscriptionPayment

#: Of what a release brings its vendor, at most nine tenths repay debts: who sells sees something of it, and a later
#: refund of this share still finds a cent to take back (Mangopay refuses to take back nothing).
KEPT_FOR_THE_VENDOR = 10


@transaction.atomic
def owe(vendor, *, kind, business_key, amount_cents, description, now):
    """Book that a vendor owes something, once per key. Returns the Debt. Raises ValueError for no amount."""
    if amount_cents <= 0:
        raise ValueError("A debt is at least one cent.")
    debt, is_new = Debt.objects.get_or_create(
        business_key=business_key,
        defaults={
            "vendor": vendor,
            "kind": kind,
            "amount_cents": amount_cents,
            "description": description[:200],
            "owed_at": now,
        },
    )
    if is_new:
        journals.owed(debt, now)
    return debt


def owed_cents(vendor):
    """What the vendor owes in all, as the book says, in cents."""
    return -book.balance(f"debt:{vendor.pk}")


@transaction.atomic
def forgive(debt, cents, *, key, now):
    """Give up a part of a debt; once per key. Raises ValueError above what is open.

    What a release or a card payment under way carries already is not open any more.
    """
    if book.Journal.objects.filter(business_key=key).exists():
        return debt
    lock_vendor(debt.vendor_id)
    debt.refresh_from_db()
    if not 0 < cents <= payable_cents(debt):
        raise ValueError(f"{cents} cents of {debt} can't be given up.")
    journals.forgiven(debt, cents, key, now)
    Debt.objects.filter(pk=debt.pk).update(cancelled_cents=F("cancelled_cents") + cents)
    debt.refresh_from_db()
    return debt


def repayable_cents(net_cents):
    """The most that debts take of a share: some of it always reaches the vendor. Below zero for a share of nothing."""
    return net_cents - max(1, -(-net_cents // KEPT_FOR_THE_VENDOR))


def unclaimed_cents(vendor):
    """What the next releases will keep: owed, and carried neither by a release nor by a card payment under way."""
    debts = list(Debt.objects.open().filter(vendor=vendor))
    return sum(debt.open_cents for debt in debts) - _promised(debts).total()


def payable_cents(debt):
    """What neither a release nor a card payment under way is about to pay. Sure while the caller holds the vendor."""
    return debt.open_cents - _promised([debt])[debt.pk]


def _promised(debts):
    """Cents by debt that releases and card payments under way carry."""
    if not debts:
        return Counter()
    by_release = Repayment.objects.filter(debt__in=debts, booked_at=None).values_list("debt_id")
    by_card = SubscriptionPayment.objects.open().filter(debt__in=debts).order_by().values_list("debt_id")
    sums = [Counter(dict(promises.annotate(total=Sum("amount_cents")))) for promises in (by_release, by_card)]
    return sums[0] + sums[1]


def pay(debt, cents):
    """A part of a debt was paid from outside; the caller's transaction books it. The database refuses too much."""
    Debt.objects.filter(pk=debt.pk).update(repaid_cents=F("repaid_cents") + cents)


def put_on(release, *, at_most_cents):
    """Have a release carry as much of its vendor's debts as it can. Returns the cents; the caller holds the vendor."""
    Repayment.objects.filter(release=release, booked_at=None).delete()
    debts = list(Debt.objects.open().filter(vendor_id=release.vendor_order.vendor_id))
    promised = _promised(debts)
    carried, left_cents = [], max(0, at_most_cents)
    for debt in debts:
        cents = min(debt.open_cents - promised[debt.pk], left_cents)
        if cents > 0:
            carried.append(Repayment(debt=debt, release=release, amount_cents=cents))
            left_cents -= cents
    Repayment.objects.bulk_create(carried)
    return sum(each.amount_cents for each in carried)


def repaid_by(release, *, now):
    """The release moved: what it carried is repaid. Returns the repayments, for its journal."""
    repayments = list(release.repayments.filter(booked_at=None).select_related("debt"))
    for each in repayments:
        Debt.objects.filter(pk=each.debt_id).update(repaid_cents=F("repaid_cents") + each.amount_cents)
    release.repayments.filter(booked_at=None).update(booked_at=now)
    return repayments


def open_debts(vendor):
    """What the vendor still owes, oldest first."""
    return Debt.objects.open().filter(vendor=vendor)
