"""No cut of a call changes who a vendor is at Mangopay, what it was sent, or where its money goes."""

import pytest

from tests.scenarios import identity_scenarios
from tests.scenarios.lives import live_cuts, scenarios_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("scenario", scenarios_of(identity_scenarios), ids=lambda scenario: scenario.__name__)
def test_however_a_call_is_cut_a_vendor_is_known_as_if_it_had_not_been(lived, subtests, scenario):
    live_cuts(lived, subtests, scenario)
