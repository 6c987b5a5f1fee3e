"""Files that buyers and vendors send: hostile until their content says what they are. Pictures are encoded anew."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from commerce.catalogue.uploads import read_picture
from commerce.requirements.papers import paper_type
from commerce.withdrawal.models import Evidence

Kind = Evidence.Kind
#: Pictures that one step may bring.
MOST_PICTURES = 6


def read_pictures(files):
    """[bytes of a JPEG] of the files. Raises ValidationError with a sentence per file."""
    if len(files) > MOST_PICTURES:
        raise ValidationError(_("%(most)s photos au plus.") % {"most": MOST_PICTURES})
    read, wrong = [], []
    for number, file in enumerate(files, start=1):
        try:
            read.append(read_picture(file).content)
        except ValidationError as refusal:
            wrong.append(_("Photo %(number)s : %(why)s") % {"number": number, "why": " ".join(refusal.messages)})
    if wrong:
        raise ValidationError(wrong)
    return read


def keep_pictures(withdrawal, kind, pictures, *, now):
    """Keep pictures that `read_pictures` read."""
    first = withdrawal.evidence.count() + 1
    for number, content in enumerate(pictures, start=first):
        Evidence.objects.create(
            withdrawal=withdrawal,
            kind=kind,
            file=ContentFile(content, f"{number}.jpg"),
            file_name=f"{withdrawal.number}-{number}.jpg"[-60:],
            content_type="image/jpeg",
            sent_at=now,
        )


def keep_paper(withdrawal, kind, file, *, now):
    """Keep a PDF, JPEG or PNG that a form judged with `paper_type`. Handed out as a download only."""
    found = paper_type(file)
    number = withdrawal.evidence.count() + 1
    Evidence.objects.create(
        withdrawal=withdrawal,
        kind=kind,
        file=file,
        file_name=f"{withdrawal.number}-{number}.{found.extension}"[-60:],
        content_type=found.content_type,
        sent_at=now,
    )
