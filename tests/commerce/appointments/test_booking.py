"""Taking, moving, cancelling: one person per slot, one call to come per person, everybody told once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from commerce.appointments import booking
from commerce.appointments.booking import SlotTaken, TooLate, book
from commerce.appointments.links import appointment_by_link, appointment_path, signer
from commerce.appointments.models import Appointment
from commerce.communication.models import Mail
from tests.commerce.appointments.conftest import NOW, PERSON, at
from tests.factories import AppointmentFactory, SlotFactory

pytestmark = pytest.mark.django_db
SOMEBODY_ELSE = {**PERSON, "phone": "+33687654321", "email": "autre@exemple.test"}


def told():
    return [(one.event, one.recipient) for one in Mail.objects.order_by("pk")]


def test_a_call_is_taken_confirmed_and_announced_to_the_team(slot, settings):
    appointment = book(slot.pk, now=NOW, **PERSON)
    assert (appointment.slot, appointment.status) == (slot, "booked")
    assert told() == [
        ("appointment_confirmed", "maelle@exemple.test"),
        ("appointment_booked", settings.OPERATOR_EMAIL),
    ]
    assert "vendredi 4 décembre à 10\u00a0h" in mail.outbox[0].subject
    assert appointment_path(appointment) in mail.outbox[0].body


def test_a_slot_is_taken_once(slot):
    book(slot.pk, now=NOW, **PERSON)
    with pytest.raises(SlotTaken):
        book(slot.pk, now=NOW, **SOMEBODY_ELSE)
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("same", [["slot"], ["email"], ["phone"]])
def test_the_database_itself_refuses_a_second_one(same):
    first = AppointmentFactory()
    with pytest.raises(IntegrityError):
        AppointmentFactory(**{name: getattr(first, name) for name in same})


def test_what_is_cancelled_or_past_takes_nobodys_place():
    first = AppointmentFactory(status="cancelled", cancelled_at=NOW)
    second = AppointmentFactory(slot=first.slot, email=first.email, phone=first.phone, status="past")
    assert AppointmentFactory(slot=first.slot, email=first.email, phone=second.phone).is_booked


@pytest.mark.parametrize(("field", "value"), [("email", "MAELLE@exemple.test"), ("phone", "+33612345678")])
def test_who_has_one_to_come_gets_its_link_at_its_own_address_and_nothing_else_happens(slot, other_slot, field, value):
    first = book(slot.pk, now=NOW, **PERSON)
    asked = {**SOMEBODY_ELSE, field: value}
    assert book(other_slot.pk, now=NOW, **asked) is None
    assert book(other_slot.pk, now=NOW, **asked) is None
    assert list(Appointment.objects.all()) == [first]
    assert told()[2:] == [("appointment_standing", "maelle@exemple.test")]


def test_once_it_is_over_one_may_take_another(slot, other_slot):
    first = book(slot.pk, now=NOW, **PERSON)
    assert book(other_slot.pk, now=slot.ends_at, **PERSON).slot == other_slot
    first.refresh_from_db()
    assert first.status == "past"


@pytest.mark.parametrize(
    "change", [{"closed_at": NOW}, {"starts_at": at(2, 10), "ends_at": at(2, 11)}, {"starts_at": at(3, 9, 30)}]
)
def test_closed_past_and_imminent_slots_cannot_be_taken(change):
    with pytest.raises(SlotTaken):
        book(SlotFactory(**change).pk, now=NOW, **PERSON)


@pytest.mark.parametrize("number", [0, -1, 2**70])
def test_a_slot_that_never_was_cannot_be_taken(number):
    with pytest.raises(SlotTaken):
        book(number, now=NOW, **PERSON)


def test_moving_frees_one_slot_and_takes_the_other(slot, other_slot):
    appointment = book(slot.pk, now=NOW, **PERSON)
    moved = booking.move(appointment, other_slot.pk, now=NOW + timedelta(hours=1))
    assert (moved.slot, moved.sequence, moved.uid) == (other_slot, 1, appointment.uid)
    assert book(slot.pk, now=NOW, **SOMEBODY_ELSE).slot == slot
    assert told()[2][0] == "appointment_moved"


def test_a_move_to_a_taken_slot_leaves_everything_where_it_was(slot, other_slot):
    appointment = book(slot.pk, now=NOW, **PERSON)
    book(other_slot.pk, now=NOW, **SOMEBODY_ELSE)
    with pytest.raises(SlotTaken):
        booking.move(appointment, other_slot.pk, now=NOW)
    appointment.refresh_from_db()
    assert (appointment.slot, appointment.sequence) == (slot, 0)


def test_a_move_to_where_it_is_tells_nobody(slot):
    appointment = book(slot.pk, now=NOW, **PERSON)
    assert booking.move(appointment, slot.pk, now=NOW).sequence == 0
    assert len(told()) == 2


def test_cancelling_frees_the_slot_and_tells_both_once(slot, settings):
    appointment = book(slot.pk, now=NOW, **PERSON)
    for _ in range(2):
        booking.cancel(appointment, now=NOW)
    assert told()[2:] == [
        ("appointment_cancelled", "maelle@exemple.test"),
        ("appointment_booked", settings.OPERATOR_EMAIL),
    ]
    assert book(slot.pk, now=NOW, **PERSON).slot == slot


def test_the_team_apologises_when_it_cancels_and_does_not_write_to_itself(slot):
    appointment = book(slot.pk, now=NOW, **PERSON)
    booking.cancel(appointment, now=NOW, by_operator=True)
    assert told()[2:] == [("appointment_cancelled", "maelle@exemple.test")]
    assert "excuser" in mail.outbox[-1].body


def test_nothing_changes_after_the_call(slot, other_slot):
    appointment = book(slot.pk, now=NOW, **PERSON)
    for change in (
        lambda: booking.move(appointment, other_slot.pk, now=slot.ends_at),
        lambda: booking.cancel(appointment, now=slot.ends_at),
    ):
        with pytest.raises(TooLate):
            change()


def test_only_our_own_links_open(slot):
    appointment = book(slot.pk, now=NOW, **PERSON)
    token = signer.sign(appointment.uid.hex)
    assert appointment_by_link(token) == appointment
    for forged in (appointment.uid.hex, token + "x", token[:-1], "", "\x00"):
        assert appointment_by_link(forged) is None
