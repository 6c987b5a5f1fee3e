"""Writing to the team: what arrives, who is told, and what robots get."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms_pages.models import ContactMessage
from commerce.communication.contact_links import contact_link
from tests.factories import UserFactory, VendorFactory

GOOD = {
    "name": "Inès Dufour",
    "email": "ines@exemple.test",
    "subject": "Un bol fendu",
    "message": "La commande 100042 est arrivée fendue.",
    "website": "",
}


@pytest.fixture
def write(home, client):
    """Opens a contact page, waits `seconds`, sends what was typed."""

    def send(address="/contact/", seconds=10, **typed):
        now = timezone.now()
        with time_machine.travel(now, tick=False):
            form = client.get(address).context["form"]
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            return client.post(address, {**GOOD, "opened_at": form["opened_at"].value(), **typed}, follow=True)

    return send


def test_a_message_is_kept_numbered_announced_and_acknowledged(write, settings):
    page = write()
    message = ContactMessage.objects.get()
    assert message.audience == "buyer"
    assert message.number in page.content.decode()
    assert {(sent.to[0], message.number in sent.subject) for sent in mail.outbox} == {
        (settings.OPERATOR_EMAIL, True),
        ("ines@exemple.test", True),
    }


def test_a_maker_can_ask_to_be_called_back(write):
    write("/contact-professionnel/", phone="06 12 34 56 78")
    message = ContactMessage.objects.get()
    assert (message.audience, message.phone) == ("professional", "06 12 34 56 78")


@pytest.mark.parametrize("missing", ["name", "email", "subject", "message"])
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(write, missing):
    page = write(**{missing: ""})
    assert f'id="id_{missing}_error"' in page.content.decode()
    assert all(value in page.content.decode() for name, value in GOOD.items() if name != missing)
    assert not ContactMessage.objects.exists()
    assert mail.outbox == []


def test_a_robot_that_fills_the_trap_is_thanked_and_forgotten(write):
    page = write(website="https://spam.test")
    assert page.status_code == 200
    assert not ContactMessage.objects.exists()
    assert mail.outbox == []


def test_a_form_sent_faster_than_it_can_be_read_is_sent_back(write):
    page = write(seconds=0)
    assert "trop vite" in page.content.decode()
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize("stamp", ["", "123", "forged:stamp"])
def test_a_form_without_its_own_stamp_is_sent_back(write, stamp):
    assert "trop vite" in write(opened_at=stamp).content.decode()
    assert not ContactMessage.objects.exists()


def test_headers_cannot_be_injected(write):
    write(subject="Bonjour\r\nBcc: tous@exemple.test", name="A\nB")
    message = ContactMessage.objects.get()
    assert "\n" not in message.subject + message.name
    assert all(sent.bcc == [] and len(sent.recipients()) == 1 and "\n" not in sent.subject for sent in mail.outbox)


def test_an_address_with_a_line_break_is_refused(write):
    assert 'id="id_email_error"' in write(email="a@exemple.test\nBcc: b@exemple.test").content.decode()


def test_emoji_and_scripts_arrive_as_written_and_harm_nobody(write):
    write(message="Bravo 👏🏽 <script>alert(1)</script>", subject="🏺")
    assert ContactMessage.objects.get().message == "Bravo 👏🏽 <script>alert(1)</script>"
    html = mail.outbox[0].alternatives[0][0]
    assert "<script>" not in html


@pytest.mark.parametrize(("field", "length"), [("message", 5001), ("subject", 151), ("name", 121), ("email", 300)])
def test_what_is_too_long_is_refused_beside_its_field(write, field, length):
    text = "a" * length + ("@exemple.test" if field == "email" else "")
    assert f'id="id_{field}_error"' in write(**{field: text}).content.decode()
    assert not ContactMessage.objects.exists()


def test_the_longest_subject_and_message_are_accepted(write):
    write(subject="é" * 150, message="è" * 5000)
    assert ContactMessage.objects.count() == 1
    assert len(mail.outbox) == 2


def test_nobody_can_flood_a_strangers_mailbox(write):
    for _ in range(5):
        write()
    page = write(email="INES@exemple.test")
    assert "plusieurs fois" in page.content.decode()
    assert ContactMessage.objects.count() == 5


def test_a_forged_request_without_its_token_is_refused(home):
    assert Client(enforce_csrf_checks=True).post("/contact/", GOOD).status_code == 403


def test_the_page_says_and_keeps_where_the_person_came_from(write, client):
    address = contact_link(subject="Identité refusée", reference="commande-100042")
    page = client.get(address).content.decode()
    assert "Identité refusée" in page
    assert "Commande 100042" in page
    write(address, reference="commande-100042")
    assert ContactMessage.objects.get().reference == "commande-100042"


@pytest.mark.parametrize("forged", ["<b>", "x" * 61, "a b", "../../", "é", "-1", "javascript:alert(1)"])
def test_an_origin_that_somebody_played_with_is_dropped_without_a_word(write, forged):
    write(f"/contact/?depuis={forged}", reference=forged)
    assert ContactMessage.objects.get().reference == ""
    assert "depuis" not in contact_link(reference=forged)


def test_the_subject_of_a_link_is_cut_and_cleaned(home, client):
    page = client.get("/contact/", {"sujet": "<i>\x00" + "é" * 500, "depuis": "\x00"})
    assert page.context["form"]["subject"].value() == "<i>" + "é" * 147
    assert "<i>" not in page.content.decode()


def test_a_form_that_stayed_open_for_days_keeps_its_text_and_is_sent_with_a_second_click(write, client):
    page = write(seconds=3 * 24 * 3600)
    assert "resté ouvert" in page.content.decode()
    assert GOOD["message"] in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        client.post("/contact/", {**GOOD, "opened_at": page.context["form"]["opened_at"].value()})
    assert ContactMessage.objects.count() == 1


def test_a_form_without_its_stamp_can_be_sent_again_a_moment_later(write, client):
    page = write(opened_at="forged")
    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=False):
        client.post("/contact/", {**GOOD, "opened_at": page.context["form"]["opened_at"].value()})
    assert ContactMessage.objects.count() == 1


def test_a_form_sent_twice_is_one_message_and_cannot_carry_another(write, client):
    stamp = client.get("/contact/").context["form"]["opened_at"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=False):
        for _ in range(2):
            client.post("/contact/", {**GOOD, "opened_at": stamp})
        page = client.post("/contact/", {**GOOD, "opened_at": stamp, "message": "Autre chose"})
    assert ContactMessage.objects.count() == 1
    assert "déjà servi" in page.content.decode()
    assert "Autre chose" in page.content.decode()
    assert len(mail.outbox) == 2


def test_a_flood_of_links_is_refused_beside_the_message_and_five_are_not(write):
    assert 'id="id_message_error"' in write(message="https://spam.test " * 6).content.decode()
    write(message="https://atelier.test " * 5)
    assert ContactMessage.objects.count() == 1


def test_a_message_names_the_account_and_its_only_shop(write, client):
    vendor = VendorFactory(member=UserFactory())
    client.force_login(vendor.users.get())
    write("/contact-professionnel/")
    message = ContactMessage.objects.get()
    assert (message.user, message.vendor) == (vendor.users.get(), vendor)


ABSURD = ["\x00", "x" * 10_000, "' OR 1=1 --", "🏺" * 400, "\u202e", "9" * 4000, " ", "<script>alert(1)</script>"]


def test_whatever_is_typed_the_page_answers(home, client):
    for field in ["name", "email", "phone", "subject", "message", "reference", "opened_at", "website"]:
        for value in ABSURD:
            answer = client.post("/contact-professionnel/", {**GOOD, field: value})
            assert answer.status_code in (200, 302), (field, value)
