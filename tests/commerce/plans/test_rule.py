"""The share, against the rule written a second time from its text."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commerce.plans.commission import share
from tests.commerce.rule import who_gets_what

small_and_large = st.one_of(st.integers(0, 300), st.integers(0, 2_000_000))
baskets = {
    "goods_cents": small_and_large,
    "shipping_cents": st.integers(0, 20_000),
    "operator_goods_cents": st.one_of(st.just(0), small_and_large),
    "operator_shipping_cents": st.one_of(st.just(0), st.integers(0, 20_000)),
}
terms = {
    "rate": st.decimals(0, 100, places=2),
    "fixed_cents": st.integers(0, 500),
    "vat_rate": st.sampled_from([Decimal(0), Decimal("5.5"), Decimal("8.5"), Decimal(20)]),
    "commission_on_shipping": st.booleans(),
}


@given(st.fixed_dictionaries(baskets), st.fixed_dictionaries(terms))
def test_the_commission_is_what_the_text_of_the_rule_says(basket, plan):
    part = share(**basket, **plan)
    due = who_gets_what(
        paid_goods=basket["goods_cents"],
        paid_shipping=basket["shipping_cents"],
        operator_goods=basket["operator_goods_cents"],
        operator_shipping=basket["operator_shipping_cents"],
        rate=plan["rate"],
        fixed=plan["fixed_cents"],
        vat_rate=plan["vat_rate"],
        on_shipping=plan["commission_on_shipping"],
    )
    assert (part.commission_cents, part.commission_vat_cents) == (due.commission, due.vat)
    assert (part.net_cents, part.subsidy_cents) == (due.vendor, due.reserve)


@given(st.fixed_dictionaries(baskets), st.fixed_dictionaries(terms))
def test_the_parts_are_the_whole_and_nobody_owes_anything(basket, plan):
    part = share(**basket, **plan)
    assert part.total_cents + part.subsidy_cents == part.commission_cents + part.commission_vat_cents + part.net_cents
    assert min(part.commission_cents, part.commission_vat_cents, part.net_cents, part.subsidy_cents) >= 0
    assert part.fees_cents < part.total_cents or part.fees_cents == part.total_cents == 0
    assert not (part.fees_cents and part.subsidy_cents)


@given(st.fixed_dictionaries(baskets), st.fixed_dictionaries(terms))
def test_a_vendor_gets_the_same_whatever_the_operator_gives_away(basket, plan):
    dear = share(
        goods_cents=basket["goods_cents"] + basket["operator_goods_cents"],
        shipping_cents=basket["shipping_cents"] + basket["operator_shipping_cents"],
        **plan,
    )
    cheap = share(**basket, **plan)
    assert cheap.net_cents == dear.net_cents
    assert dear.fees_cents - cheap.fees_cents + cheap.subsidy_cents == dear.total_cents - cheap.total_cents


@given(st.fixed_dictionaries(baskets), st.fixed_dictionaries(terms), st.integers(0, 20_000))
def test_shipping_bears_no_commission_unless_the_plan_says_so(basket, plan, more):
    plan = {**plan, "commission_on_shipping": False}
    basket = {**basket, "shipping_cents": basket["shipping_cents"] + 1}
    dearer = {**basket, "shipping_cents": basket["shipping_cents"] + more}
    assert share(**dearer, **plan).net_cents - share(**basket, **plan).net_cents == more


@given(st.fixed_dictionaries(baskets), st.fixed_dictionaries(terms), st.integers(0, 20_000))
def test_a_vendors_own_reduction_lowers_what_the_commission_bears_on(basket, plan, reduction):
    dear = share(**{**basket, "goods_cents": basket["goods_cents"] + reduction}, **plan)
    cheap = share(**basket, **plan)
    assert cheap.net_cents <= dear.net_cents + 1  # Commission and VAT may round up together on one cent more.
    assert cheap.fees_cents - cheap.subsidy_cents <= dear.fees_cents - dear.subsidy_cents
