"""Issuing a document: its number and its row in one transaction, so that whatever fails leaves no gap."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commerce.invoicing.models import Document, InvoiceSeries, Movement
from commerce.typesetting.wording import in_words

Kind = Document.Kind
HEADINGS = {
    Kind.COMMISSION: "Facture",
    Kind.COMMISSION_CREDIT: "Avoir",
    Kind.SALE: "Facture",
    Kind.SALE_CREDIT: "Avoir",
}


@dataclass(frozen=True)
class Draft:
    """A document before it has a number: all that its sheet prints but number and date."""

    kind: str
    business_key: str
    vendor: object
    data: dict
    net_cents: int
    vat_cents: int
    vendor_order: object = None
    corrects: object = None
    #: (business key, net cents, VAT cents) of the fees that it bills.
    movements: tuple = ()


def issue(draft, *, now):
    """Give the draft its number and write it. Returns the Document; the same business key is issued once."""
    if issued := _issued(draft):
        return issued
    with transaction.atomic():
        series, number = _take_number(draft, timezone.localdate(now))
        if issued := _issued(draft):  # Somebody else was first, and the number goes back.
            transaction.set_rollback(True)
            return issued
        document = _write(draft, series, number, now)
        Movement.objects.bulk_create(
            Movement(document=document, business_key=key, net_cents=net, vat_cents=vat)
            for key, net, vat in draft.movements
        )
    return document


def _issued(draft):
    return Document.objects.filter(business_key=draft.business_key).first()


def _take_number(draft, day):
    """The next number of the draft's series. The update locks the series' row: who comes second waits here."""
    code, prefix, vendor = _series(draft, day)
    InvoiceSeries.objects.get_or_create(code=code, defaults={"prefix": prefix, "vendor": vendor})
    InvoiceSeries.objects.filter(code=code).update(last_number=F("last_number") + 1)
    series = InvoiceSeries.objects.get(code=code)
    return series, series.last_number


def _series(draft, day):
    """Code, prefix and vendor of the series: the operator's begin again each year, a vendor's never do."""
    if draft.kind in Document.OF_THE_OPERATOR:
        letters = "MQ" if draft.kind == Kind.COMMISSION else "MQA"
        return f"{draft.kind}:{day.year}", f"{letters}-{day.year}-", None
    letter = "F" if draft.kind == Kind.SALE else "A"
    return f"{draft.kind}:{draft.vendor.pk}", f"MQ{draft.vendor.pk}-{letter}-", draft.vendor


def _write(draft, series, number, now):
    reference = f"{series.prefix}{number:05}"
    day = timezone.localdate(now)
    seller = draft.data["seller"]
    data = {
        "author": seller["name"],
        "brand": settings.OPERATOR["BRAND"],
        "tagline": settings.OPERATOR["TAGLINE"],
        "footer": [", ".join([seller["name"], *seller["lines"][:2]]), " · ".join(seller["numbers"])],
        "heading": HEADINGS[draft.kind],
        "number": reference,
        "issued_on": day.isoformat(),
        "issued_in_words": in_words(day),
        "net_cents": draft.net_cents,
        "vat_cents": draft.vat_cents,
        "total_cents": draft.net_cents + draft.vat_cents,
        **draft.data,
    }
    return Document.objects.create(
        series=series,
        number=number,
        reference=reference,
        kind=draft.kind,
        business_key=draft.business_key,
        vendor=draft.vendor,
        vendor_order=draft.vendor_order,
        corrects=draft.corrects,
        issued_on=day,
        issued_at=now,
        net_cents=draft.net_cents,
        vat_cents=draft.vat_cents,
        total_cents=draft.net_cents + draft.vat_cents,
        data=data,
    )
