"""The sizes in which pages show a picture: made in the task cluster, after whoever sent it has got an answer."""

from django.core.files.storage import default_storage
from django_q.tasks import async_task
from pictures.utils import reconstruct
from PIL import Image

from commerce.catalogue.plain_pixels import made_plain


def finish_soon(image):
    """Have the task cluster make what pages show of this ProductImage, once the present transaction is committed."""
    async_task("commerce.catalogue.tasks.finish_picture", image.pk)


def finish(image):
    """Make the renditions of a ProductImage's file, then say that they stand.

    Safe to repeat. A picture that was replaced or taken down meanwhile leaves no file behind.
    """
    name, renditions = image.original.name, image.original.get_picture_files_list()
    if image.is_finished or not default_storage.exists(name):
        return
    with default_storage.open(name) as file, Image.open(file) as opened:
        plain = made_plain(opened, max(opened.size))
    for rendition in renditions:
        rendition.save(plain)
    same = type(image)._default_manager.filter(pk=image.pk, original=name)
    if not same.update(finished=name, findings=None):
        for rendition in renditions:
            rendition.delete()


def process(*, old, **_later):
    """django-pictures' processor: renditions leave with their file at once; `finish` makes new ones."""
    for rendition in old:
        reconstruct(*rendition).delete()
