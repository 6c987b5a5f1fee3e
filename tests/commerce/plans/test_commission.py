from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.plans.commission import Part, given_back, share

cents = st.integers(0, 2_000_000)
rates = st.decimals(0, 100, places=2)
vat_rates = st.sampled_from([Decimal(0), Decimal("5.5"), Decimal(20)])
fixed = st.integers(0, 500)


def cut(goods_cents, shipping_cents=0, rate=30, fixed_cents=0, vat_rate=20):
    return share(
        goods_cents=goods_cents,
        shipping_cents=shipping_cents,
        rate=Decimal(rate),
        fixed_cents=fixed_cents,
        vat_rate=Decimal(vat_rate),
    )


def test_six_euros_forty_five_at_thirty_per_cent_is_cut_without_losing_a_cent():
    part = cut(645)
    assert (part.commission_cents, part.commission_vat_cents, part.net_cents) == (194, 39, 412)


def test_shipping_goes_to_its_vendor_whole():
    assert cut(10000, shipping_cents=690, rate=12).fees_cents == cut(10000, rate=12).fees_cents == 1440
    assert cut(10000, shipping_cents=690, rate=12).net_cents == 9250


def test_the_fixed_part_is_added_once_per_vendor_order():
    assert cut(10000, rate=10, fixed_cents=50, vat_rate=0).commission_cents == 1050


def test_a_commission_that_would_eat_everything_leaves_a_cent():
    part = cut(100, rate=100)
    assert (part.fees_cents, part.net_cents) == (99, 1)


def test_a_commission_never_eats_the_shipping():
    part = cut(100, shipping_cents=490, rate=100)
    assert (part.fees_cents, part.net_cents) == (100, 490)


@given(cents, cents, rates, fixed, vat_rates)
def test_the_parts_are_always_the_whole(goods, shipping, rate, fixed_cents, vat_rate):
    part = cut(goods, shipping, rate, fixed_cents, vat_rate)
    assert part.net_cents + part.commission_cents + part.commission_vat_cents == goods + shipping
    assert min(part.commission_cents, part.commission_vat_cents) >= 0
    assert part.fees_cents <= goods
    assert part.net_cents >= min(1, goods + shipping)


@given(cents, rates, vat_rates)
def test_an_ordinary_commission_is_within_half_a_cent_of_the_exact_one(goods, rate, vat_rate):
    part = cut(goods, 1, rate, 0, vat_rate)
    exact = Decimal(goods) * rate / 100
    if part.fees_cents < goods:
        assert abs(part.commission_cents - exact) <= Decimal("0.5")


@st.composite
def shares(draw):
    """Any share that a vendor order could have, with reductions of the operator."""
    return share(
        goods_cents=draw(cents),
        shipping_cents=draw(st.integers(0, 20_000)),
        rate=draw(rates),
        fixed_cents=draw(fixed),
        vat_rate=draw(vat_rates),
        operator_goods_cents=draw(st.integers(0, 50_000)),
        operator_shipping_cents=draw(st.integers(0, 2_000)),
        commission_on_shipping=draw(st.booleans()),
    )


@given(st.data())
def test_what_goes_back_in_parts_is_the_whole_and_no_part_of_it_is_negative(data):
    whole = data.draw(shares())
    pieces = []
    before = Part()
    goods_left, shipping_left = whole.goods_cents, whole.shipping_cents
    for last in (False, False, False, True):
        part = Part(
            goods_left if last else data.draw(st.integers(0, goods_left)),
            shipping_left if last else data.draw(st.integers(0, shipping_left)),
        )
        pieces.append(given_back(whole, part, before=before))
        before += part
        goods_left -= part.goods_cents
        shipping_left -= part.shipping_cents
    for piece in pieces:
        assert min(piece.commission_cents, piece.commission_vat_cents, piece.subsidy_cents, piece.vendor_cents) >= 0
        assert piece.part.total_cents + piece.subsidy_cents == piece.fees_cents + piece.vendor_cents
    assert sum(piece.commission_cents for piece in pieces) == whole.commission_cents
    assert sum(piece.commission_vat_cents for piece in pieces) == whole.commission_vat_cents
    if whole.total_cents:
        assert sum(piece.vendor_cents for piece in pieces) == whole.net_cents


@given(shares())
def test_an_operators_reduction_costs_the_operator_and_never_the_vendor(whole):
    assert whole.total_cents + whole.subsidy_cents == whole.fees_cents + whole.net_cents
    assert min(whole.commission_cents, whole.commission_vat_cents, whole.subsidy_cents, whole.net_cents) >= 0


@pytest.mark.parametrize(("reduction", "fees", "subsidy"), [(0, 1440, 0), (500, 940, 0), (1440, 0, 0), (2000, 0, 560)])
def test_an_operators_reduction_lowers_the_commission_and_then_takes_from_the_reserve(reduction, fees, subsidy):
    whole = share(
        goods_cents=10_000 - reduction,
        shipping_cents=690,
        rate=Decimal(12),
        fixed_cents=0,
        vat_rate=Decimal(20),
        operator_goods_cents=reduction,
    )
    assert (whole.fees_cents, whole.subsidy_cents, whole.net_cents) == (fees, subsidy, 9250)


def test_more_than_was_paid_never_goes_back():
    with pytest.raises(ValueError, match="more than was paid"):
        given_back(cut(645), Part(646))
