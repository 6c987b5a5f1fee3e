from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.checkout import placement
from commerce.order import lifecycle
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.voucher import board, making
from commerce.voucher.codes import CLEAR_LETTERS, proposed
from commerce.voucher.entering import Refused, enter
from commerce.voucher.making import Kind
from commerce.voucher.terms import live_uses
from tests.commerce.baskets import basket_of, choose, reloaded, submission
from tests.commerce.coupons import coupon_of, parts_of, placed_with
from tests.factories import ProductFactory, PromotionFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


def typed(basket, code, user=GUEST, now=None):
    return enter(basket, code, user=user, now=now or timezone.now())


def refusal(basket, code, user=GUEST, now=None):
    with pytest.raises(Refused) as refused:
        typed(basket, code, user, now)
    assert not basket.vouchers.exists()
    return str(refused.value)


def full(*contents):
    return reloaded(basket_of(*contents))


def test_a_coupon_lowers_its_vendors_lines_and_the_vendor_pays():
    mine, other = ProductFactory(), ProductFactory()
    coupon_of(mine.vendor, code="noel 10")
    basket = full(mine, other)
    typed(basket, " Noël10 ".replace("ë", "e"))
    assert basket.total_incl_tax == Decimal("76.00")


def test_two_coupons_of_two_vendors_work_in_one_basket():
    one, two = ProductFactory(), ProductFactory()
    order = placed_with([coupon_of(one.vendor), coupon_of(two.vendor, value=Decimal(50))], one, two)
    assert [(part.goods_cents, part.vendor_reduction_cents) for part in parts_of(order)] == [(3600, 400), (2000, 2000)]


def test_free_delivery_is_that_vendors_only():
    one, two = ProductFactory(), ProductFactory()
    order = placed_with([coupon_of(one.vendor, kind=Kind.DELIVERY, value=None)], one, two)
    assert [part.shipping_cents for part in parts_of(order)] == [0, 690]


def test_chosen_pieces_are_lowered_and_the_rest_counts_for_the_minimum():
    vendor = VendorFactory()
    chosen, other = ProductFactory(vendor=vendor), ProductFactory(vendor=vendor)
    coupon_of(vendor, code="BOLS", kind=Kind.AMOUNT, value=Decimal(5), minimum=Decimal(60), products=[chosen])
    basket = full(chosen, other)
    typed(basket, "BOLS")
    assert [line.line_price_incl_tax_incl_discounts for line in basket.all_lines()] == [35, 40]
    assert "20,00" in refusal(full(chosen), "BOLS")


def test_a_coupon_adds_to_a_promotion():
    product = ProductFactory()
    PromotionFactory(vendor=product.vendor, percent=50)
    coupon_of(product.vendor, code="PLUS")
    basket = full(product)
    typed(basket, "PLUS")
    assert basket.total_incl_tax == 18


def test_a_refused_code_says_why():
    now, product = timezone.now(), ProductFactory()
    vendor, day = product.vendor, timedelta(days=1)
    coupon_of(vendor, code="TARD", starts_at=now - 3 * day, ends_at=now - day, now=now - 3 * day)
    coupon_of(vendor, code="TOT", starts_at=now + day)
    coupon_of(vendor, code="GROS", minimum=Decimal(55))
    coupon_of(VendorFactory(name="Atelier du voisin"), code="VOISIN")
    making.pause(coupon_of(vendor, code="PAUSE"), True)
    basket = full(product)
    assert "ne connaissons pas" in refusal(basket, "RIEN\0")
    assert "n’est plus valable" in refusal(basket, "TARD")
    assert "à partir du" in refusal(basket, "TOT")
    assert "manque 15,00" in refusal(basket, "GROS")
    assert "Atelier du voisin" in refusal(basket, "VOISIN")
    assert "en ce moment" in refusal(basket, "PAUSE")


def test_a_coupon_begins_and_ends_to_the_second():
    now, product = timezone.now(), ProductFactory()
    begin, second = now + timedelta(days=1), timedelta(seconds=1)
    coupon = coupon_of(product.vendor, starts_at=begin, ends_at=begin + timedelta(hours=1))
    moments = [begin - second, begin, begin + timedelta(hours=1), begin + timedelta(hours=1) + second]
    assert [coupon.is_active(moment) for moment in moments] == [False, True, True, False]


def test_uses_are_counted_once_per_checkout_and_given_back_by_a_cancellation():
    product = ProductFactory(stock=9)
    coupon = coupon_of(product.vendor, code="UNE", max_uses=1)
    order = placed_with([coupon], (product, 3))
    assert live_uses(coupon).count() == 1
    assert "déjà servi" in refusal(full(product), "UNE")
    lifecycle.cancel_unpaid(order)
    assert typed(full(product), "une") == coupon


def test_a_part_that_is_called_off_after_payment_gives_its_coupon_back_and_no_other():
    one, two = ProductFactory(), ProductFactory()
    coupons = [coupon_of(one.vendor), coupon_of(two.vendor)]
    order = placed_with(coupons, one, two)
    lifecycle.confirm(order)
    lifecycle.cancel_paid(parts_of(order)[0])
    assert [live_uses(coupon).count() for coupon in coupons] == [0, 1]


def test_a_buyer_uses_a_code_as_often_as_it_says_by_account_or_address():
    product, person = ProductFactory(stock=9), UserFactory(email="camille@exemple.test")
    coupon_of(product.vendor, code="FIDELE", max_uses_per_buyer=1)
    place(product, "FIDELE", guest_email="Camille@exemple.test")
    assert "déjà utilisé" in refusal(full(product), "FIDELE", person)
    with pytest.raises(UnableToPlaceOrder, match="déjà utilisé"):
        place(product, "FIDELE", guest_email="camille@exemple.test")
    place(product, "FIDELE", guest_email="autre@exemple.test")


def test_a_first_order_is_the_first_with_that_vendor():
    product, elsewhere = ProductFactory(stock=9), ProductFactory()
    coupon_of(product.vendor, code="BIENVENUE", only_first_order=True)
    place(elsewhere, None, guest_email="a@exemple.test")
    place(product, "BIENVENUE", guest_email="a@exemple.test")
    with pytest.raises(UnableToPlaceOrder, match="première commande"):
        place(product, "BIENVENUE", guest_email="a@exemple.test")


def place(product, code, *, guest_email):
    basket = full(product)
    if code:
        typed(basket, code)
    basket = reloaded(basket)
    return placement.place(**{**submission(basket, choose(basket, "home")), "guest_email": guest_email})


def test_a_code_that_no_longer_lowers_anything_is_not_used_up():
    product = ProductFactory(stock=9)
    coupon = coupon_of(product.vendor, minimum=Decimal(70))
    placed_with([coupon], product)
    assert not making.is_used(coupon)


def test_terms_freeze_once_somebody_used_them():
    product = ProductFactory()
    coupon = coupon_of(product.vendor, max_uses=5)
    changed = {**making.terms_of(coupon), "value": Decimal(20), "max_uses": 9}
    making.change(coupon, changed, now=timezone.now())
    assert making.terms_of(coupon)["value"] == 20
    placed_with([coupon], product)
    making.change(coupon, {**changed, "value": Decimal(90), "max_uses": 3}, now=timezone.now())
    coupon.refresh_from_db()
    assert (making.terms_of(coupon)["value"], coupon.max_uses) == (20, 3)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"code": "é!"}, "code"),
        ({"code": "SOLDES10"}, "code"),
        ({"value": Decimal(0)}, "percent"),
        ({"value": Decimal(91)}, "percent"),
        ({"kind": Kind.AMOUNT, "value": Decimal(10)}, "minimum"),
        ({"kind": Kind.AMOUNT, "value": Decimal(10), "minimum": Decimal(10)}, "minimum"),
        ({"starts_at": timezone.now() + timedelta(days=9)}, "ends_at"),
    ],
)
def test_terms_that_can_not_be_are_refused_beside_their_field(terms, field):
    with pytest.raises(ValidationError) as refused:
        coupon_of(VendorFactory(), **terms)
    assert list(refused.value.message_dict) == [field]


def test_a_code_belongs_to_one_shop():
    coupon_of(VendorFactory(), code="NOEL")
    with pytest.raises(ValidationError):
        coupon_of(VendorFactory(), code="no el")


def test_a_proposed_code_has_no_letter_that_is_mistaken_for_another():
    assert not set(CLEAR_LETTERS) & set("0O1IL2Z5S8B")
    assert all(set(proposed()) <= set(CLEAR_LETTERS) for _ in range(50))


def test_the_board_tells_what_a_coupon_cost_and_brought():
    product = ProductFactory()
    coupon = coupon_of(product.vendor)
    placed_with([coupon], product)
    (row,) = board.rows(board.coupons_of(product.vendor), now=timezone.now())
    assert (row.uses, row.given_cents, row.sold_cents, row.terms) == (1, 400, 3600, "−10\N{NO-BREAK SPACE}%")


PRICES = st.lists(st.integers(1, 30_000), min_size=1, max_size=4)


@settings(max_examples=25)
@given(PRICES, st.sampled_from(list(Kind)), st.integers(1, 90), st.integers(1, 9_000))
def test_parts_of_any_coupon_are_the_whole_and_nothing_falls_below_zero(prices, kind, percent, cents):
    vendor = VendorFactory()
    products = [ProductFactory(vendor=vendor, price=Decimal(price) / 100) for price in prices]
    value = {Kind.PERCENT: Decimal(percent), Kind.AMOUNT: Decimal(cents) / 100}.get(kind)
    minimum = value + Decimal("0.01") if kind == Kind.AMOUNT else None
    order = placed_with([coupon_of(vendor, kind=kind, value=value, minimum=minimum)], *products, ProductFactory())
    mine = parts_of(order)[0]
    assert mine.goods_cents + mine.vendor_reduction_cents == sum(prices)
    assert min(line.line_price_incl_tax for line in order.lines.all()) >= 0
    assert mine.goods_cents > 0 or kind == Kind.PERCENT
    assert mine.operator_goods_cents == 0
