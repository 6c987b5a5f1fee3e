"""Papers that vendors send in are hostile until their content says what they are."""

import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LARGEST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
PDF_START, PDF_END = b"%PDF-", b"%%EOF"
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}


@dataclass(frozen=True)
class PaperType:
    """What the content of a file is."""

    content_type: str
    extension: str


def paper_type(upload):
    """The PaperType of an uploaded file, by its content: PDF, JPEG or PNG. Raises ValidationError with a sentence."""
    if upload.size > LARGEST_BYTES:
        raise ValidationError(_("Ce fichier dépasse 8 Mo : envoyez-en une version plus légère."))
    upload.seek(0)
    content = upload.read(LARGEST_BYTES + 1)
    upload.seek(0)
    if content.startswith(PDF_START) and PDF_END in content[-2048:]:
        return PaperType("application/pdf", "pdf")
    return PaperType(*_picture(upload))


def _picture(upload):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=list(PICTURES))
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("Cette image est trop grande : 50 millions de pixels au plus."))
            picture.verify()
            return PICTURES[picture.format]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("Seuls un PDF, un JPEG ou un PNG entiers sont acceptés.")) from error
    except Image.DecompressionBombError as error:
        raise ValidationError(_("Cette image est trop grande : 50 millions de pixels au plus.")) from error
    finally:
        upload.seek(0)
