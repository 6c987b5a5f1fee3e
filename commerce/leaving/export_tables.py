"""What the file of a vendor holds: each table as CSV and as JSON, row by row, and the files beside them."""

import csv
import io
import json
from itertools import islice
from pathlib import PurePosixPath

from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict

from commerce.catalogue.models import ProductImage
from commerce.communication.models import Mail
from commerce.gift_cards.models import GiftCard
from commerce.invoicing import factur_x
from commerce.invoicing.copies import pdf_of
from commerce.invoicing.models import Document
from commerce.order.models import Line, Parcel, VendorOrder
from commerce.partner.models import StockRecord
from commerce.settlement.models import Debt, GiftCardRelease, Payout, Refund, Release
from commerce.stock.models import Movement

#: Rows, or files, that are in memory at once.
CHUNK = 500
READ_ME = """MonQuibus : vos données.

Chaque table existe en CSV (séparateur point-virgule, UTF-8) et en JSON. Les montants sont en centimes d'euro.
Des acheteurs, vous recevez ce que votre comptabilité demande : leurs noms sont sur les factures, dans documents/.
"""


def join(part):
    """Have the file hold one more part: `part(archive, vendor)` writes it. For packages above this one."""
    PARTS.append(part)


def table(name, rows, columns):
    """A writer of one table, for `PARTS`: `rows(vendor)` is a queryset, `columns` its fields."""

    def write(archive, vendor):
        found = rows(vendor).order_by("pk").values_list(*columns)
        with _opened(archive, f"{name}.csv") as text:
            writer = csv.writer(text, delimiter=";")
            writer.writerow(columns)
            writer.writerows([_plain(cell) for cell in row] for row in found.iterator(chunk_size=CHUNK))
        with _opened(archive, f"{name}.json") as text:
            text.write("[")
            for number, row in enumerate(found.iterator(chunk_size=CHUNK)):
                text.write(",\n" if number else "\n")
                text.write(json.dumps(dict(zip(columns, row, strict=True)), cls=DjangoJSONEncoder, ensure_ascii=False))
            text.write("\n]\n")

    write.table = name
    return write


def _plain(cell):
    """What a spreadsheet may be given: a text that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _opened(archive, name):
    return io.TextIOWrapper(archive.open(name, "w"), encoding="utf-8", newline="")


def _shop(archive, vendor):
    """Who the vendor is, its people, what it accepted, what was decided about it."""
    fields = [field.name for field in vendor._meta.concrete_fields if not field.name.startswith("mangopay")]
    registration = getattr(vendor, "registration", None)
    said = {
        "boutique": {name: _json_of(vendor, name) for name in fields},
        "personnes": list(vendor.memberships.values("user__first_name", "user__last_name", "user__email", "role")),
        "livraison": list(vendor.delivery_modes.values()),
        "formules": list(vendor.plan_choices.values("plan__name", "period", "starts_on", "asked_at", "withdrawn_at")),
        "conges": list(vendor.holidays.values("starts_at", "ends_at", "message", "orders_paused")),
        "textes acceptes": list(vendor.acceptances.values("text__document", "text__version", "accepted_at")),
        "inscription": model_to_dict(registration, exclude=["categories"]) if registration else None,
        "decisions": [
            *(registration.decisions.values("outcome", "reason", "text", "decided_at") if registration else []),
            *vendor.closings.values("cause", "ground", "facts", "asked_at", "effective_at", "closed_at"),
            *vendor.suspensions.values("ground", "facts", "imposed_at", "lifted_at"),
        ],
    }
    archive.writestr("LISEZMOI.txt", READ_ME)
    archive.writestr(
        "boutique.json", json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, default=str)
    )


def _json_of(vendor, name):
    value = vendor.serializable_value(name)
    return value.name if hasattr(value, "storage") else value


def _pictures(archive, vendor):
    """The vendor's emblem and banner, and each product's pictures, as they were sent."""
    images = ProductImage.objects.filter(product__vendor=vendor).order_by("pk").iterator(chunk_size=CHUNK)
    for name in ("emblem", "banner"):
        _copy(archive, f"images/boutique-{name}", getattr(vendor, name))
    for image in images:
        _copy(archive, f"images/produit-{image.product_id}-{image.pk}", image.original)


def _copy(archive, name, file):
    if not file or not file.storage.exists(file.name):
        return
    with file.storage.open(file.name) as source, archive.open(name + PurePosixPath(file.name).suffix, "w") as target:
        for piece in iter(lambda: source.read(64 * 1024), b""):
            target.write(piece)


def _documents(archive, vendor):
    """Every invoice and credit note as PDF, and as XML where the operator issued it."""
    found = Document.objects.filter(vendor=vendor).order_by("pk")
    numbers = found.values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    while pks := list(islice(numbers, 20)):
        for document in Document.objects.filter(pk__in=pks):
            archive.writestr(f"documents/{document.reference}.pdf", pdf_of(document))
            if document.kind in Document.OF_THE_OPERATOR:
                archive.writestr(f"documents/{document.reference}.xml", factur_x.xml_of(document))


_ARTICLES = [
    "product_id",
    "partner_sku",
    "product__title",
    "product__parent__title",
    "product__description",
    "product__is_public",
    "product__date_created",
    "price",
    "num_in_stock",
    "num_allocated",
]
_STOCK = [
    "stockrecord_id",
    "cause",
    "stock_change",
    "reserved_change",
    "stock_after",
    "reserved_after",
    "occurred_at",
    "reference",
]
_ORDERS = [
    "number",
    "status",
    "goods_cents",
    "shipping_cents",
    "refunded_goods_cents",
    "refunded_shipping_cents",
    "gift_card_goods_cents",
    "gift_card_shipping_cents",
    "spent_cents",
    "commission_rate",
    "delivery_kind",
    "carrier",
    "promised_on",
    "confirmed_at",
    "shipped_at",
    "received_at",
    "cancelled_at",
    "order__shipping_address__postcode",
]
_PARCELS = ["vendor_order__number", "position", "carrier", "tracking_number", "shipped_at", "expected_on"]
_PARCELS += ["delivered_at", "delivery_basis"]
#: Their names and messages are their buyers'.
_GIFT_CARDS = [
    "vendor_order__number",
    "vendor_order__goods_cents",
    "vendor_order__spent_cents",
    "vendor_order__refunded_goods_cents",
    "vendor_order__confirmed_at",
    "send_on",
    "sent_at",
]
_LINES = ["vendor_order__number", "title", "partner_sku", "quantity", "line_price_incl_tax"]
_REFUNDS = ["vendor_order__number", "reason", "note", "goods_cents", "shipping_cents", "decided_at", "concluded_at"]
_DEBTS = ["kind", "description", "amount_cents", "repaid_cents", "cancelled_cents", "owed_at"]
#: Everything, in the order of writing; progress counts these.
PARTS = [
    _shop,
    table("produits", lambda vendor: StockRecord.objects.filter(partner=vendor), _ARTICLES),
    table("journal-du-stock", lambda vendor: Movement.objects.filter(vendor=vendor), _STOCK),
    table("commandes", lambda vendor: VendorOrder.objects.of_vendor(vendor), _ORDERS),
    table("colis", lambda vendor: Parcel.objects.filter(vendor_order__vendor=vendor), _PARCELS),
    table("articles-commandes", lambda vendor: Line.objects.filter(vendor_order__vendor=vendor), _LINES),
    table(
        "liberations",
        lambda vendor: Release.objects.filter(vendor_order__vendor=vendor),
        ["vendor_order__number", "amount_cents", "debt_cents", "state", "concluded_at"],
    ),
    table("bons-cadeaux", lambda vendor: GiftCard.objects.filter(vendor=vendor), _GIFT_CARDS),
    table(
        "liberations-bons-cadeaux",
        lambda vendor: GiftCardRelease.objects.filter(payment__vendor_order__vendor=vendor),
        ["payment__vendor_order__number", "amount_cents", "state", "concluded_at"],
    ),
    table(
        "virements",
        lambda vendor: Payout.objects.filter(vendor=vendor),
        ["day", "amount_cents", "state", "concluded_at", "returned_at"],
    ),
    table("remboursements", lambda vendor: Refund.objects.filter(vendor_order__vendor=vendor), _REFUNDS),
    table("dettes", lambda vendor: Debt.objects.filter(vendor=vendor), _DEBTS),
    table(
        "courriels",
        lambda vendor: Mail.objects.filter(recipient=vendor.email),
        ["created_at", "subject", "text", "sent_at"],
    ),
    _pictures,
    _documents,
]
