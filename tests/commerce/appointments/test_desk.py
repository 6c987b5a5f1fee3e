"""The operator's calendar in the back office: opening, seeing the day, closing, calling off; nobody else enters."""

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.appointments.models import Appointment, Slot
from tests.commerce.appointments.conftest import NOW, at
from tests.factories import AppointmentFactory, SlotFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
DAY = "/cms/rendez-vous/?jour=2026-12-04"
PATTERN = {
    "first_day": "2026-12-04",
    "last_day": "2026-12-18",
    "weekdays": ["0", "4"],
    "starts": "09:00",
    "ends": "11:00",
    "minutes": "30",
    "pause_minutes": "30",
}


def person(*codenames):
    user = UserFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(client):
    client.force_login(person("keep_appointments"))
    return client


@pytest.mark.parametrize("address", ["", "ouvrir/", "fermer/", "1/annuler/"])
def test_editors_without_the_permission_stay_out(client, address):
    client.force_login(person())
    for answer in (client.get(f"/cms/rendez-vous/{address}"), client.post(f"/cms/rendez-vous/{address}")):
        assert (answer.status_code, answer.url) == (302, "/cms/")
    assert "Rendez-vous" not in client.get("/cms/").content.decode()


def test_a_weekly_pattern_opens_and_shows_its_first_day(desk):
    page = desk.post("/cms/rendez-vous/ouvrir/", PATTERN, follow=True).content.decode()
    assert Slot.objects.count() == 10
    assert "10 créneaux ouverts." in page
    assert "Vendredi 4 décembre 2026" in page


def test_one_call_needs_a_day_an_hour_and_a_length(desk):
    desk.post("/cms/rendez-vous/ouvrir/", {"first_day": "2026-12-04", "starts": "16:40", "minutes": "20"})
    slot = Slot.objects.get()
    assert (slot.starts_at, slot.minutes) == (at(4, 16, 40), 20)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_day": "2026-12-02"},
        {"first_day": "9999-12-31"},
        {"last_day": "2026-12-03"},
        {"last_day": "2028-01-01"},
        {"starts": "25:00"},
        {"ends": "08:00"},
        {"minutes": "0"},
        {"minutes": "9" * 40},
        {"pause_minutes": "-1"},
        {"weekdays": ["7"]},
        {"first_day": "2026-12-25", "last_day": "2026-12-25"},
        {"first_day": "\x00", "starts": "🫖"},
        {"ends": "09:10"},
    ],
)
def test_what_opens_nothing_is_said_on_the_form(desk, wrong):
    page = desk.post("/cms/rendez-vous/ouvrir/", {**PATTERN, **wrong})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Slot.objects.exists()


def test_the_day_tells_who_when_where_and_about_what_with_the_callers_shop(desk, slot):
    owner = UserFactory(email="maelle@exemple.test")
    VendorFactory(name="Sellerie Kervran", member=owner)
    AppointmentFactory(slot=slot, email="maelle@exemple.test", phone="+33612345678")
    page = desk.get(DAY).content.decode()
    who, where, what = "Maëlle Kervran", "06 12 34 56 78", "sacs en cuir"
    assert all(word in page for word in ("10\u00a0h", who, where, "tel:+33612345678", what, "Sellerie Kervran"))


def test_a_full_day_costs_as_many_queries_as_one_call(desk, slot):
    AppointmentFactory(slot=slot)
    desk.get(DAY)
    with CaptureQueriesContext(connection) as few:
        desk.get(DAY)
    for minute in range(0, 60, 3):
        AppointmentFactory(slot=SlotFactory(starts_at=at(4, 11, minute)))
    with CaptureQueriesContext(connection) as many:
        desk.get(DAY)
    assert len(many) == len(few)


def test_free_slots_close_and_taken_ones_do_not(desk, slot, other_slot):
    AppointmentFactory(slot=other_slot)
    desk.post(reverse("appointments_desk:close"), {"slot": [slot.pk, other_slot.pk, "x", "9" * 40, "²"]})
    assert list(Slot.objects.filter(closed_at=None)) == [other_slot]


def test_calling_off_asks_first_then_tells_the_visitor(desk, slot, mailoutbox):
    appointment = AppointmentFactory(slot=slot)
    address = reverse("appointments_desk:call_off", args=[appointment.pk])
    assert appointment.name in desk.get(address).content.decode()
    assert Appointment.objects.get().is_booked
    desk.post(address)
    assert Appointment.objects.get().status == "cancelled"
    assert [sent.to for sent in mailoutbox] == [[appointment.email]]


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "%00", "2026-02-30"])
def test_an_absurd_day_is_no_error(desk, day):
    assert desk.get(f"/cms/rendez-vous/?jour={day}").status_code == 200
