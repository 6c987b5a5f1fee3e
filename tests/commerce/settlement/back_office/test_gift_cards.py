"""Gift cards in the money room: found, read, and what a lost dispute cost named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.settlement.models import Hold
from tests.commerce.baskets import MONDAY
from tests.commerce.gift_cards.cards import bought_card, fresh, ordered_card, paid_with
from tests.factories import VendorFactory

pytestmark = pytest.mark.django_db


def listed(operator, **query):
    return operator.get(reverse("money:gift_cards"), query).content.decode()


def test_a_card_is_found_by_its_sale_its_shop_its_resource_its_value_and_its_state(operator, mangopay, vendor):
    whole, begun, unpaid = bought_card(mangopay, vendor), bought_card(mangopay, vendor, 6_000), VendorFactory()
    ordered_card(unpaid)
    paid_with(mangopay, begun, prices=("20.00",))
    numbers = [each.vendor_order.number for each in (whole, begun)]
    resource = begun.vendor_order.order.pay_in.resource_id
    for query, found in (
        ({"q": numbers[0]}, [True, False]),
        ({"q": vendor.name}, [True, True]),
        ({"q": unpaid.name}, [False, False]),
        ({"q": resource}, [False, True]),
        ({"amount": "60"}, [False, True]),
        ({"state": "whole"}, [True, False]),
        ({"state": "begun"}, [False, True]),
        ({"state": "unpaid"}, [False, False]),
        ({"state": "empty"}, [False, False]),
        ({"state": "blocked"}, [False, False]),
        ({"state": "odd"}, [True, True]),
    ):
        page = listed(operator, **query)
        assert [number in page for number in numbers] == found, query
    Hold.objects.create(vendor_order=whole.vendor_order, reason=Hold.Reason.DISPUTE, placed_at=MONDAY)
    Hold.objects.create(vendor_order=whole.vendor_order, reason=Hold.Reason.OPERATOR, placed_at=MONDAY)
    assert listed(operator, state="blocked").count(numbers[0]) == 1


def test_its_page_tells_what_it_paid_its_movements_and_its_journals_and_never_its_code(operator, mangopay, vendor):
    card = bought_card(mangopay, vendor)
    order = paid_with(mangopay, card, prices=("20.00",))
    address = reverse("money:gift_card", args=[card.pk])
    assert f'href="{address}"' in listed(operator)
    page = operator.get(address).content.decode()
    assert "prévu le 23 novembre 2026" in page
    assert order.vendor_orders.get().number in page
    assert card.vendor_order.order.pay_in.resource_id in page
    assert f"gift_card:{fresh(card).payments.get().pk}" in page
    assert card.code not in page
    assert card.code_in_groups not in page


def test_the_list_asks_as_often_for_many_cards_as_for_one(operator, mangopay, vendor):
    counts = []
    for more in (1, 4):
        for _ in range(more):
            bought_card(mangopay, vendor)
        with CaptureQueriesContext(connection) as queries:
            listed(operator)
        counts.append(len(queries))
    assert counts[0] == counts[1]
