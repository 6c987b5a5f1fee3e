"""The buyer calls off what isn't sent yet: two pages, once, and everything comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement.models import Refund
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, paid
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shortly_after_payment(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))


@pytest.fixture
def order(mangopay):
    return paid(mangopay, order_of(VendorFactory(name="Atelier Lemoine"), VendorFactory()))


@pytest.fixture
def part(order):
    return order.vendor_orders.order_by("pk").first()


def door(part, order=None):
    order = order or part.order
    return reverse("fulfilment:cancel", args=[order.number, order.verification_hash(), part.pk])


def order_page(order):
    return reverse("customer:anon-order", args=[order.number, order.verification_hash()])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_order_page_leads_to_a_page_that_says_what_comes_back_and_does_nothing(client, part):
    assert door(part) in text(client.get(order_page(part.order)))
    shown = text(client.get(door(part)))
    assert "Annuler et récupérer 46,90 €" in shown
    assert "Le reste de votre commande suit son cours" in shown
    assert not Refund.objects.exists()


def test_a_guest_who_confirms_twice_is_refunded_once_and_reads_it(
    client, order, part, django_capture_on_commit_callbacks
):
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(door(part)).url == order_page(order)
    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.door, refund.reason, refund.is_done) == (4690, "buyer", "cancelled", True)
    part.refresh_from_db()
    assert part.status == VendorOrderStatus.CANCELLED
    shown = text(client.get(order_page(order)))
    assert "Annulée et remboursée" in shown
    assert "Rien n’a été débité" not in shown
    assert "vers la carte qui a payé" in shown
    assert door(part) not in shown
    assert order.vendor_orders.exclude(pk=part.pk).get().status == VendorOrderStatus.CONFIRMED
    assert reconcile().difference_cents == 0


def test_the_stock_is_for_sale_again(client, part):
    record = part.lines.get().stockrecord
    before = record.num_allocated
    client.post(door(part))
    record.refresh_from_db()
    assert record.num_allocated == before - 1


def test_what_is_already_sent_is_refused_in_words(client, part):
    lifecycle.ship(part, now=MONDAY)
    for method in (client.get, client.post):
        assert "La préparation est trop avancée" in text(method(door(part), follow=True))
    assert not Refund.objects.exists()
    assert door(part) not in text(client.get(order_page(part.order)))


def test_an_order_that_was_never_paid_is_refused_in_words(client, mangopay):
    part = order_of().vendor_orders.get()
    assert "n’est pas payée" in text(client.post(door(part), follow=True))


def test_an_account_finds_the_same_link(client, mangopay):
    buyer = UserFactory()
    part = paid(mangopay, order_of(user=buyer)).vendor_orders.get()
    client.force_login(buyer)
    assert door(part) in text(client.get(reverse("customer:order", args=[part.order.number])))
    client.post(door(part))
    assert Refund.objects.get().actor == buyer


def test_nobody_cancels_with_another_orders_link(client, order, part, mangopay):
    other = paid(mangopay, order_of())
    assert client.post(door(part, order=other)).status_code == 404
    guessed = reverse("fulfilment:cancel", args=[order.number, "devine", part.pk])
    assert client.post(guessed).status_code == 404
    assert VendorOrder.objects.filter(status=VendorOrderStatus.CANCELLED).count() == 0
