from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.partner.models import Partner
from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import default_modes
from commerce.shipping.pricing import Consignment, NotCarried, charge_of
from commerce.shipping.rates import Rate, rates_to
from commerce.shipping.zones import Destination, Zone

PARIS, AJACCIO, SAINT_DENIS, NEVERS = (Destination(code) for code in ("75011", "20000", "97400", "58000"))
LIGHT = Consignment(goods_cents=4000, grams=400, destination=PARIS)


def home(*rates, **more):
    return DeliveryMode(kind="home", charge_cents=690, rates=[rate.as_json() for rate in rates], **more)


def by_weight(**more):
    return home(
        Rate(500, 500, Zone.MAINLAND),
        Rate(900, 2000, Zone.MAINLAND),
        Rate(2500, 1000, Zone.OVERSEAS),
        **more,
    )


@pytest.mark.parametrize(
    ("postcode", "zone"),
    [("75001", "metropole"), ("20200", "corse"), ("97110", "outre-mer"), ("98713", "outre-mer"), ("", "metropole")],
)
def test_the_postcode_says_the_zone(postcode, zone):
    assert Destination(postcode).zone == zone


@pytest.mark.parametrize(("grams", "cents"), [(1, 500), (500, 500), (501, 900), (2000, 900)])
def test_the_narrowest_row_that_carries_the_weight_is_the_price(grams, cents):
    assert charge_of(by_weight(), replace(LIGHT, grams=grams)) == cents


def test_what_is_too_heavy_is_refused_with_both_weights():
    with pytest.raises(NotCarried, match=r"pèse 2,5\u00a0kg.*jusqu’à 2\u00a0kg"):
        charge_of(by_weight(), replace(LIGHT, grams=2500))


def test_corsica_follows_the_mainland_until_it_has_rows_of_its_own():
    assert charge_of(by_weight(), replace(LIGHT, destination=AJACCIO)) == 500
    own = home(Rate(500, 500, Zone.MAINLAND), Rate(1100, 500, Zone.CORSICA))
    assert charge_of(own, replace(LIGHT, destination=AJACCIO)) == 1100


def test_a_destination_without_rows_is_not_served():
    with pytest.raises(NotCarried, match="Outre-mer"):
        charge_of(home(Rate(500, 500, Zone.MAINLAND)), replace(LIGHT, destination=SAINT_DENIS))
    assert charge_of(by_weight(), replace(LIGHT, destination=SAINT_DENIS)) == 2500


def test_one_price_without_a_table_holds_in_metropolitan_france_only():
    assert charge_of(home(), replace(LIGHT, grams=20_000, destination=AJACCIO)) == 690
    with pytest.raises(NotCarried):
        charge_of(home(), replace(LIGHT, destination=SAINT_DENIS))


def test_free_from_an_amount_but_never_overseas():
    mode = by_weight(free_from_cents=4000)
    assert charge_of(mode, LIGHT) == 0
    assert charge_of(mode, replace(LIGHT, goods_cents=3999)) == 500
    assert charge_of(mode, replace(LIGHT, destination=SAINT_DENIS)) == 2500


@pytest.mark.parametrize(
    ("carrier", "grams", "sizes", "says"),
    [
        ("Colissimo", 30_001, (), "30\u00a0kg au plus"),
        ("colissimo", 900, ((101, 5, 5),), "100 cm de long"),
        ("Mondial  Relay", 900, ((60, 50, 41),), "150 cm en tout"),
        ("Chronopost", 900, ((140, 50, 50),), "300 cm au plus"),
    ],
)
def test_a_known_carrier_refuses_what_it_does_not_take_and_says_why(carrier, grams, sizes, says):
    with pytest.raises(NotCarried, match=says):
        charge_of(home(carrier=carrier), replace(LIGHT, grams=grams, sizes=sizes))


def test_nothing_is_known_of_another_carrier_and_nothing_refused():
    assert charge_of(home(carrier="Le cousin Paul"), replace(LIGHT, grams=90_000, sizes=((300, 50, 50),))) == 690


def test_collection_asks_neither_weight_nor_place():
    heavy = replace(LIGHT, grams=500_000, destination=SAINT_DENIS)
    assert charge_of(DeliveryMode(kind="collect", charge_cents=0), heavy) == 0


def in_person():
    near = Rate(800, None, postcodes=("58", "89"))
    return DeliveryMode(kind="own", rates=[near.as_json(), Rate(300, None, postcodes=("5800",)).as_json()])


def test_a_maker_delivers_where_the_postcode_begins_so_and_the_most_precise_wins():
    assert charge_of(in_person(), replace(LIGHT, destination=Destination("58200"))) == 800
    assert charge_of(in_person(), replace(LIGHT, destination=NEVERS)) == 300
    with pytest.raises(NotCarried, match="75011"):
        charge_of(in_person(), LIGHT)


def test_a_maker_s_own_delivery_waits_for_the_address():
    with pytest.raises(NotCarried, match="adresse"):
        charge_of(in_person(), replace(LIGHT, destination=None))


def test_the_usual_modes_carry_by_weight_up_to_the_carriers_limit():
    modes = {mode.kind: mode for mode in default_modes(Partner())}
    charges = [charge_of(modes["home"], replace(LIGHT, grams=grams)) for grams in (500, 1000, 5000, 30_000)]
    assert charges == sorted(charges)
    assert charges[0] == modes["home"].charge_cents == 690
    with pytest.raises(NotCarried):
        charge_of(modes["relay"], replace(LIGHT, grams=25_001))


rates = st.lists(
    st.builds(
        Rate,
        charge_cents=st.integers(0, 99_900),
        up_to_grams=st.none() | st.integers(1, 40_000),
        zone=st.sampled_from(Zone.values),
    ),
    min_size=1,
    max_size=8,
)


@given(rates=rates, grams=st.integers(1, 50_000), postcode=st.from_regex(r"\A[0-9]{5}\Z"))
def test_a_price_is_always_that_of_a_row_that_reaches_and_carries(rates, grams, postcode):
    destination = Destination(postcode)
    try:
        charge = charge_of(home(*rates), replace(LIGHT, grams=grams, destination=destination))
    except NotCarried:
        assert not any(rate.carries(grams) for rate in rates_to(rates, destination))
        return
    assert charge in {rate.charge_cents for rate in rates_to(rates, destination) if rate.carries(grams)}


@given(rates=rates)
def test_rows_come_back_from_the_database_as_they_went(rates):
    assert [Rate.from_json(rate.as_json()) for rate in rates] == rates
