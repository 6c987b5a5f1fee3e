"""Whether a file may go to Mangopay: judged by its content, before anything leaves. Nothing is written anywhere."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

from commerce.identity.models import Proof

#: Mangopay's limits (its guide to documents): bytes of a page, pages of a paper.
SMALLEST, SMALLEST_IDENTITY, LARGEST = 1024, 32 * 1024, 7 * 1024 * 1024
PAGES_MAX = 5
#: Ours: below, nobody can read it; above, it is no photograph of a paper.
SHORTEST_SIDE, PIXELS_MAX = 400, 80_000_000
SIGNATURES = {b"%PDF": "PDF", b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}


def check_pages(kind, pages):
    """Raise ValidationError, in words, for a paper that Mangopay would send back unread. `pages` are bytes."""
    if not pages:
        raise ValidationError(_("Choisissez au moins un fichier."))
    if len(pages) > PAGES_MAX:
        raise ValidationError(_("Cinq fichiers au plus : réunissez vos pages dans un PDF."))
    for number, page in enumerate(pages, start=1):
        _check_page(kind, page, number)


def _check_page(kind, page, number):
    smallest = SMALLEST_IDENTITY if kind == Proof.Kind.IDENTITY else SMALLEST
    form = next((name for signature, name in SIGNATURES.items() if page.startswith(signature)), None)
    said = {"number": number}
    if form is None:
        raise ValidationError(_("Fichier %(number)s : il faut un PDF, un JPEG ou un PNG.") % said)
    if len(page) > LARGEST:
        raise ValidationError(_("Fichier %(number)s : il pèse plus de 7 Mo. Photographiez en qualité normale.") % said)
    if len(page) < smallest:
        raise ValidationError(
            _("Fichier %(number)s : il est trop léger pour être lisible. Photographiez de plus près.") % said
        )
    if form == "PDF":
        if b"/Encrypt" in page:
            raise ValidationError(
                _("Fichier %(number)s : ce PDF est protégé. Enregistrez-le sans mot de passe.") % said
            )
        return
    _check_picture(page, form, said)


def _check_picture(page, form, said):
    """Reads the header only: no pixel is unpacked, so that no bomb goes off."""
    try:
        with Image.open(BytesIO(page), formats=[form]) as picture:
            width, height = picture.size
    except Exception as error:
        raise ValidationError(_("Fichier %(number)s : l’image est abîmée. Reprenez la photo.") % said) from error
    if width * height > PIXELS_MAX:
        raise ValidationError(_("Fichier %(number)s : l’image est démesurée. Réduisez-la.") % said)
    if min(width, height) < SHORTEST_SIDE:
        raise ValidationError(_("Fichier %(number)s : l’image est trop petite pour être lue.") % said)
