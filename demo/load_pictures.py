"""Pictures of products and shops: drawn in two processes, filed under the names that the shop's pages expect."""

import io
import multiprocessing
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from PIL import Image

from commerce.catalogue.examinations import examine_picture
from commerce.catalogue.models import Product, ProductImage
from commerce.partner.models import Partner
from demo.prints import alternative, draw, draw_banner, draw_emblem
from demo.prints.compose import PICTURE
from demo.workshops import WORKSHOPS

FOLDER = "produits/demo"
PROCESSES = 2
FIELD = ProductImage._meta.get_field("original")
WEBP = {"format": "WEBP", "quality": 70, "method": 2}


def load_pictures(vendors, articles, progress_of):
    """Draw what isn't drawn yet and hang it at products and vendors. `progress_of(total)` answers a progress bar."""
    absent = _rows_to_add(vendors, articles)
    prints = {article.print_name: article for article, _product_id in absent}
    shops = {workshop.code: workshop for workshop in WORKSHOPS if _is_bare(vendors.get(workshop.code))}
    jobs = [("shop", code, 0) for code in shops]
    jobs += [("piece", name, view) for name, article in prints.items() for view in range(article.piece.views)]
    progress = progress_of(len(jobs))
    with _painters() as paint:
        for _ in paint(jobs):
            progress.step()
    _hang(absent)
    _examine(vendors)
    _dress(vendors)


def _rows_to_add(vendors, articles):
    """(article, product id) of the products without a picture."""
    ids = dict(_ids_without_picture(vendors))
    keys = ((article, (article.workshop.code, article.title)) for article in articles)
    return [(article, ids[key]) for article, key in keys if key in ids]


def _ids_without_picture(vendors):
    bare = Product.objects.filter(vendor__in=vendors.values(), parent=None, images=None)
    return (((code, title), pk) for code, title, pk in bare.values_list("vendor__code", "title", "pk"))


def _is_bare(vendor):
    return vendor is not None and not vendor.banner


@contextmanager
def _painters():
    """A function that maps jobs to strokes of work, in processes that never touch the database."""
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        yield lambda jobs: pool.imap_unordered(_paint, jobs, chunksize=4)


def _paint(job):
    kind, name, view = job
    if kind == "shop":
        workshop = next(workshop for workshop in WORKSHOPS if workshop.code == name)
        _file(f"ateliers/demo/{name}-bandeau.webp", draw_banner(workshop))
        _file(f"ateliers/demo/{name}-embleme.webp", draw_emblem(workshop))
        return
    workshop, piece = _piece(name)
    _file_with_renditions(_file_name(name, view), draw(piece, workshop, view))


def _piece(print_name):
    code, number = print_name.rsplit("-", 1)
    workshop = next(workshop for workshop in WORKSHOPS if workshop.code == code)
    return workshop, workshop.pieces[int(number) - 1]


def _file_name(print_name, view):
    return f"{FOLDER}/{print_name}-{view + 1}.webp"


def _file(name, image):
    _write(name, _encoded(image))


def _file_with_renditions(name, image):
    """The picture, and the smaller ones that `PictureField` would make of it."""
    content = _encoded(image)
    _write(name, content)
    [by_type] = FIELD.attr_class.get_picture_files(
        file_name=name, img_width=image.width, img_height=image.height, storage=default_storage, field=FIELD
    ).values()
    for width, rendition in by_type["WEBP"].items():
        is_whole = width == image.width
        smaller = image if is_whole else image.resize((width, rendition.height), Image.Resampling.BOX, reducing_gap=2)
        _write(rendition.name, content if is_whole else _encoded(smaller))


def _encoded(image):
    file = io.BytesIO()
    image.save(file, **WEBP)
    return file.getvalue()


def _write(name, content):
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))


def _hang(absent):
    """One row per picture. A namesake's product shows the same print as the one that it was copied from."""
    width, height = PICTURE
    ProductImage.objects.bulk_create(
        (
            ProductImage(
                product_id=product_id,
                original=_file_name(article.print_name, view),
                finished=_file_name(article.print_name, view),
                width=width,
                height=height,
                caption=alternative(article.piece, view)[:200],
                display_order=view,
            )
            for article, product_id in absent
            for view in range(article.piece.views)
        ),
        batch_size=500,
    )


def _examine(vendors):
    """What the examiner says of the pictures of the two shops whose logins come first."""
    shops = [vendors[workshop.code] for workshop in WORKSHOPS[:2] if workshop.code in vendors]
    for image in ProductImage.objects.filter(product__vendor__in=shops, findings=None):
        examine_picture(image)


def _dress(vendors):
    bare = [vendor for vendor in vendors.values() if _is_bare(vendor)]
    for vendor in bare:
        code = _written_code(vendor.code)
        vendor.banner, vendor.emblem = f"ateliers/demo/{code}-bandeau.webp", f"ateliers/demo/{code}-embleme.webp"
    Partner.objects.bulk_update(bare, ["banner", "emblem"])


def _written_code(code):
    return next(workshop.code for workshop in WORKSHOPS if code.startswith(workshop.code))
