"""A decision that two persons answer at the same moment is carried out once. Needs row locks."""

import pytest

from commerce.settlement import adjustments, debts
from commerce.settlement.adjustments import AdjustmentRefused
from commerce.settlement.models import Adjustment, Debt
from tests.commerce.settlement.test_adjustments import LATER, LIMIT, proposed
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import UserFactory, VendorFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _limit(settings):
    settings.MONEY_SECOND_PERSON_FROM_CENTS = LIMIT


def answered_by_all(waiting, *answers):
    """What became of each answer, all given at once: the Adjustment, or the refusal."""
    queue = iter(answers)

    def answer():
        try:
            return next(queue)(waiting)
        except AdjustmentRefused as refused:
            return refused

    return at_once(answer, workers=len(answers))


def approval(person):
    return lambda waiting: adjustments.approve(waiting, by=person, now=LATER)


def refusal(person):
    return lambda waiting: adjustments.refuse(waiting, by=person, answer="Non", now=LATER)


def test_of_six_people_who_approve_at_once_one_is_heard_and_the_debt_arises_once():
    vendor = VendorFactory()
    waiting = proposed(vendor, LIMIT)
    outcomes = answered_by_all(waiting, *(approval(UserFactory()) for _ in range(6)))
    assert len([one for one in outcomes if isinstance(one, Adjustment)]) == 1
    assert (Debt.objects.count(), debts.owed_cents(vendor)) == (1, LIMIT)


def test_an_approval_and_a_refusal_at_once_leave_one_answer_and_its_effect():
    vendor = VendorFactory()
    waiting = proposed(vendor, LIMIT)
    answered_by_all(waiting, *[approval(UserFactory()), refusal(UserFactory())] * 3)
    waiting.refresh_from_db()
    assert bool(waiting.approved_by) != bool(waiting.refused_by)
    assert debts.owed_cents(vendor) == (LIMIT if waiting.approved_by else 0)
