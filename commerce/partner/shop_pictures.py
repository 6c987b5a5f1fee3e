"""Pictures that a vendor sends of itself: judged by what they are, redrawn without what the camera wrote in them."""

from io import BytesIO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image

from commerce.catalogue.plain_pixels import made_plain
from commerce.catalogue.uploads import FORMATS, MOST_SCANS, SCAN

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LEAST_SIDE = 200
LONGEST_SIDE = 1600
QUALITY = 82


def redrawn(file):
    """The picture as a WebP of at most 1600 px, upright and without metadata, under a name of its own: of the formats
    that pieces take too.

    Neither its name nor its declared type is believed. Raises ValidationError with a sentence.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("Cette image pèse plus de 10 Mo : envoyez-en une version plus légère."))
    picture = _opened(file)
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(_("Cette image a trop de pixels : 50 millions au plus."))
    if min(picture.size) < LEAST_SIDE:
        raise ValidationError(_("Cette image est trop petite : 200 pixels de côté au moins."))
    try:
        plain = made_plain(picture, LONGEST_SIDE)
    except Exception as error:  # Pillow's decoders raise anything on a damaged file.
        raise ValidationError(_("Cette image est abîmée : elle ne se lit pas jusqu’au bout.")) from error
    drawn = BytesIO()
    plain.info.clear()
    plain.save(drawn, "WEBP", quality=QUALITY, method=2)
    return ContentFile(drawn.getvalue(), name=f"{uuid4().hex}.webp")


def _opened(file):
    file.seek(0)
    sent = file.read()
    try:
        if sent.count(SCAN) > MOST_SCANS and sent.startswith(b"\xff\xd8"):
            raise ValueError("A JPEG in more passes than any camera writes.")
        return Image.open(BytesIO(sent), formats=FORMATS)
    except Exception as error:  # Pillow's headers raise anything too.
        raise ValidationError(_("Envoyez une photographie au format JPEG, PNG, WebP ou HEIC.")) from error
