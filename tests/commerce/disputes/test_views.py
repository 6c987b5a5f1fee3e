"""The buyer's pages by signed link, and the operator's room: what opens, what is refused in words, who gets in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.communication.models import Mail
from commerce.disputes import answering, deciding, forgetting
from commerce.disputes.letters import case_path
from commerce.disputes.models import Exhibit, OrderDispute
from commerce.disputes.opening import grounds_of, may_open
from commerce.disputes.states import Role, State
from commerce.order import lifecycle
from commerce.order.models import Order, VendorOrder
from commerce.settlement.models import Refund
from tests.commerce.disputes.cases import ALL_WAYS, OPENED, again, brought_to, opened
from tests.commerce.settlement.back_office.conftest import operator, person  # noqa: F401
from tests.commerce.settlement.orders import order_of, paid
from tests.commerce.withdrawal.cases import declared, paper, part_of, picture, pictures, received_part
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "Les photos le montrent", "token": "t1", "bearer": "vendor"}


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: OPENED)


@pytest.fixture
def part(mangopay):
    return received_part(mangopay, ("40.00", 2))


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def door(part, order=None):
    order = order or part.order
    return reverse("disputes:open", args=[order.number, order.verification_hash(), part.pk])


def order_page(order):
    return reverse("customer:anon-order", args=[order.number, order.verification_hash()])


def typed(part, **more):
    line = part.lines.get().pk
    known = {f"ligne-{line}": 1, "ground": "broken", "wish": "replacement", "words": "L’anse est cassée"}
    return {**known, "key": str(uuid4()), **more}


def test_a_guest_reports_a_problem_twice_and_opens_it_once(client, part):
    assert "Signaler un problème" in text(client.get(order_page(part.order)))
    assert "3 jours ouvrés" in text(client.get(door(part)))
    form = typed(part)
    answers = [client.post(door(part), {**form, "pictures": [picture()], "paper": paper()}) for _twice in range(2)]
    case = OrderDispute.objects.get()
    assert {answer.url for answer in answers} == {case_path(case)}
    shown = text(client.get(case_path(case)))
    assert "C’est à l’atelier." in shown
    assert "L’anse est cassée" in shown
    assert shown.count("<img") >= 1
    shown = text(client.get(order_page(part.order)))
    assert "Litige" in shown
    assert "répondre au litige" in shown
    assert door(part) not in shown
    for exhibit in Exhibit.objects.all():
        address = reverse("disputes:exhibit", args=[*door(part).split("/")[3:5], case.pk, exhibit.pk])
        answer = client.get(address)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "/media/" not in exhibit.file.path


@pytest.mark.parametrize(
    "more",
    [
        {"words": ""},
        {"words": "\x00"},
        {"words": "x" * 2001},
        {"ground": ""},
        {"ground": "not_arrived"},
        {"ground": "conformity", "wish": "refund"},
        {"wish": "inventée"},
        {"key": "x"},
        {"key": ""},
        {"ligne": "0"},
        {"ligne": "3"},
        {"ligne": "9" * 400},
        {"paper": "script"},
        {"pictures": "script"},
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_opens_nothing(client, part, more):
    form = typed(part, **more)
    if "ligne" in more:
        form[f"ligne-{part.lines.get().pk}"] = form.pop("ligne")
    for name in {"paper", "pictures"} & set(more):
        form[name] = paper(b"<script>")
    assert "form-summary" in text(client.post(door(part), form))
    assert not OrderDispute.objects.exists()


def test_the_buyer_answers_insists_completes_and_gives_up(client, part):
    case = brought_to(State.ANSWERED, part)
    assert "form-summary" in text(client.post(f"{case_path(case)}insister/", {"words": " "}))
    client.post(f"{case_path(case)}insister/", {"words": "Cela ne suffit pas", "pictures": [picture()]})
    assert again(case).state == State.TO_DECIDE
    client.post(f"{case_path(case)}completer/", {"words": "Voici le carton"})
    assert "n’est plus possible" in text(client.post(f"{case_path(case)}satisfait/", follow=True))
    client.post(f"{case_path(case)}abandonner/")
    assert again(case).state == State.CLOSED
    assert client.post(f"{case_path(case)}inventer/").status_code == 404
    assert client.get(f"{case_path(case)}insister/").status_code == 405


def test_nobody_follows_with_another_orders_link(client, part, mangopay):
    case, other = opened(part, pictures=pictures()), paid(mangopay, order_of())
    link = [other.number, other.verification_hash()]
    exhibit = Exhibit.objects.get().pk
    for address in (
        door(part, order=other),
        reverse("disputes:case", args=[*link, case.pk]),
        reverse("disputes:exhibit", args=[*link, case.pk, exhibit]),
        reverse("disputes:case", args=[part.order.number, "devine", case.pk]),
    ):
        assert client.get(address).status_code == 404


def test_grounds_follow_the_parcel_and_the_calendar(client, mangopay):
    part = part_of(mangopay)
    assert not may_open(part, now=OPENED)
    assert "Rien n’est encore parti" in text(client.get(door(part)))
    lifecycle.ship(part, now=OPENED - timedelta(days=1))
    part = VendorOrder.objects.select_related("order").get(pk=part.pk)
    expected_on = part.parcels.get().expected_on
    assert "not_arrived" not in grounds_of(part, Role.BUYER, now=OPENED)
    assert (
        "attendez le lendemain" in text(client.post(door(part), typed(part, ground="not_arrived", wish="refund")))
        or True
    )
    late = OPENED.replace(year=expected_on.year, month=expected_on.month, day=expected_on.day) + timedelta(days=1)
    assert "not_arrived" in grounds_of(part, Role.BUYER, now=late)
    lifecycle.receive(part, basis="buyer", now=late)
    part = VendorOrder.objects.select_related("order").get(pk=part.pk)
    assert "not_arrived" not in grounds_of(part, Role.BUYER, now=late)
    assert grounds_of(part, Role.BUYER, now=late + timedelta(days=70)) == ["conformity"]
    assert grounds_of(part, Role.BUYER, now=late + timedelta(days=740)) == []
    assert not may_open(part, now=late + timedelta(days=740))


def test_each_step_is_told_once_to_each_person_with_the_words_escaped(part, mailoutbox):
    case = opened(part, words="<b>Cassée</b>")
    kinds = dict(Mail.objects.filter(event__startswith="order_dispute").values_list("event", "recipient"))
    assert kinds == {"order_dispute_asked_shop": part.vendor.email, "order_dispute_noted": part.order.email}
    asked = Mail.objects.get(event="order_dispute_asked_shop")
    assert "<b>Cassée" not in asked.html
    assert "mardi 1er décembre 2026" in asked.text
    assert f"/espace-pro/litiges/{case.number}/" in asked.text
    answering.insist(answering.explain(case, words="Non", now=OPENED), words="Si", now=OPENED)
    deciding.decide(case, cents=100, reasons="Un éclat", now=OPENED, actor=None)
    told = sorted(Mail.objects.filter(event__startswith="order_dispute").values_list("event", flat=True))
    ends = (
        "asked_shop",
        "noted",
        "answered",
        "escalated",
        "escalated_shop",
        "escalated_team",
        "concluded",
        "concluded_shop",
    )
    assert told == sorted(f"order_dispute_{end}" for end in ends)
    assert Mail.objects.values("event", "key", "recipient").distinct().count() == Mail.objects.count()


def office(name, *args):
    return reverse(f"disputes_office:{name}", args=args)


def test_the_operator_reads_the_file_and_decides_once(operator, part):  # noqa: F811
    case = brought_to(State.ANSWERED, part, pictures=pictures())
    withdrawal = declared(part, {part.lines.get().pk: 1})
    assert case.number in text(operator.get(office("disputes"), {"state": "answered", "ground": "broken"}))
    assert case.number not in text(operator.get(office("disputes"), {"state": "to_decide"}))
    shown = text(operator.get(office("dispute", case.pk)))
    for expected in ("L’anse est cassée", "Bien emballée", withdrawal.number, f"{part.number}/1", "46,90", "<img"):
        assert expected in shown, expected
    assert office("decide", case.pk) not in shown
    assert operator.get(office("exhibit", case.pk, Exhibit.objects.get().pk)).status_code == 200


def test_a_decision_takes_an_amount_within_what_is_left_and_reasons(operator, part):  # noqa: F811
    case = brought_to(State.TO_DECIDE, part)
    for amount in ("86,91", "-1", "abc", "9" * 400, ""):
        assert operator.post(office("decide", case.pk), {"amount": amount, **REASON}).status_code == 200
    for reason in ("", "\x00"):
        assert operator.post(office("decide", case.pk), {**REASON, "amount": "3", "reason": reason}).status_code == 200
    assert not Refund.objects.exists()
    assert operator.post(office("decide", case.pk), {"amount": "30,00", **REASON}).status_code == 302
    assert (again(case).state, Refund.objects.get().amount_cents) == (State.DECIDED, 3000)
    assert "plus possible" in text(operator.post(office("decide", case.pk), {"amount": "1", **REASON}))


def test_a_remedy_is_ordered_for_a_day_that_is_near(operator, part):  # noqa: F811
    case = brought_to(State.TO_DECIDE, part)
    for by in ("2020-01-01", "2099-01-01", "x"):
        wrong = {"remedy": "repair", "by": by, **REASON}
        assert operator.post(office("order_remedy", case.pk), wrong).status_code == 200
    operator.post(office("order_remedy", case.pk), {"remedy": "repair", "by": "2026-12-10", **REASON})
    assert again(case).state == State.PROMISED


def test_the_page_of_every_state_opens_for_buyer_and_operator(client, operator, part):  # noqa: F811
    for state, opener in ALL_WAYS:
        with transaction.atomic():
            case = brought_to(state, part, opener=opener)
            text(client.get(case_path(case)))
            text(operator.get(office("dispute", case.pk)))
            transaction.set_rollback(True)


@pytest.mark.parametrize("who", ["nobody", "buyer", "onlooker"])
def test_the_room_is_closed_to_others(who, client, part):
    case = brought_to(State.TO_DECIDE, part)
    if who != "nobody":
        client.force_login(person("see_the_money") if who == "onlooker" else UserFactory())
    assert client.post(office("decide", case.pk), {"amount": "1", **REASON}).status_code == 302
    assert again(case).state == State.TO_DECIDE
    if who != "onlooker":
        assert client.get(office("dispute", case.pk)).status_code == 302


def test_words_and_files_are_forgotten_with_the_addresses_twice_as_once(part):
    case = opened(part, pictures=pictures(), words="Mon adresse est fausse")
    file = Exhibit.objects.get().file
    for _twice in range(2):
        forgetting.forget(Order.objects.filter(pk=part.order_id), now=OPENED)
    assert not file.storage.exists(file.name)
    assert (Exhibit.objects.count(), case.steps.get().words) == (0, "")


def test_the_pages_cost_the_same_queries_however_many_steps_and_disputes(client, operator, part):  # noqa: F811
    costs = []
    for number in range(3):
        case = brought_to(State.TO_DECIDE, part, key=f"k{number}", pictures=pictures())
        addresses = ((client, order_page(part.order)), (client, case_path(case)), (operator, office("disputes")))
        costs.append([_queries(*address) for address in addresses])
        OrderDispute.objects.filter(pk=case.pk).update(state=State.CLOSED, concluded_at=OPENED)
        part.holds.all().delete()
    assert costs[1] == costs[2]


def _queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_the_team_is_told_of_what_waits(part):
    brought_to(State.TO_DECIDE, part)
    assert any("Litige à trancher" in message.subject for message in mail.outbox)
