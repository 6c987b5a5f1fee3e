"""The table of states, walked: every state × action × role is allowed or refused as it says, and docs draw it."""

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.db import transaction

from commerce.settlement.reconciliation import reconcile
from commerce.withdrawal.exceptions import ActionNotAllowed
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import ACTIONS, FINAL, TRANSITIONS, Role, State, diagram, target_of
from commerce.withdrawal.stepping import locked, move
from tests.commerce.withdrawal.cases import ACTS, DECLARED, WAYS, brought_to, received_part

LATER = DECLARED + timedelta(hours=9)
DOCS = Path(__file__).parents[3] / "docs" / "after-sales.md"


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_every_action_of_every_role_is_allowed_or_refused_as_the_table_says(state, mangopay):
    case = brought_to(state, received_part(mangopay))
    assert case.state == state
    for action, role in product(ACTIONS, Role):
        target = target_of(state, action, role)
        with transaction.atomic():
            try:
                _act(case, action, role)
            except ActionNotAllowed:
                assert target is None, f"{role} may {action} from {state}"
            else:
                assert Withdrawal.objects.get(pk=case.pk).state == target, f"{role} may not {action} from {state}"
            transaction.set_rollback(True)
    assert reconcile().difference_cents == 0


def _act(case, action, role):
    """Through the rule where there is one for this role; else as somebody who goes round every door."""
    if (action, role) in ACTS:
        ACTS[action, role](case, LATER)
    else:
        move(locked(case), action, role, now=LATER)


def test_every_row_of_the_table_has_a_rule_and_every_state_a_way():
    assert {(step.action, step.role) for step in TRANSITIONS} == set(ACTS)
    assert set(WAYS) == set(State)


def test_nothing_leaves_the_end_and_every_other_state_leads_to_it():
    assert not [step for step in TRANSITIONS if step.source in FINAL]
    reached = set(FINAL)
    while more := {step.source for step in TRANSITIONS if step.target in reached} - reached:
        reached |= more
    assert reached == set(State)


def test_the_docs_show_the_machine_as_it_is():
    assert diagram() in DOCS.read_text()
