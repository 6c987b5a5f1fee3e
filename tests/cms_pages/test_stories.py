"""A story shows its workshop's pieces as they are now."""

from decimal import Decimal

import pytest
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms_pages.models import StoryIndexPage, StoryPage
from commerce.partner.models import Partner, StockRecord
from tests.factories import ProductFactory, VendorFactory

ADDRESS = "/recits/quarante-heures-de-feu/"


@pytest.fixture
def story(home):
    page = StoryPage.objects.get(slug="quarante-heures-de-feu")
    page.vendor = VendorFactory(name="Grès du Bois")
    page.save_revision().publish()
    return page


def _html(client, address=ADDRESS):
    return client.get(address).content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def test_price_and_stock_are_those_of_the_moment(story, client):
    product = ProductFactory(vendor=story.vendor, title="Bol de nuit", price=Decimal("34.00"), stock=9)
    assert "34,00 €" in _html(client)
    StockRecord.objects.filter(product=product).update(price=Decimal("39.50"), num_in_stock=1)
    html = _html(client)
    assert "39,50 €" in html
    assert "Un seul exemplaire" in html
    StockRecord.objects.filter(product=product).update(num_in_stock=0)
    assert "Épuisé" in _html(client)


def test_a_product_that_goes_offline_leaves_the_story(story, client):
    product = ProductFactory(vendor=story.vendor, title="Bol de nuit")
    assert "Bol de nuit" in _html(client)
    product.is_public = False
    product.save()
    assert "Bol de nuit" not in _html(client)


def test_other_workshops_pieces_stay_in_their_own_stories(story, client):
    ProductFactory(title="Sac étranger")
    assert "Sac étranger" not in _html(client)


def test_a_closed_workshop_keeps_its_story_but_sells_nothing_there(story, client):
    ProductFactory(vendor=story.vendor, title="Bol de nuit")
    Partner.objects.filter(pk=story.vendor_id).update(status=Partner.Status.CLOSED)
    html = _html(client)
    assert "Le four est dans la pente" in html
    assert "Bol de nuit" not in html
    assert "Grès du Bois" not in html


def test_a_story_leads_to_the_shop(story, client):
    assert f'href="{story.vendor.get_absolute_url()}"' in _html(client)


def _publish_story(number):
    index = StoryIndexPage.objects.get()
    file = ImageFile(get_test_image_file(filename=f"{number}.png", size=(96, 64)), name=f"{number}.png")
    picture = get_image_model().objects.create(title=f"Image {number}", file=file)
    story = StoryPage(title=f"Suite {number}", introduction="…", vendor=VendorFactory(), picture=picture)
    index.add_child(instance=story).save_revision().publish()


def test_more_stories_and_products_cost_no_more_queries(story, client, django_assert_max_num_queries):
    addresses = ["/recits/", ADDRESS, "/"]
    _publish_story(0)
    ProductFactory(vendor=story.vendor)
    before = [_count(client, address, django_assert_max_num_queries) for address in addresses]
    for number in range(1, 5):
        _publish_story(number)
        ProductFactory(vendor=story.vendor)
    assert [_count(client, address, django_assert_max_num_queries) for address in addresses] == before


def _count(client, address, at_most):
    client.get(address)
    with at_most(12) as queries:
        client.get(address)
    return len(queries)
