"""The operator's invoices to vendors: per vendor and month, the fees as they were booked, never computed again."""

from dataclasses import replace
from itertools import groupby

from django.utils import timezone

from commerce.compliance.identity import operator, vendor_party
from commerce.compliance.legal import Code, mention
from commerce.invoicing import fees
from commerce.invoicing.issuing import Draft, issue
from commerce.invoicing.models import Document, Movement
from commerce.months import last_day, month_of, start_of
from commerce.partner.models import Partner
from commerce.typesetting.wording import in_words, month_in_words, percent

Kind = Document.Kind
ABOUT_SUBSCRIPTIONS = (
    "Les commissions ont été retenues sur le versement de vos ventes. L’abonnement est retenu sur les suivantes, ou "
    "payé par carte s’il n’y en a pas assez."
)


def months_to_bill(now):
    """Vendors with fees of closed months that no document bills."""
    keys = fees.vendors_with_unbilled(before=start_of(month_of(now)))
    return Partner.objects.filter(pk__in=keys).order_by("pk")


def bill_due(vendor, *, now):
    """Issue what is due for the closed months of one vendor. Returns the new Documents, oldest month first."""
    due = fees.unbilled(vendor.pk, before=start_of(month_of(now)))
    documents = []
    for month, of_month in groupby(due, key=lambda fee: fee.month):
        documents += _bill_month(vendor, month, list(of_month), now)
    return documents


def _bill_month(vendor, month, due, now):
    """The month's invoice, and a credit note for each earlier invoice of which something was given back."""
    billed = _billed([fee.gives_back for fee in due if fee.gives_back])
    ours = [fee for fee in due if fee.gives_back not in billed]
    credits = {}
    for fee in due:
        if fee.gives_back in billed:
            credits.setdefault(billed[fee.gives_back], []).append(fee)
    documents = [issue(_invoice(vendor, month, ours, now), now=now)] if ours else []
    return documents + [
        issue(_credit_note(vendor, month, document, given_back, now), now=now)
        for document, given_back in credits.items()
    ]


def _billed(keys):
    """The documents that bill these fees, by the fee's key."""
    movements = Movement.objects.filter(business_key__in=keys).select_related("document")
    return {movement.business_key: movement.document for movement in movements}


def _key(stem, kind):
    """The stem itself, or with a count when the month was billed already and something came late."""
    before = Document.objects.filter(kind=kind, business_key__startswith=stem).count()
    return f"{stem}:{before + 1}"


def _invoice(vendor, month, due, now):
    data = _common(vendor, due, now, sign=1)
    data |= {
        "title": f"Commissions de {month_in_words(month)}",
        "period": [month.isoformat(), last_day(month).isoformat()],
        "facts": [{"label": "Période", "value": f"du {in_words(month)} au {in_words(last_day(month))}"}],
        "payments": [{"label": "Retenu sur vos ventes", "cents": _total(due) - _unsettled(due)}],
        "due_cents": _unsettled(due),
        "due_label": "À retenir sur vos prochaines ventes" if _unsettled(due) else "Reste à payer",
        "corrects": None,
    }
    return _draft(Kind.COMMISSION, _key(f"commission:{vendor.pk}:{month:%Y-%m}", Kind.COMMISSION), vendor, due, data)


def _credit_note(vendor, month, document, given_back, now):
    data = _common(vendor, given_back, now, sign=-1)
    corrected = {"number": document.reference, "issued_on": document.issued_on.isoformat()}
    data |= {
        "title": f"Commissions rendues sur la facture {document.reference}",
        "period": None,
        "facts": [{"label": "Facture corrigée", "value": f"{document.reference} du {in_words(document.issued_on)}"}],
        "payments": [{"label": "Rendu sur votre solde", "cents": -_total(given_back)}],
        "due_cents": 0,
        "due_label": "Reste à rendre",
        "corrects": corrected,
    }
    stem = f"credit:{document.reference}:{month:%Y-%m}"
    draft = _draft(Kind.COMMISSION_CREDIT, _key(stem, Kind.COMMISSION_CREDIT), vendor, given_back, data, sign=-1)
    return replace(draft, corrects=document)


def _total(due):
    return sum(fee.net_cents + fee.vat_cents for fee in due)


def _unsettled(due):
    """What is still to be paid when the invoice is written: subscriptions."""
    return sum(fee.net_cents + fee.vat_cents for fee in due if not fee.is_settled)


def _draft(kind, key, vendor, due, data, sign=1):
    return Draft(
        kind=kind,
        business_key=key,
        vendor=vendor,
        data=data,
        net_cents=sign * sum(fee.net_cents for fee in due),
        vat_cents=sign * sum(fee.vat_cents for fee in due),
        movements=tuple((fee.key, fee.net_cents, fee.vat_cents) for fee in due),
    )


def _common(vendor, due, now, *, sign):
    """What invoice and credit note say alike; `sign` turns what was given back into what the credit note credits."""
    day = timezone.localdate(now)
    settled = mention(Code.SETTLED_BY_FEES if sign > 0 else Code.CREDITED, day)
    if sign > 0 and _unsettled(due):
        settled = ABOUT_SUBSCRIPTIONS
    late = mention(Code.LATE_PAYMENT, day)
    nature = "Opérations : prestations de services. TVA exigible sur les encaissements."
    return {
        "mandate": "",
        "seller": operator().frozen(),
        "buyer": vendor_party(vendor).frozen(),
        "lines": [_line(fee, sign) for fee in due],
        "taxes": _taxes(due, sign),
        "mentions": [settled, f"{nature} {late}" if sign > 0 else nature],
        "notes": [["AAB", late], ["REG", ", ".join([operator().name, *operator().more])], ["AAI", settled]],
    }


def _line(fee, sign):
    net_cents = sign * fee.net_cents
    quantity = 1 if net_cents >= 0 else -1
    return {
        "label": fee.label,
        "detail": fee.detail,
        "quantity": quantity,
        "unit_net_cents": abs(net_cents),
        "net_cents": net_cents,
        "rate": _rate(fee.vat_rate),
        "vat": percent(fee.vat_rate),
    }


def _rate(rate):
    return f"{rate:.2f}"


def _taxes(due, sign):
    """Per rate, the sums of what was booked: the VAT is never computed again from its base."""
    taxes = []
    for rate in sorted({fee.vat_rate for fee in due}, reverse=True):
        of_rate = [fee for fee in due if fee.vat_rate == rate]
        taxes.append(
            {
                "rate": _rate(rate),
                "label": f"TVA {percent(rate)}",
                "net_cents": sign * sum(fee.net_cents for fee in of_rate),
                "vat_cents": sign * sum(fee.vat_cents for fee in of_rate),
            }
        )
    return taxes
