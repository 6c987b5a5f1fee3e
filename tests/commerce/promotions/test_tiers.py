from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.basket.groups import crossed_out
from commerce.catalogue.duplicating import duplicate
from commerce.catalogue.history import history_of
from commerce.catalogue.sheet import product_sheet
from commerce.checkout import placement
from commerce.compliance.models import PriceChange
from commerce.partner.models import StockRecord
from commerce.partner.shelf import reprice
from commerce.promotions import tier_order
from commerce.promotions.models import Promotion, QuantityTier
from commerce.promotions.prices import price_ladder, unit_price
from commerce.promotions.running import Promoted
from commerce.promotions.tiers import TypedTier, set_tiers
from tests.commerce.baskets import basket_of, choose, placed, reloaded, submission
from tests.commerce.promotions.test_prices import for_months
from tests.factories import ProductFactory, PromotionFactory, VendorFactory

FROM_3 = TypedTier(3, percent=10)


def record_of(product):
    return StockRecord.objects.select_related("product__parent").get(product=product)


@pytest.fixture
def bowl(db):
    """40,00 € each, 36,00 € from three on, 30,00 € from five on; twelve are left."""
    product = ProductFactory(stock=12)
    set_tiers(record_of(product), [FROM_3, TypedTier(5, percent=25)])
    return product


def test_the_quantity_of_the_line_decides_the_price_of_each_piece(bowl):
    totals = [reloaded(basket_of((bowl, n))).total_incl_tax for n in (1, 2, 3, 4, 5)]
    assert totals == [40, 80, 108, 144, 150]


def test_a_line_whose_quantity_changes_is_priced_anew(bowl):
    (line,) = basket_of((bowl, 2)).all_lines()
    before, line.quantity = line.line_price_incl_tax, 3
    assert (before, line.line_price_incl_tax) == (80, 108)


def test_a_price_for_a_quantity_is_no_price_that_changed(bowl):
    (line,) = basket_of((bowl, 3)).all_lines()
    assert line.get_warning() is None
    reprice(record_of(bowl), Decimal("50.00"))
    (line,) = reloaded(line.basket).all_lines()
    assert "50" in line.get_warning()


@pytest.mark.parametrize(("percent", "total"), [(5, 108), (10, 108), (20, 96)])
def test_the_lower_of_promotion_and_tier_wins_and_they_never_add_up(bowl, percent, total):
    PromotionFactory(vendor=bowl.vendor, percent=percent)
    basket = reloaded(basket_of((bowl, 3)))
    (line,) = basket.all_lines()
    price = line.purchase_info.price
    assert basket.total_incl_tax == total
    assert (price.promotion is None, price.tier is None) == (percent < 10, percent >= 10)


def test_a_tier_is_no_reduction_of_the_price_so_it_crosses_nothing_out_and_leaves_the_history_alone(bowl):
    for_months(bowl)
    written = PriceChange.objects.count()
    PromotionFactory(vendor=bowl.vendor, percent=20)
    record = record_of(bowl)
    lines = [*basket_of((bowl, 3)).all_lines(), *basket_of((bowl, 5)).all_lines()]
    assert crossed_out(lines, timezone.now()) == {lines[0].pk: 4000}
    assert unit_price(record, 5, timezone.now()).cents == 3000
    assert PriceChange.objects.count() == written


def test_the_order_pays_what_the_basket_promised_whatever_the_vendor_changes_then(bowl):
    basket = reloaded(basket_of((bowl, 3)))
    sent = submission(basket, choose(basket, "home"))
    set_tiers(record_of(bowl), [])
    order = placement.place(**sent)
    line = order.lines.get()
    assert (line.unit_price_incl_tax, line.line_price_incl_tax, line.promotion) == (36, 108, None)
    assert order.vendor_orders.get().goods_cents == 10_800


def test_an_order_under_a_tier_counts_for_no_promotion(bowl):
    PromotionFactory(vendor=bowl.vendor, percent=5)
    assert placed((bowl, 3)).lines.get().promotion is None


def test_the_product_page_shows_the_prices_that_are_asked_and_can_be_reached(bowl):
    def steps():
        return [ladder.steps for ladder in product_sheet(bowl.pk, now=timezone.now()).ladders]

    assert steps() == [[(1, 4000), (3, 3600), (5, 3000)]]
    PromotionFactory(vendor=bowl.vendor, percent=15)
    assert steps() == [[(1, 3400), (5, 3000)]]
    StockRecord.objects.filter(product=bowl).update(num_in_stock=4)
    assert steps() == []


@pytest.mark.django_db
def test_variants_have_their_own_tiers_or_the_same_with_one_tick():
    vendor = VendorFactory()
    parent = ProductFactory(structure="parent", vendor=vendor)
    small, large = (
        ProductFactory(structure="child", parent=parent, product_class=None, title=title, price=price, vendor=vendor)
        for title, price in (("Petit", Decimal(20)), ("Grand", Decimal(40)))
    )
    set_tiers(record_of(small), [FROM_3])
    (ladder,) = product_sheet(parent.pk, now=timezone.now()).ladders
    assert (ladder.label, ladder.steps) == ("Petit", [(1, 2000), (3, 1800)])
    set_tiers(record_of(small), [FROM_3], for_sisters=True)
    assert [each.steps[1] for each in product_sheet(parent.pk, now=timezone.now()).ladders] == [(3, 1800), (3, 3600)]
    with pytest.raises(ValidationError, match="Petit"):
        set_tiers(record_of(large), [TypedTier(3, cents=2500)], for_sisters=True)
    assert reloaded(basket_of((small, 3), (large, 3))).total_incl_tax == 54 + 108


def test_a_piece_made_to_order_has_them_too_and_a_unique_one_has_not(bowl):
    bowl.making, bowl.preparation_days = "order", 10
    bowl.save()
    assert reloaded(basket_of((bowl, 3))).total_incl_tax == 108
    bowl.making = "unique"
    bowl.save()
    with pytest.raises(ValidationError, match="unique"):
        set_tiers(record_of(bowl), [FROM_3])


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ([TypedTier(3, percent=10), TypedTier(3, percent=20)], ["1"]),
        ([TypedTier(3, percent=10), TypedTier(5, percent=10)], ["1"]),
        ([TypedTier(5, cents=3000), TypedTier(3, cents=2000)], ["0"]),
        ([TypedTier(2, cents=4000)], ["0"]),
        ([TypedTier(2, percent=10), TypedTier(3, cents=3000)], ["__all__"]),
    ],
)
def test_what_can_not_be_is_refused_and_the_tiers_stay_as_they_were(bowl, typed, wrong):
    with pytest.raises(ValidationError) as refusal:
        set_tiers(record_of(bowl), typed)
    named = list(refusal.value.message_dict) if hasattr(refusal.value, "error_dict") else ["__all__"]
    assert named == wrong
    assert QuantityTier.objects.count() == 2


@pytest.mark.parametrize(
    "row",
    [
        {"from_quantity": 1, "percent": 5},
        {"from_quantity": 3, "percent": 50},
        {"from_quantity": 4, "percent": 10},
        {"from_quantity": 4, "percent": 25},
        {"from_quantity": 2, "percent": 10},
        {"from_quantity": 9, "cents": 1000},
        {"from_quantity": 9, "percent": 100},
        {"from_quantity": 9, "percent": 30, "cents": 100},
        {"from_quantity": 9},
    ],
)
def test_the_database_refuses_tiers_out_of_order_twice_or_without_sense(bowl, row):
    tier_order.install(connection)
    set_tiers(record_of(bowl), [TypedTier(5, percent=25), FROM_3])
    with pytest.raises(IntegrityError), transaction.atomic():
        QuantityTier.objects.create(record=record_of(bowl), **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuantityTier.objects.filter(from_quantity=3).update(percent=25)


def test_the_history_of_the_piece_and_its_copy_carry_them(bowl):
    (change,) = history_of(bowl)
    assert "dès 3" in str(change.changes)
    copy = duplicate(record_of(bowl), "f" * 32)
    duplicate(record_of(bowl), "f" * 32)
    assert [(tier.from_quantity, tier.percent) for tier in copy.tiers.all()] == [(3, 10), (5, 25)]


def test_a_basket_asks_one_query_for_the_tiers_of_all_its_lines(bowl):
    def queries(*contents):
        basket = basket_of(*contents)
        with CaptureQueriesContext(connection) as captured:
            assert reloaded(basket).total_incl_tax
        return len(captured)

    others = [ProductFactory(vendor=bowl.vendor, stock=9) for _ in range(4)]
    for other in others:
        set_tiers(record_of(other), [FROM_3])
    assert queries((bowl, 3)) == queries((bowl, 3), *((other, 3) for other in others))


PRICES = st.integers(1, 200_000)


@st.composite
def cases(draw):
    """A price in cents, tiers of one kind, and what a promotion makes of the price, or None."""
    price = draw(PRICES)
    quantities = sorted(draw(st.lists(st.integers(2, 40), unique=True, min_size=0, max_size=3)))
    if draw(st.booleans()):
        values = sorted(draw(st.lists(st.integers(1, 99), unique=True, min_size=3, max_size=3)))
        tiers = [QuantityTier(from_quantity=n, percent=value) for n, value in zip(quantities, values, strict=False)]
    else:
        values = sorted(draw(st.lists(PRICES, unique=True, min_size=3, max_size=3)), reverse=True)
        tiers = [QuantityTier(from_quantity=n, cents=value) for n, value in zip(quantities, values, strict=False)]
    lowered = Promotion(percent=None, amount_cents=draw(PRICES)).lowered(price) if draw(st.booleans()) else None
    return price, tiers, lowered


def _record(price, tiers, lowered):
    """A stock record that nobody saved."""
    record = StockRecord(pk=1, price=Decimal(price) / 100)
    record.promotion = None if lowered is None else lowered * 10**9 + 7
    record._prefetched_objects_cache = {"tiers": tiers}
    return record


@settings(max_examples=200)
@given(cases(), st.integers(1, 60))
def test_the_price_never_rises_with_the_quantity_and_is_the_lowest_that_may_be_asked(case, quantity):
    now, usual, record = timezone.now(), case[0], _record(*case)
    fewer, price = unit_price(record, quantity, now), unit_price(record, quantity + 1, now)
    promoted = Promoted.read(record.promotion)
    assert 0 < price.cents <= fewer.cents <= usual
    reached = [tier.price_of(usual) for tier in record.tiers.all() if tier.from_quantity <= quantity + 1]
    offered = [cents for cents in [usual, promoted and promoted.cents, *reached] if cents is not None]
    assert price.cents == min(offered)
    assert not (price.promotion and price.tier)
    assert bool(price.tier) == (price.cents < min(usual, promoted.cents if promoted else usual))
    ladder = price_ladder(record, now)
    assert [cents for _n, cents in ladder] == sorted({cents for _n, cents in ladder}, reverse=True)
    assert next(cents for n, cents in reversed(ladder) if n <= quantity) == fewer.cents
