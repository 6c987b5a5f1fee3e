"""A vendor's credit note to the buyer, when something of an invoiced order was given back at the vendor's expense."""

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import override

from commerce.compliance.identity import operator
from commerce.compliance.legal import Code, mention
from commerce.invoicing.issuing import Draft, issue
from commerce.invoicing.models import Document
from commerce.invoicing.returned import lowering_the_price, returned
from commerce.invoicing.sales import Priced, frame, net_of, printed_line, taxes, vat_mentions
from commerce.money import allocate
from commerce.settlement.models import Refund
from commerce.typesetting.wording import in_words

Kind = Document.Kind
PREFIX = "sale-credit:"


def to_credit(now):
    """Refunds that the buyer has, of orders with a sales invoice, that no credit note says.

    What the operator gives at its own expense doesn't lower the vendor's price, and a payment that a bank took back
    isn't a price either: the sale stays as it was invoiced.
    """
    invoiced = Document.objects.filter(vendor_order=OuterRef("vendor_order"), kind=Kind.SALE)
    credited = Document.objects.filter(business_key=Concat(Value(PREFIX), OuterRef("business_key")))
    due = lowering_the_price(Refund.objects.filter(concluded_at__lte=now)).filter(Exists(invoiced), ~Exists(credited))
    return due.select_related("vendor_order__vendor", "vendor_order__order__user").order_by("pk")


def credit_due(refund, *, now):
    """Issue the credit note of a refund, once. Returns the Document."""
    return issue(_draft(refund, now), now=now)


def _draft(refund, now):
    part, day = refund.vendor_order, timezone.localdate(now)
    vendor, invoice = part.vendor, part.documents.get(kind=Kind.SALE)
    given_back = returned(refund)
    credited = credited_by_rate(given_back)
    net_cents = sum(each.net_cents for each in credited)
    total_cents = sum(each.total_cents for each in credited)
    payments = [{"label": "Rendu sur la carte", "cents": refund.amount_cents}]
    if given_back.operator_cents:
        payments.append({"label": f"Rendu à {operator().name}", "cents": given_back.operator_cents})
    data = {
        **frame(part, day, issued="Avoir émis"),
        "title": "Votre remboursement",
        "facts": [
            {"label": "Facture corrigée", "value": f"{invoice.reference} du {in_words(invoice.issued_on)}"},
            {"label": "Motif", "value": _reason(refund)},
        ],
        "lines": [line for each in credited for line in each.lines],
        "taxes": [tax for each in credited for tax in taxes(each)],
        "payments": payments,
        "due_label": "Reste à rendre",
        "due_cents": 0,
        "mentions": [mention(Code.CREDITED, day), *vat_mentions(credited[0].rate, day)],
        "corrects": {"number": invoice.reference, "issued_on": invoice.issued_on.isoformat()},
    }
    return Draft(
        kind=Kind.SALE_CREDIT,
        business_key=f"{PREFIX}{refund.business_key}",
        vendor=vendor,
        data=data,
        net_cents=net_cents,
        vat_cents=total_cents - net_cents,
        vendor_order=part,
        corrects=invoice,
    )


def credited_by_rate(given_back):
    """What of a Returned is Priced at each rate, the highest first.

    The tax is what is left of that of all credit notes so far, so that those of everything are the invoice's.
    """
    by_rate = {}
    for article in given_back.articles:
        by_rate.setdefault(article.rate, []).append((article.label, article.detail, article.quantity, article.cents))
    return [_priced(by_rate[rate], rate, given_back.before.get(rate, 0)) for rate in sorted(by_rate, reverse=True)]


def _priced(articles, rate, before_cents):
    total_cents = sum(cents for *_, cents in articles)
    net_cents = net_of(before_cents + total_cents, rate) - net_of(before_cents, rate)
    shares = allocate(net_cents, [cents for *_, cents in articles])
    lines = [printed_line(article, net, rate) for article, net in zip(articles, shares, strict=True)]
    return Priced(rate, lines, total_cents, net_cents)


def _reason(refund):
    with override("fr"):
        return str(refund.get_reason_display())
