"""Many hands at the same moment: one holiday, one closing, one file, and no sale that a closed shop forgot."""

from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from commerce.checkout import placement
from commerce.leaving import closing, export
from commerce.leaving.models import Closing, Export
from commerce.leaving.open_matters import blocking
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.models import VendorOrder
from commerce.partner import holidays
from commerce.partner.models import Holiday, Partner
from tests.commerce.baskets import basket_of, submission
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris"))


def test_holidays_that_cross_planned_at_the_same_moment_leave_one():
    vendor, days = VendorFactory(), count(1)

    def plan():
        first_day = date(2026, 12, next(days))
        try:
            holidays.plan(vendor, first_day=first_day, back_on=date(2026, 12, 24), now=NOW)
        except ValidationError:
            return

    at_once(plan)
    vendor.refresh_from_db()
    assert [holiday.absence for holiday in Holiday.objects.all()] == vendor.absences
    assert len(vendor.absences) == 1


def test_a_closing_and_an_export_asked_for_by_many_hands_are_one_each():
    vendor, owner = VendorFactory(), UserFactory()
    at_once(lambda: closing.ask(vendor, by=owner, now=NOW))
    at_once(lambda: export.ask(vendor, by=owner, now=NOW))
    assert (Closing.objects.count(), Export.objects.count()) == (1, 1)


def test_a_sale_in_the_minute_of_the_closing_is_refused_or_waited_for():
    product, turn = ProductFactory(stock=9), count()
    vendor = product.vendor
    orders = [submission(basket_of(product)) for _ in range(5)]

    def step():
        number = next(turn)
        if number == 2:
            return closing.ask(vendor, by=None, now=NOW)
        try:
            return placement.place(**orders[number - (number > 2)])
        except UnableToPlaceOrder:
            return None

    at_once(step)
    asked = Closing.objects.get()
    closed = closing.close(asked, now=NOW + timedelta(days=1))
    sold = VendorOrder.objects.filter(vendor=vendor).exists()
    assert closed != sold
    assert bool(blocking(vendor, now=NOW)) == sold
    assert (Partner.objects.get().status == Partner.Status.CLOSED) == closed
