import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.voucher.models import Voucher
from tests.commerce.coupons import coupon_of, placed_with
from tests.factories import ProductFactory

LIST, ADD = reverse("vendor_portal:coupons"), reverse("vendor_portal:coupon-add")


def typed(**changes):
    end = timezone.localtime(timezone.now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    return {"code": "noel 10", "kind": "pour-cent", "percent": "10", "ends_at": end, "sample": "60", **changes}


def saved(portal, address, data):
    """Send the form, look at who gets what, send it again."""
    shown = portal.post(address, data).content.decode()
    assert "reçoit" in shown
    seen = re.search(r'name="previewed" value="(\w+)"', shown)[1]
    return portal.post(address, {**data, "previewed": seen})


def test_a_coupon_is_saved_once_its_shares_were_seen_and_then_works(portal, product, client):
    assert saved(portal, ADD, typed()).url == LIST
    assert Voucher.objects.get().code == "NOEL10"
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    page = client.post(reverse("basket:vouchers-add"), {"code": "Noel 10"}, follow=True).content.decode()
    assert "Le code NOEL10 s’applique." in page
    assert "36,00" in page
    coupon = Voucher.objects.get()
    page = client.post(reverse("basket:vouchers-remove", args=[coupon.pk]), follow=True).content.decode()
    assert "NOEL10, Atelier" not in page


def test_the_basket_says_why_a_code_is_refused(client, product):
    coupon_of(product.vendor, code="GROS", minimum=55)
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    page = client.post(reverse("basket:vouchers-add"), {"code": "gros"}, follow=True).content.decode()
    assert "il manque 15,00" in page


@pytest.mark.parametrize(
    "odd",
    [
        {"code": ""},
        {"code": "a\0b"},
        {"code": "x" * 5000},
        {"percent": "0"},
        {"percent": "99999999999999999999"},
        {"percent": "NaN"},
        {"percent": ""},
        {"kind": "montant", "amount": "10"},
        {"kind": "x"},
        {"max_uses": "0"},
        {"max_uses": "9" * 30},
        {"ends_at": "jamais"},
        {"starts_at": "9999-12-31T23:59"},
        {"products": ["9" * 40]},
        {"sample": "x"},
    ],
)
def test_odd_input_is_told_and_kept_never_a_failure(portal, product, odd):
    answer = portal.post(ADD, typed(**odd))
    assert answer.status_code == 200
    assert "field-wrong" in answer.content.decode()
    assert not Voucher.objects.exists()


def test_the_worst_case_is_that_of_the_chosen_pieces(portal, product):
    ProductFactory(vendor=product.vendor, price=Decimal(900))
    parent = ProductFactory(vendor=product.vendor, structure="parent")
    ProductFactory(vendor=product.vendor, structure="child", parent=parent, product_class=None, price=Decimal(70))

    def dearest(**changes):
        shown = portal.post(ADD, typed(percent="50", sample="20", **changes)).content.decode()
        return next(price for price in ("900,00", "70,00", "40,00") if price in shown)

    assert dearest() == "900,00"
    assert dearest(products=[parent.pk]) == "70,00"
    assert dearest(products=[product.pk]) == "40,00"


def test_a_coupon_is_paused_taken_up_and_duplicated(portal, product):
    coupon = coupon_of(product.vendor, value=15, only_first_order=True)
    for pause in ("1", "0"):
        portal.post(reverse("vendor_portal:coupon-pause", args=[coupon.pk]), {"pause": pause})
        coupon.refresh_from_db()
        assert coupon.is_paused == (pause == "1")
    page = portal.get(f"{ADD}?copie={coupon.pk}").content.decode()
    assert 'value="15' in page
    assert f'value="{coupon.code}"' not in page
    assert portal.get(f"{ADD}?copie=9999999").status_code == 404


def test_what_was_used_shows_that_its_terms_are_frozen(portal, product):
    coupon = coupon_of(product.vendor)
    address = reverse("vendor_portal:coupon", args=[coupon.pk])
    placed_with([coupon], product)
    assert "dupliquez" in portal.get(address).content.decode()
    saved(portal, address, typed(percent="50", max_uses="7"))
    coupon.refresh_from_db()
    assert (coupon.offers.get().benefit.value, coupon.max_uses) == (10, 7)


def test_the_list_costs_the_same_for_many_coupons(portal, product):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            portal.get(LIST)
        return len(captured)

    coupon_of(product.vendor)
    cost()
    few = cost()
    for number in range(8):
        coupon_of(product.vendor, code=f"CODE{number}")
    assert cost() == few
