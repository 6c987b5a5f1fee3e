"""The flow from basket to payment page, as a buyer without JavaScript walks it."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commerce.order import lifecycle
from commerce.order.models import Order
from commerce.partner.models import StockRecord
from commerce.promotions import planning
from commerce.promotions.tiers import TypedTier, set_tiers
from commerce.shipping.rates import Rate
from commerce.shipping.zones import Zone
from tests.factories import (
    CountryFactory,
    ProductFactory,
    PromotionFactory,
    RelayPointFactory,
    UserFactory,
    VendorFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = {
    "first_name": "Camille",
    "last_name": "Martin",
    "line1": "8 rue Dumenge",
    "postcode": "69004",
    "line4": "Lyon",
}


@pytest.fixture(autouse=True)
def france():
    return CountryFactory()


def add(client, product, quantity=1):
    return client.post(reverse("basket:add", args=[product.pk]), {"quantity": quantity})


def fill(client, *products):
    for product in products:
        add(client, product)


def say_who_and_where(client):
    client.post(reverse("checkout:index"), {"email": "camille@exemple.test"})
    client.post(reverse("checkout:shipping-address"), ADDRESS)


def choose_home(client, *vendors):
    data = {f"atelier-{vendor.pk}-kind": "home" for vendor in vendors}
    return client.post(reverse("checkout:shipping-method"), data)


def recap(client):
    return client.get(reverse("checkout:preview"))


def promise_in(response):
    return unescape(re.search(r'name="promise" value="([^"]+)"', response.content.decode()).group(1))


def order_now(client, response):
    return client.post(reverse("checkout:preview"), {"action": "place_order", "promise": promise_in(response)})


def ready_to_order(client, *products):
    fill(client, *products)
    say_who_and_where(client)
    choose_home(client, *{product.vendor for product in products})
    return recap(client)


def test_the_basket_stands_by_vendor_with_each_ones_delivery(client):
    products = [ProductFactory(), ProductFactory()]
    fill(client, *products)
    page = client.get(reverse("basket:summary")).content.decode()
    for product in products:
        assert product.title in page
        assert product.vendor.name in page
    assert "11,80" in page or "9,80" in page


def test_a_guest_reaches_the_recap_and_orders(client):
    products = [ProductFactory(), ProductFactory()]
    page = ready_to_order(client, *products)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Commander avec obligation de paiement" in text
    assert "93,80" in text
    response = order_now(client, page)
    order = Order.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("checkout:pay", args=[order.number, order.verification_hash()])
    assert order.guest_email == "camille@exemple.test"
    assert order.vendor_orders.count() == 2


def test_a_registered_buyer_is_not_asked_for_an_address_of_mail(client):
    user = UserFactory()
    client.force_login(user)
    product = ProductFactory()
    fill(client, product)
    assert client.get(reverse("checkout:index")).url == reverse("checkout:shipping-address")
    client.post(reverse("checkout:shipping-address"), ADDRESS)
    choose_home(client, product.vendor)
    order_now(client, recap(client))
    assert Order.objects.get().user == user


def test_a_second_click_leads_to_the_same_order(client):
    page = ready_to_order(client, ProductFactory())
    first, second = order_now(client, page), order_now(client, page)
    assert first.url == second.url
    assert Order.objects.count() == 1


def test_a_basket_changed_in_another_tab_is_shown_again_before_it_is_ordered(client):
    product, other = ProductFactory(), ProductFactory()
    page = ready_to_order(client, product)
    add(client, product)
    answer = order_now(client, page)
    assert answer.status_code == 200
    assert "Votre panier a changé" in answer.content.decode()
    assert not Order.objects.exists()
    assert order_now(client, answer).status_code == 302
    assert other.stockrecords.get().num_allocated == 0


def test_a_price_raised_meanwhile_is_shown_before_it_is_asked(client):
    product = ProductFactory()
    page = ready_to_order(client, product)
    StockRecord.objects.filter(product=product).update(price=99)
    answer = order_now(client, page)
    assert "Votre panier a changé" in answer.content.decode()
    assert not Order.objects.exists()


def test_a_promotion_that_ends_after_the_click_is_paid_as_promised(client):
    product = ProductFactory()
    promotion = PromotionFactory(vendor=product.vendor, percent=25)
    order_now(client, ready_to_order(client, product))
    planning.end(promotion, now=timezone.now())
    order = Order.objects.get()
    assert (order.lines.get().line_price_incl_tax, order.vendor_orders.get().goods_cents) == (30, 3000)
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        lifecycle.confirm(order, now=timezone.now())
    order.refresh_from_db()
    assert order.total_incl_tax == 30 + order.shipping_incl_tax


@pytest.mark.parametrize("kind", ["promotion", "tier"])
def test_a_lower_price_that_ends_before_the_click_is_shown_again_and_never_paid_unseen(client, kind):
    product = ProductFactory()
    if kind == "promotion":
        promotion = PromotionFactory(vendor=product.vendor, percent=25)
    else:
        set_tiers(product.stockrecords.get(), [TypedTier(2, percent=25)])
        add(client, product)
    page = ready_to_order(client, product)
    if kind == "promotion":
        planning.end(promotion, now=timezone.now())
    else:
        set_tiers(product.stockrecords.get(), [])
    again = order_now(client, page)
    assert "a changé entre-temps" in again.content.decode()
    assert not Order.objects.exists()
    order_now(client, again)
    assert {line.unit_price_incl_tax for line in Order.objects.get().lines.all()} == {40}


def test_stock_that_vanished_sends_back_to_the_basket_with_a_sentence(client):
    product = ProductFactory(stock=1)
    page = ready_to_order(client, product)
    StockRecord.objects.filter(product=product).update(num_allocated=1)
    answer = client.post(
        reverse("checkout:preview"), {"action": "place_order", "promise": promise_in(page)}, follow=True
    )
    assert answer.request["PATH_INFO"] == reverse("basket:summary")
    assert product.title in answer.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize("promise", ["", "faux", "eyJ:1:x", "é\x00"])
def test_a_forged_promise_orders_nothing(client, promise):
    ready_to_order(client, ProductFactory())
    answer = client.post(reverse("checkout:preview"), {"action": "place_order", "promise": promise})
    assert answer.status_code == 200
    assert not Order.objects.exists()


def test_a_relay_point_must_be_chosen_where_a_relay_is_wanted(client):
    product, point = ProductFactory(), RelayPointFactory()
    fill(client, product)
    say_who_and_where(client)
    field = f"atelier-{product.vendor.pk}"
    answer = client.post(reverse("checkout:shipping-method"), {f"{field}-kind": "relay"})
    assert "Choisissez le point relais" in answer.content.decode()
    data = {f"{field}-kind": "relay", f"{field}-relay_point": point.code}
    assert client.post(reverse("checkout:shipping-method"), data).url == reverse("checkout:preview")
    assert point.name in recap(client).content.decode()


def test_a_mode_that_can_not_carry_the_goods_there_is_not_offered_and_the_page_says_why(client):
    product = ProductFactory(packed_grams=26_000)
    vendor = product.vendor
    vendor.delivery_modes.filter(kind="relay").update(carrier="Mondial Relay")
    vendor.delivery_modes.filter(kind="home").update(rates=[Rate(900, 2000, Zone.MAINLAND).as_json()])
    fill(client, product)
    say_who_and_where(client)
    shown = client.get(reverse("checkout:shipping-method")).content.decode()
    assert 'value="collect"' in shown
    assert 'value="home"' not in shown
    assert 'value="relay"' not in shown
    assert "25\u00a0kg au plus par colis" in shown
    assert "n’envoie ainsi que jusqu’à 2\u00a0kg" in shown
    kind = {f"atelier-{vendor.pk}-kind": "home"}
    assert "field-errors" in client.post(reverse("checkout:shipping-method"), kind).content.decode()


def test_the_price_follows_the_address_that_the_buyer_gave(client):
    product = ProductFactory()
    rates = [Rate(500, 2000, Zone.MAINLAND).as_json(), Rate(2500, 2000, Zone.OVERSEAS).as_json()]
    product.vendor.delivery_modes.filter(kind="home").update(rates=rates)
    product.vendor.delivery_modes.exclude(kind="home").delete()
    fill(client, product)
    assert "5,00" in client.get(reverse("basket:summary")).content.decode()
    client.post(reverse("checkout:index"), {"email": "camille@exemple.test"})
    client.post(reverse("checkout:shipping-address"), {**ADDRESS, "postcode": "97400", "line4": "Saint-Denis"})
    client.post(reverse("checkout:shipping-method"), {f"atelier-{product.vendor.pk}-kind": "home"})
    order_now(client, recap(client))
    assert product.vendor.vendor_orders.get().shipping_cents == 2500


def test_another_address_asks_for_the_delivery_again_where_it_is_not_served(client):
    product = ProductFactory()
    fill(client, product)
    say_who_and_where(client)
    client.post(reverse("checkout:shipping-method"), {f"atelier-{product.vendor.pk}-kind": "home"})
    client.post(reverse("checkout:shipping-address"), {**ADDRESS, "postcode": "97400"})
    assert recap(client).url == reverse("checkout:shipping-method")


def relay_shop():
    product = ProductFactory()
    product.vendor.delivery_modes.filter(kind="relay").update(carrier="Mondial Relay")
    return product, f"atelier-{product.vendor.pk}"


def test_relays_are_chosen_from_the_carrier_s_list(client, carriers):
    product, field = relay_shop()
    fill(client, product)
    say_who_and_where(client)
    shown = client.get(reverse("checkout:shipping-method")).content.decode()
    assert "lundi à vendredi 9h-12h30, 14h-19h" in shown
    assert "Plan schématique" in shown
    code = re.search(r'value="(MO-\d+)"', shown).group(1)
    client.post(reverse("checkout:shipping-method"), {f"{field}-kind": "relay", f"{field}-relay_point": code})
    order_now(client, recap(client))
    assert product.vendor.vendor_orders.get().relay_point.code == code


def test_a_silent_carrier_never_blocks_an_order_the_buyer_types_a_relay(client, carriers):
    carriers.fail(mondial_relay="down")
    product, field = relay_shop()
    fill(client, product)
    say_who_and_where(client)
    page = reverse("checkout:shipping-method")
    assert "ne répond pas en ce moment" in client.get(page).content.decode()
    typed = {f"{field}-kind": "relay", f"{field}-typed_name": "Chez Paul"}
    assert "Nécessaire pour trouver ce point relais" in client.post(page, typed).content.decode()
    typed |= {
        f"{field}-typed_street": "1 rue Neuve",
        f"{field}-typed_postcode": "69004",
        f"{field}-typed_town": "Lyon",
    }
    assert client.post(page, typed).url == reverse("checkout:preview")
    assert "Chez Paul, 1 rue Neuve, 69004 Lyon" in recap(client).content.decode()


@pytest.mark.parametrize("kind", ["", "drone", "collect\x00", "9" * 500])
def test_an_absurd_delivery_choice_is_refused_beside_the_field(client, kind):
    product = ProductFactory()
    fill(client, product)
    say_who_and_where(client)
    answer = client.post(reverse("checkout:shipping-method"), {f"atelier-{product.vendor.pk}-kind": kind})
    assert answer.status_code == 200
    assert "field-errors" in answer.content.decode()


@pytest.mark.parametrize("postcode", ["", "6900", "abcde", "٦٩٠٠٤x", "69004\x00", "9" * 300])
def test_a_wrong_postcode_keeps_what_was_typed(client, postcode):
    fill(client, ProductFactory())
    client.post(reverse("checkout:index"), {"email": "camille@exemple.test"})
    answer = client.post(reverse("checkout:shipping-address"), {**ADDRESS, "postcode": postcode})
    assert answer.status_code == 200
    assert "8 rue Dumenge" in answer.content.decode()


def test_the_recap_can_not_be_reached_without_the_steps_before(client):
    fill(client, ProductFactory())
    assert recap(client).url == reverse("checkout:index")
    client.post(reverse("checkout:index"), {"email": "camille@exemple.test"})
    assert recap(client).url == reverse("checkout:shipping-address")
    client.post(reverse("checkout:shipping-address"), ADDRESS)
    assert recap(client).url == reverse("checkout:shipping-method")


@pytest.mark.parametrize("name", ["checkout:index", "checkout:shipping-address", "checkout:preview"])
def test_an_empty_basket_goes_back_to_the_basket(client, name):
    assert client.get(reverse(name)).url == reverse("basket:summary")


@pytest.mark.parametrize("name", ["checkout:pay", "checkout:payment-return"])
def test_a_strangers_guess_at_the_payment_address_is_not_found(client, name):
    ready = ready_to_order(client, ProductFactory())
    order_now(client, ready)
    assert client.get(reverse(name, args=[Order.objects.get().number, "devine"])).status_code == 404
    assert client.get(reverse(name, args=["999", "devine"])).status_code == 404


@pytest.mark.parametrize("address_id", ["", "x", "0", "99999", "-1", "1" * 30])
def test_a_strangers_address_is_not_found(client, address_id):
    client.force_login(UserFactory())
    fill(client, ProductFactory())
    answer = client.post(reverse("checkout:shipping-address"), {"address_id": address_id})
    assert answer.status_code == 404


def queries_of(client, django_assert_max_num_queries, path, limit):
    client.get(path)
    with django_assert_max_num_queries(limit) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["basket:summary", "checkout:shipping-method", "checkout:preview"])
def test_pages_of_twenty_lines_and_five_vendors_ask_as_little_as_those_of_one(name, django_assert_max_num_queries):
    counts = []
    for lines, vendors in ((1, 1), (20, 5)):
        client = Client()
        makers = [VendorFactory() for _ in range(vendors)]
        ready_to_order(client, *(ProductFactory(vendor=makers[i % vendors]) for i in range(lines)))
        counts.append(queries_of(client, django_assert_max_num_queries, reverse(name), 20))
    assert counts[1] <= counts[0]


def test_ordering_twenty_lines_of_five_vendors_takes_at_most_sixty_queries(client, django_assert_max_num_queries):
    makers = [VendorFactory() for _ in range(5)]
    page = ready_to_order(client, *(ProductFactory(vendor=makers[i % 5]) for i in range(20)))
    with django_assert_max_num_queries(60):
        assert order_now(client, page).status_code == 302


def test_a_buyer_who_closed_the_payment_page_finds_the_way_back_in_the_basket(client):
    order_now(client, ready_to_order(client, ProductFactory()))
    order = Order.objects.get()
    page = client.get(reverse("basket:summary")).content.decode()
    assert reverse("checkout:pay", args=[order.number, order.verification_hash()]) in page


@pytest.fixture
def mangopay_is_down(settings):
    settings.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": "http://127.0.0.1:9", "TIMEOUT_SECONDS": 1}


def test_when_mangopay_is_down_the_buyer_keeps_the_basket_and_reads_why(client, mangopay_is_down):
    product = ProductFactory(stock=3)
    page = order_now(client, ready_to_order(client, product))
    answer = client.get(page.url, follow=True)
    assert answer.request["PATH_INFO"] == reverse("basket:summary")
    assert "Rien n’a été débité" in answer.content.decode()
    assert product.title in answer.content.decode()
    assert product.stockrecords.get().net_stock_level == 3
    assert Order.objects.get().get_status_display() == "Annulée"


def test_after_mangopay_was_down_the_same_basket_can_be_ordered_again(client, mangopay_is_down):
    product = ProductFactory()
    client.get(order_now(client, ready_to_order(client, product)).url)
    assert order_now(client, recap(client)).status_code == 302
    assert Order.objects.count() == 2
