"""Deleting an account and leaving for good: what goes at once, what the law keeps, and nothing a day too long."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from commerce.basket.models import Basket
from commerce.catalogue.models import ProductImage
from commerce.communication.models import Mail
from commerce.leaving import accounts, closing, erasing, retention
from commerce.leaving.models import Erasure
from commerce.mangopay.exceptions import Refused
from commerce.mangopay.gateway import gateway
from commerce.order import lifecycle
from commerce.order.models import Order, ShippingAddress
from commerce.partner.models import Partner
from tests.commerce.baskets import MONDAY, basket_of, placed
from tests.commerce.catalogue.shelves import with_picture
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)
LATER = NOW + timedelta(days=40)
Kind = Erasure.Kind


@pytest.fixture
def buyer():
    user = UserFactory(email="camille@exemple.test", first_name="Camille", last_name="Martin")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def received_order(buyer):
    """An order that arrived at the moment MONDAY."""
    part = placed(ProductFactory(), user=buyer).vendor_orders.get()
    lifecycle.confirm(part.order, now=MONDAY)
    lifecycle.ship(part, now=MONDAY)
    lifecycle.receive(part, basis=part.Receipt.BUYER, now=MONDAY)
    return part.order


def test_a_deleted_account_leaves_no_name_and_its_orders_stay_with_nobody(buyer):
    order = received_order(buyer)
    basket_of(ProductFactory(), owner=buyer)
    Mail.objects.update(sent_at=NOW)
    for _twice in range(2):
        accounts.erase(buyer, now=LATER)
    buyer.refresh_from_db()
    assert (buyer.first_name, buyer.last_name, buyer.is_active, buyer.has_usable_password()) == ("", "", False, False)
    assert buyer.email.endswith(".invalid")
    assert not EmailAddress.objects.exists()
    assert not Basket.objects.filter(owner=buyer, status="Open").exists()
    assert [mail.event for mail in Mail.objects.filter(recipient="camille@exemple.test")] == ["account_erased"]
    assert Order.objects.get(pk=order.pk).user == buyer


def test_the_address_can_be_used_for_a_new_account(buyer):
    accounts.erase(buyer, now=NOW)
    assert UserFactory(email="camille@exemple.test").pk != buyer.pk


def test_open_orders_and_the_right_to_send_back_come_first(buyer):
    order = placed(ProductFactory(), user=buyer)
    lifecycle.confirm(order, now=MONDAY)
    with pytest.raises(ValidationError, match="en cours"):
        accounts.erase(buyer, now=NOW)
    part = order.vendor_orders.get()
    lifecycle.ship(part, now=MONDAY)
    lifecycle.receive(part, basis=part.Receipt.BUYER, now=MONDAY)
    assert "08/12/2026" in accounts.obstacles(buyer, now=NOW)[0]
    assert accounts.obstacles(buyer, now=datetime(2026, 12, 8, tzinfo=PARIS)) == []


def test_the_last_owner_of_a_shop_closes_it_first_and_the_team_asks_the_administration(buyer):
    vendor = VendorFactory(member=buyer)
    assert "fermez d’abord" in accounts.obstacles(buyer, now=NOW)[0]
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.CLOSED)
    assert accounts.obstacles(buyer, now=NOW) == []
    buyer.is_staff = True
    assert accounts.obstacles(buyer, now=NOW)


def test_addresses_of_orders_are_emptied_five_years_after_the_last_one_and_not_a_day_before(buyer):
    order = received_order(buyer)
    accounts.erase(buyer, now=LATER)
    [planned] = Erasure.objects.filter(kind=Kind.ADDRESSES)
    midnight = datetime.combine(planned.due_on, datetime.min.time(), PARIS)
    assert list(erasing.due(midnight - timedelta(minutes=1))) == []
    [due] = erasing.due(midnight)
    for _twice in range(2):
        erasing.carry_out(due, now=midnight)
    address = ShippingAddress.objects.get(order=order)
    assert (address.last_name, address.line1, address.postcode) == ("", "", "69004")
    assert list(erasing.due(midnight)) == []


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_days_are_never_too_early(day):
    assert retention._years_after(day, 5) >= day.replace(year=day.year + 5, day=min(day.day, 28))
    months = retention._months_after(day)
    assert 181 <= (months - day).days <= 216


def test_a_closed_shop_is_forgotten_step_by_step(tmp_path):
    vendor = VendorFactory(story="Née au bord de l’eau", phone="+33639980000")
    with_picture(ProductFactory(vendor=vendor, description="Grès"))
    image = ProductImage.objects.get(product__vendor=vendor)
    file = image.original.path
    closing.close(closing.ask(vendor, by=None, now=NOW), now=LATER)
    days = dict(Erasure.objects.filter(vendor=vendor).values_list("kind", "due_on"))
    assert days == {Kind.PROFILE: date(2027, 2, 2), Kind.TRADER: date(2027, 8, 1), Kind.TAX: date(2032, 12, 31)}
    for moment, gone, left in [
        (datetime(2027, 2, 2, 3, tzinfo=PARIS), "story", "phone"),
        (datetime(2027, 8, 1, 3, tzinfo=PARIS), "phone", "siret"),
        (datetime(2032, 12, 31, 3, tzinfo=PARIS), "siret", "name"),
    ]:
        for erasure in list(erasing.due(moment)):
            erasing.carry_out(erasure, now=moment)
        vendor.refresh_from_db()
        assert (bool(getattr(vendor, gone)), bool(getattr(vendor, left))) == (False, True)
    assert not ProductImage.objects.filter(product__vendor=vendor).exists()
    with pytest.raises(FileNotFoundError):
        open(file)  # noqa: SIM115


class FullAccount:
    """A Mangopay that refuses to close while money is left."""

    def close_user(self, user_id, *, is_legal):
        raise Refused("user_closure_not_possible")


def test_an_account_with_money_in_it_is_asked_again_a_week_later(buyer, monkeypatch):
    buyer.mangopay_payer_id = "user_m_1"
    buyer.save()
    accounts.erase(buyer, now=NOW)
    monkeypatch.setattr(erasing, "gateway", FullAccount)
    [due] = erasing.due(NOW)
    erasing.carry_out(due, now=NOW)
    due.refresh_from_db()
    assert (due.done_at, due.due_on) == (None, date(2026, 12, 1))


def test_mangopay_closes_an_empty_account_and_closing_it_again_does_nothing(mangopay):
    user_id = gateway().create_payer(first_name="A", last_name="B", email="a@exemple.test", key=uuid4().hex)
    for _twice in range(2):
        gateway().close_user(user_id, is_legal=False)


def test_the_page_says_what_stays_and_deletes_only_who_has_just_shown_who_they_are(buyer, client):
    order = received_order(buyer)
    Order.objects.filter(pk=order.pk).update(date_placed=NOW)
    order.vendor_orders.update(received_at=NOW - timedelta(days=60), confirmed_at=NOW - timedelta(days=70))
    page = reverse("leaving:delete-account")
    assert client.get(page).status_code == 302
    client.force_login(buyer)
    assert "L123-22" in client.get(page).content.decode()
    client.post(page)
    buyer.refresh_from_db()
    assert buyer.is_active
    again = client.post(page).url
    client.post(again, {"password": "another"})
    buyer.refresh_from_db()
    assert buyer.is_active
    client.post(again, {"password": "monquibus"})  # What was asked for is kept meanwhile, and done then.
    buyer.refresh_from_db()
    assert not buyer.is_active
