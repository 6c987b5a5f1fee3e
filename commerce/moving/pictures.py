"""Pictures of moved products: out of a copy of the former site's uploads, else from its addresses."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.files import File

from commerce.catalogue.gallery import hang
from commerce.catalogue.models import Product
from commerce.catalogue.uploads import read_picture
from commerce.importing.models import FetchedPicture
from commerce.importing.picturing import NoPicture, address_digest, take_picture
from commerce.moving.goods import WOOCOMMERCE
from commerce.moving.models import Moved

UPLOADS = "/wp-content/uploads/"


def hang_pictures(site, *, uploads=None, tell=lambda done: None):
    """Hang what the products' rows name; each once, so that a run that was cut goes on. Returns what couldn't be had.

    `uploads` is a folder with what stood below wp-content/uploads. Outside of every transaction.
    """
    targets = dict(Moved.objects.filter(kind=Moved.Kind.PRODUCT).values_list("key", "target_id"))
    lost = []
    for done, row in enumerate(site.products, start=1):
        if product := Product.objects.filter(pk=targets.get(row["id"])).first():
            addresses = WOOCOMMERCE.cells_of(list(row), list(row.values())).get("pictures", "").split("\n")
            lost += [why for address in addresses if address and (why := _lost(product, address, uploads))]
        tell(done)
    return lost


def _lost(product, address, uploads):
    """Why a picture couldn't be had; nothing where it hangs."""
    known = FetchedPicture.objects.filter(product=product, address_digest=address_digest(address))
    if known.exists():
        return ""
    try:
        if path := _local(address, uploads):
            with path.open("rb") as file:
                hang(product, [read_picture(File(file, name=path.name))])
            FetchedPicture.objects.get_or_create(product=product, address_digest=address_digest(address))
        else:
            take_picture(product, address)
    except (NoPicture, ValidationError, OSError) as refusal:
        return f"{address}: {refusal}"
    return ""


def _local(address, uploads):
    """The file in the folder that an address stood for, or None. Never one outside of the folder."""
    _site, found, below = urlsplit(address).path.partition(UPLOADS)
    if not uploads or not found:
        return None
    root = Path(uploads).resolve()
    path = (root / unquote(below)).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None
