"""Pictures of imported articles: by their names out of the ZIP that came beside the file, or from their addresses."""

import hashlib
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from commerce.catalogue.gallery import hang
from commerce.catalogue.uploads import MOST_BYTES, read_picture
from commerce.importing.fetching import NotFetched, fetch, refuse_odd
from commerce.importing.models import FetchedPicture

MOST_ARCHIVE_BYTES, MOST_ARCHIVED = 300 * 1024 * 1024, 20_000


class NoPicture(Exception):
    """This picture can't be had; the message tells why."""


def names_in(archive):
    """The files of a ZIP by the name that a cell may call them: {lower-case name: name inside}. Raises NoPicture."""
    try:
        with ZipFile(archive) as opened:
            parts = [part.filename for part in opened.infolist() if not part.is_dir()]
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise NoPicture(_("L’archive d’images ne s’ouvre pas : faites-en un ZIP ordinaire.")) from None
    if len(parts) > MOST_ARCHIVED:
        raise NoPicture(_("L’archive contient plus de 20 000 fichiers."))
    whole = {name.casefold(): name for name in parts}
    return {name.casefold().rpartition("/")[2]: name for name in parts} | whole


def refuse_unknown(name, archived):
    """Raises NoPicture for what is neither a name in the archive nor an address that may be asked."""
    if name.casefold() in archived:
        return
    if "://" not in name:
        raise NoPicture(_("« %(name)s » n’est pas dans l’archive d’images.") % {"name": name[:80]})
    try:
        refuse_odd(name)
    except NotFetched as refusal:
        raise NoPicture(f"{name[:80]}\u00a0: {refusal}") from None


def take_picture(product, name, *, archive=None):
    """Hang one picture, read like an upload. Twice is once: a file by its content, an address by itself.

    Raises NoPicture with a sentence. Asks other sites, so it belongs outside of every transaction.
    """
    if _is_fetched(product, name):
        return
    try:
        picture = read_picture(_file_of(name, archive))
    except (ValidationError, NotFetched) as refusal:
        said = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        raise NoPicture(f"{name[-80:]}\u00a0: {said}") from None
    hang(product, [picture])
    if "://" in name:
        FetchedPicture.objects.get_or_create(product=product, address_digest=address_digest(name))


def _file_of(name, archive):
    if archive:
        inside = names_in(archive).get(name.casefold())
        if inside:
            return ContentFile(_unpacked(archive, inside), name=name[-80:])
    return ContentFile(fetch(name, most_bytes=MOST_BYTES), name=name[-80:])


def _unpacked(archive, inside):
    """The content of one file of the ZIP, as far as a picture may be large."""
    try:
        with ZipFile(archive) as opened, opened.open(inside) as file:
            return file.read(MOST_BYTES + 1)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise NotFetched(_("Ce fichier de l’archive est abîmé ou protégé.")) from None


def address_digest(address):
    """By what an address that was fetched is known again."""
    return hashlib.sha256(address.encode()).hexdigest()


def _is_fetched(product, name):
    return FetchedPicture.objects.filter(product=product, address_digest=address_digest(name)).exists()
