"""Stock in the portal: the whole shelf on one page, the fair, the journal."""

import html
import re

import pytest
from django.urls import reverse

from commerce.partner.models import StockRecord
from commerce.stock import market, rule
from commerce.stock.causes import Cause
from tests.commerce.baskets import placed
from tests.factories import ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db
STOCK = reverse("vendor_portal:stock")
MARKET = reverse("vendor_portal:market")
KEY = "a" * 32


@pytest.fixture
def record(product):
    return product.stockrecords.get()


def text(answer):
    shown = re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode()))
    return re.sub(r"\s+", " ", shown)


def filled(page, **typed):
    """The form of a page as a browser would send it, with these quantities typed: {"stock-1": "7"}."""
    form = page.context["form"]
    data = {"form_key": form["form_key"].value(), "seen": form["seen"].value(), "piece": []}
    for record, stock, shown, _people in form.rows():
        data["piece"].append(str(record.pk))
        data[stock.name], data[shown.name] = stock.value(), shown.value()
    return {**data, **typed}


def stock(record):
    return StockRecord.objects.get(pk=record.pk).num_in_stock


def test_a_whole_list_is_changed_by_one_save(portal, vendor, record):
    other = ProductFactory(vendor=vendor, stock=1).stockrecords.get()
    data = filled(portal.get(STOCK), **{f"stock-{record.pk}": "7", f"stock-{other.pk}": "0"})
    for _ in range(2):
        answer = portal.post(STOCK, data, follow=True)
    assert "2 pièces changées" in text(answer)
    assert (stock(record), stock(other)) == (7, 0)
    assert [move.actor for move in record.movements.all()][:1] == [vendor.memberships.get().user]


def test_a_page_that_is_stale_says_what_happened_meanwhile_and_loses_nothing(portal, record):
    page = portal.get(STOCK)
    placed(record.product)
    market.sell(record, key=KEY)
    shown = text(portal.post(STOCK, filled(page, **{f"stock-{record.pk}": "8"}), follow=True))
    assert "Vente en ligne (+1 en réserve), Vendu au marché (−1)" in shown
    assert "Il y en a maintenant 7 en stock" in shown
    assert stock(record) == 7


@pytest.mark.parametrize("typed", ["-1", "", "dix", "1\x00", "9" * 400, "1.5"])
def test_a_wrong_quantity_is_said_beside_it_and_everything_typed_stays(typed, portal, vendor, record):
    other = ProductFactory(vendor=vendor, stock=1).stockrecords.get()
    data = filled(portal.get(STOCK), **{f"stock-{record.pk}": typed, f"stock-{other.pk}": "4"})
    answer = portal.post(STOCK, data)
    form = answer.context["form"]
    assert form[f"stock-{record.pk}"].errors
    assert form[f"stock-{other.pk}"].value() == "4"
    assert "Rien n’est encore enregistré" in text(answer)
    assert (stock(record), stock(other)) == (5, 1)


def test_less_than_orders_reserve_is_refused_beside_the_quantity(portal, record):
    placed(record.product, record.product)
    answer = portal.post(STOCK, filled(portal.get(STOCK), **{f"stock-{record.pk}": "1"}))
    assert "2 pièces sont réservées" in text(answer)
    assert stock(record) == 5


@pytest.mark.parametrize("piece", ["x", "9" * 40, "-1", "٣", "\x00", "0"])
def test_pieces_that_nobody_has_change_nothing(piece, portal, record):
    page = portal.get(STOCK)
    answer = portal.post(STOCK, {**filled(page), "piece": [piece]}, follow=True)
    assert answer.status_code == 200
    assert stock(record) == 5


def test_a_strangers_piece_in_the_form_is_left_alone(portal, record):
    theirs = ProductFactory(vendor=VendorFactory(), stock=3).stockrecords.get()
    typed = {"piece": [str(theirs.pk)], f"stock-{theirs.pk}": "9", f"shown-{theirs.pk}": "3"}
    portal.post(STOCK, {**filled(portal.get(STOCK)), **typed})
    assert stock(theirs) == 3


def test_the_list_is_searched_filtered_and_kept_after_a_save(portal, vendor, record):
    ProductFactory(vendor=vendor, title="Bol épuisé", stock=0)
    assert "Bol épuisé" not in text(portal.get(STOCK, {"q": "col étroit"}))
    page = portal.get(STOCK, {"etat": "sold_out"})
    assert record.product.title not in text(page)
    assert portal.post(f"{STOCK}?etat=sold_out", filled(page)).url == f"{STOCK}?etat=sold_out"


def test_one_tap_sells_one_and_the_same_tap_twice_sells_one(portal, record):
    sale = reverse("vendor_portal:market-sale", args=[record.pk])
    for _ in range(2):
        answer = portal.post(sale, {"key": KEY, "retour": "q=vase"}, follow=True)
    assert "vendu. Il en reste 4." in text(answer)
    assert answer.redirect_chain[0][0] == f"{MARKET}?q=vase"
    assert stock(record) == 4


def test_a_tap_is_undone_once(portal, record):
    portal.post(reverse("vendor_portal:market-sale", args=[record.pk]), {"key": KEY})
    assert "1 vente aujourd’hui" in text(portal.get(MARKET))
    undo = reverse("vendor_portal:market-undo", args=[record.movements.first().pk])
    for _ in range(2):
        portal.post(undo)
    assert stock(record) == 5
    assert "vente aujourd’hui" not in text(portal.get(MARKET))
    assert list(record.movements.values_list("cause", flat=True)[:2]) == [Cause.MARKET_UNDONE, Cause.MARKET]


def test_what_an_order_reserves_is_not_sold_at_the_fair(portal, record):
    rule.restock(record, shown=5, typed=1)
    placed(record.product)
    answer = portal.post(reverse("vendor_portal:market-sale", args=[record.pk]), {"key": KEY}, follow=True)
    assert "réservée par une commande en ligne. Ne la vendez pas." in text(answer)
    assert stock(record) == 1
    assert not answer.context["taps"]


@pytest.mark.parametrize("key", ["", "x", "a" * 41, "\x00" * 20, "é" * 20])
def test_a_tap_without_a_right_key_counts_nothing(key, portal, record):
    answer = portal.post(reverse("vendor_portal:market-sale", args=[record.pk]), {"key": key}, follow=True)
    assert "Rien n’a été compté" in text(answer)
    assert stock(record) == 5


def test_only_market_sales_are_undone_and_only_ones_own(portal, record):
    theirs = market.sell(ProductFactory().stockrecords.get(), key=KEY)
    for row in (record.movements.get(), theirs):
        assert portal.post(reverse("vendor_portal:market-undo", args=[row.pk])).status_code == 404


def test_the_journal_of_a_piece_says_when_why_and_who(portal, member, record):
    rule.restock(record, shown=5, typed=9, actor=member)
    order = placed(record.product)
    shown = text(portal.get(reverse("vendor_portal:stock-journal", args=[record.pk])))
    assert "Saisie +4 9 0" in shown
    assert member.get_full_name() in shown
    assert f"Vente en ligne {order.number} +1 en réserve 9 1" in shown


def test_the_journal_is_a_file_that_no_spreadsheet_takes_for_a_formula(portal, vendor, record):
    ProductFactory(vendor=vendor, title="=1+1")
    ProductFactory(title="Bol d’à côté")
    lines = portal.get(reverse("vendor_portal:stock-csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Date;Pièce;Référence;Cause")
    assert [line.split(";")[1] for line in lines[1:]] == ["Vase à col étroit", "'=1+1"]


def test_queries_do_not_grow_with_the_shelf(portal, vendor, record, django_assert_max_num_queries):
    counted = {}
    portal.get(STOCK)
    for size in (2, 20):
        for _ in range(size):
            ProductFactory(vendor=vendor)
        for address in (STOCK, MARKET, reverse("vendor_portal:stock-csv")):
            with django_assert_max_num_queries(40) as queries:
                portal.get(address)
            counted.setdefault(address, []).append(len(queries))
    assert all(len(set(numbers)) == 1 for numbers in counted.values()), counted


def test_the_shop_says_what_becomes_of_what_is_sold_out_and_when_to_be_told(portal, vendor):
    settings = reverse("vendor_portal:stock-settings")
    answer = portal.post(settings, {"sold_out_goes_offline": "on", "low_stock_default": "0"})
    assert answer.context["form"].errors
    portal.post(settings, {"sold_out_goes_offline": "on", "low_stock_default": "5"})
    vendor.refresh_from_db()
    assert (vendor.sold_out_goes_offline, vendor.low_stock_default) == (True, 5)


@pytest.mark.parametrize(("choice", "kept"), [("oui", True), ("non", False), ("", None)])
def test_a_piece_may_say_otherwise(choice, kept, portal, record):
    journal = reverse("vendor_portal:stock-journal", args=[record.pk])
    portal.post(journal, {"sold_out_goes_offline": choice, "low_stock_threshold": "0"})
    record.refresh_from_db()
    assert (record.sold_out_goes_offline, record.low_stock_threshold) == (kept, 0)
    wrong = portal.post(journal, {"sold_out_goes_offline": "peut-être", "low_stock_threshold": "-1"})
    assert set(wrong.context["form"].errors) == {"sold_out_goes_offline", "low_stock_threshold"}


def test_what_is_almost_sold_out_is_a_task_of_today(portal, vendor, record):
    assert "bientôt épuisée" not in text(portal.get(reverse("vendor_portal:home")))
    StockRecord.objects.filter(pk=record.pk).update(low_stock_threshold=5)
    assert "1 pièce bientôt épuisée" in text(portal.get(reverse("vendor_portal:home")))
