"""Editors' pictures, cut for the place they take, as `components/picture.html` draws them."""

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


def images_with_renditions(ids, place):
    """Images by id, with the renditions of a place fetched beside them. Two queries whatever their number."""
    return get_image_model().objects.filter(pk__in=ids).prefetch_renditions(*place).in_bulk()
