"""The buyer's order: one's own by account, anybody's by its signed link, a stranger's never."""

import pytest
from django.urls import reverse

from commerce.order import lifecycle
from commerce.order.models import Order, VendorOrder
from commerce.order.status import VendorOrderStatus
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    order = placed(
        ProductFactory(title="Vase"), ProductFactory(title="Bague"), user=UserFactory(), kinds=("home", "collect")
    )
    lifecycle.confirm(order, now=MONDAY)
    return Order.objects.get()


def link(order, name="customer:anon-order", *more):
    return reverse(name, args=[order.number, order.verification_hash(), *more])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_buyer_finds_the_order_in_the_account(client, order):
    client.force_login(order.user)
    assert order.number in text(client.get(reverse("customer:summary")))
    assert "Vase" in text(client.get(reverse("customer:order", args=[order.number])))


def test_another_buyers_order_is_not_found(client, order):
    client.force_login(UserFactory())
    assert client.get(reverse("customer:order", args=[order.number])).status_code == 404
    assert order.number not in text(client.get(reverse("customer:summary")))


def test_a_guest_follows_each_part_by_the_signed_link(client, order):
    page = text(client.get(link(order)))
    assert "Vase" in page
    assert "Bague" in page
    assert page.count("En préparation") >= 2


@pytest.mark.parametrize("signature", ["devine", "", "100001:devine"])
def test_a_wrong_signature_is_not_found(client, order, signature):
    assert client.get(f"/compte/commande/{order.number}/{signature}/").status_code == 404


def test_the_signature_of_one_order_does_not_open_another(client, order):
    other = placed(ProductFactory())
    assert (
        client.get(reverse("customer:anon-order", args=[other.number, order.verification_hash()])).status_code == 404
    )


def test_the_buyer_says_once_that_a_parcel_arrived(client, order):
    parcel = order.vendor_orders.get(delivery_kind="home")
    lifecycle.ship(parcel, tracking_number="MR 5523", now=MONDAY)
    assert "MR 5523" in text(client.get(link(order)))
    for _twice in range(2):
        client.post(link(order, "customer:order-receive", parcel.pk))
    parcel.refresh_from_db()
    assert (parcel.status, parcel.receipt_basis) == (VendorOrderStatus.RECEIVED, VendorOrder.Receipt.BUYER)


def test_a_parcel_that_was_not_sent_can_not_have_arrived(client, order):
    parcel = order.vendor_orders.get(delivery_kind="home")
    answer = client.post(link(order, "customer:order-receive", parcel.pk), follow=True)
    assert "pas encore parti" in text(answer)
    parcel.refresh_from_db()
    assert parcel.status == VendorOrderStatus.CONFIRMED


def test_the_link_of_one_order_receives_nothing_of_another(client, order):
    other = placed(ProductFactory())
    lifecycle.confirm(other, now=MONDAY)
    foreign = lifecycle.ship(other.vendor_orders.get(), now=MONDAY)
    assert client.post(link(order, "customer:order-receive", foreign.pk)).status_code == 404


def test_the_code_to_collect_stands_on_the_buyers_page(client, order):
    part = order.vendor_orders.get(delivery_kind="collect")
    lifecycle.make_ready(part, now=MONDAY)
    part.refresh_from_db()
    assert part.collection_code in text(client.get(link(order)))


def test_an_unpaid_order_offers_to_pay_and_a_cancelled_one_says_that_nothing_was_taken(client):
    order = placed(ProductFactory())
    assert reverse("checkout:pay", args=[order.number, order.verification_hash()]) in text(client.get(link(order)))
    lifecycle.cancel_unpaid(order, now=MONDAY)
    assert "Rien n’a été débité" in text(client.get(link(order)))


def test_an_order_of_twenty_lines_and_five_workshops_asks_as_little_as_a_small_one(
    client, django_assert_max_num_queries
):
    counts = []
    for lines, vendors in ((1, 1), (20, 5)):
        makers = [VendorFactory() for _ in range(vendors)]
        order = placed(*(ProductFactory(vendor=makers[i % vendors]) for i in range(lines)))
        lifecycle.confirm(order, now=MONDAY)
        client.get(link(order))
        with django_assert_max_num_queries(24) as captured:
            client.get(link(order))
        counts.append(len(captured))
    assert counts[1] <= counts[0]


def test_another_buyers_address_is_not_found(client, order):
    address = {"first_name": "A", "last_name": "B", "line1": "1 rue", "postcode": "69004", "line4": "Lyon"}
    client.force_login(order.user)
    client.post(reverse("customer:address-create"), address)
    pk = order.user.addresses.get().pk
    assert "69004 Lyon" in text(client.get(reverse("customer:address-list")))
    client.force_login(UserFactory())
    for name in ("customer:address-detail", "customer:address-delete"):
        assert client.get(reverse(name, args=[pk])).status_code == 404
        assert client.post(reverse(name, args=[pk]), address).status_code == 404


def test_the_profile_keeps_a_name(client, order):
    client.force_login(order.user)
    client.post(reverse("customer:profile-view"), {"first_name": "Zoé", "last_name": "Durand"})
    order.user.refresh_from_db()
    assert order.user.first_name == "Zoé"
