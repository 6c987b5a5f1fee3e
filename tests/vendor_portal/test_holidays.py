"""Réglages → Congés: planned, changed and ended by hand; odd input is answered beside its field."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.partner.models import Holiday
from tests.commerce.baskets import basket_of
from tests.factories import ProductFactory, VendorFactory, on_holiday

PAGE = reverse("vendor_portal:holidays")


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def typed(**more):
    return {"first_day": day(3), "back_on": day(10), "orders": "fermee", "message": "À bientôt", **more}


def test_a_holiday_is_planned_changed_and_called_off(portal, vendor):
    portal.post(PAGE, typed())
    holiday = Holiday.objects.get(vendor=vendor)
    assert "À bientôt" in portal.get(PAGE).content.decode()
    portal.post(reverse("vendor_portal:holiday", args=[holiday.pk]), typed(back_on=day(12), orders="ouverte"))
    holiday.refresh_from_db()
    assert (holiday.absence.back_on.isoformat(), holiday.orders_paused) == (day(12), False)
    portal.post(reverse("vendor_portal:holiday-end", args=[holiday.pk]))
    assert not Holiday.objects.exists()


def test_orders_that_wait_are_named_before_the_leave(portal, vendor, part):
    on_holiday(vendor)
    for page in (PAGE, reverse("vendor_portal:home")):
        assert "notice-trouble" in portal.get(page).content.decode()


ABSURD = ["", "\x00", "31/02/2027", "9" * 500, "hier", "'; DROP TABLE", "2027-01-01T10:00", "0000-00-00", "😀"]


@pytest.mark.parametrize("absurd", ABSURD)
@pytest.mark.parametrize("name", ["first_day", "back_on", "orders", "message"])
def test_absurd_input_is_answered_and_nothing_typed_is_lost(portal, name, absurd):
    data = typed(**{name: absurd})
    answer = portal.post(PAGE, data)
    if answer.status_code == 302:
        assert name == "message"
    else:
        assert answer.context["form"].errors
        kept = data["message"] if name != "message" else data["back_on"]
        assert kept in answer.content.decode()


def test_a_message_of_ten_thousand_signs_and_missing_fields_are_refused_beside_the_field(portal):
    for data in ({}, typed(message="a" * 10_000)):
        assert "field-errors" in portal.post(PAGE, data).content.decode()
    assert not Holiday.objects.exists()


def test_dates_that_cross_are_refused_with_a_sentence(portal):
    portal.post(PAGE, typed())
    assert "croisent" in portal.post(PAGE, typed(first_day=day(5), back_on=day(6))).content.decode()


def test_a_basket_says_that_its_maker_is_away_and_checkout_leads_back_to_it(client, db):
    product = ProductFactory(vendor__name="Terre Courbe")
    client.post(f"/panier/add/{product.pk}/", {"quantity": 1})
    back_on = on_holiday(product.vendor).absence.back_on
    assert "est en congé" in client.get("/panier/").content.decode()
    answer = client.get("/commande/", follow=True)
    assert answer.redirect_chain[-1][0] == "/panier/"
    assert str(back_on.day) in answer.content.decode()
    client.post(f"/panier/add/{product.pk}/", {"quantity": 1})
    assert basket_of().lines.count() == 0


def queries(client, page):
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def test_listings_cost_the_same_queries_with_and_without_holidays(client, db):
    vendors = [VendorFactory() for _ in range(6)]
    for vendor in vendors:
        ProductFactory(vendor=vendor)
    pages = ["/boutique/", "/ateliers/", vendors[0].get_absolute_url()]
    for page in pages:
        client.get(page)
    before = [queries(client, page) for page in pages]
    for vendor in vendors:
        on_holiday(vendor)
    assert [queries(client, page) for page in pages] == before
