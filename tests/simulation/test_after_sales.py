"""The invariants of what happens after a sale hold after honest stories, and each notices what breaks them."""

import pytest

from commerce.communication import mails
from simulation.invariants import news, pieces, promises, quarrels, withdrawals
from tests.simulation import after_sales
from tests.simulation.after_sales_mutations import MUTATIONS
from tests.simulation.small_life import whatever_breaks

pytestmark = pytest.mark.django_db

INVARIANTS = (
    pieces.no_piece_is_given_back_twice,
    pieces.parcels_hold_what_was_bought,
    withdrawals.what_is_given_up_goes_back_to_the_cent,
    withdrawals.open_withdrawals_hold_their_shares,
    withdrawals.withdrawals_end_on_their_day,
    withdrawals.no_refund_is_late_unheard,
    quarrels.open_quarrels_hold_their_shares,
    quarrels.quarrels_end_on_their_day,
    promises.silent_vendors_lose_their_orders,
    promises.proposals_have_an_answer,
    news.everybody_hears_of_it_once,
)


@pytest.fixture(autouse=True)
def _mails_are_decided_and_not_sent(monkeypatch):
    monkeypatch.setattr(mails, "async_task", lambda *task: None)


NAMES = {invariant.__name__: invariant for invariant in INVARIANTS}


def test_honest_stories_hold():
    for story in after_sales.STORIES:
        story()
    assert after_sales.is_lived()
    held = {name: invariant(after_sales.END) for name, invariant in NAMES.items()}
    assert all(held.values()), held


@pytest.mark.parametrize(("name", "story", "mutate"), MUTATIONS, ids=[m.__name__ for _name, _story, m in MUTATIONS])
def test_a_mutation_is_noticed(monkeypatch, name, story, mutate):
    mutate(monkeypatch)
    with whatever_breaks():
        story()
    monkeypatch.undo()
    assert not NAMES[name](after_sales.END)
