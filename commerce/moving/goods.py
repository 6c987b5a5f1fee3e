"""Products and their variations. All are drafts: a piece shows once its shop opens and nothing is missing."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commerce.catalogue.models import Category, Product
from commerce.catalogue.preparing import amend, prepare
from commerce.importing.columns import BY_KEY
from commerce.importing.other_shops import OTHER_SHOPS
from commerce.importing.shop import Shop
from commerce.moving.keeping import Keeper
from commerce.moving.models import Moved
from commerce.partner.models import Partner, StockRecord
from commerce.stock.causes import Cause
from commerce.stock.rule import set_to

WOOCOMMERCE = next(origin for origin in OTHER_SHOPS if origin.code == "woocommerce")
SIMPLE, VARIABLE, VARIATION = "simple", "variable", "variation"


def move_products(site, vendors, report, now):
    """WooCommerce's products, each to the vendor who wrote it. Returns the Keeper of products.

    Parents come before their variations, whatever the order of the file.
    """
    keeper = Keeper(Moved.Kind.PRODUCT, report, now)
    shops, parents = {}, {}
    known = Partner.objects.in_bulk()
    for row in site.products:
        kind = _kind_of(row)
        if kind == VARIATION:
            continue
        vendor_id = vendors.target(site.posts.get(row["id"], {}).get("post author"))
        if vendor_id is None:
            report.leave(Moved.Kind.PRODUCT, row["id"], _("Personne ne sait de quel atelier est cette pièce."))
        elif kind is None:
            report.leave(Moved.Kind.PRODUCT, row["id"], _("Ni fichiers, ni services, ni lots ne se reprennent."))
        else:
            shop = shops.setdefault(vendor_id, Shop(known[vendor_id], WOOCOMMERCE))
            said = _said_of(row, shop, report)
            target = keeper.keep(
                row["id"],
                said,
                create=lambda shop=shop, said=said, kind=kind: _create(shop, said, kind),
                change=lambda pk, said=said: _change(pk, said),
            )
            parents |= {row["id"]: target, f"id:{row['id']}": target}
            if row.get("sku"):
                parents[row["sku"]] = target
    _move_variations(site, parents, report, now)
    return keeper


def _kind_of(row):
    kinds = set(row.get("type", "").split(", "))
    if kinds & {"downloadable", "virtual", "grouped", "external"}:
        return None
    return next((kind for kind in (VARIATION, VARIABLE, SIMPLE) if kind in kinds), None)


def _said_of(row, shop, report):
    """What we take of a row, in the form of `columns`; what can't be read is left out and reported."""
    cells = WOOCOMMERCE.cells_of(list(row), list(row.values()))
    said = {"reference": f"wc-{row['id']}"}
    for key in ("title", "description", "price", "stock", "low_stock_threshold"):
        try:
            value = BY_KEY[key].read(cells.get(key, ""))
        except ValidationError as refusal:
            report.left_out.append((Moved.Kind.PRODUCT, row["id"], f"{key}: {' '.join(refusal.messages)}"))
        else:
            if value not in (None, ""):
                said[key] = value
    if category := shop.category_of(cells.get("category", "")):
        said["category"] = category
    elif cells.get("category"):
        report.left_out.append(
            (Moved.Kind.PRODUCT, row["id"], f"{_('Catégorie inconnue')}\u00a0: {cells['category']}")
        )
    said["title"] = said.get("title") or f"Pièce {row['id']}"
    said["pictures"] = [each for each in cells.get("pictures", "").split("\n") if each]
    return said


def _typed(said):
    typed = {name: said[name] for name in ("title", "description", "stock") if name in said}
    if "price" in said:
        typed["price"] = Decimal(said["price"])
    if "category" in said:
        typed["category"] = Category.objects.filter(pk=said["category"]).first()
    return typed


def _create(shop, said, kind):
    typed = _typed(said)
    if kind == VARIABLE:
        typed.pop("stock", None)
    record = prepare(shop.vendor, said["reference"], **typed)
    if "low_stock_threshold" in said:
        StockRecord.objects.filter(pk=record.pk).update(low_stock_threshold=said["low_stock_threshold"])
    if kind == VARIABLE:
        _make_parent(record)
    return record.product


def _make_parent(record):
    """A piece of several variants has no price and no stock of its own."""
    Product.objects.filter(pk=record.product_id).update(structure=Product.PARENT)
    record.delete()


def _change(product_id, said):
    """The export changed: written while nobody sees the piece. Stock stays: it is ours since the first run."""
    record = StockRecord.objects.filter(product=product_id).first()
    typed = _typed(said)
    typed.pop("stock", None)
    if record:
        amend(record, **typed)


def _move_variations(site, parents, report, now):
    keeper = Keeper(Moved.Kind.VARIATION, report, now)
    for row in site.products:
        if _kind_of(row) != VARIATION:
            continue
        parent_id = parents.get(row.get("parent", ""))
        if parent_id is None:
            report.leave(Moved.Kind.VARIATION, row["id"], _("Sa pièce n’a pas été reprise."))
            continue
        values = [row[f"attribute {n} value s"] for n in range(1, 10) if row.get(f"attribute {n} value s")]
        said = {"title": ", ".join(values)[:255] or row.get("name", ""), "parent": parent_id}
        for key, heading in (("price", "regular price"), ("stock", "stock")):
            try:
                said[key] = BY_KEY[key].read(row.get(heading, ""))
            except ValidationError:
                said[key] = None
        keeper.keep(row["id"], said, create=lambda row=row, said=said: _create_variant(row["id"], said, now))


def _create_variant(key, said, now):
    parent = Product.objects.get(pk=said["parent"])
    child = Product.objects.create(
        vendor_id=parent.vendor_id, structure=Product.CHILD, parent=parent, title=said["title"], is_public=True
    )
    price = None if said["price"] is None else Decimal(said["price"])
    record = StockRecord.objects.create(
        product=child, partner_id=parent.vendor_id, partner_sku=f"wc-{key}", price=price
    )
    if said["stock"]:
        set_to(record, said["stock"], cause=Cause.OPENING, now=now)
    return child
