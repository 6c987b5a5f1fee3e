"""What the operator reads of the former site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.moving.models import FormerOrder, OpeningBalance
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def former_order(number):
    return FormerOrder.objects.create(
        number=number,
        vendor=VendorFactory(),
        placed_at=timezone.now(),
        status="completed",
        currency="EUR",
        total_cents=4690,
    )


def test_former_orders_and_balances_are_read_and_not_changed(desk):
    order = former_order("50010")
    opening = OpeningBalance.objects.create(vendor=order.vendor, balance_cents=-1250, taken_at=timezone.now())
    shown = desk.get(reverse("formerorder:index")).content.decode()
    assert "50010" in shown
    assert "46,90" in shown
    assert "12,50" in desk.get(reverse("openingbalance:index")).content.decode()
    assert desk.get(reverse("openingbalance:inspect", args=[opening.pk])).status_code == 200
    assert desk.get(reverse("formerorder:inspect", args=[order.pk])).status_code == 200
    for name in ("edit", "delete"):
        assert desk.post(reverse(f"formerorder:{name}", args=[order.pk])).status_code in (302, 403)
    assert FormerOrder.objects.filter(pk=order.pk).exists()


def test_the_list_reads_its_vendors_at_once(desk):
    counts = []
    for number in (2, 6):
        for n in range(number):
            former_order(f"{number}-{n}")
        desk.get(reverse("formerorder:index"))
        with CaptureQueriesContext(connection) as seen:
            desk.get(reverse("formerorder:index"))
        counts.append(len(seen))
    assert counts[0] == counts[1]
