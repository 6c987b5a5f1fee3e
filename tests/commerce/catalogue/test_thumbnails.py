import pytest
from django.urls import reverse

from commerce.catalogue.models import ProductImage
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product_list(client, settings):
    """The dashboard's list of products, where a picture that fails is not passed over."""
    settings.OSCAR_THUMBNAIL_DEBUG = True
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return lambda: client.get(reverse("dashboard:catalogue-product-list")).content.decode()


def test_the_dashboard_lists_a_product_by_its_smallest_rendition(product_list):
    ProductImage.objects.create(
        product=ProductFactory(), original="bol.webp", finished="bol.webp", width=900, height=1125
    )
    page = product_list()
    assert 'data-original="/media/bol.webp"' in page
    assert 'src="/media/bol/' in page


def test_the_dashboard_lists_a_product_without_a_picture(product_list):
    title = ProductFactory().title
    assert title in product_list()
