"""No cut of any call changes how a scenario ends. The points are counted by the first life of each scenario."""

import sys
from functools import partial

import pytest

from commerce.settlement import operations
from commerce.settlement.operations import renew
from tests.scenarios import cut_scenarios, dispute_scenarios, gift_card_scenarios, identity_scenarios, refund_scenarios
from tests.scenarios.cuts import cuts_of, desks, methods_of, pattern
from tests.scenarios.lives import live_cuts, live_whole, scenarios_of

pytestmark = pytest.mark.django_db

#: `tests.scenarios.test_cuts_of_refunds` lives the other ones, so that two workers share the work.
MINE = scenarios_of(cut_scenarios)
SCENARIOS = MINE + scenarios_of(refund_scenarios, dispute_scenarios, gift_card_scenarios, identity_scenarios)


@pytest.mark.parametrize("scenario", MINE, ids=lambda scenario: scenario.__name__)
def test_however_a_call_is_cut_everything_ends_as_if_it_had_not_been(lived, subtests, scenario):
    live_cuts(lived, subtests, scenario)


#: Questions that no scenario asks, with the reason.
NOT_CUT = {
    "Gateway.close_user": "erasure asks it again every week until the user is closed: tests/commerce/leaving",
    "Gateway.wallet": "settlement never reads one wallet: tests and people do",
    "Declarations.find_open_declaration": "asked only where a key was forgotten; its own test does",
}


def test_every_question_that_settlement_can_ask_is_cut_in_some_scenario(lived):
    lives = [live_whole(lived, scenario) for scenario in SCENARIOS]
    asked = set.union(*(life.asked for life in lives))
    known = {f"{desk.__name__}.{name}" for desk in desks() for name in methods_of(desk)}
    assert known - asked == set(NOT_CUT)
    calls = {(call.method, pattern(call.path)) for life in lives for call in life.calls}
    sys.stdout.write("".join(f"{method} {path}\n" for method, path in sorted(calls)))


def test_a_settlement_that_forgets_its_keys_is_caught(lived, monkeypatch):
    monkeypatch.setattr(operations, "find_attempt", lambda operation, **_: renew(operation))
    scenario = cut_scenarios.shares_released_and_paid_out
    whole = lived(scenario)
    assert any(life.broken or life.differences(whole) for life in map(partial(lived, scenario), cuts_of(whole.calls)))
