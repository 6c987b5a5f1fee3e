"""The pictures of one product: hung, described, put in order, taken down. The first one is what lists show."""

import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from commerce.catalogue.models import Product, ProductImage

MOST_PICTURES = 10


def hang(product, pictures, *, caption=""):
    """Add `ReadPicture`s after those that hang, as far as there is room; a file that hangs already is left out.

    `caption` is the text alternative of the first one. Files are written before the database is touched, and taken
    back if it refuses. Returns how many were added.
    """
    filed = [_filed(product, picture) for picture in pictures[:MOST_PICTURES]]
    if filed:
        filed[0].caption = caption
    kept = []
    try:
        kept = _kept(product, filed)
    finally:
        for image in filed:
            if image not in kept:
                image.original.delete(save=False)
    return len(kept)


def _filed(product, picture):
    image = ProductImage(product=product, code=f"{product.pk}-{picture.digest}"[:255])
    image.original.save(f"{uuid.uuid4().hex}.jpg", ContentFile(picture.content), save=False)
    image.width, image.height = picture.size
    return image


@transaction.atomic
def _kept(product, filed):
    """Those of the filed pictures that are now rows of the product."""
    hanging = _locked(product)
    known = {image.code for image in hanging}
    kept = []
    for image in filed:
        if image.code not in known and len(hanging) + len(kept) < MOST_PICTURES:
            image.display_order = len(hanging) + len(kept)
            image.save()
            known.add(image.code)
            kept.append(image)
    return kept


def _locked(product):
    """The product's pictures in order, while nobody else changes them."""
    Product.objects.select_for_update().get(pk=product.pk)
    return list(product.images.order_by("display_order", "pk"))


@transaction.atomic
def arrange(product, *, captions, positions, removed):
    """Describe, order and take down pictures, all by their ids: {id: text}, {id: number}, {id}.

    Ids of other products are ignored. Equal numbers keep the order that hung before.
    """
    hanging = _locked(product)
    staying = [image for image in hanging if image.pk not in removed]
    staying.sort(key=lambda image: positions.get(image.pk, image.display_order + 1))
    for order, image in enumerate(staying):
        image.display_order = order
        image.caption = captions.get(image.pk, image.caption)
    ProductImage.objects.bulk_update(staying, ["display_order", "caption"])
    take_down([image for image in hanging if image.pk in removed])


def take_down(images):
    """Delete pictures, and their files once that is certain."""
    ProductImage.objects.filter(pk__in=[image.pk for image in images]).delete()
    for image in images:
        transaction.on_commit(lambda image=image: image.original.delete(save=False))
