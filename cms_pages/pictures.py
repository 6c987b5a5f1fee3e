"""Editors' pictures, cut for the place they take, as `components/picture.html` draws them."""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model

from commerce.catalogue.pictures import ShownPicture

#: Wagtail filters per place, narrow first; each gives a rendition of that width.
CARD = ("fill-480x320|format-webp", "fill-960x640|format-webp")
LEAD = ("fill-800x400|format-webp", "fill-1600x800|format-webp")
COLUMN = ("width-480|format-webp", "width-960|format-webp")


def shown_picture(image, place, alt=""):
    """A Wagtail image as a ShownPicture for a place, or None without one. No query once its renditions are known."""
    if image is None:
        return None
    renditions = list(image.get_renditions(*place).values())
    largest = renditions[-1]
    return ShownPicture(
        src=largest.url,
        srcset=", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions),
        width=largest.width,
        height=largest.height,
        alt=alt or "",
    )


def fetch_renditions(images, place):
    """Fetch the renditions that a place needs of many images at once, for `shown_picture`. One query."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=place)
    prefetch_related_objects(images, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions"))
