from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from oscar.core.loading import get_model

from commerce.checkout import placement
from commerce.compliance.models import PriceChange
from commerce.order import lifecycle
from commerce.promotions import board, planning
from commerce.promotions.models import Promotion
from commerce.promotions.prices import selling_cents
from tests.commerce.baskets import basket_of, choose, reloaded, submission
from tests.factories import ProductFactory, PromotionFactory, VendorFactory

pytestmark = pytest.mark.django_db
Category = get_model("catalogue", "Category")
ProductCategory = get_model("catalogue", "ProductCategory")
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 30, 9, tzinfo=PARIS)


def plan(vendor, *, now=NOW, **terms):
    usual = {"name": "Avent", "scope": "shop", "percent": 20, "amount_cents": None, "ends_at": now + timedelta(days=9)}
    return planning.plan(vendor, now=now, **{**usual, **terms})


def refused(vendor, **terms):
    with pytest.raises(ValidationError) as refusal:
        plan(vendor, **terms)
    assert not Promotion.objects.exists()
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"ends_at": NOW}, "ends_at"),
        ({"ends_at": NOW + timedelta(days=93)}, "ends_at"),
        ({"starts_at": NOW - timedelta(hours=1)}, "starts_at"),
        ({"starts_at": NOW + timedelta(days=400), "ends_at": NOW + timedelta(days=401)}, "starts_at"),
        ({"percent": None, "amount_cents": 4000}, "amount"),
        ({"scope": "chosen"}, "products"),
        ({"scope": "categories"}, "categories"),
        ({"name": "Soldes d’hiver"}, "name"),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(terms, field):
    assert list(refused(ProductFactory().vendor, **terms)) == [field]


def test_the_refusal_of_a_free_piece_names_it():
    product = ProductFactory(title="Sous-tasse", price=Decimal("8.00"))
    assert "Sous-tasse" in refused(product.vendor, percent=None, amount_cents=800)["amount"][0]


WINTER = datetime(2027, 1, 6, 8, tzinfo=PARIS)
SOLDES = {"name": "Soldes d’hiver", "starts_at": WINTER, "ends_at": WINTER + timedelta(days=20)}


def offered_since(product, since):
    """The product, seen by visitors from then on, and no other at any time."""
    PriceChange.objects.all().delete()
    PriceChange.objects.create(stockrecord=product.stockrecords.get(), price=40, since=since)
    return product


def test_soldes_may_be_said_in_their_season_only():
    old = offered_since(ProductFactory(), NOW)
    assert "6 janvier 2027" in refused(old.vendor, name="SOLDES")["name"][0]
    assert plan(old.vendor, scope="chosen", products=[old], **SOLDES).pk


@pytest.mark.parametrize(("late", "may"), [(timedelta(0), True), (timedelta(hours=1), False)])
def test_soldes_are_of_pieces_that_were_offered_for_a_month_when_the_season_begins(late, may):
    piece = offered_since(ProductFactory(title="Bol neuf"), datetime(2026, 12, 6, 8, tzinfo=PARIS) + late)
    terms = {**SOLDES, "scope": "chosen", "products": [piece], "starts_at": WINTER + timedelta(days=5)}
    if may:
        assert plan(piece.vendor, **terms).reaches.get().product == piece
    else:
        assert "Bol neuf" in refused(piece.vendor, **terms)["products"][0]


def test_soldes_of_a_category_leave_out_what_is_too_recent_now_and_later_and_a_whole_shop_has_none():
    shelf = Category.add_root(name="Bols")
    vendor = VendorFactory()
    old, young, later = (ProductFactory(vendor=vendor) for _ in range(3))
    offered_since(old, NOW)
    assert list(refused(old.vendor, **SOLDES)) == ["scope"]
    ProductCategory.objects.create(product=young, category=shelf)
    with time_machine.travel(WINTER - timedelta(days=2)):
        assert list(refused(old.vendor, scope="categories", categories=[shelf], **SOLDES)) == ["categories"]
        ProductCategory.objects.create(product=old, category=shelf)
        promotion = plan(old.vendor, scope="categories", categories=[shelf], **SOLDES)
        ProductCategory.objects.create(product=later, category=shelf)
    assert [reach.product for reach in promotion.reaches.all()] == [old]


def test_a_form_sent_twice_is_one_promotion():
    vendor = ProductFactory().vendor
    assert plan(vendor) == plan(vendor, ends_at=NOW + timedelta(days=9), now=NOW + timedelta(seconds=2))


def test_a_promotion_on_a_category_reaches_what_is_below_it_and_what_is_filed_there_later():
    vendor, pots = VendorFactory(), Category.add_root(name="Poterie")
    bowls = pots.add_child(name="Bols")
    filed, elsewhere, later = (ProductFactory(vendor=vendor) for _ in range(3))
    ProductCategory.objects.create(product=filed, category=bowls)
    plan(vendor, scope="categories", categories=[pots], now=timezone.now())
    ProductCategory.objects.create(product=later, category=bowls)
    prices = [selling_cents(each.stockrecords.get(), timezone.now()) for each in (filed, elsewhere, later)]
    assert prices == [3200, 4000, 3200]


def test_a_strangers_piece_can_not_be_chosen():
    assert "products" in refused(ProductFactory().vendor, scope="chosen", products=[ProductFactory()])


def test_what_has_begun_keeps_its_terms_and_may_end_early():
    promotion = plan(ProductFactory().vendor)
    later = NOW + timedelta(hours=2)
    with pytest.raises(ValidationError):
        planning.change(promotion, name="Autre", percent=50, now=later)
    planning.end(promotion, now=later)
    planning.end(promotion, now=later + timedelta(hours=1))
    promotion.refresh_from_db()
    assert (promotion.percent, promotion.ends_at) == (20, later)


def test_what_has_not_begun_is_changed_or_forgotten():
    promotion = plan(ProductFactory().vendor, starts_at=NOW + timedelta(days=1))
    changed = planning.change(
        promotion,
        name="Autre",
        scope="shop",
        percent=30,
        amount_cents=None,
        starts_at=NOW + timedelta(days=2),
        ends_at=NOW + timedelta(days=3),
        now=NOW,
    )
    assert (changed.pk, changed.percent) == (promotion.pk, 30)
    planning.end(promotion, now=NOW)
    assert not Promotion.objects.exists()


def test_the_board_tells_what_each_promotion_sold_and_which_it_meets(sold_on_promotion):
    promotion, _order = sold_on_promotion
    other = PromotionFactory(vendor=promotion.vendor, percent=5)
    ahead, past = board.promotions_of(promotion.vendor, now=timezone.now())
    rows = {row.promotion.pk: row for row in ahead}
    assert (rows[promotion.pk].pieces, rows[promotion.pk].sold_cents) == (2, 6400)
    assert (rows[other.pk].pieces, rows[promotion.pk].meets, past) == (0, [other], [])


@pytest.fixture
def sold_on_promotion():
    product = ProductFactory()
    promotion = PromotionFactory(vendor=product.vendor, percent=20)
    basket = reloaded(basket_of((product, 2)))
    order = placement.place(**submission(basket, choose(basket, "home")))
    lifecycle.confirm(order, now=timezone.now())
    return promotion, order


def test_the_order_pays_the_price_of_the_promotion_and_its_share_is_that_of_any_price(sold_on_promotion):
    _promotion, order = sold_on_promotion
    part = order.vendor_orders.get()
    assert (part.goods_cents, part.vendor_reduction_cents, part.operator_goods_cents) == (6400, 0, 0)


def test_a_promotion_that_ends_leaves_placed_orders_as_they_were(sold_on_promotion):
    promotion, order = sold_on_promotion
    planning.end(promotion, now=timezone.now())
    assert order.lines.get().line_price_incl_tax == 64
