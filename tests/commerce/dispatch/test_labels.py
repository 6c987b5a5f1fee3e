from datetime import timedelta

import pytest

from commerce.dispatch.labels import (
    SHEETS_KEPT,
    NoLabel,
    ask_for_label,
    can_label,
    forget_sheets,
    unused_label,
    usual_grams,
)
from commerce.dispatch.models import Label
from commerce.order.parcels import hand_over
from tests.commerce.baskets import MONDAY
from tests.factories import RelayPointFactory

pytestmark = pytest.mark.django_db


def ask(part, key="a", grams=1200):
    return ask_for_label(part, grams=grams, request_key=key, now=MONDAY)


def test_two_clicks_make_one_label_two_parcels_make_two(part, carriers):
    before = len(carriers.depot.parcels)
    first = ask(part)
    assert ask(part) == first
    assert ask(part, key="b").number != first.number
    assert len(carriers.depot.parcels) == before + 2
    assert bytes(first.pdf).startswith(b"%PDF")


def test_the_label_says_who_receives(part, carriers):
    assert carriers.depot.parcels[ask(part).number].recipient == "Camille Martin"


def test_the_weight_proposed_is_what_is_left_to_send(part):
    assert usual_grams(part) == 1200


def test_what_the_carrier_refuses_is_told_in_its_words_and_written(part, carriers):
    with pytest.raises(NoLabel, match=r"refuse.*poids"):
        ask(part, grams=90_000)
    assert Label.objects.get().state == Label.State.REFUSED
    with pytest.raises(NoLabel, match="refuse"):
        ask(part, grams=90_000)


def test_a_carrier_that_broke_off_leaves_a_doubt_and_the_next_question_costs_nothing(part, carriers):
    carriers.fail(colissimo="down")
    with pytest.raises(NoLabel, match="existe peut-être"):
        ask(part)
    with pytest.raises(NoLabel, match="ne répond pas"):
        ask(part, key="b")
    assert [label.state for label in Label.objects.all()] == [Label.State.IN_DOUBT]


def test_no_label_for_what_left_is_collected_or_goes_by_hand(part, carriers, settings):
    assert can_label(part)
    part.relay_point = RelayPointFactory.build(number="")
    assert not can_label(part)
    part.relay_point = None
    part.carrier = "Le cousin Paul"
    assert not can_label(part)
    with pytest.raises(NoLabel, match="à la main"):
        ask(part)
    part.carrier = "Colissimo"
    hand_over(part, now=MONDAY)
    part.refresh_from_db()
    assert not can_label(part)


def test_a_label_waits_for_its_parcel(part, carriers):
    label = ask(part)
    assert unused_label(part) == label
    hand_over(part, tracking_number=label.number, now=MONDAY)
    assert unused_label(part) is None


def test_a_sheet_that_nobody_needs_is_erased_and_its_number_stays(part, carriers):
    label = ask(part)
    assert forget_sheets(now=MONDAY + SHEETS_KEPT - timedelta(days=1)) == 0
    assert [forget_sheets(now=MONDAY + SHEETS_KEPT) for _twice in range(2)] == [1, 0]
    label.refresh_from_db()
    assert (bytes(label.pdf), bool(label.number), label.is_made) == (b"", True, False)
