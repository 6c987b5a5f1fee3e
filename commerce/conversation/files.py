"""What people attach: hostile until its content says what it is. Pictures are encoded anew, a PDF stays as it came."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from commerce.catalogue.uploads import read_picture
from commerce.conversation.models import Attachment
from commerce.requirements.papers import PDF_START, paper_type

MOST_FILES = 4


@dataclass(frozen=True)
class ReadFile:
    """A file as it is kept, and what its content is."""

    content: bytes
    content_type: str
    extension: str


def read_files(files, *, takes_papers):
    """The ReadFiles. Raises ValidationError with a sentence for each that can't be taken.

    `takes_papers` is whether a PDF is: not before an order, for nobody can mask what is inside.
    """
    if len(files) > MOST_FILES:
        raise ValidationError(_("%(most)s fichiers au plus par message.") % {"most": MOST_FILES})
    read, wrong = [], []
    for number, file in enumerate(files, start=1):
        try:
            read.append(_read(file, takes_papers))
        except ValidationError as refusal:
            wrong.append(_("Fichier %(number)s : %(why)s") % {"number": number, "why": " ".join(refusal.messages)})
    if wrong:
        raise ValidationError(wrong)
    return read


def _read(file, takes_papers):
    file.seek(0)
    is_paper = file.read(len(PDF_START)) == PDF_START
    file.seek(0)
    if not is_paper:
        return ReadFile(read_picture(file).content, "image/jpeg", "jpg")
    if not takes_papers:
        raise ValidationError(_("un PDF peut s’envoyer une fois la commande passée ; d’ici là, des photos."))
    found = paper_type(file)
    return ReadFile(file.read(), found.content_type, found.extension)


def keep_files(message, files):
    """Keep ReadFiles with a message."""
    for number, file in enumerate(files, start=1):
        Attachment.objects.create(
            message=message,
            file=ContentFile(file.content, f"{number}.{file.extension}"),
            file_name=f"message-{message.pk}-{number}.{file.extension}"[-60:],
            content_type=file.content_type,
        )
