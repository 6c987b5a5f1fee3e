"""A product's picture as a page shows it: names of renditions follow from the file's name, so no query is needed."""

from dataclasses import dataclass

RATIO = (4, 5)


@dataclass(frozen=True)
class ShownPicture:
    """What `components/picture.html` draws. Width and height in pixels reserve the place before the file is there."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str


def shown_picture(image, alt=""):
    """A ProductImage as a ShownPicture in the house's 4:5 format, or None without a picture."""
    if image is None or not image.original:
        return None
    [by_type] = image.original.aspect_ratios.values()
    renditions = sorted(by_type["WEBP"].items()) if image.is_finished else ()
    if not renditions:
        return ShownPicture(image.original.url, "", image.width, image.height, alt)
    width, middle = renditions[len(renditions) // 2]
    return ShownPicture(
        src=middle.url,
        srcset=", ".join(f"{rendition.url} {rendition_width}w" for rendition_width, rendition in renditions),
        width=width,
        height=width * RATIO[1] // RATIO[0],
        alt=alt,
    )
