"""What gift cards pay of a basket: never more than they have, nor than its price; and each bears its part."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from commerce.gift_cards.spending import planned
from commerce.order.models import VendorOrder
from commerce.settlement.split import bank_share_of, cut_by_gift_cards, payment_share_of, share_of
from simulation.invariants.rule import paid_by

cents = st.integers(0, 30_000)


@given(st.lists(st.tuples(st.integers(1, 3), cents), max_size=5), st.lists(st.tuples(cents, cents), max_size=3))
def test_cards_pay_at_most_what_they_hold_and_what_their_shops_ask(cards, prices):
    cards = [SimpleNamespace(vendor_id=vendor, balance_cents=balance) for vendor, balance in cards]
    parts = [(vendor, *price) for vendor, price in enumerate(prices, start=1)]
    uses = planned(cards, parts)
    for use in uses:
        assert 0 < use.amount_cents <= use.card.balance_cents
        assert min(use.goods_cents, use.shipping_cents) >= 0
    for vendor, goods, shipping in parts:
        mine = [use for use in uses if use.card.vendor_id == vendor]
        held = sum(card.balance_cents for card in cards if card.vendor_id == vendor)
        assert sum(use.goods_cents for use in mine) == min(goods, held)
        assert sum(use.amount_cents for use in mine) == min(goods + shipping, held)


@st.composite
def parts_with_cards(draw):
    """A vendor order under any terms, and what gift cards pay of it."""
    goods, shipping = draw(st.integers(1, 30_000)), draw(st.integers(0, 2_000))
    part = VendorOrder(
        pk=1,
        goods_cents=goods,
        shipping_cents=shipping,
        operator_goods_cents=draw(st.integers(0, 5_000)),
        operator_shipping_cents=draw(st.integers(0, 500)),
        commission_rate=draw(st.decimals(0, 40, places=2)),
        commission_fixed_cents=draw(st.integers(0, 120)),
        commission_vat_rate=draw(st.sampled_from([0, 20])),
        commission_on_shipping=draw(st.booleans()),
    )
    payments = []
    for number in range(draw(st.integers(1, 3))):
        left_goods = goods - part.gift_card_goods_cents
        left_shipping = shipping - part.gift_card_shipping_cents
        pays = draw(st.integers(0, left_goods)), draw(st.integers(0, left_shipping))
        if sum(pays):
            payments.append(SimpleNamespace(pk=number, goods_cents=pays[0], shipping_cents=pays[1], vendor_order=part))
            part.gift_card_goods_cents += pays[0]
            part.gift_card_shipping_cents += pays[1]
    part._prefetched_objects_cache = {"gift_card_payments": payments}
    return part, payments


@given(parts_with_cards())
def test_what_each_payer_s_part_bears_is_the_rule_and_leaves_a_cent_to_transfer(drawn):
    part, payments = drawn
    cut_by_gift_cards(part, payments)
    shares = [bank_share_of(part), *map(payment_share_of, payments)]
    for share, paid in zip(shares, paid_by(part, payments), strict=True):
        borne = (share.commission_cents, share.commission_vat_cents, share.subsidy_cents)
        assert borne == (paid.due.commission, paid.due.vat, paid.due.subsidy)
        assert share.fees_cents < share.total_cents or share.fees_cents == 0
        assert min(borne) >= 0
    whole = share_of(part)
    assert sum(share.total_cents for share in shares) == whole.total_cents
    assert sum(share.subsidy_cents for share in shares) == whole.subsidy_cents
    assert sum(share.fees_cents for share in shares) <= whole.fees_cents
    if whole.total_cents > 100 * len(shares) and min(share.total_cents or 100 for share in shares) >= 100:
        assert sum(share.fees_cents for share in shares) >= whole.fees_cents - len(shares)


def test_a_payment_of_one_cent_bears_no_fee_even_where_the_commission_takes_almost_everything():
    part = VendorOrder(
        pk=1,
        goods_cents=201,
        shipping_cents=0,
        gift_card_goods_cents=200,
        commission_rate=40,
        commission_fixed_cents=120,
        commission_vat_rate=20,
        commission_on_shipping=False,
    )
    payments = [SimpleNamespace(goods_cents=cents, shipping_cents=0, vendor_order=part) for cents in (1, 199)]
    part._prefetched_objects_cache = {"gift_card_payments": payments}
    cut_by_gift_cards(part, payments)
    assert [payment_share_of(payment).fees_cents for payment in payments] == [0, 198]
    assert bank_share_of(part).fees_cents == 0
