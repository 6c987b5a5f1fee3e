"""What must hold of the documents after any number of days and faults, and the vendors who let us write theirs."""

from datetime import UTC, datetime

from django.db.models import Count, Max, Q, Sum

from commerce.customer.models import User
from commerce.invoicing.mandates import accept
from commerce.invoicing.models import Document, InvoiceSeries, Movement
from commerce.ledger.models import Entry
from commerce.months import month_of, start_of
from commerce.partner.models import Membership
from commerce.settlement.journals import COMMISSION, COMMISSION_VAT

#: Every so many vendors, one invoices by itself.
WITHOUT_MANDATE = 4


#: Before any day that is lived.
SIGNED_AT = datetime(2020, 1, 1, tzinfo=UTC)


def sign_mandates(vendors):
    """Most vendors let the operator invoice in their name, by an owner of their own."""
    for number, vendor in enumerate(vendors):
        if number % WITHOUT_MANDATE:
            owner = User.objects.create(email=f"owner{vendor.pk}@simulation.test")
            Membership.objects.create(partner=vendor, user=owner, role=Membership.Role.OWNER)
            accept(vendor, by=owner, now=SIGNED_AT)


def numbers_have_no_gap(now):
    """The documents of each series are numbered from one to the last, none missing, none twice."""
    series = InvoiceSeries.objects.annotate(issued=Count("documents"), highest=Max("documents__number", default=0))
    return all(each.issued == each.highest == each.last_number for each in series)


def invoices_are_the_fees_in_the_book(now):
    """Commission and VAT of all closed months, booked and given back, are on invoices and credit notes to the cent."""
    kept = Q(journal__business_key__startswith="release:") | Q(journal__business_key__startswith="transfer:")
    entries = Entry.objects.filter(kept, journal__occurred_at__lt=start_of(month_of(now)))
    booked = dict(
        entries.filter(account__code__in=[COMMISSION, COMMISSION_VAT])
        .order_by()
        .values_list("account__code")
        .annotate(total=Sum("amount_cents"))
    )
    billed = Movement.objects.exclude(business_key__startswith="subscription").aggregate(
        net=Sum("net_cents", default=0), vat=Sum("vat_cents", default=0)
    )
    return (billed["net"], billed["vat"]) == (booked.get(COMMISSION, 0), booked.get(COMMISSION_VAT, 0))


def documents_are_what_they_bill(now):
    """An invoice is the sum of its movements, and a credit note never gives back more than its invoice asked for."""
    ours = Document.objects.filter(kind__in=Document.OF_THE_OPERATOR).annotate(billed=Sum("movements__net_cents"))
    credited = Document.objects.filter(corrections__isnull=False).annotate(back=Sum("corrections__total_cents"))
    return all(abs(each.billed) == each.net_cents for each in ours) and all(
        each.back <= each.total_cents for each in credited
    )
