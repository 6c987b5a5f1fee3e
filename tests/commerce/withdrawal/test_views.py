"""The buyer's pages: two steps, a guest's way in, what a stranger or an absurd request gets."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.communication.spam_trap import new_stamp
from commerce.withdrawal.letters import case_path
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import State
from tests.commerce.settlement.orders import order_of, paid
from tests.commerce.withdrawal.cases import DECLARED, brought_to, declared, paper, picture, received_part

pytestmark = pytest.mark.django_db
FIND = "/retractation/ma-commande/"


@pytest.fixture(autouse=True)
def _a_day_after_receipt(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: DECLARED)


@pytest.fixture
def part(mangopay):
    return received_part(mangopay, ("40.00", 2))


def door(part, order=None):
    order = order or part.order
    return reverse("withdrawal:declare", args=[order.number, order.verification_hash(), part.pk])


def order_page(order):
    return reverse("customer:anon-order", args=[order.number, order.verification_hash()])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def typed(part, quantity=1, **more):
    line = part.lines.get().pk
    return {f"ligne-{line}": quantity, "name": "Camille Martin", "email": "camille@exemple.test", **more}


def confirmed(client, part, **more):
    """The second step's form, filled in as the page does."""
    shown = text(client.post(door(part), typed(part, **more)))
    return typed(part, cle=re.search(r'name="cle" value="([^"]+)"', shown)[1], **more)


def test_the_function_is_on_the_order_page_in_the_words_of_the_law_with_its_last_day(client, part):
    shown = text(client.get(order_page(part.order)))
    assert door(part) in shown
    assert "Renoncer au contrat ici" in shown
    assert "Jusqu’au mercredi 9 décembre 2026 inclus" in shown


def test_after_the_last_day_it_is_gone_and_its_address_says_why(client, part, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: DECLARED + timedelta(days=30))
    assert door(part) not in text(client.get(order_page(part.order)))
    assert "Le délai pour renoncer courait jusqu’au mercredi 9 décembre 2026" in text(client.get(door(part)))


def test_nothing_is_written_before_the_second_step_whose_button_says_what_it_does(client, part):
    assert "combien rendez-vous, sur 2" in text(client.get(door(part)))
    shown = text(client.post(door(part), typed(part)))
    assert '<button class="button">Confirmer la rétractation</button>' in shown
    assert "motif" not in shown.lower()
    assert not Withdrawal.objects.exists()


def test_a_guest_who_confirms_twice_declares_once_and_reads_it(client, part):
    form = confirmed(client, part)
    answers = [client.post(door(part), form) for _twice in range(2)]
    case = Withdrawal.objects.get()
    assert {answer.url for answer in answers} == {case_path(case)}
    shown = text(client.get(case_path(case)))
    assert "26 novembre 2026 à 10:00:00, heure de Paris" in shown
    assert "À vous rendre : 40,00 €" in shown
    assert "Postez le colis au plus tard le jeudi 10 décembre 2026" in shown
    assert case.number in text(client.get(order_page(part.order)))


def test_one_may_correct_before_confirming(client, part):
    shown = text(client.post(door(part), {**confirmed(client, part), "corriger": "1"}))
    assert "1 sur 2" in shown
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    "more", [{"quantity": 0}, {"quantity": 3}, {"quantity": "9" * 400}, {"email": "x"}, {"name": "\x00"}, {"name": ""}]
)
def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(client, part, more):
    shown = text(client.post(door(part), typed(part, **more)))
    assert "1 sur 2" in shown
    assert "form-summary" in shown


def test_nobody_declares_with_another_orders_link(client, part, mangopay):
    other = paid(mangopay, order_of())
    assert client.get(door(part, order=other)).status_code == 404
    assert client.post(reverse("withdrawal:declare", args=[part.order.number, "devine", part.pk])).status_code == 404
    case = declared(part)
    assert (
        client.get(reverse("withdrawal:case", args=[other.number, other.verification_hash(), case.pk])).status_code
        == 404
    )


def test_the_buyer_posts_with_a_receipt_or_a_number_and_must_give_one(client, part):
    case = declared(part)
    address = f"{case_path(case)}renvoye/"
    assert "Donnez le numéro de suivi" in text(client.post(address, {"tracking_number": " "}))
    assert "PDF, un JPEG ou un PNG" in text(client.post(address, {"proof": paper(b"<script>")}))
    client.post(address, {"tracking_number": "6A00012", "proof": paper()})
    case.refresh_from_db()
    assert (case.state, case.tracking_number, case.evidence.count()) == (State.DISPATCHED, "6A00012", 1)
    client.post(f"{case_path(case)}perdu/", {"words": "Rien depuis trois semaines"})
    case.refresh_from_db()
    assert case.state == State.MISSING


def test_a_reduction_is_shown_with_its_pictures_and_contested_with_words(client, part):
    case = brought_to(State.REDUCED, part)
    shown = text(client.get(case_path(case)))
    assert "5,00 € retenus par l’atelier" in shown
    file = reverse(
        "withdrawal:evidence",
        args=[part.order.number, part.order.verification_hash(), case.pk, case.evidence.get().pk],
    )
    assert file in shown
    answer = client.get(file)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.post(f"{case_path(case)}contester/", {"words": "Arrivée ainsi", "pictures": [picture()]})
    case.refresh_from_db()
    assert (case.state, case.appeal, case.evidence.count()) == (State.APPEALED, "Arrivée ainsi", 2)
    shown = text(client.post(f"{case_path(case)}accepter/", follow=True))
    assert "n’est plus possible" in shown


def test_an_unknown_act_or_file_is_not_found(client, part):
    case = declared(part)
    assert client.post(f"{case_path(case)}inventer/").status_code == 404
    assert client.get(f"{case_path(case)}piece/99999/").status_code == 404
    assert client.get(f"{case_path(case)}renvoye/").status_code == 405


def asked(client, number, email):
    from commerce.communication.spam_trap import QUICKEST_READER

    stamp = new_stamp(DECLARED - QUICKEST_READER * 2)
    return text(client.post(FIND, {"number": number, "email": email, "website": "", "opened_at": stamp}))


def test_a_guest_gets_the_link_by_mail_and_the_page_never_tells_what_exists(client, part):
    mail.outbox.clear()
    order = part.order
    pages = {
        asked(client, number, email)
        for number, email in [
            (order.number, order.email.upper()),
            (order.number, "autre@exemple.test"),
            ("999999", order.email),
        ]
    }
    assert len({re.sub(r"csrf[^>]*>|nonce[^ >]*", "", page) for page in pages}) == 1
    assert [message.to for message in mail.outbox] == [[order.email]]
    assert order_page(order) in mail.outbox[0].body


def test_asked_for_again_within_minutes_it_is_one_mail(client, part):
    mail.outbox.clear()
    for _again in range(3):
        asked(client, part.order.number, part.order.email)
    assert len(mail.outbox) == 1


def test_the_pages_cost_the_same_queries_however_many_withdrawals(client, mangopay):
    part = received_part(mangopay, ("40.00", 5))
    line = part.lines.get().pk
    costs = []
    for number in range(4):
        case = declared(part, {line: 1}, key=f"k{number}")
        costs.append(
            [queries_of(client, address) for address in (order_page(part.order), case_path(case), door(part))]
        )
    assert costs[1] == costs[3]


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked_for:
        client.get(address)
    return len(asked_for)
