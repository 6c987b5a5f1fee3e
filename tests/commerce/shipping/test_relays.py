import pytest

from commerce.shipping.models import RelayPoint
from commerce.shipping.relays import NearbyRelay, RelaySearch, search_relays, typed_relay
from tests.factories import RelayPointFactory

pytestmark = pytest.mark.django_db


def test_the_carrier_s_relays_become_rows_and_are_asked_once_an_hour(carriers, django_assert_num_queries):
    first = search_relays("Mondial Relay", "69004", grams=800)
    assert (len(first.relays), first.is_answered, RelayPoint.objects.count()) == (10, True, 10)
    carriers.fail(mondial_relay="down")
    with django_assert_num_queries(1):
        assert search_relays("mondial relay", "69004", grams=900) == first


def test_a_relay_that_changed_its_hours_is_the_same_row(carriers):
    search_relays("Mondial Relay", "69004", grams=800)
    RelayPoint.objects.update(opening_hours="jamais")
    search_relays("Mondial Relay", "69004", grams=5_000)
    assert RelayPoint.objects.count() == 10
    assert not RelayPoint.objects.filter(opening_hours="jamais").exists()


@pytest.mark.parametrize("fault", ["down", "nonsense"])
def test_a_silent_carrier_leaves_the_relays_that_the_house_knows(carriers, fault):
    search_relays("Mondial Relay", "69004", grams=800)
    carriers.fail(mondial_relay=fault)
    known = search_relays("Mondial Relay", "69001", grams=800)
    assert (len(known.relays), known.is_answered) == (10, False)
    assert search_relays("Mondial Relay", "13001", grams=800).relays == []


def test_relays_by_hand_are_neither_the_carriers_nor_what_somebody_typed(carriers):
    search_relays("Mondial Relay", "69004", grams=800)
    typed_relay("Mondial Relay", name="Chez Paul", street="1 rue Neuve", postcode="69004", town="Lyon")
    mine = RelayPointFactory(postcode="69004")
    assert [near.point for near in search_relays("Le cousin Paul", "69004", grams=800).relays] == [mine]


def test_the_same_words_are_the_same_relay():
    words = {"name": "Chez Paul", "street": "1 rue Neuve", "postcode": "69004", "town": "Lyon"}
    assert typed_relay("Mondial Relay", **words) == typed_relay("Mondial Relay", **{**words, "town": "LYON"})


def test_the_map_shows_every_placed_relay_within_its_frame(carriers):
    dots = search_relays("Mondial Relay", "69004", grams=800).dots
    assert [number for _x, _y, number in dots] == list(range(1, 11))
    assert all(0 < x < 320 and 0 < y < 200 for x, y, _number in dots)
    north = NearbyRelay(RelayPoint(latitude=46.0, longitude=5.0), 1)
    south = NearbyRelay(RelayPoint(latitude=45.0, longitude=5.0), 2)
    (_x, above, _one), (_x, below, _two) = RelaySearch([north, south]).dots
    assert above < below
    assert RelaySearch([north, NearbyRelay(RelayPoint(), 2)]).dots == []
