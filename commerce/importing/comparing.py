"""A row against the article that it speaks of: what is new, what changes cell by cell, what is wrong."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commerce.importing.columns import BY_KEY
from commerce.importing.exporting import picture_address
from commerce.importing.models import ImportRow
from commerce.importing.picturing import NoPicture, address_digest, refuse_unknown
from commerce.money_format import euros

#: The cells that an article takes; the others say which one it is.
WRITTEN = ("title", "category", "description", "price", "stock", "preparation_days", "low_stock_threshold")


def compared(shop, header, numbered, seen):
    """Unsaved ImportRows of (number, cells) pairs. `seen` holds the line of every key so far, and grows."""
    by_number = {number: shop.origin.cells_of(header, cells) for number, cells in numbered}
    keys = {number: shop.key_of(cells) for number, cells in by_number.items()}
    articles = shop.articles(keys.values())
    counted = shop.counted([record.pk for record in articles.values()])
    fetched = shop.fetched(articles.values())
    rows = []
    for number, cells in numbered:
        row = ImportRow(number=number, cells=cells)
        key = keys[number]
        if key and seen.setdefault(key, number) != number:
            row.errors["reference"] = _("La même pièce est déjà à la ligne %(n)d.") % {"n": seen[key]}
        _read_cells(shop, row, by_number[number])
        _compare(shop, row, key, articles.get(key), (counted, fetched))
        rows.append(row)
    return rows


def _read_cells(shop, row, cells):
    """Fill `values` and `errors` from the cells by key. An empty cell changes nothing, so it isn't kept."""
    for key, column in BY_KEY.items():
        try:
            value = column.read(cells.get(key, ""))
        except ValidationError as refusal:
            row.errors[key] = " ".join(refusal.messages)
            continue
        if value not in (None, "", []):
            row.values[key] = value
    row.errors |= {key[1:]: said for key, said in cells.items() if key.startswith("!")}
    row.remarks |= {key[1:]: said for key, said in cells.items() if key.startswith("?")}
    if name := row.values.get("category"):
        _find_category(shop, row, name)


def _refuse_pictures(shop, row):
    for name in row.values.get("pictures", []):
        try:
            refuse_unknown(name, shop.archived)
        except NoPicture as refusal:
            row.errors["pictures"] = str(refusal)


def _find_category(shop, row, name):
    row.values["category"] = shop.category_of(name)
    if row.values["category"]:
        return
    del row.values["category"]
    like = shop.category_like(name)
    if not shop.origin.is_ours:
        row.remarks["category"] = _("« %(name)s » n’est pas une de nos catégories : à choisir ensuite.") % {
            "name": name[:80]
        }
    elif like:
        row.errors["category"] = _("Catégorie inconnue. Vouliez-vous dire « %(like)s » ?") % {"like": like}
    else:
        row.errors["category"] = _("Catégorie inconnue : recopiez un nom de la liste.")


def _compare(shop, row, key, record, counted_and_fetched):
    counted, fetched = counted_and_fetched
    values, row.record = row.values, record
    row.export = values.pop("export", "")
    exported = values.pop("exported_stock", None)
    values["reference"] = key
    if record is None:
        _compare_new(row)
        before = {}
    else:
        before = packed(record)
        _compare_stock(row, record, exported, counted)
    for name in (*WRITTEN, "is_online"):
        if name in values and values[name] != before.get(name):
            after = before.get("stock", 0) + row.stock_change if name == "stock" and record else values[name]
            if after != before.get(name):
                row.changes.append([name, _shown(shop, name, before.get(name)), _shown(shop, name, after)])
    _compare_pictures(row, record, fetched)
    _refuse_pictures(shop, row)
    row.title = values.get("title") or before.get("title", "") or key[:40]
    changed = row.Kind.CHANGED if row.changes else row.Kind.SAME
    row.kind = row.Kind.WRONG if row.errors else row.Kind.NEW if record is None else changed


def _compare_new(row):
    if row.values.get("variant"):
        row.errors["variant"] = _("Une nouvelle variante s’ajoute sur la page de sa pièce.")
    elif "title" not in row.values and "title" not in row.errors:
        row.errors["title"] = _("Une nouvelle pièce a besoin d’un nom.")


def _compare_stock(row, record, exported, counted):
    """Set `shown_stock`, the figure that the typed one is a difference to, and `stock_change`, what would change."""
    if "stock" not in row.values:
        return
    if row.export and exported is not None:
        row.values["shown_stock"] = exported
    else:
        row.export, row.values["shown_stock"] = "", record.num_in_stock or 0
    already = counted.get((record.pk, row.export), 0)
    row.stock_change = row.values["stock"] - row.values["shown_stock"] - already
    if (record.num_in_stock or 0) + row.stock_change < (record.num_allocated or 0):
        row.errors["stock"] = _("%(n)d sont réservées par des commandes à préparer.") % {"n": record.num_allocated}


def packed(record):
    """What the shop holds of an article, in the form of a row's `values`."""
    shown = record.product.parent if record.product.is_child else record.product
    category = next(iter(shown.categories.all()), None)
    return {
        "title": shown.title,
        "category": category and category.pk,
        "description": shown.description,
        "price": None if record.price is None else str(record.price),
        "stock": record.num_in_stock or 0,
        "preparation_days": shown.preparation_days,
        "low_stock_threshold": record.low_stock_threshold,
        "is_online": shown.is_public,
    }


def _compare_pictures(row, record, fetched):
    """Keep the pictures that don't hang yet: what came out of our own export is there already."""
    asked = row.values.pop("pictures", [])
    hanging = list((record.product.parent or record.product).images.all()) if record else []
    known = {picture_address(image) for image in hanging}
    product_id = record and (record.product.parent_id or record.product_id)
    if new := [name for name in asked if name not in known and (product_id, address_digest(name)) not in fetched]:
        row.values["pictures"] = new
        row.changes.append(["pictures", str(len(hanging)), f"+{len(new)}"])


def _shown(shop, name, value):
    """A packed value as the preview shows it."""
    if value is None or value == "":
        return ""
    if name == "price":
        return euros(Decimal(value))
    if name == "category":
        return shop.category_names.get(value, "")
    if name == "is_online":
        return _("oui") if value else _("non")
    return str(value)
