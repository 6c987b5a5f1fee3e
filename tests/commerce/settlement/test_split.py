from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from commerce.settlement.split import share

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
