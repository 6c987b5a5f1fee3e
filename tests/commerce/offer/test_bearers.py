"""Who pays a reduction: to the cent, without exception, and never a vendor for another's goods."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commerce.offer.bearers import cut_reduction
from commerce.offer.models import Benefit, Condition, ConditionalOffer
from tests.commerce.baskets import basket_of, reloaded
from tests.commerce.coupons import coupon, offer
from tests.factories import ProductFactory, VendorFactory


@given(st.integers(0, 10_000_000), st.decimals(0, 100, places=2))
def test_a_shared_reduction_is_cut_without_losing_a_cent(amount, rate):
    cut = cut_reduction(amount, rate)
    assert cut.operator_cents + cut.vendor_cents == amount
    assert min(cut.operator_cents, cut.vendor_cents) >= 0
    assert abs(cut.operator_cents - Fraction(amount) * Fraction(rate) / 100) <= Fraction(1, 2)


def test_a_cent_that_belongs_to_both_is_the_operators():
    assert (cut_reduction(1, 50).operator_cents, cut_reduction(101, 50).operator_cents) == (1, 51)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "payer",
    [
        {"bearer": ""},
        {"bearer": "buyer"},
        {"bearer": "vendor"},
        {"bearer": "shared", "operator_share": 50},
        {"bearer": "shared", "vendor": True},
        {"bearer": "shared", "vendor": True, "operator_share": Decimal("100.01")},
        {"bearer": "shared", "vendor": True, "operator_share": Decimal("-0.01")},
        {"bearer": "vendor", "vendor": True, "operator_share": 10},
        {"bearer": "operator", "operator_share": 100},
    ],
)
def test_the_database_refuses_an_offer_that_does_not_say_who_pays(payer):
    if payer.get("vendor"):
        payer = {**payer, "vendor": VendorFactory()}
    with pytest.raises(IntegrityError), transaction.atomic():
        offer(Benefit.PERCENTAGE, 10, **payer)
    with pytest.raises(ValidationError):
        ConditionalOffer(
            name="x", condition=Condition.objects.create(), benefit=Benefit.objects.create(), **payer
        ).full_clean()


@pytest.mark.django_db
def test_who_pays_is_said_in_words():
    vendor = VendorFactory(name="Terre & Feu")
    with translation.override("fr"):
        assert str(offer(Benefit.FIXED, 5, "a").bearer_in_words) == "à la charge de MonQuibus"
        assert (
            offer(Benefit.FIXED, 5, "b", bearer="vendor", vendor=vendor).bearer_in_words
            == "à la charge de Terre & Feu"
        )
        shared = offer(Benefit.FIXED, 5, "c", bearer="shared", operator_share=Decimal("12.50"), vendor=vendor)
        assert shared.bearer_in_words == "12,5\u202f% à la charge de MonQuibus, le reste à celle de Terre & Feu"


def lowered(vendors, basket):
    """What each vendor's goods lose in this basket, in Decimal euros."""
    return [
        sum(line.discount_value for line in basket.all_lines() if line.product.vendor_id == vendor.pk)
        for vendor in vendors
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("benefit", "value", "taken"),
    [
        (Benefit.PERCENTAGE, 50, 45),
        (Benefit.FIXED, 100, 90),
        (Benefit.FIXED_UNIT, 10, 30),
        (Benefit.MULTIBUY, None, 30),
        (Benefit.FIXED_PRICE, 1, 29 * 3),
    ],
)
def test_whatever_a_vendor_gives_touches_no_other_vendors_goods(benefit, value, taken):
    giver, other = VendorFactory(), VendorFactory()
    basket = basket_of(
        (ProductFactory(vendor=giver, price=Decimal(30)), 3), ProductFactory(vendor=other, price=Decimal(9))
    )
    basket.vouchers.add(coupon(benefit, value, bearer="vendor", vendor=giver))
    assert lowered([giver, other], reloaded(basket)) == [taken, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("condition", [(Condition.VALUE, 50), (Condition.COUNT, 2), (Condition.COVERAGE, 2)])
def test_a_vendors_condition_counts_no_other_vendors_goods(condition):
    giver, other = VendorFactory(), VendorFactory()
    basket = basket_of(ProductFactory(vendor=giver), (ProductFactory(vendor=other), 4))
    found = coupon(Benefit.FIXED, 5, bearer="vendor", vendor=giver, condition=condition)
    basket.vouchers.add(found)
    basket = reloaded(basket)
    assert lowered([giver, other], basket) == [0, 0]
    assert found.is_available_for_basket(basket)[0] is False
    assert found.offers.get().is_condition_partially_satisfied(basket)
    basket.add_product(ProductFactory(vendor=giver))
    assert lowered([giver, other], reloaded(basket)) == [5, 0]


@pytest.mark.django_db
def test_an_operators_offer_may_be_limited_to_one_vendor_too():
    chosen, other = VendorFactory(), VendorFactory()
    basket = basket_of(ProductFactory(vendor=chosen), ProductFactory(vendor=other))
    basket.vouchers.add(coupon(Benefit.PERCENTAGE, 10, bearer="operator", vendor=chosen))
    assert lowered([chosen, other], reloaded(basket)) == [4, 0]


@pytest.mark.django_db
def test_an_offers_page_shows_its_vendors_goods_only():
    giver = VendorFactory()
    own, _other = ProductFactory(vendor=giver), ProductFactory()
    assert [*offer(Benefit.PERCENTAGE, 10, bearer="vendor", vendor=giver).products()] == [own]


@pytest.mark.django_db
def test_an_exclusive_free_piece_is_not_given_on_top_of_another_offer_and_is_asked_for_once(monkeypatch):
    asked = []
    apply = ConditionalOffer.apply_benefit

    def counted(*call):
        asked.append(call)
        assert len(asked) < 9, "Oscar asks 10,000 times."
        return apply(*call)

    monkeypatch.setattr(ConditionalOffer, "apply_benefit", counted)
    basket = basket_of(ProductFactory(price=Decimal(20)), ProductFactory(price=Decimal(50)))
    on_one_piece = coupon(Benefit.PERCENTAGE, 10, "A", exclusive=False, priority=1, max_basket_applications=1)
    Benefit.objects.update(max_affected_items=1)
    basket.vouchers.add(on_one_piece, coupon(Benefit.MULTIBUY, None, "B"))
    cheap, dear = reloaded(basket).all_lines()
    assert [cents for cents, _offer in cheap.reductions()] == [200]
    assert dear.reductions() == []


@pytest.mark.django_db
def test_reductions_that_meet_on_one_piece_take_no_more_than_it_costs():
    vendor = VendorFactory()
    basket = basket_of(ProductFactory(vendor=vendor, price=Decimal("10.01")))
    for code, payer in [("A", {"bearer": "operator"}), ("B", {"bearer": "vendor", "vendor": vendor})]:
        basket.vouchers.add(coupon(Benefit.PERCENTAGE, 60, code, exclusive=False, **payer))
    [line] = reloaded(basket).all_lines()
    assert sorted(cents for cents, _offer in line.reductions()) == [400, 601]
    assert line.line_price_incl_tax_incl_discounts == 0
