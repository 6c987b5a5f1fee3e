"""The table of states, walked: every state × action × role × opener is allowed or refused as it says; docs draw it."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.db import transaction

from commerce.disputes.exceptions import ActionNotAllowed
from commerce.disputes.states import ACTIONS, FINAL, TRANSITIONS, Role, State, diagram, target_of
from commerce.disputes.stepping import require
from commerce.settlement.models import Hold
from commerce.settlement.reconciliation import reconcile
from tests.commerce.disputes.cases import ACTS, ALL_WAYS, OPENED, WAYS, again, brought_to
from tests.commerce.withdrawal.cases import received_part

LATER = OPENED + timedelta(hours=9)
DOCS = Path(__file__).parents[3] / "docs" / "after-sales.md"


@pytest.mark.django_db
def test_every_action_of_every_role_is_allowed_or_refused_as_the_table_says(mangopay):
    part = received_part(mangopay)
    for state, opener in ALL_WAYS:
        with transaction.atomic():
            case = brought_to(state, part, opener=opener)
            assert case.state == state
            assert Hold.objects.filter(lifted_at=None).exists() == case.is_open
            for action, role in product(ACTIONS, Role):
                if (action, role) in ACTS:
                    _tried(case, action, role)
                else:
                    with pytest.raises(ActionNotAllowed):
                        require(case, action, role)
            transaction.set_rollback(True)
    assert reconcile().difference_cents == 0


def _tried(case, action, role):
    target = target_of(case.state, action, role, opener=case.opened_by)
    row = f"{role}, {action}, {case.state} of {case.opened_by}"
    with transaction.atomic():
        try:
            ACTS[action, role](case, LATER)
        except ActionNotAllowed:
            assert target is None, f"{row}: refused"
        else:
            after = again(case)
            assert after.state == target, f"{row}: not refused"
            assert Hold.objects.filter(lifted_at=None).exists() == after.is_open, row
        transaction.set_rollback(True)


def test_every_row_of_the_table_has_a_rule_and_every_state_a_way():
    assert {(step.action, step.role) for step in TRANSITIONS} == set(ACTS)
    assert set(WAYS) == set(State)


def test_nothing_leaves_the_end_and_every_other_state_leads_to_it_without_anybody():
    assert not [step for step in TRANSITIONS if step.source in FINAL]
    reached = set(FINAL)
    while more := {step.source for step in TRANSITIONS if step.target in reached} - reached:
        reached |= more
    assert reached == set(State)
    silent = {State(step.source) for step in TRANSITIONS if step.role == Role.CLOCK and step.action != "overtake"}
    assert silent == set(State) - set(FINAL) - {State.TO_DECIDE}


def test_the_docs_show_the_machine_as_it_is():
    assert diagram() in DOCS.read_text()
