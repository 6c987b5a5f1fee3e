"""What the operator is shown before an offer is saved is what an order then does."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.offer.models import Benefit, Condition, Range
from commerce.offer.preview import Offered, SampleBasket, outcome, preview
from commerce.offer.samples import NothingToPreview, preview_of
from commerce.order import lifecycle
from commerce.plans.models import Plan
from commerce.settlement.split import share_of
from tests.commerce.baskets import MONDAY
from tests.commerce.coupons import coupon, offer, parts_of, placed_with
from tests.factories import PlanFactory, ProductFactory, VendorFactory

TODAY = date(2026, 11, 24)
KINDS = [kind for kind, _label in Benefit.TYPE_CHOICES]


def terms(rate=12, fixed_cents=0, vat_rate=20, on_shipping=False):
    return SimpleNamespace(
        commission_rate=Decimal(rate),
        commission_fixed_cents=fixed_cents,
        commission_vat_rate=Decimal(vat_rate),
        commission_on_shipping=on_shipping,
    )


def basket(goods_cents=6000, shipping_cents=690, pieces=1):
    return SampleBasket("Panier", goods_cents, shipping_cents, pieces)


def seen(offered, **kwargs):
    found = outcome(offered, basket(**kwargs), terms())
    return found.buyer_cents, found.vendor_cents, found.operator_cents


def test_without_a_reduction_the_buyer_pays_vendor_and_commission():
    assert seen(Offered("", None, Decimal(0))) == (6690, 5826, 864)


def test_a_vendors_reduction_lowers_its_share_and_what_the_commission_bears_on():
    assert seen(Offered(Benefit.PERCENTAGE, Decimal(10), Decimal(0))) == (6090, 5312, 778)


def test_an_operators_reduction_is_its_commissions_and_then_its_reserves():
    assert seen(Offered(Benefit.PERCENTAGE, Decimal(10), Decimal(100))) == (6090, 5826, 264)
    assert seen(Offered(Benefit.PERCENTAGE, Decimal(50), Decimal(100))) == (3690, 5826, -2136)


def test_a_shared_reduction_costs_both():
    assert seen(Offered(Benefit.FIXED, Decimal(10), Decimal(50))) == (5690, 5398, 292)


@given(
    st.sampled_from(KINDS),
    st.decimals(0, 500, places=2),
    st.decimals(0, 100, places=2),
    st.integers(1, 100_000),
    st.integers(0, 2000),
    st.integers(1, 5),
)
def test_what_the_buyer_pays_is_what_the_others_get(kind, value, operator_rate, goods, shipping, pieces):
    found = outcome(Offered(kind, value, operator_rate), basket(goods, shipping, pieces), terms(fixed_cents=25))
    assert found.buyer_cents == found.vendor_cents + found.operator_cents
    assert found.buyer_cents + found.reduction_cents == goods + shipping
    assert min(found.buyer_cents, found.vendor_cents, found.reduction_cents) >= 0


def test_the_worst_case_is_under_the_lowest_commission_in_force():
    found = preview(
        Offered(Benefit.FIXED, Decimal(5), Decimal(100)),
        sample=basket(),
        terms=terms(12),
        baskets=[basket(500), basket(40_000)],
        all_terms=[terms(12), terms(6)],
    )
    assert (found.sample.operator_cents, found.worst.operator_cents) == (364, -464)
    assert (found.worst.basket.goods_cents, found.worst.terms.commission_rate) == (500, 6)
    assert found.worst.share.subsidy_cents == 464


def test_a_per_cent_costs_the_reserve_most_on_the_dearest_piece():
    found = preview(
        Offered(Benefit.PERCENTAGE, Decimal(30), Decimal(100)),
        sample=basket(),
        terms=terms(),
        baskets=[basket(500), basket(40_000)],
        all_terms=[terms()],
    )
    assert found.worst.basket.goods_cents == 40_000


def test_where_the_vendor_pays_the_worst_case_is_the_vendors():
    found = preview(
        Offered(Benefit.FIXED, Decimal(5), Decimal(0)),
        sample=basket(),
        terms=terms(),
        baskets=[basket(500), basket(40_000)],
        all_terms=[terms()],
    )
    assert (found.worst.basket.goods_cents, found.worst.vendor_cents, found.worst.operator_cents) == (500, 690, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("payer", ["vendor", "operator", "shared"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_order_does_what_its_preview_said(kind, payer):
    vendor = VendorFactory(delivery_modes={"home": 690}, plan=PlanFactory(terms__commission_fixed_cents=30))
    product = ProductFactory(vendor=vendor, price=Decimal("33.35"))
    value = None if kind == Benefit.MULTIBUY else Decimal("4.37")
    share = {"operator_share": Decimal("37.5")} if payer == "shared" else {}
    found = coupon(kind, value, bearer=payer, vendor=vendor, condition=(Condition.COUNT, 2), **share)
    [given] = found.offers.all()
    said = preview_of(given, given.benefit, given.condition, sample_cents=6670, day=TODAY)
    order = placed_with([found], (product, 2))
    lifecycle.confirm(order, now=MONDAY)
    [part] = parts_of(order)
    assert said.sample.share == said.worst.share == share_of(part)
    assert said.sample.borne.vendor_cents == part.borne_by_vendor_cents
    assert said.sample.borne.operator_cents == part.borne_by_operator_cents


@pytest.mark.django_db
def test_the_extremes_are_those_of_the_goods_that_the_offer_reaches():
    giver = VendorFactory(delivery_modes={"home": 690})
    for price in ("12.00", "8.00", "90.00"):
        ProductFactory(vendor=giver, price=Decimal(price))
    ProductFactory(price=Decimal("0.50"))
    ProductFactory(price=Decimal("900.00"))
    reaches = {"bearer": "operator", "vendor": giver}

    def worst(name, kind, value, condition):
        made = offer(kind, value, name, condition=condition, **reaches)
        return preview_of(made, made.benefit, made.condition, sample_cents=6000, day=TODAY).worst.basket.goods_cents

    assert worst("a", Benefit.FIXED, 5, (Condition.COUNT, 1)) == 800
    assert worst("b", Benefit.FIXED, 5, (Condition.COUNT, 3)) == 2400
    assert worst("c", Benefit.FIXED, 5, (Condition.COVERAGE, 2)) == 2000
    assert worst("d", Benefit.FIXED, 5, (Condition.VALUE, 30)) == 3000
    assert worst("e", Benefit.PERCENTAGE, 50, (Condition.COUNT, 1)) == 9000


@pytest.mark.django_db
def test_only_the_goods_of_the_range_count():
    dear, cheap = ProductFactory(price=Decimal(80)), ProductFactory(price=Decimal(8))
    chosen = Range.objects.create(name="Choisies")
    chosen.add_product(dear)
    made = offer(Benefit.FIXED, 5, condition=(Condition.COUNT, 1))
    Condition.objects.update(range=chosen)
    made.refresh_from_db()
    assert cheap.vendor_id != dear.vendor_id
    said = preview_of(made, made.benefit, made.condition, sample_cents=9000, day=TODAY)
    assert said.worst.basket.goods_cents == 8000


@pytest.mark.django_db
def test_a_listing_alone_is_not_the_lowest_commission_because_it_sells_nothing():
    VendorFactory()
    PlanFactory(code="listing", kind=Plan.Kind.LISTING, terms__commission_rate=Decimal(0))
    made = offer(Benefit.PERCENTAGE, 10)
    said = preview_of(made, made.benefit, made.condition, sample_cents=6000, day=TODAY)
    assert said.worst.terms.commission_rate == 12


@pytest.mark.django_db
def test_what_nobody_can_foresee_is_not_guessed():
    made = offer(Benefit.PERCENTAGE, 10)
    with pytest.raises(NothingToPreview):
        preview_of(made, made.benefit, made.condition, sample_cents=6000, day=TODAY)


@pytest.mark.django_db
def test_a_preview_asks_the_same_few_questions_however_many_goods_there_are(django_assert_num_queries):
    vendor = VendorFactory()
    made = offer(Benefit.PERCENTAGE, 10)
    for count in (1, 9):
        for _ in range(count):
            ProductFactory(vendor=vendor)
        with django_assert_num_queries(5):
            preview_of(made, made.benefit, made.condition, sample_cents=6000, day=TODAY)
