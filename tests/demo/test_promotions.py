from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.catalogue.cards import product_cards
from commerce.catalogue.models import Product
from commerce.promotions.models import Promotion, QuantityTier
from commerce.voucher.models import Voucher
from demo.load_promotions import load_promotions
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def test_a_demo_shop_has_a_promotion_of_each_state_and_codes_once():
    vendor, now = ProductFactory().vendor, timezone.now()
    for _ in range(2):
        load_promotions([vendor], now=now)
    states = [promotion.runs_at(now) for promotion in Promotion.objects.order_by("starts_at")]
    assert (states, Voucher.objects.count()) == ([False, True, False], 3)
    (card,) = product_cards(Product.objects.all())
    assert (card.price, card.price_before) == (34, 40)
    assert Promotion.objects.ahead(now + timedelta(days=30)).count() == 0
    assert [tier.from_quantity for tier in QuantityTier.objects.all()] == [3, 6]
