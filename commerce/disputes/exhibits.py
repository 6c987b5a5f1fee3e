"""Files that both sides send with a step: judged by their content, pictures encoded anew, none of them served."""

from django.core.files.base import ContentFile

from commerce.disputes.models import Exhibit
from commerce.requirements.papers import paper_type


def keep(step, pictures, paper):
    """Keep the files of a step: JPEGs as `withdrawal.evidence.read_pictures` gives them, and a paper or None.

    Raises ValidationError for a paper that is no PDF, JPEG or PNG.
    """
    number = Exhibit.objects.filter(step__dispute=step.dispute_id).count()
    for content in pictures:
        number += 1
        file = ContentFile(content, f"{number}.jpg")
        _keep(step, number, file, extension="jpg", content_type="image/jpeg", is_picture=True)
    if paper:
        found = paper_type(paper)
        _keep(step, number + 1, paper, extension=found.extension, content_type=found.content_type)


def _keep(step, number, file, *, extension, **more):
    name = f"{step.dispute.number}-{number}.{extension}"[-60:]
    Exhibit.objects.create(step=step, file=file, file_name=name, **more)
