"""No cut of any call changes how money goes back, how the reserve or a gift card pays, or how a dispute ends."""

import pytest

from tests.scenarios import dispute_scenarios, gift_card_scenarios, refund_scenarios
from tests.scenarios.lives import live_cuts, scenarios_of

pytestmark = pytest.mark.django_db


MINE = scenarios_of(refund_scenarios, dispute_scenarios, gift_card_scenarios)


@pytest.mark.parametrize("scenario", MINE, ids=lambda scenario: scenario.__name__)
def test_however_a_call_is_cut_money_goes_back_as_if_it_had_not_been(lived, subtests, scenario):
    live_cuts(lived, subtests, scenario)
