"""What I have, as a file to change and to send back: one row per article, a variant beside its sisters."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from commerce.catalogue.categories import category_tree
from commerce.importing.columns import COLUMNS
from commerce.partner.shelf import DESCRIBED, articles_of

#: Articles that are in memory at once.
CHUNK = 500


def export_rows(vendor, *, now):
    """The rows of the file, its header first. A few queries per `CHUNK` articles.

    Every row carries the stock of this moment and the export that it comes from, so that a stock which was changed in
    the file changes ours by the difference only.
    """
    yield [str(column.heading) for column in COLUMNS]
    names = {pk: " > ".join(each.name for each in branch.lineage) for pk, branch in category_tree().branches.items()}
    export = export_name(now)
    articles = articles_of(vendor).prefetch_related(*DESCRIBED)
    for record in articles.iterator(chunk_size=CHUNK):
        yield [article_cells(record, names, export)[column.key] for column in COLUMNS]


def export_name(now):
    """How rows of one export know each other: its moment in Paris, to the second."""
    return timezone.localtime(now).strftime("%Y%m%d-%H%M%S")


def article_cells(record, category_names, export):
    """The cells of an article by the key of their column; prices as Decimal euros."""
    product = record.product
    shown = product.parent if product.is_child else product
    category = next(iter(shown.categories.all()), None)
    return {
        "reference": record.partner_sku,
        "title": shown.title,
        "variant": product.title if product.is_child else "",
        "category": category_names.get(category.pk, category.name) if category else "",
        "description": shown.description,
        "price": "" if record.price is None else record.price,
        "stock": record.num_in_stock or 0,
        "preparation_days": "" if shown.preparation_days is None else shown.preparation_days,
        "low_stock_threshold": record.low_stock_threshold or "",
        "is_online": "oui" if shown.is_public else "non",
        "pictures": "\n".join(picture_address(image) for image in shown.images.all()),
        "exported_stock": record.num_in_stock or 0,
        "export": export,
    }


def picture_address(image):
    """Where the picture is, whole; the same address in a file that comes back is this picture and isn't fetched."""
    address = default_storage.url(image.original.name)
    return address if "://" in address else f"{settings.SITE_URL}{address}"
