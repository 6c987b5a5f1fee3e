"""Coupons of several payers in one basket: each pays its own, and the parts stay the whole."""

import random
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from commerce.checkout import placement
from commerce.money import to_cents
from commerce.offer.models import Benefit, ConditionalOffer
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.settlement.split import share_of
from tests.commerce.baskets import MONDAY, basket_of, choose, reloaded, submission
from tests.commerce.coupons import Voucher, coupon, parts_of, placed_with
from tests.commerce.order.test_split import assert_adds_up
from tests.commerce.rule import who_gets_what
from tests.factories import PlanFactory, ProductFactory, VendorFactory

pytestmark = pytest.mark.django_db


def reductions(part):
    """What a vendor order's reductions cost: vendor and operator on goods, vendor and operator on delivery."""
    return (
        part.vendor_reduction_cents,
        part.operator_goods_cents,
        part.vendor_shipping_reduction_cents,
        part.operator_shipping_cents,
    )


def test_coupons_of_two_vendors_work_in_one_basket_each_on_its_own_goods():
    first, second = VendorFactory(), VendorFactory()
    order = placed_with(
        [
            coupon(Benefit.PERCENTAGE, 10, "UN", bearer="vendor", vendor=first),
            coupon(Benefit.FIXED, 5, "DEUX", bearer="vendor", vendor=second),
        ],
        ProductFactory(vendor=first),
        ProductFactory(vendor=second),
    )
    assert [reductions(part) for part in parts_of(order)] == [(400, 0, 0, 0), (500, 0, 0, 0)]
    assert [part.goods_cents for part in parts_of(order)] == [3600, 3500]
    assert sorted(order.discounts.values_list("voucher_code", "amount")) == [("DEUX", 5), ("UN", 4)]
    assert_adds_up(order)


def test_what_the_operator_gives_is_recorded_with_each_vendor_it_reached():
    order = placed_with([coupon(Benefit.FIXED, 10)], *(ProductFactory(price=Decimal("33.33")) for _ in range(3)))
    assert [reductions(part) for part in parts_of(order)] == [(0, 333, 0, 0), (0, 333, 0, 0), (0, 334, 0, 0)]


def test_a_shared_reduction_is_cut_line_by_line():
    vendor = VendorFactory()
    order = placed_with(
        [coupon(Benefit.PERCENTAGE, 10, bearer="shared", operator_share=Decimal("33.33"), vendor=vendor)],
        *(ProductFactory(vendor=vendor, price=Decimal("0.70")) for _ in range(3)),
    )
    assert reductions(parts_of(order)[0]) == (15, 6, 0, 0)


def test_a_vendors_reduction_on_delivery_lowers_that_vendors_delivery_only():
    first, second = VendorFactory(), VendorFactory()
    order = placed_with(
        [coupon(Benefit.SHIPPING_PERCENTAGE, 100, bearer="vendor", vendor=second)],
        ProductFactory(vendor=first),
        ProductFactory(vendor=second),
    )
    assert [(part.shipping_cents, *reductions(part)) for part in parts_of(order)] == [
        (690, 0, 0, 0, 0),
        (0, 0, 0, 690, 0),
    ]
    assert order.shipping_discounts[0].amount == Decimal("6.90")
    assert_adds_up(order)


def test_an_operators_reduction_on_delivery_is_spread_and_a_vendors_own_comes_beside_it():
    first, second = VendorFactory(), VendorFactory()
    third = VendorFactory()
    order = placed_with(
        [
            coupon(Benefit.SHIPPING_FIXED_PRICE, 1, "PORT", priority=-1),
            coupon(Benefit.SHIPPING_ABSOLUTE, 2, "MIEN", bearer="vendor", vendor=first),
        ],
        *(ProductFactory(vendor=vendor) for vendor in (first, second, third)),
        kinds=("home", "relay", "home"),
    )
    assert [(part.shipping_cents, *reductions(part)) for part in parts_of(order)] == [
        (490, 0, 0, 200, 0),
        (42, 0, 0, 0, 448),
        (58, 0, 0, 0, 632),
    ]
    assert_adds_up(order)


def test_a_reduction_on_a_delivery_that_costs_nothing_takes_nothing():
    order = placed_with([coupon(Benefit.SHIPPING_ABSOLUTE, 2)], ProductFactory(), kinds=("collect",))
    assert reductions(parts_of(order)[0]) == (0, 0, 0, 0)
    assert_adds_up(order)


def test_a_cent_that_rounding_takes_is_recorded_too():
    order = placed_with([coupon(Benefit.PERCENTAGE, Decimal("0.01"))], ProductFactory(price=Decimal("53.35")))
    assert reductions(parts_of(order)[0]) == (0, 1, 0, 0)
    assert order.discounts.get().amount == Decimal("0.01")


def test_what_a_plan_says_of_delivery_is_frozen_at_confirmation():
    plan = PlanFactory(code="port", terms__commission_on_shipping=True)
    order = placed_with([], ProductFactory(vendor=VendorFactory(plan=plan)), ProductFactory())
    assert [part.commission_on_shipping for part in parts_of(order)] == [None, None]
    lifecycle.confirm(order, now=MONDAY)
    plan.terms.update(commission_on_shipping=False)
    assert [part.commission_on_shipping for part in parts_of(order)] == [True, False]
    assert [share_of(part).commission_cents for part in parts_of(order)] == [563, 480]


def test_terms_are_frozen_together_or_not_at_all():
    order = placed_with([], ProductFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        VendorOrder.objects.filter(order=order).update(commission_rate=10)


def test_an_operators_coupon_leaves_the_vendor_what_it_would_have_had_without():
    vendor = VendorFactory()
    nets = []
    for coupons in ([], [coupon(Benefit.PERCENTAGE, 40)], [coupon(Benefit.SHIPPING_PERCENTAGE, 100, "PORT")]):
        order = placed_with(coupons, ProductFactory(vendor=vendor))
        lifecycle.confirm(order, now=MONDAY)
        nets.append(share_of(parts_of(order)[0]).net_cents)
    assert nets == [4114, 4114, 4114]


def test_what_an_editor_changes_while_an_order_is_placed_stays_changed():
    found = coupon(Benefit.PERCENTAGE, 10, max_global_applications=2)
    vendor = VendorFactory()
    basket = basket_of(ProductFactory(vendor=vendor))
    basket.vouchers.add(found)
    basket = reloaded(basket)
    everything = submission(basket, choose(basket, "home"))
    ConditionalOffer.objects.update(bearer="vendor", vendor=vendor, status=ConditionalOffer.SUSPENDED, num_orders=7)
    Voucher.objects.update(num_orders=7, total_discount=7)
    placement.place(**everything)
    offer = ConditionalOffer.objects.get()
    assert (offer.bearer, offer.status, offer.num_orders, offer.total_discount) == ("vendor", "Suspended", 8, 4)
    found.refresh_from_db()
    assert (found.num_orders, found.total_discount, found.applications.count()) == (8, 11, 1)


def test_an_offer_is_consumed_by_its_last_use():
    found = coupon(Benefit.PERCENTAGE, 10, max_global_applications=2)
    for status in (ConditionalOffer.OPEN, ConditionalOffer.CONSUMED):
        placed_with([found], ProductFactory())
        assert ConditionalOffer.objects.get().status == status
    assert parts_of(placed_with([found], ProductFactory()))[0].operator_goods_cents == 0


def payer(dice, vendors):
    """Somebody who pays a reduction."""
    vendor = dice.choice(vendors)
    return dice.choice(
        [
            {"bearer": "operator"},
            {"bearer": "operator", "vendor": vendor},
            {"bearer": "vendor", "vendor": vendor},
            {"bearer": "shared", "vendor": vendor, "operator_share": Decimal(dice.randint(0, 10_000)) / 100},
        ]
    )


def draw_coupon(dice, vendors, code):
    """Any coupon that the dashboard can make."""
    kind = dice.choice([kind for kind, _label in Benefit.TYPE_CHOICES if kind != Benefit.FIXED_PRICE])
    value = None if kind == Benefit.MULTIBUY else Decimal(dice.randint(1, 10_000)) / 100
    return coupon(
        kind, value, code, exclusive=dice.random() < 0.4, priority=dice.randint(0, 3), **payer(dice, vendors)
    )


def draw_order(dice):
    """A confirmed order of one to four vendors with up to five coupons, whoever pays them."""
    vendors = [
        VendorFactory(
            vat_rate=dice.choice([Decimal(0), Decimal("5.5"), Decimal(20)]),
            delivery_modes={"home": dice.choice([0, 1, 490, 690])},
            plan=PlanFactory(
                code=f"p{dice.randint(0, 5)}",
                terms__commission_rate=Decimal(dice.randint(0, 3000)) / 100,
                terms__commission_fixed_cents=dice.choice([0, 0, 30, 250]),
                terms__commission_on_shipping=dice.random() < 0.3,
            ),
        )
        for _ in range(dice.randint(1, 4))
    ]
    contents = [
        (ProductFactory(vendor=dice.choice(vendors), price=Decimal(dice.randint(1, 20_000)) / 100), dice.randint(1, 4))
        for _ in range(dice.randint(1, 6))
    ]
    coupons = [draw_coupon(dice, vendors, f"C{n}") for n in range(dice.randint(0, 5))]
    order = placed_with(coupons, *contents)
    lifecycle.confirm(order, now=MONDAY)
    return order


@pytest.mark.parametrize("seed", range(40))
def test_whoever_pays_the_parts_are_the_whole_and_the_commission_is_the_rules(seed):
    order = draw_order(random.Random(seed))
    assert_adds_up(order)
    parts = parts_of(order)
    on_goods = sum(part.vendor_reduction_cents + part.operator_goods_cents for part in parts)
    on_delivery = sum(part.vendor_shipping_reduction_cents + part.operator_shipping_cents for part in parts)
    recorded = [(discount.category, to_cents(discount.amount)) for discount in order.discounts.all()]
    assert on_goods == sum(cents for category, cents in recorded if category == "Basket")
    assert on_delivery == sum(cents for category, cents in recorded if category == "Shipping")
    for part in parts:
        share = share_of(part)
        due = who_gets_what(
            paid_goods=part.goods_cents,
            paid_shipping=part.shipping_cents,
            operator_goods=part.operator_goods_cents,
            operator_shipping=part.operator_shipping_cents,
            rate=part.commission_rate,
            fixed=part.commission_fixed_cents,
            vat_rate=part.commission_vat_rate,
            on_shipping=part.commission_on_shipping,
        )
        assert (share.commission_cents, share.commission_vat_cents, share.net_cents, share.subsidy_cents) == (
            due.commission,
            due.vat,
            due.vendor,
            due.reserve,
        )
