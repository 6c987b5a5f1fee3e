import pytest
from django.utils import timezone

from commerce.stock import market, waiting
from commerce.stock.causes import Cause
from commerce.stock.models import Movement
from demo import logins
from demo.load_stock import SOLD, load_stock
from simulation.invariants import stock_is_the_sum_of_its_journal
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


def test_a_fair_day_is_lived_once():
    vendor, now = VendorFactory(), timezone.now()
    UserFactory(email=logins.PACKER.email)
    for stock in (5, 4, 3, 2, 1):
        ProductFactory(vendor=vendor, stock=stock)
    gone = ProductFactory(vendor=vendor, stock=0)
    for _ in range(2):
        load_stock(vendor, now=now)
        vendor.refresh_from_db()
    assert Movement.objects.filter(vendor=vendor, cause=Cause.MARKET).count() == SOLD
    assert len(market.sold_today(vendor, now=now)) <= SOLD - 1
    assert waiting.count_for([gone.pk]) == {gone.pk: 1}
    assert stock_is_the_sum_of_its_journal(now)
