"""A simple listing: what its page shows, who follows it, and an address that never dies."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.partner.directory import directory_page
from commerce.partner.following import follow, followed_by, is_following, unfollow
from commerce.partner.listing import check_place, check_website, move
from commerce.partner.models import Follow, Partner
from commerce.partner.places import DRAWN, dot_of
from commerce.plans.models import Plan
from commerce.registration.steps import all_steps, steps_of
from tests.factories import PlanFactory, ProductFactory, RegistrationFactory, UserFactory, VendorFactory

NOW = timezone.now()


@pytest.fixture
def listing(db):
    return VendorFactory(
        name="Forge du Val",
        plan=PlanFactory(code="referencement", kind=Plan.Kind.LISTING),
        website="https://www.forge-du-val.example/atelier",
        latitude=Decimal("47.42"),
        longitude=Decimal("2.93"),
        department="Nièvre",
        craft="Forge",
        phone="+33639981234",
        opening_hours="Du mardi au samedi",
    )


def shop_page(client, vendor):
    return client.get(vendor.get_absolute_url()).content.decode()


def test_its_page_tells_where_and_when_and_sells_nothing(listing, client):
    ProductFactory(title="Chenet", vendor=listing, price=Decimal("123.45"))
    page = shop_page(client, listing)
    for shown in ("forge-du-val.example</a>", "Du mardi au samedi", "+33639981234", "Sur place et en direct", "<svg"):
        assert shown in page
    assert 'rel="nofollow noopener"' in page
    assert "123,45" not in page
    assert 'aria-label="Près de' in page
    assert '"@type": "LocalBusiness"' in page
    assert "openstreetmap.org" in page
    assert 'src="https' not in page


def test_a_product_of_a_listing_shows_no_price_and_no_basket(listing, client):
    product = ProductFactory(title="Chenet", vendor=listing, price=Decimal("123.45"))
    page = client.get(product.get_absolute_url()).content.decode()
    assert "Sur place et en direct" in page
    assert "123,45" not in page
    assert "Ajouter au panier" not in page


def test_a_listing_may_keep_its_telephone_and_a_seller_may_not(listing, client):
    Partner.objects.filter(pk=listing.pk).update(phone_is_shown=False)
    assert "+33639981234" not in shop_page(client, listing)
    Partner.objects.filter(pk=listing.pk).update(plan=PlanFactory())
    assert "+33639981234" in shop_page(client, listing)


def test_becoming_a_seller_keeps_address_followers_and_history(listing, client):
    reader = UserFactory()
    follow(reader, listing, now=NOW)
    move(listing, "forge-neuve", now=NOW)
    Partner.objects.filter(pk=listing.pk).update(plan=PlanFactory())
    listing.refresh_from_db()
    ProductFactory(vendor=listing, price=Decimal("123.45"))
    assert "123,45" in shop_page(client, listing)
    assert is_following(reader, listing)
    answer = client.get("/ateliers/forge-du-val/")
    assert (answer.status_code, answer.url) == (301, "/ateliers/forge-neuve/")


def test_an_address_that_a_shop_has_or_had_is_nobody_elses(listing):
    other = VendorFactory(name="Autre")
    move(listing, "forge-neuve", now=NOW)
    for taken in ("forge-du-val", "forge-neuve", "suivis"):
        with pytest.raises(ValidationError):
            move(other, taken, now=NOW)
    move(listing, "forge-du-val", now=NOW)
    listing.refresh_from_db()
    assert listing.code == "forge-du-val"


def test_an_address_that_nobody_ever_had_is_not_found(db, client):
    assert client.get("/ateliers/personne/").status_code == 404


def test_a_shop_is_followed_once_and_left_again(listing, client):
    reader = UserFactory()
    client.force_login(reader)
    address = reverse("partner:follow", args=[listing.code])
    for _twice in range(2):
        client.post(address, {"suivre": "oui"})
    assert Follow.objects.count() == 1
    assert "Forge du Val" in client.get(reverse("partner:followed")).content.decode()
    assert "Ne plus suivre" in shop_page(client, listing)
    assert client.get(address).status_code == 405
    client.post(address, {"suivre": "non"})
    assert not followed_by(reader).exists()
    unfollow(reader, listing)


def test_a_stranger_is_led_to_the_door_before_following(listing, client):
    answer = client.post(reverse("partner:follow", args=[listing.code]))
    assert answer.url.startswith(reverse("account_login"))
    assert not Follow.objects.exists()


def test_a_shop_in_preparation_cannot_be_followed(db, client):
    client.force_login(UserFactory())
    draft = VendorFactory(status=Partner.Status.DRAFT)
    assert client.post(reverse("partner:follow", args=[draft.code])).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "http://atelier.example",
        "https://moi:secret@atelier.example",
        "https://atelier.example:8443/",
        "https://localhost/",
        "https://[::1/",
        "javascript:alert(1)",
        "https://",
        "ftp://atelier.example",
    ],
)
def test_a_website_is_a_plain_https_address(address):
    with pytest.raises(ValidationError):
        check_website(address)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(Decimal(47), None), (None, Decimal(2)), (Decimal("2.9"), Decimal(89)), (0, 170)]
)
def test_half_a_place_and_a_place_abroad_are_refused(latitude, longitude):
    with pytest.raises(ValidationError):
        check_place(latitude, longitude)


def test_the_database_keeps_no_half_place(listing):
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=listing.pk).update(longitude=None)


@given(
    latitude=st.decimals(*DRAWN[0], places=5).map(Decimal),
    longitude=st.decimals(*DRAWN[1], places=5).map(Decimal),
)
def test_every_dot_lies_on_the_drawing(latitude, longitude):
    dot = dot_of(Partner(latitude=latitude, longitude=longitude))
    assert 0 <= float(dot.x) <= 106
    assert 0 <= float(dot.y) <= 101


def test_a_workshop_overseas_has_words_and_no_dot(listing, client):
    Partner.objects.filter(pk=listing.pk).update(latitude=Decimal("-20.9"), longitude=Decimal("55.5"))
    page = shop_page(client, listing)
    assert "Près de" in page
    assert '<svg viewBox="0 0 106' not in page


def test_a_listing_is_not_asked_what_only_sellers_owe(listing):
    RegistrationFactory(vendor=listing)
    asked = {state.step.code for state in steps_of(listing, now=NOW)}
    assert asked == {step.code for step in all_steps() if not step.only_to_sell}
    assert asked.isdisjoint({"delivery", "identite", "compte-bancaire"})
    listing.plan = PlanFactory()
    assert "delivery" in {state.step.code for state in steps_of(listing, now=NOW)}


def test_the_directory_narrows_by_department_and_craft(listing, client):
    VendorFactory(name="Terre Courbe", department="Nièvre", craft="Céramique")
    page = client.get("/ateliers/", {"departement": "Nièvre", "metier": "Forge"}).content.decode()
    assert "Forge du Val" in page
    assert "Terre Courbe" not in page
    for absurd in ("\x00", "x" * 5000, "' OR 1=1"):
        assert client.get("/ateliers/", {"departement": absurd, "metier": absurd}).status_code == 200


def test_the_directory_asks_as_much_at_two_thousand_vendors(listing, django_assert_num_queries):
    many = [
        Partner(
            name=f"Atelier {n}", code=f"a-{n}", plan=listing.plan, status="open", department="Nièvre", craft="Forge"
        )
        for n in range(2000)
    ]
    Partner.objects.bulk_create(many)
    began = timezone.now()
    with django_assert_num_queries(4):
        page, cards = directory_page(40, department="Nièvre", craft="Forge")
    assert (page.paginator.count, len(cards)) == (2001, 24)
    assert timezone.now() - began < timedelta(seconds=2)
