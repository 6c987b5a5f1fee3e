"""Statistiques: one page and two files, of the shop's own pieces."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.analytics.models import ProductDay
from commerce.settlement.models import PayIn, Refund
from commerce.settlement.returns import Returned, returned
from tests.commerce.baskets import MONDAY
from tests.factories import ProductFactory
from vendor_portal.charts import BASE, WIDTH, period_chart
from vendor_portal.statistics_rows import change

PAGE, FILE = reverse("vendor_portal:statistics"), reverse("vendor_portal:statistics-file")


@pytest.fixture
def looked_at(product):
    day = timezone.localdate()
    ProductDay.objects.create(product=product, vendor=product.vendor, day=day, views=1234, baskets=56)
    other = ProductFactory(title="Bague du voisin")
    ProductDay.objects.create(product=other, vendor=other.vendor, day=day, views=777)
    return product


def given_back(part, reason, cents, number):
    pay_in = PayIn.objects.filter(order=part.order).first() or PayIn.objects.create(
        order=part.order,
        business_key=f"essai:{part.pk}",
        amount_cents=part.total_cents,
        state=PayIn.State.SUCCEEDED,
        expires_at=MONDAY,
    )
    return Refund.objects.create(
        business_key=f"essai:{number}",
        pay_in=pay_in,
        vendor_order=part,
        reason=reason,
        goods_cents=cents,
        decided_at=MONDAY,
    )


def test_the_page_shows_figures_pictures_and_their_table(portal, looked_at):
    page = portal.get(PAGE).content.decode()
    assert "1\u202f234" in page.replace("\u00a0", "\u202f")
    assert page.count("<svg") >= 2
    assert "Vase à col étroit" in page
    assert "Bague du voisin" not in page
    assert "777" not in page


@pytest.mark.parametrize("days", ["7", "28", "91", "364", "-1", "\x00", "9" * 300, "sept"])
def test_every_period_answers(portal, looked_at, days):
    assert portal.get(PAGE, {"jours": days}).status_code == 200
    assert portal.get(FILE, {"jours": days, "par": days}).status_code == 200


def test_a_shop_that_nobody_looked_at_yet_reads_what_will_be_here(portal):
    assert "se dessineront ici" in portal.get(PAGE).content.decode()


def test_files_hold_the_shops_own_figures(portal, looked_at):
    steps = b"".join(portal.get(FILE).streaming_content).decode("utf-8-sig").splitlines()
    assert steps[0].startswith("Du;Au;Vues")
    assert len(steps) == 1 + 28
    assert ";1234;56;0;" in steps[-1]
    pieces = b"".join(portal.get(FILE, {"par": "piece"}).streaming_content).decode("utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in pieces] == ["Pièce", "Vase à col étroit"]


def test_the_page_asks_as_much_for_many_pieces_as_for_one(portal, looked_at, django_assert_max_num_queries):
    portal.get(PAGE)
    with django_assert_max_num_queries(40) as few:
        portal.get(PAGE)
    for number in range(30):
        piece = ProductFactory(vendor=looked_at.vendor, title=f"Bol {number}")
        ProductDay.objects.create(product=piece, vendor=piece.vendor, day=timezone.localdate(), views=number + 1)
    with django_assert_max_num_queries(40) as many:
        portal.get(PAGE)
    assert len(many) == len(few)


def test_returns_are_what_came_back_and_euros_all_that_was_given_back(part):
    given_back(part, Refund.Reason.RETURN, 500, 1)
    given_back(part, Refund.Reason.WITHDRAWAL, 300, 2)
    given_back(part, Refund.Reason.GESTURE, 100, 3)
    day = timezone.localdate(MONDAY)
    assert returned(part.vendor, day, day) == Returned(orders=1, cents=900)
    assert returned(part.vendor, day.replace(day=day.day + 1), day.replace(day=day.day + 1)) == Returned(0, 0)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [(112, 100, "+12\u00a0%"), (50, 100, "\u221250\u00a0%"), (5, 5, "0\u00a0%"), (5, 0, ""), (None, None, "")],
)
def test_growth_is_said_in_per_cent(now, before, said):
    assert change(now, before) == said


figures = st.integers(min_value=0, max_value=10**9)


@given(st.sampled_from([7, 13, 28]).flatmap(lambda n: st.lists(st.tuples(figures, figures), min_size=n, max_size=n)))
def test_whatever_is_counted_the_picture_stays_on_its_paper(pairs):
    chart = period_chart(*map(list, zip(*pairs, strict=True)), "2 nov.", "29 nov.")
    for bar in chart.bars:
        assert 0 <= float(bar.x) <= float(bar.x) + bar.width <= WIDTH
        assert 0 <= float(bar.y) < BASE
    for point in chart.line.split():
        assert 0 <= float(point.split(",")[1]) <= BASE
