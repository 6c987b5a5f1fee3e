"""Pictures of the stories, drawn by whoever builds the starter's pages, kept as Wagtail images."""

from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from cms_pages.starter.model import Picture, Quote, as_html


class PictureShelf:
    """Draws each picture once. `draw(vendor_code, piece_title, view)` returns a PIL image or None."""

    def __init__(self, draw=None):
        self.draw = draw

    def image(self, vendor_code, picture):
        """The Wagtail image of a Picture, or None when nobody draws it."""
        title = f"{vendor_code}, {picture.piece or 'enseigne'} {picture.view}"
        existing = get_image_model().objects.filter(title=title).first()
        if existing or not self.draw:
            return existing
        drawn = self.draw(vendor_code, picture.piece, picture.view)
        return drawn and self._kept(drawn, title, picture.alternative)

    def _kept(self, drawn, title, alternative):
        file = BytesIO()
        drawn.convert("RGB").save(file, "PNG", optimize=True)
        name = f"{title.replace(' ', '-').replace(',', '')}.png"
        return get_image_model().objects.create(title=title, description=alternative, file=ImageFile(file, name=name))

    def blocks(self, story):
        """The body of a story page; pictures that nobody draws are left out."""
        return [block for part in story.parts if (block := self._block(story.vendor_code, part))]

    def _block(self, vendor_code, part):
        match part:
            case Picture():
                image = self.image(vendor_code, part)
                return image and ("picture", _picture_value(image, part))
            case Quote():
                return ("quote", {"text": part.text, "author": part.author})
            case str() if part.startswith("## "):
                return ("chapter", part[3:])
            case _:
                return ("text", as_html(part))


def _picture_value(image, picture):
    return {
        "image": {"image": image, "decorative": False, "alt_text": picture.alternative},
        "caption": picture.caption,
    }
