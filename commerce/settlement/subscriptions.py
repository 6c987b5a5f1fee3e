"""Subscriptions are owed when they are billed, paid by the next releases, and followed up when no release comes."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commerce.money_format import euros
from commerce.plans import dunning
from commerce.plans.models import SubscriptionBill
from commerce.settlement import card_payments, debts
from commerce.settlement.models import Debt


def to_owe():
    """Bills that aren't in the book yet."""
    return SubscriptionBill.objects.filter(owed_at=None).select_related("vendor", "plan").order_by("pk")


@transaction.atomic
def owe(bill, *, now):
    """Book a bill as the vendor's debt, once: the next releases carry it. Returns the Debt."""
    debt = debts.owe(
        bill.vendor,
        kind=Debt.Kind.SUBSCRIPTION,
        business_key=bill.business_key,
        amount_cents=bill.total_cents,
        description=f"Formule {bill.plan}, du {bill.starts_on:%d/%m/%Y}",
        now=now,
    )
    SubscriptionBill.objects.filter(pk=bill.pk).update(owed_at=now)
    return debt


def to_collect(now):
    """Bills that releases had a week to pay, of vendors who still owe a subscription."""
    owing = Debt.objects.open().filter(kind=Debt.Kind.SUBSCRIPTION).values("vendor")
    return dunning.to_collect(now).filter(vendor__in=owing, owed_at__isnull=False)


def collect(bill, *, now):
    """Follow an open bill up: charged to the card, told, reminded, given up. Returns the cents still open. Repeatable.

    While a release or a card payment carries all that is open, it waits. Raises OutcomeUnknown or Unavailable, and
    ValueError where a part of what would be cancelled is so carried: run it again later.
    """
    debt = Debt.objects.get(business_key=bill.business_key)
    if not debt.open_cents:
        return 0
    payment = card_payments.charge(bill, debt, now=now)
    debt.refresh_from_db()
    if debts.payable_cents(debt) <= 0:
        return debt.open_cents
    return _follow_up(bill, debt, _reason(payment), now)


def _reason(payment):
    if payment is None:
        return _("Depuis une semaine, aucune vente n’a suffi à la payer.")
    said = {"digits": payment.card.last_digits, "cause": payment.explanation}
    return _("Votre carte •••• %(digits)s n’a pas pu être débitée. %(cause)s") % said


@transaction.atomic
def _follow_up(bill, debt, reason, now):
    dunning.payment_failed(bill, open_cents=debt.open_cents, reason=reason, now=now)
    if cancelled_cents := dunning.follow_up(bill, open_cents=debt.open_cents, now=now):
        debt = debts.forgive(debt, cancelled_cents, key=f"cancelled:{bill.business_key}", now=now)
    return debt.open_cents


@dataclass(frozen=True)
class BillState:
    """A bill and where it stands. `open_cents` is what is still owed of it."""

    bill: SubscriptionBill
    open_cents: int

    @property
    def in_words(self):
        """What the vendor reads beside it, without capital or full stop."""
        words = _("reste %(amount)s, pris sur vos prochaines ventes") % {"amount": euros(self.open_cents)}
        if not self.open_cents:
            words = _("payée")
        if self.bill.cancelled_cents:
            cancelled = _("%(amount)s annulés") % {"amount": euros(self.bill.cancelled_cents)}
            words = f"{cancelled}, {words}"
        return words


def bills_of(vendor, *, at_most):
    """The vendor's newest bills, each with its state, in two queries."""
    bills = list(SubscriptionBill.objects.filter(vendor=vendor).select_related("plan")[:at_most])
    keys = {bill.business_key: bill for bill in bills}
    owed = {debt.business_key: debt.open_cents for debt in Debt.objects.filter(business_key__in=keys)}
    return [BillState(bill, owed.get(key, bill.total_cents)) for key, bill in keys.items()]
