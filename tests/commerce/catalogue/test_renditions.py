import pytest
from django.core.files.storage import default_storage

from commerce.catalogue import gallery, renditions, tasks
from commerce.catalogue.models import ProductImage
from commerce.catalogue.uploads import read_picture
from tests.commerce.catalogue.photographs import photograph
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Ids of pictures that wait for a task cluster which is not there."""
    waiting = []
    monkeypatch.setattr("commerce.catalogue.renditions.async_task", lambda _task, pk: waiting.append(pk))
    return waiting


def hung():
    product = ProductFactory()
    gallery.hang(product, [read_picture(photograph((1200, 1500)))])
    return product.images.get()


def renditions_of(image):
    return [rendition.name for rendition in image.original.get_picture_files_list()]


def files(image):
    return [default_storage.exists(name) for name in renditions_of(image)]


def test_until_the_cluster_has_worked_pages_show_the_file_itself(later):
    image = hung()
    assert later == [image.pk]
    assert not any(files(image))
    assert (image.shown.src, image.shown.srcset) == (image.original.url, "")


def test_then_they_show_the_sizes_that_stand(later):
    image = hung()
    tasks.finish_picture(image.pk)
    image.refresh_from_db()
    assert all(files(image))
    assert image.shown.srcset.count("/4_5/") == len(files(image))


def test_a_task_that_runs_twice_or_without_a_file_does_no_harm(later):
    image = hung()
    tasks.finish_picture(image.pk)
    tasks.finish_picture(image.pk)
    lost = ProductImage.objects.create(
        product=image.product, original="perdu.jpg", code="perdu", width=900, height=900
    )
    tasks.finish_picture(lost.pk)
    tasks.finish_picture(0)
    lost.refresh_from_db()
    assert not lost.is_finished


def test_a_picture_that_was_taken_down_meanwhile_leaves_no_file(later):
    image = hung()
    ProductImage.objects.filter(pk=image.pk).delete()
    renditions.finish(image)
    assert not any(files(image))


def test_renditions_leave_with_their_picture(later, django_capture_on_commit_callbacks):
    image = hung()
    tasks.finish_picture(image.pk)
    names = renditions_of(image)
    with django_capture_on_commit_callbacks(execute=True):
        gallery.take_down([image])
    assert not any(default_storage.exists(name) for name in names)
