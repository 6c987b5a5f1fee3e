"""A vendor's invoice to the buyer, issued by the operator under the vendor's mandate when the goods leave."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from commerce.compliance.identity import buyer_party, operator, vendor_party
from commerce.compliance.legal import Code, mention
from commerce.invoicing.issuing import Draft, issue
from commerce.invoicing.mandates import mandate_in_force
from commerce.invoicing.models import Document, InvoicingMandate
from commerce.invoicing.rates import price_before_reductions, rate_shares
from commerce.money import allocate, percentage
from commerce.order.models import VendorOrder
from commerce.typesetting.wording import in_words, percent

Kind = Document.Kind


class NoMandate(Exception):
    """The vendor didn't let the operator invoice in its name, or only later than these goods left."""


class NotHandedOver(Exception):
    """The goods are still at the workshop: the invoice is issued when they leave it."""


def to_invoice(now):
    """Vendor orders handed over under a mandate that have no invoice. A gift card has none: what it buys does."""
    invoiced = Document.objects.filter(vendor_order=OuterRef("pk"), kind=Kind.SALE)
    mandate = InvoicingMandate.objects.filter(
        vendor=OuterRef("vendor"), ended_at=None, accepted_at__lte=OuterRef("handed_over")
    )
    parts = (
        VendorOrder.objects.of_goods()
        .filter(confirmed_at__isnull=False)
        .annotate(handed_over=Coalesce(F("shipped_at"), F("received_at")))
    )
    due = parts.filter(Exists(mandate), ~Exists(invoiced), handed_over__lte=now)
    return due.select_related("vendor", "order__user").order_by("handed_over", "pk")


def invoice_due(vendor_order, *, now):
    """What the scheduler does with each of them."""
    return invoice_vendor_order(vendor_order, now=now)


def invoice_vendor_order(vendor_order, *, now):
    """Issue the vendor's invoice to the buyer, once. Returns the Document. Raises NotHandedOver or NoMandate."""
    handed_over_at = vendor_order.shipped_at or vendor_order.received_at
    if vendor_order.confirmed_at is None or handed_over_at is None:
        raise NotHandedOver(vendor_order.number)
    mandate = mandate_in_force(vendor_order.vendor)
    if mandate is None or mandate.accepted_at > handed_over_at:
        raise NoMandate(vendor_order.number)
    return issue(_draft(vendor_order, handed_over_at, now), now=now)


def _draft(vendor_order, handed_over_at, now):
    vendor, day = vendor_order.vendor, timezone.localdate(now)
    shares = rate_shares(vendor_order)
    invoiced = [priced(_articles(share, vendor_order, len(shares) > 1), share.rate, _off(share)) for share in shares]
    total_cents, net_cents = sum(each.total_cents for each in invoiced), sum(each.net_cents for each in invoiced)
    operator_cents = vendor_order.borne_by_operator_cents
    # What the operator bears is a price that somebody else pays: it stays in the vendor's taxable base.
    by_gift_card_cents = vendor_order.gift_card_cents
    payments = [{"label": "Réglé par carte", "cents": total_cents - operator_cents - by_gift_card_cents}]
    if by_gift_card_cents:
        payments.append({"label": "Réglé par bon cadeau", "cents": by_gift_card_cents})
    if operator_cents:
        payments.insert(0, {"label": f"Pris en charge par {operator().name}", "cents": operator_cents})
    data = {
        **frame(vendor_order, day),
        "title": "Votre commande",
        "facts": [
            {"label": "Commande", "value": vendor_order.number},
            {"label": "Passée le", "value": in_words(timezone.localdate(vendor_order.order.date_placed))},
            {"label": "Remise le", "value": in_words(timezone.localdate(handed_over_at))},
        ],
        "lines": [line for each in invoiced for line in each.lines],
        "taxes": [tax for each in invoiced for tax in taxes(each)],
        "payments": payments,
        "due_label": "Reste à payer",
        "due_cents": 0,
        "mentions": [mention(Code.PAID_ONLINE, day), *vat_mentions(shares[0].rate, day)],
        "corrects": None,
    }
    return Draft(
        kind=Kind.SALE,
        business_key=f"sale:{vendor_order.number}",
        vendor=vendor,
        data=data,
        net_cents=net_cents,
        vat_cents=total_cents - net_cents,
        vendor_order=vendor_order,
    )


def frame(vendor_order, day, *, issued="Facture émise"):
    """What invoice and credit note say alike: who sells, who buys, and in whose name the operator writes."""
    vendor = vendor_order.vendor
    names = {"operator": operator().name, "vendor": vendor.legal_name or vendor.name}
    return {
        "brand": vendor.name,
        "tagline": vendor.craft or "Artisan",
        "mandate": mention(Code.MANDATE, day, issued=issued, **names),
        "seller": vendor_party(vendor).frozen(),
        "buyer": buyer_party(vendor_order.order).frozen(),
        "period": None,
        "notes": [],
    }


def _articles(share, vendor_order, is_cut):
    """(label, detail, quantity, cents with tax) per line of a rate, before reductions, and of its delivery."""
    articles = [(line.title, "", line.quantity, price_before_reductions(line)) for line in share.lines]
    cents = share.shipping_cents + share.shipping_reduction_cents
    label = f"Livraison, part à {percent(share.rate)}" if is_cut else "Livraison"
    return [*articles, (label, vendor_order.carrier, 1, cents)] if cents else articles


def _off(share):
    return share.reduction_cents + share.shipping_reduction_cents


@dataclass(frozen=True)
class Priced:
    """What a document says of one rate, in per cent: its lines as they are printed, and their sums in cents."""

    rate: Decimal
    lines: list
    total_cents: int
    net_cents: int


def priced(articles, rate, reduction_cents=0):
    """The lines of one rate, after a reduction that is a line of its own.

    The tax is taken out of the whole once, and the net shared over the lines, which always add up.
    """
    total_cents = sum(cents for *_, cents in articles) - reduction_cents
    net_cents = net_of(total_cents, rate)
    off_cents = net_of(reduction_cents, rate)
    shares = allocate(net_cents + off_cents, [cents for *_, cents in articles])
    lines = [printed_line(article, net, rate) for article, net in zip(articles, shares, strict=True)]
    if reduction_cents:
        lines.append(printed_line(("Réduction", "offerte par l’atelier", -1, reduction_cents), -off_cents, rate))
    return Priced(rate, lines, total_cents, net_cents)


def net_of(cents, rate):
    """Cents without the tax that they contain at `rate` per cent, rounded once."""
    return cents - percentage(cents, Decimal(100) * rate / (100 + rate))


def printed_line(article, net_cents, rate):
    """A line as the sheet prints it, of (label, detail, quantity, cents with tax) and its cents without tax."""
    label, detail, quantity, _ = article
    return {
        "label": label,
        "detail": detail,
        "quantity": quantity,
        "unit_net_cents": allocate(abs(net_cents), [1] * abs(quantity))[0],
        "net_cents": net_cents,
        "rate": f"{rate:.2f}",
        "vat": percent(rate) if rate else "—",
    }


def taxes(of_rate):
    """The VAT of what is Priced at one rate, or nothing where the vendor is in franchise."""
    if not of_rate.rate:
        return []
    return [
        {
            "rate": f"{of_rate.rate:.2f}",
            "label": f"TVA {percent(of_rate.rate)}",
            "net_cents": of_rate.net_cents,
            "vat_cents": of_rate.total_cents - of_rate.net_cents,
        }
    ]


def vat_mentions(rate, day):
    """Why there is no VAT, where there is none."""
    return [] if rate else [mention(Code.VAT_EXEMPT, day)]
