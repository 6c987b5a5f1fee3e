"""Looks and baskets are counted by day, without a trace of who looked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections
from django.urls import reverse

from commerce.analytics import counting
from commerce.analytics.models import Mark, ProductDay
from tests.commerce.catalogue.shelves import ring_in_sizes
from tests.factories import ProductFactory, UserFactory, VendorFactory

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
VIEW, BASKET = Mark.Kind.VIEW, Mark.Kind.BASKET


def counts():
    return list(ProductDay.objects.order_by("day", "pk").values_list("product", "day", "views", "baskets"))


@pytest.fixture
def bowl(db):
    return ProductFactory(vendor=VendorFactory(member=UserFactory()))


def look(client, product, agent=FIREFOX, **headers):
    return client.get(product.get_absolute_url(), headers={"User-Agent": agent, **headers})


def test_a_look_and_a_basket_are_counted(client, bowl):
    look(client, bowl)
    look(client, bowl)
    client.post(reverse("basket:add", args=[bowl.pk]), {"quantity": 3}, headers={"User-Agent": FIREFOX})
    assert counting.sum_up(now=NOON) == 3
    [(product, _day, views, baskets)] = counts()
    assert (product, views, baskets) == (bowl.pk, 2, 1)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2)",
    ],
)
def test_programs_are_nobody(client, bowl, agent):
    look(client, bowl, agent)
    assert not Mark.objects.exists()


def test_what_a_browser_fetches_beforehand_was_not_looked_at(client, bowl):
    look(client, bowl, **{"Sec-Purpose": "prefetch;prerender"})
    assert not Mark.objects.exists()


def test_the_shops_own_people_and_the_team_do_not_count(client, bowl):
    for user in (bowl.vendor.users.get(), UserFactory(is_staff=True)):
        client.force_login(user)
        look(client, bowl)
    assert not Mark.objects.exists()
    client.force_login(UserFactory())
    look(client, bowl)
    assert Mark.objects.count() == 1


def test_a_page_that_leads_elsewhere_is_no_look(client, bowl):
    client.get(f"{bowl.get_absolute_url()[:-1]}/".replace(bowl.slug, "x"), headers={"User-Agent": FIREFOX})
    client.get("/boutique/rien_999999/", headers={"User-Agent": FIREFOX})
    assert not Mark.objects.exists()


def test_nothing_of_a_visitor_is_kept_or_set(client, bowl):
    answer = look(client, bowl)
    assert "Set-Cookie" not in answer.headers
    assert {field.name for field in Mark._meta.fields} == {"id", "product", "day", "kind"}
    assert {field.name for field in ProductDay._meta.fields} == {"id", "product", "vendor", "day", "views", "baskets"}


def test_a_variant_counts_for_its_piece(db):
    ring = ring_in_sizes(("52", 3), vendor=VendorFactory())
    counting.mark(BASKET, ring.children.first(), now=NOON)
    counting.sum_up(now=NOON)
    assert counts() == [(ring.pk, date(2026, 11, 29), 0, 1)]


def test_days_are_those_of_paris(bowl):
    counting.mark(VIEW, bowl, now=datetime(2026, 11, 28, 22, 59, tzinfo=UTC))
    counting.mark(VIEW, bowl, now=datetime(2026, 11, 28, 23, 0, tzinfo=UTC))
    counting.sum_up(now=NOON)
    assert [day.day for _product, day, *_counts in counts()] == [28, 29]


def test_summing_up_again_adds_nothing_and_later_marks_are_added(bowl, monkeypatch):
    monkeypatch.setattr(counting, "BATCH", 2)
    for _ in range(5):
        counting.mark(VIEW, bowl, now=NOON)
    assert (counting.sum_up(now=NOON), counting.sum_up(now=NOON)) == (5, 0)
    counting.mark(BASKET, bowl, now=NOON)
    counting.sum_up(now=NOON)
    assert counts() == [(bowl.pk, date(2026, 11, 29), 5, 1)]


def test_marks_of_a_piece_that_is_gone_go_too(bowl):
    Mark.objects.create(product_id=bowl.pk + 1000, day=date(2026, 11, 29), kind=VIEW)
    assert counting.sum_up(now=NOON) == 1
    assert not ProductDay.objects.exists()


def test_old_days_are_forgotten(bowl):
    for days in (counting.KEPT_DAYS, counting.KEPT_DAYS + 1):
        counting.mark(VIEW, bowl, now=NOON - timedelta(days=days))
    counting.sum_up(now=NOON - timedelta(days=400))
    counting.sum_up(now=NOON)
    assert len(counts()) == 1


def test_a_page_shows_even_where_counting_fails(client, bowl, monkeypatch):
    def fail(**_values):
        raise counting.DatabaseError("locked")

    monkeypatch.setattr(Mark.objects, "create", fail)
    assert look(client, bowl).status_code == 200


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_that_sum_up_beside_each_other_lose_and_double_nothing(monkeypatch):
    monkeypatch.setattr(counting, "BATCH", 7)
    bowls = [ProductFactory() for _ in range(3)]

    def work(_number):
        try:
            for bowl in bowls * 5:
                counting.mark(VIEW, bowl, now=NOON)
            counting.sum_up(now=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    counting.sum_up(now=NOON)
    assert sum(views for *_rest, views, _baskets in counts()) == 15 * 8
    assert not Mark.objects.exists()
