"""The visitor's pages: what they show, what they refuse, what they never say."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.appointments import booking
from commerce.appointments.links import appointment_path
from commerce.appointments.models import Appointment
from tests.commerce.appointments.conftest import NOW, PERSON, at
from tests.factories import AppointmentFactory, SlotFactory

pytestmark = pytest.mark.django_db
WEEK = "/rendez-vous/"
GOOD = {
    "name": "Maëlle Kervran",
    "phone": "06 12 34 56 78",
    "email": "maelle@exemple.test",
    "subject": "Des sacs en cuir & des ceintures.",
    "website": "",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ask(client, slot, clock):
    """Opens the form of a slot, waits `seconds`, sends what was typed."""

    def send(chosen=slot, seconds=10, **typed):
        address = reverse("appointments:book", args=[chosen.pk])
        form = client.get(address).context["form"]
        clock.shift(timedelta(seconds=seconds))
        return client.post(address, {**GOOD, "opened_at": form["opened_at"].value(), **typed}, follow=True)

    return send


@pytest.fixture
def appointment(slot):
    return booking.book(slot.pk, now=NOW, **PERSON)


def text(page):
    return page.content.decode()


def test_the_next_free_time_comes_first_and_past_and_taken_ones_never_show(client, slot, other_slot):
    hidden = [
        SlotFactory(starts_at=at(3, 8)),
        SlotFactory(starts_at=at(3, 9, 15)),
        SlotFactory(starts_at=at(4, 11), closed_at=NOW),
        AppointmentFactory(slot=SlotFactory(starts_at=at(4, 12))).slot,
    ]
    page = client.get(WEEK)
    assert f"creneau/{slot.pk}/" in text(page)
    assert not any(f"creneau/{one.pk}/" in text(page) for one in [*hidden, other_slot])
    following = client.get(WEEK + "?semaine=2026-12-07")
    assert f"creneau/{other_slot.pk}/" in text(following)
    assert "?semaine=2026-11-30" in text(following)


@pytest.mark.parametrize("week", ["2026-13-45", "x", "0001-01-01", "9999-12-31", "%00", "2026-12-25"])
def test_an_absurd_week_is_no_error(client, slot, week):
    assert client.get(f"{WEEK}?semaine={week}").status_code == 200


def test_nothing_free_leads_to_the_contact_page(client):
    assert "/contact-professionnel/" in text(client.get(WEEK))


def test_a_full_week_costs_as_many_queries_as_an_empty_one(client, slot):
    client.get(WEEK)
    with CaptureQueriesContext(connection) as few:
        client.get(WEEK)
    for minute in range(0, 60, 3):
        SlotFactory(starts_at=at(4, 11, minute))
    with CaptureQueriesContext(connection) as many:
        client.get(WEEK)
    assert len(many) == len(few)


def test_four_fields_make_an_appointment(ask, slot):
    page = ask()
    appointment = Appointment.objects.get()
    assert (appointment.slot, appointment.phone) == (slot, "+33612345678")
    assert "vendredi 4 décembre à 10" in text(page).lower()


@pytest.mark.parametrize("missing", ["name", "phone", "email", "subject"])
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(ask, missing):
    page = ask(**{missing: ""})
    assert f'id="id_{missing}_error"' in text(page)
    assert {name: page.context["form"][name].value() for name in GOOD if name not in (missing, "website")} == {
        name: value for name, value in GOOD.items() if name not in (missing, "website")
    }
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "a" * 121},
        {"name": "\x00"},
        {"phone": "+1 202 555 0100"},
        {"phone": "9" * 10_000},
        {"phone": "🫖"},
        {"email": "x" * 5000},
        {"email": "a@exemple.test\nBcc: b@exemple.test"},
        {"subject": "é" * 10_000},
        {"subject": "\x00'; DROP TABLE"},
    ],
)
def test_hostile_and_absurd_input_is_answered_with_a_sentence(ask, typed):
    page = ask(**typed)
    assert (page.status_code, f'id="id_{next(iter(typed))}_error"' in text(page)) == (200, True)
    assert not Appointment.objects.exists()


def test_scripts_and_line_breaks_harm_neither_page_nor_mail(ask, client, mailoutbox):
    ask(name="A\nBcc: x@exemple.test", subject="<script>alert(1)</script>\r\nEND:VEVENT 🧵")
    page = client.get(appointment_path(Appointment.objects.get()))
    assert "<script>alert" not in text(page)
    assert all(len(sent.recipients()) == 1 and "<script>" not in sent.alternatives[0][0] for sent in mailoutbox)


def test_robots_are_thanked_and_forgotten_and_haste_is_sent_back(ask, mailoutbox):
    assert ask(website="https://spam.test").status_code == 200
    assert "trop vite" in text(ask(seconds=0))
    assert (Appointment.objects.count(), mailoutbox) == (0, [])


def test_who_comes_too_late_keeps_what_was_typed_and_is_offered_the_next_times(ask, client, slot, other_slot):
    opened = client.get(reverse("appointments:book", args=[slot.pk])).context["form"]["opened_at"].value()
    AppointmentFactory(slot=slot)
    address = reverse("appointments:book", args=[slot.pk])
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        page = client.post(address, {**GOOD, "opened_at": opened})
        assert "vient de prendre cette heure" in text(page)
        assert GOOD["phone"] in text(page)
        assert f'formaction="{reverse("appointments:book", args=[other_slot.pk])}"' in text(page)
        again = client.post(reverse("appointments:book", args=[other_slot.pk]), {**GOOD, "opened_at": opened})
    assert again.url == reverse("appointments:taken")
    assert Appointment.objects.get(email=GOOD["email"]).slot == other_slot


def test_a_stranger_is_told_the_same_whether_an_appointment_exists_or_not(ask, other_slot):
    first = ask()
    second = ask(chosen=other_slot)
    words = {
        text(page)
        .split("<main")[1]
        .replace("lundi 7 décembre à 14", "vendredi 4 décembre à 10")
        .replace("Lundi 7 décembre à 14", "Vendredi 4 décembre à 10")
        for page in (first, second)
    }
    assert len(words) == 1
    assert Appointment.objects.count() == 1


def test_a_taken_time_that_is_opened_by_its_address_leads_to_the_others(client, slot):
    AppointmentFactory(slot=slot)
    page = client.get(reverse("appointments:book", args=[slot.pk]))
    assert page.url == WEEK


def test_the_link_shows_moves_and_cancels_and_only_a_post_does(client, appointment, other_slot):
    link = appointment_path(appointment)
    for page in ("", "deplacer/", "annuler/"):
        answer = client.get(link + page)
        assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    appointment.refresh_from_db()
    assert appointment.is_booked
    client.post(link + "deplacer/", {"slot": other_slot.pk})
    appointment.refresh_from_db()
    assert appointment.slot == other_slot
    assert "annulé" in text(client.post(link + "annuler/"))
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("chosen", ["", "x", "-1", "0", "9" * 40, "²", "1e9"])
def test_an_absurd_choice_moves_nothing(client, appointment, chosen):
    page = client.post(appointment_path(appointment) + "deplacer/", {"slot": chosen}, follow=True)
    assert "n’a pas bougé" in text(page)


def test_the_link_dies_with_the_call(client, appointment, clock):
    clock.move_to(appointment.slot.ends_at)
    for page in ("", "deplacer/", "annuler/", "rendez-vous.ics"):
        assert client.get(appointment_path(appointment) + page).status_code == 410
        assert client.post(appointment_path(appointment) + page).status_code == 410


def test_a_forged_link_is_unknown(client, appointment):
    path = appointment_path(appointment)
    assert client.get(path[:-2] + "x/").status_code == 404


def test_the_calendar_file_can_be_fetched(client, appointment):
    page = client.get(appointment_path(appointment) + "rendez-vous.ics")
    assert page["Content-Type"].startswith("text/calendar")
    assert text(page).startswith("BEGIN:VCALENDAR\r\n")
