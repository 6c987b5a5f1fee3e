from collections import Counter

import pytest
from django.core.management import call_command
from django.db.models import Count

from cms_pages.models import HomePage
from cms_pages.starter import stories
from cms_pages.starter.model import Picture
from commerce.analytics.models import ProductDay
from commerce.appointments.models import Appointment, Slot
from commerce.catalogue.models import Category, Product, ProductImage
from commerce.customer.models import User
from commerce.partner.models import Membership, Partner, StockRecord
from commerce.partner.people_models import Invitation
from commerce.registration.models import Registration
from commerce.search.matching import matching_products
from commerce.shipping.models import DeliveryMode, RelayPoint
from demo import load_accounts, logins, mangopay_pages
from demo.load_pages import load_pages, picture_of
from demo.load_vendors import IN_PERSON, load_people
from demo.selection import articles, vendors
from demo.workshops import WORKSHOPS

pytestmark = pytest.mark.django_db
PEOPLE = (User, Membership, Slot, Appointment)
KEPT = (ProductDay, Partner, Product, StockRecord, ProductImage, Category, DeliveryMode, RelayPoint, *PEOPLE)


def counts():
    return {model.__name__: model.objects.count() for model in KEPT}


@pytest.fixture(autouse=True)
def _no_mangopay_and_no_pages(monkeypatch):
    monkeypatch.setattr(load_accounts, "is_reachable", lambda: False)
    monkeypatch.setattr("demo.management.commands.demo.load_pages", lambda **_: None)


def demo(**options):
    call_command("demo", **{"vendors": 3, "products": 8, "orders": 0, "no_pictures": True, **options})


def test_a_second_run_adds_nothing():
    demo()
    before = counts()
    demo()
    assert counts() == before
    assert (before["Appointment"], before["Slot"] > 30) == (1, True)
    assert before["Partner"] == 3 + 3 + 1  # Three are on their way in, one is only listed.


def test_a_larger_demo_completes_the_smaller_one():
    demo()
    demo(products=12)
    assert Product.objects.exclude(structure=Product.CHILD).count() == 12


def test_products_have_their_price_stock_category_and_maker():
    demo(products=20)
    for product in Product.objects.exclude(structure=Product.CHILD):
        assert product.categories.get().depth == 2
        records = StockRecord.objects.filter(product__in=[product, *product.children.all()])
        assert len(records) == max(1, product.children.count())
        assert {record.partner for record in records} == {product.vendor}
        assert all(record.price > 0 for record in records)


def test_variants_say_how_they_differ():
    demo(vendors=16, products=40)
    parent = Product.objects.filter(structure=Product.PARENT).first()
    values = [child.attribute_values.get().value_as_text for child in parent.children.all()]
    assert len(set(values)) == len(values) > 1


def test_what_was_loaded_in_bulk_is_found():
    demo()
    product = Product.objects.filter(title__startswith="Vase à col étroit").first()
    assert product.pk in matching_products("vases marchenoir")


def test_every_vendor_has_somebody_who_may_enter_its_portal(client):
    demo()
    for workshop in WORKSHOPS[:3]:
        login = logins.vendor_login(workshop)
        assert client.login(email=login.email, password=login.password)
        assert Partner.objects.of_member(User.objects.get(email=login.email)).get().code == workshop.code


def test_people_wait_in_every_believable_way():
    demo()
    assert Registration.objects.get(status="submitted").vendor.town == "Villaines-les-Rochers"
    team = Membership.objects.filter(partner__code=WORKSHOPS[0].code)
    assert set(team.values_list("role", flat=True)) == {"owner", "workshop", "accounting"}
    assert Invitation.objects.open().count() == 1


def test_the_logins_that_are_told_exist_and_are_different_people():
    demo(vendors=len(WORKSHOPS), products=0)
    told = logins.demo_logins()
    assert {login.role for login in told} == {"buyer", "vendor", "editor", "operator", "treasurer"}
    assert User.objects.filter(email__in=[login.email for login in told]).count() == len(told)


def test_the_editor_may_publish_pages_and_stories_show_prints_of_what_is_sold():
    load_people()
    load_pages(with_pictures=False)
    editor = User.objects.get(email=logins.EDITOR.email)
    assert editor.has_perm("wagtailadmin.access_admin")
    assert HomePage.objects.first().permissions_for_user(editor).can_publish()
    assert picture_of("gres-marchenoir", "", 0).size == (1600, 600)
    assert picture_of("gres-marchenoir", WORKSHOPS[0].pieces[0].title, 1).size == (960, 1200)
    assert picture_of("gres-marchenoir", "Soucoupe volante", 0) is None
    assert picture_of("nulle-part", "", 0) is None


def test_every_picture_that_the_stories_ask_for_is_drawn():
    for story in stories.ALL:
        for part in (story.opening, *story.parts):
            if isinstance(part, Picture):
                assert picture_of(story.vendor_code, part.piece, part.view) is not None, part.piece


def test_vendors_offer_what_their_workshop_offers():
    demo(vendors=16, products=0)
    kinds = dict(Partner.objects.annotate(kinds=Count("delivery_modes")).values_list("code", "kinds"))
    for workshop in WORKSHOPS:
        offered = [workshop.delivery.home, workshop.delivery.relay, workshop.delivery.collect]
        in_person = workshop.code == IN_PERSON
        assert kinds[workshop.code] == sum(cents is not None for cents in offered) + in_person


@pytest.mark.django_db(transaction=True)
def test_pictures_are_hung_with_their_renditions_and_drawn_once(settings):
    demo(vendors=1, products=2, no_pictures=False)
    images = list(ProductImage.objects.all())
    assert images
    for image in images:
        assert (image.width, image.height) == (960, 1200)
        assert image.caption.startswith(image.product.title)
        renditions = image.original.get_picture_files_list()
        assert len(renditions) == 3
        assert all(image.original.storage.exists(rendition.name) for rendition in renditions)
    vendor = Partner.objects.get(code=WORKSHOPS[0].code)
    assert vendor.banner.storage.exists(vendor.banner.name)
    assert vendor.emblem.storage.exists(vendor.emblem.name)
    demo(vendors=1, products=2, no_pictures=False)
    assert ProductImage.objects.count() == len(images)


def test_more_vendors_and_products_than_were_written_get_names_of_their_own():
    many = vendors(60)
    assert len({vendor.code for vendor in many}) == 60
    assert len({vendor.siret for vendor in many}) == 60
    goods = articles(many, 2000)
    keys = Counter((article.workshop.code, article.title) for article in goods)
    assert len(goods) == len(keys) == 2000
    assert len({(article.workshop.code, article.sku) for article in goods}) == 2000


def test_the_written_workshops_sell_exactly_what_was_written():
    goods = articles(vendors(16), 300)
    assert {article.title for article in goods} == {piece.title for shop in WORKSHOPS for piece in shop.pieces}


def test_nobody_types_on_a_real_mangopay_s_pages(settings):
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": "https://api.mangopay.com"}
    assert not mangopay_pages.is_local()
    with pytest.raises(mangopay_pages.NotLocal):
        mangopay_pages.pay("https://payment.mangopay.com/x")


@pytest.mark.parametrize("number", [1, 7, 16, 99])
def test_bank_accounts_have_right_check_digits(number):
    iban = load_accounts.iban(number)
    digits = "".join(str(int(character, 36)) for character in iban[4:] + iban[:4])
    assert len(iban) == 27
    assert int(digits) % 97 == 1
