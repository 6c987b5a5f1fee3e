import pytest
from django.core.files.storage import default_storage

from commerce.catalogue import gallery
from commerce.catalogue.uploads import read_picture
from tests.commerce.catalogue.photographs import photograph
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def pictures(*widths):
    return [read_picture(photograph((width, 400))) for width in widths]


@pytest.fixture
def product():
    return ProductFactory()


def hanging(product):
    return [(image.width, image.display_order, image.caption) for image in product.images.order_by("display_order")]


def test_the_first_picture_has_its_text_and_all_have_their_place(product):
    assert gallery.hang(product, pictures(400, 500), caption="Un bol") == 2
    assert hanging(product) == [(400, 0, "Un bol"), (500, 1, "")]


def test_the_same_file_hangs_once_and_leaves_no_second_copy(product):
    gallery.hang(product, pictures(400))
    folder = product.images.get().original.name.rpartition("/")[0]
    before = sorted(default_storage.listdir(folder)[1])
    assert gallery.hang(product, pictures(400)) == 0
    assert sorted(default_storage.listdir(folder)[1]) == before


def test_there_is_room_for_ten(product):
    gallery.hang(product, pictures(*range(400, 480, 10)))
    assert gallery.hang(product, pictures(500, 510, 520)) == 2
    assert product.images.count() == 10


def test_pictures_are_ordered_described_and_taken_down_at_once(product, django_capture_on_commit_callbacks):
    gallery.hang(product, pictures(400, 410, 420))
    first, second, third = product.images.order_by("display_order")
    with django_capture_on_commit_callbacks(execute=True):
        gallery.arrange(
            product, captions={third.pk: "De dos"}, positions={third.pk: 1, second.pk: 2}, removed={first.pk}
        )
    assert hanging(product) == [(420, 0, "De dos"), (410, 1, "")]
    assert not default_storage.exists(first.original.name)
    assert default_storage.exists(third.original.name)


def test_pictures_of_another_piece_are_out_of_reach(product):
    other = ProductFactory()
    gallery.hang(other, pictures(400), caption="Sien")
    strange = other.images.get().pk
    gallery.arrange(product, captions={strange: "Volé"}, positions={strange: 3}, removed={strange})
    assert hanging(other) == [(400, 0, "Sien")]
