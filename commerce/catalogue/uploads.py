"""Pictures that somebody sends: judged by what they hold, and encoded anew without what a camera adds."""

import hashlib
import io
import warnings
from dataclasses import dataclass

import pillow_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

from commerce.catalogue.plain_pixels import made_plain

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
#: A shorter side below this is refused; below the second number it is accepted with advice.
SMALLEST_SIDE, ADVISED_SIDE = 300, 1000
#: A longer side may be this many times the shorter one.
MOST_STRETCHED = 4
#: What is kept: the longest side in pixels, enough for a screen that magnifies.
LONGEST_SIDE = 2000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
#: A JPEG in more passes than this is made to keep a decoder busy: cameras and editors write a dozen at most.
MOST_SCANS, SCAN = 100, b"\xff\xda"
#: Ten times quicker to write than WebP: whoever sends pictures waits for this. What pages show is made of it later.
KEPT = {"format": "JPEG", "quality": 90}

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class ReadPicture:
    """A picture as it is kept, a JPEG. `digest` is that of the file that was sent: the same file, the same picture."""

    content: bytes
    size: tuple[int, int]
    digest: str
    is_small: bool


def read_pictures(files, *, most):
    """The ReadPictures of the first `most` files, and a sentence for each other and each refused one, by its name."""
    read, refusals = [], []
    for file in files[:most]:
        try:
            read.append(read_picture(file))
        except ValidationError as refusal:
            refusals.append(f"{_short(file.name)}\u00a0: {' '.join(refusal.messages)}")
    refusals += [f"{_short(file.name)}\u00a0: {_no_room()}" for file in files[most:]]
    return read, refusals


def _short(name):
    """A file's name as a sentence bears it, with its end: telephones number there."""
    printable = "".join(character for character in name or "" if character.isprintable()) or _("fichier sans nom")
    return printable if len(printable) <= 60 else f"{printable[:40]}…{printable[-16:]}"


def _no_room():
    return _("pas gardée, une pièce a dix images au plus.")


def read_picture(file):
    """The ReadPicture of a file (an upload, or a `ContentFile` of bytes). Raises ValidationError with a sentence.

    Nothing of its name or of what the browser calls it is believed. Pixels are counted before they are unpacked, and
    only pixels are kept: whatever else the file was, it is that no longer.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("l’image pèse plus de 15 Mo, envoyez-la en plus petit."))
    sent = file.read(MOST_BYTES + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _opened(sent)
            is_small = min(image.size) < ADVISED_SIDE
            plain = made_plain(image, LONGEST_SIDE)
            kept = _encoded(plain)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_too_many_pixels()) from None
    except Exception:  # A damaged file makes decoders raise anything.
        raise ValidationError(_unreadable(sent)) from None
    return ReadPicture(kept, plain.size, hashlib.sha256(sent).hexdigest(), is_small)


def _opened(sent):
    image = Image.open(io.BytesIO(sent), formats=FORMATS)
    shorter, longer = sorted(image.size)
    if shorter * longer > MOST_PIXELS:
        raise Image.DecompressionBombError
    if shorter < SMALLEST_SIDE:
        raise ValidationError(_("l’image est trop petite, il faut au moins 300 pixels de côté."))
    if longer > MOST_STRETCHED * shorter:
        raise ValidationError(_("l’image est trop étirée, un côté fait plus de quatre fois l’autre."))
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise ValidationError(_("l’image est animée, envoyez une image fixe."))
    if image.format in ("JPEG", "MPO") and sent.count(SCAN) > MOST_SCANS:
        raise ValidationError(_unreadable(sent))
    return image


def _too_many_pixels():
    return _("l’image compte plus de 50 millions de pixels, envoyez-la en plus petit.")


#: How files that are often sent by mistake begin.
MISTAKEN = (
    (b"GIF8", "GIF"), (b"%PDF", "PDF"), (b"BM", "BMP"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"PK", "ZIP"),
)  # fmt: skip


def _unreadable(sent):
    begins = sent[:400].lstrip().lower()
    if b"<svg" in begins:
        return _("c’est un dessin SVG, envoyez une photographie JPEG, PNG, WebP ou HEIC.")
    for start, name in MISTAKEN:
        if sent.startswith(start):
            return _("c’est un fichier %(kind)s, envoyez une image JPEG, PNG, WebP ou HEIC.") % {"kind": name}
    return _("ce n’est pas une image JPEG, PNG, WebP ou HEIC lisible.")


def _encoded(image):
    file = io.BytesIO()
    image.info.clear()
    image.save(file, **KEPT)
    return file.getvalue()
