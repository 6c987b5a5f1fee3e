from datetime import date

import pytest
from django.urls import reverse

from commerce.order import lifecycle
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import StockRecord
from commerce.shipping.models import DeliveryMode
from tests.commerce.baskets import MONDAY, placed
from tests.factories import PlanFactory, ProductFactory, RelayPointFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db

ABSURD = ["", "-1", "x", "9" * 400, "1e99", "🫖", "\x00", "<script>", "NaN", "12,345"]


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_learns_what_the_professional_space_is(client):
    PlanFactory(name="Commission seule")
    shown = text(client.get(reverse("vendor_portal:home")))
    assert "Commission seule" in shown
    assert "12\u00a0% par vente" in shown


def test_the_first_page_says_what_to_do_today(portal, part):
    shown = text(portal.get(reverse("vendor_portal:home")))
    assert part.number in shown
    assert "1 commande à préparer" in shown


def test_a_parcel_shows_the_address_as_it_is_written_on_it(portal, part):
    shown = text(portal.get(reverse("vendor_portal:order", args=[part.number])))
    assert "Camille Martin<br>8 rue Dumenge<br>69004 Lyon" in shown


def test_an_unpaid_order_is_nowhere_in_the_portal(portal, product):
    order = placed(product)
    for name in ("home", "orders", "money", "statement"):
        assert order.number not in portal.get(reverse(f"vendor_portal:{name}")).content.decode()


def test_the_vendor_ships_with_a_tracking_number(portal, part):
    portal.post(reverse("vendor_portal:order-ship", args=[part.number]), {"tracking_number": "MR 5523 1180"})
    part.refresh_from_db()
    assert (part.status, part.tracking_number) == (VendorOrderStatus.SHIPPED, "MR 5523 1180")


def test_a_second_click_on_shipped_ships_once(portal, part):
    for _twice in range(2):
        portal.post(reverse("vendor_portal:order-ship", args=[part.number]), {"tracking_number": "A1"})
    assert part.lines.get().product.stockrecords.get().num_in_stock == 4


def test_a_wrong_code_is_told_beside_the_field_and_kept(portal, collection):
    shown = text(portal.post(reverse("vendor_portal:order-collect", args=[collection.number]), {"code": "ZZZZZZ"}))
    assert "pas celui de cette commande" in shown
    assert 'value="ZZZZZZ"' in shown


def test_the_right_code_hands_the_goods_over(portal, collection):
    address = reverse("vendor_portal:order-collect", args=[collection.number])
    portal.post(address, {"code": collection.collection_code})
    collection.refresh_from_db()
    assert collection.status == VendorOrderStatus.RECEIVED


def test_an_action_that_came_too_late_says_so(portal, part):
    lifecycle.ship(part, now=MONDAY)
    answer = portal.post(reverse("vendor_portal:order-make-ready", args=[part.number]), follow=True)
    assert "a changé d’état" in text(answer)


def test_an_order_shows_what_it_earns_and_why_the_money_waits(portal, part):
    shown = text(portal.get(reverse("vendor_portal:order", args=[part.number])))
    assert "41,14" in shown
    assert "L’argent attend, parce que" in shown


def test_an_order_shows_how_rate_fixed_part_and_tax_make_its_commission(portal, part):
    type(part).objects.filter(pk=part.pk).update(commission_fixed_cents=25)
    shown = text(portal.get(reverse("vendor_portal:order", args=[part.number]))).replace("\u00a0", " ")
    assert "12 % de 40,00 € + part fixe de 0,25 €" in shown
    assert "TVA sur la commission, 20 %" in shown
    assert "5,05 €" in shown


@pytest.mark.parametrize("value", ABSURD)
@pytest.mark.parametrize(("action", "field"), [("ship", "tracking_number"), ("make-ready", "x"), ("collect", "code")])
def test_absurd_words_never_break_an_action(portal, collection, action, field, value):
    answer = portal.post(reverse(f"vendor_portal:order-{action}", args=[collection.number]), {field: value})
    assert answer.status_code in (200, 302)
    collection.refresh_from_db()
    assert collection.status != VendorOrderStatus.RECEIVED


def test_a_visitor_reads_of_each_plan_whether_its_commission_bears_on_delivery(client):
    PlanFactory()
    assert "sur les pièces seulement" in text(client.get(reverse("vendor_portal:home")))
    PlanFactory(code="autre", name="Autre", terms__commission_on_shipping=True)
    shown = text(client.get(reverse("vendor_portal:home")))
    assert "sur les pièces et la livraison" in shown
    assert "jamais sur la livraison" not in shown


def test_a_visitor_reads_the_terms_of_today_not_those_to_come(client):
    plan = PlanFactory()
    plan.terms.create(starts_on=date(2090, 1, 1), commission_rate=30)
    assert "12\u00a0% par vente" in text(client.get(reverse("vendor_portal:home")))


def test_the_first_page_urges_to_restock_or_withdraw_what_is_sold_out(portal, vendor):
    record = ProductFactory(title="Vase parti", vendor=vendor, stock=0).stockrecords.get()
    article = reverse("vendor_portal:product", args=[record.pk])
    assert article in text(portal.get(reverse("vendor_portal:home")))
    save_shelf(portal, record, stock="0", shown_stock="0", is_online=None)
    assert article not in text(portal.get(reverse("vendor_portal:home")))


def test_an_article_below_its_own_alarm_is_on_the_first_page(portal, product):
    record = product.stockrecords.get()
    save_shelf(portal, record, stock="2", low_stock_threshold="3")
    assert "Bientôt épuisées" in text(portal.get(reverse("vendor_portal:home")))


@pytest.mark.parametrize(
    ("query", "found"),
    [("?etat=online", True), ("?etat=offline", False), ("?q=vase", True), ("?q=zzz", False), ("?etat=x&q=%00", True)],
)
def test_articles_are_searched_and_filtered(portal, product, query, found):
    assert (product.title in text(portal.get(reverse("vendor_portal:products") + query))) is found


def test_saving_from_the_list_leads_back_to_the_same_place_in_it(portal, product):
    record = product.stockrecords.get()
    data = {**shelf(record), "retour": "q=vase&page=2"}
    answer = portal.post(reverse("vendor_portal:product-shelf", args=[record.pk]), data)
    assert answer.url == f"{reverse('vendor_portal:products')}?q=vase&page=2#article-{record.pk}"


@pytest.mark.parametrize("value", ["//ailleurs.test", "\r\nSet-Cookie: a=b", "🫖", "\x00", "x" * 9000])
def test_the_way_back_never_leaves_the_list(portal, product, value):
    record = product.stockrecords.get()
    data = {**shelf(record), "retour": value}
    answer = portal.post(reverse("vendor_portal:product-shelf", args=[record.pk]), data)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("vendor_portal:products") + "?")


def test_a_text_is_saved_without_undoing_what_happened_to_the_article_meanwhile(portal, product):
    record = product.stockrecords.get()
    address = reverse("vendor_portal:product-description", args=[record.pk])
    portal.post(address, {"title": "Vase droit", "description": "Grès."})
    product.refresh_from_db()
    assert (product.title, product.description, product.is_public) == ("Vase droit", "Grès.", True)


@pytest.mark.parametrize("value", ["", "x" * 300, "\x00"])
def test_an_absurd_title_is_refused_beside_its_field(portal, product, value):
    record = product.stockrecords.get()
    address = reverse("vendor_portal:product-description", args=[record.pk])
    assert 'aria-invalid="true"' in text(portal.post(address, {"title": value, "description": "Grès."}))
    product.refresh_from_db()
    assert product.title == "Vase à col étroit"


@pytest.mark.parametrize("name", ["product", "product-shelf", "choose-vendor"])
def test_a_number_beyond_every_key_is_not_found(portal, name):
    assert portal.post(reverse(f"vendor_portal:{name}", args=[10**30])).status_code in (404, 405)


def shelf(record, **changes):
    values = {"price": "45,50", "stock": "7", "shown_stock": "5", "is_online": "on", **changes}
    return {f"article-{record.pk}-{name}": value for name, value in values.items() if value is not None}


def save_shelf(portal, record, **changes):
    return portal.post(reverse("vendor_portal:product-shelf", args=[record.pk]), shelf(record, **changes))


def test_price_stock_and_online_state_are_changed_from_the_list(portal, product):
    record = product.stockrecords.get()
    save_shelf(portal, record, is_online=None)
    record.refresh_from_db()
    product.refresh_from_db()
    assert (str(record.price), record.num_in_stock, product.is_public) == ("45.50", 7, False)


def test_a_stale_form_changes_the_stock_by_the_difference_typed(portal, product):
    record = product.stockrecords.get()
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=3)
    save_shelf(portal, record, stock="7", shown_stock="5")
    record.refresh_from_db()
    assert record.num_in_stock == 5


def test_the_stock_never_falls_below_what_orders_have_reserved(portal, product, part):
    record = product.stockrecords.get()
    shown = text(save_shelf(portal, record, stock="0"))
    assert "1 pièce est réservée par une commande" in shown
    record.refresh_from_db()
    assert record.num_in_stock == 5


@pytest.mark.parametrize("field", ["price", "stock", "shown_stock"])
@pytest.mark.parametrize("value", ABSURD)
def test_absurd_figures_are_refused_beside_their_field(portal, product, field, value):
    record = product.stockrecords.get()
    answer = save_shelf(portal, record, **{field: value})
    assert answer.status_code == 200
    record.refresh_from_db()
    assert (record.num_in_stock, str(record.price)) == (5, "40.00")


def delivery(**changes):
    values = {f"{kind}-charge": "5,00" for kind in DeliveryMode.Kind.values}
    values |= {f"{kind}-transit_days": "3" for kind in DeliveryMode.Kind.values}
    return {
        **values,
        "home-is_active": "on",
        "preparation_days": "4",
        "opening_hours": "Du mardi au samedi",
        **changes,
    }


def test_delivery_modes_are_set_in_the_settings(portal, vendor):
    portal.post(reverse("vendor_portal:delivery-settings"), delivery(**{"home-free_from": "80"}))
    home = vendor.delivery_modes.get(kind="home")
    assert (home.charge_cents, home.free_from_cents, home.transit_days) == (500, 8000, 3)
    assert not vendor.delivery_modes.get(kind="relay").is_active


def test_a_collection_has_neither_carrier_nor_days_on_the_road(portal, vendor):
    portal.post(reverse("vendor_portal:delivery-settings"), delivery(**{"collect-is_active": "on"}))
    collect = vendor.delivery_modes.get(kind="collect")
    assert (collect.charge_cents, collect.carrier, collect.transit_days) == (500, "", 0)


def test_a_shop_can_not_switch_every_mode_off(portal, vendor):
    data = delivery()
    del data["home-is_active"]
    shown = text(portal.post(reverse("vendor_portal:delivery-settings"), data))
    assert "Proposez au moins un mode" in shown
    assert vendor.delivery_modes.get(kind="relay").is_active


@pytest.mark.parametrize("value", ABSURD)
def test_absurd_settings_are_refused_and_kept_on_screen(portal, vendor, value):
    answer = portal.post(reverse("vendor_portal:delivery-settings"), delivery(**{"home-charge": value}))
    assert answer.status_code == 200
    assert vendor.delivery_modes.get(kind="home").charge_cents == 690


@pytest.mark.parametrize("query", ["?etat=x", "?q=%00", "?page=0", "?page=x", "?q=" + "9" * 300, "?etat=shipped&q=VO"])
def test_odd_filters_never_break_the_list(portal, part, query):
    assert portal.get(reverse("vendor_portal:orders") + query).status_code in (200, 404)


def test_the_statement_is_a_file_for_the_accountant(portal, part):
    answer = portal.get(reverse("vendor_portal:statement"))
    assert answer["Content-Type"].startswith("text/csv")
    assert (
        f"{part.number};23/11/2026;40,00;6,90;0,00;0,00;46,90;4,80;0,96;0,00;0,00;0,00;0,00;41,14;À préparer;;;"
        in answer.content.decode()
    )


def test_a_person_of_two_shops_chooses_between_them(portal, member, vendor):
    other = VendorFactory(name="Deuxième atelier", member=member)
    portal.post(reverse("vendor_portal:choose-vendor", args=[other.pk]))
    assert "Espace professionnel de Deuxième atelier" in text(portal.get(reverse("vendor_portal:home")))


def test_a_member_who_left_is_no_longer_in(portal, member, vendor):
    vendor.memberships.all().delete()
    assert portal.get(reverse("vendor_portal:orders")).status_code == 404


@pytest.mark.parametrize("name", ["home", "orders", "products", "money", "statement"])
def test_pages_ask_as_little_for_forty_rows_as_for_two(portal, vendor, name, django_assert_max_num_queries):
    address = reverse(f"vendor_portal:{name}")

    def fill(count):
        for number in range(count):
            relay_point = RelayPointFactory()
            kind = ("home", "collect", "relay")[number % 3]
            product = ProductFactory(vendor=vendor)
            order = placed(product, user=UserFactory(), kinds=(kind,), relay_point=relay_point)
            lifecycle.confirm(order, now=MONDAY)

    fill(3)
    with django_assert_max_num_queries(30) as few:
        portal.get(address)
    fill(37)
    with django_assert_max_num_queries(30) as many:
        portal.get(address)
    assert len(many) <= len(few)
