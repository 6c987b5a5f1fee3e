"""The operator's room: the list, a case, and decisions with reasons; closed to everybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.withdrawal.states import State
from tests.commerce.settlement.back_office.conftest import operator, person  # noqa: F401
from tests.commerce.withdrawal.cases import DECLARED, WAYS, brought_to, received_part
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "Les photos ne montrent rien", "token": "t1"}


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: DECLARED + timedelta(days=1))


def office(name, *args):
    return reverse(f"withdrawal_office:{name}", args=args)


def test_the_list_says_whose_turn_it_is_and_the_case_what_is_contested(operator, mangopay):  # noqa: F811
    case = brought_to(State.APPEALED, received_part(mangopay))
    assert case.number in operator.get(office("withdrawals")).content.decode()
    shown = operator.get(office("withdrawal", case.pk)).content.decode()
    assert "Rayée" in shown
    assert "Arrivée ainsi" in shown
    assert office("decide", case.pk) in shown
    assert operator.get(office("evidence", case.pk, case.evidence.get().pk)).status_code == 200


def test_an_appeal_is_decided_with_reasons_within_what_was_kept(operator, mangopay):  # noqa: F811
    case = brought_to(State.APPEALED, received_part(mangopay))
    for amount in ("5,01", "-1", "abc", "9" * 400):
        assert operator.post(office("decide", case.pk), {"amount": amount, **REASON}).status_code == 200
    assert operator.post(office("decide", case.pk), {"amount": "3", "reason": "", "token": "t"}).status_code == 200
    assert operator.post(office("decide", case.pk), {"amount": "3,00", **REASON}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.given_up_cents, case.decision) == (State.REFUNDED, 300, REASON["reason"])
    again = operator.post(office("decide", case.pk), {"amount": "1,00", **REASON}).content.decode()
    assert "plus possible" in again


def test_a_lost_return_is_refunded_or_closed(operator, mangopay):  # noqa: F811
    case = brought_to(State.MISSING, received_part(mangopay))
    assert "44,90" in operator.get(office("refund", case.pk)).content.decode()
    operator.post(office("refund", case.pk), REASON)
    case.refresh_from_db()
    assert (case.state, case.refund.door) == (State.REFUNDED, "operator")


def test_nothing_is_closed_while_the_buyer_may_still_send(operator, mangopay):  # noqa: F811
    case = brought_to(State.DECLARED, received_part(mangopay))
    assert "encore le temps" in operator.post(office("close", case.pk), REASON).content.decode()
    case.refresh_from_db()
    assert case.state == State.DECLARED


@pytest.mark.parametrize("state", WAYS)
def test_the_page_of_every_state_opens(state, operator, mangopay):  # noqa: F811
    assert operator.get(office("withdrawal", brought_to(state, received_part(mangopay)).pk)).status_code == 200


@pytest.mark.parametrize("who", ["nobody", "buyer", "onlooker"])
def test_the_room_is_closed_to_others(who, client, mangopay):
    case = brought_to(State.DECLARED, received_part(mangopay))
    if who != "nobody":
        client.force_login(person("see_the_money") if who == "onlooker" else UserFactory())
    assert client.post(office("refund", case.pk), REASON).status_code == 302
    case.refresh_from_db()
    assert case.state == State.DECLARED
    if who != "onlooker":
        assert client.get(office("withdrawal", case.pk)).status_code == 302
