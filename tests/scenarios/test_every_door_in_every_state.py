"""One rule is the only door: each way to give money back × each state of it ends in a journal or in a sentence."""

import html

import pytest

from commerce.ledger import book
from commerce.ledger.models import Journal
from commerce.order.models import VendorOrder
from commerce.settlement import due, journals
from commerce.settlement.models import Refund
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import ready_vendor
from tests.scenarios import doors
from tests.scenarios.cuts import Line
from tests.scenarios.doors import ALARMS, DOORS, IDLE, MOVES, OUTCOMES, REFUSED, SENTENCES, STATES, WAITS
from tests.scenarios.lives import Run, _real_time_after

pytestmark = pytest.mark.django_db
PAIRS = [pytest.param(door, state, id=f"{door.__name__}-{state.__name__}") for door, state in OUTCOMES]


def test_every_door_of_refunds_and_every_state_has_its_row():
    assert {door for door in DOORS.values() if door} == set(Refund.Door)
    assert set(OUTCOMES) == {(door, state) for door in DOORS for state in STATES}


@pytest.mark.parametrize(("door", "state"), PAIRS)
def test_a_door_in_a_state_ends_in_a_journal_or_in_a_sentence(door, state, mangopay):
    run = Run(mangopay, Line())
    with _real_time_after(run):
        run.at(MONDAY)
        doors.reserve_of(state, mangopay)
        part = VendorOrder.objects.get(pk=state(run, ready_vendor(mangopay)).pk)
        before = Moment()
        said = door(run, part)
        for _quarter in range(2):
            run.mangopay.quiet()
            due.settle(now=run.now)
            run.later(hours=7)
        after = Moment()
        judge(OUTCOMES[door, state], before, after, html.unescape(said), DOORS[door])
        assert reconcile().difference_cents == 0
        part.refresh_from_db()
        assert part.refunded_cents <= part.total_cents


class Moment:
    """What went back until now: refunds, their journals, and what cards and banks gave and got, in cents."""

    def __init__(self):
        self.refunds = set(Refund.objects.all())
        self.cards_cents = book.balance(journals.CARDS)
        self.journals = set(Journal.objects.filter(business_key__contains="refund:").values_list("pk", flat=True))
        self.alarms = len(doors.alarms())


def judge(outcome, before, after, said, by):
    """Fails unless the pair came to this outcome, visibly."""
    new = after.refunds - before.refunds
    if outcome in (REFUSED, IDLE):
        assert not new
        assert after.cards_cents == before.cards_cents
        assert outcome == IDLE or says_why(said), said[:2000]
        return
    if outcome == ALARMS:
        assert after.alarms > before.alarms
    else:
        assert {refund.door for refund in new} == {by}
    if outcome == MOVES:
        assert all(refund.is_done for refund in new)
        assert after.journals > before.journals
        assert after.cards_cents - before.cards_cents >= 0
    if outcome == WAITS:
        assert not any(refund.is_done for refund in new)
        assert after.alarms > before.alarms


def says_why(said):
    """Whether it says why: in a sentence of ours, or in Mangopay's own."""
    return any(sentence in said for sentence in SENTENCES) or said.startswith("Mangopay: ")
