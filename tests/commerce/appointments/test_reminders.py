"""Reminders: the day before, or two hours before, once per time that was chosen."""

from datetime import timedelta

import pytest
from django_q.models import Schedule

from commerce.appointments import booking, reminders, schedules
from commerce.communication.models import Mail
from tests.commerce.appointments.conftest import NOW, PERSON, at
from tests.factories import AppointmentFactory, SlotFactory

pytestmark = pytest.mark.django_db


def reminded():
    return Mail.objects.filter(event="appointment_reminder").count()


@pytest.mark.parametrize(
    ("taken", "starts", "expected"),
    [
        (at(1, 9), at(4, 10), at(3, 17)),
        (at(3, 16, 59), at(4, 10), at(3, 17)),
        (at(3, 17), at(4, 10), at(4, 8)),
        (at(4, 7), at(4, 10), at(4, 8)),
        (at(4, 8, 30), at(4, 10), None),
        (at(20, 9, month=3, year=2027), at(28, 10, month=3, year=2027), at(27, 17, month=3, year=2027)),
        (at(20, 9, month=10), at(26, 0, 30, month=10), at(25, 17, month=10)),
    ],
)
def test_the_day_before_at_five_or_two_hours_before_or_not_at_all(taken, starts, expected):
    appointment = AppointmentFactory(slot=SlotFactory(starts_at=starts), taken_at=taken)
    assert reminders.reminder_at(appointment) == expected


def test_everybody_is_reminded_once_however_often_the_task_runs(slot):
    booking.book(slot.pk, now=NOW, **PERSON)
    moment = NOW
    while moment < slot.ends_at:
        reminders.remind(now=moment)
        moment += timedelta(minutes=10)
    assert reminded() == 1


def test_nobody_is_reminded_of_what_is_cancelled_begun_or_far(slot):
    booking.cancel(booking.book(slot.pk, now=NOW, **PERSON), now=NOW)
    AppointmentFactory(slot=SlotFactory(starts_at=at(3, 16)), taken_at=at(1, 9))
    AppointmentFactory(slot=SlotFactory(starts_at=at(9, 9)), taken_at=at(1, 9))
    reminders.remind(now=at(3, 17, 30))
    assert reminded() == 0


def test_a_call_that_was_moved_is_reminded_of_at_its_new_time(slot, other_slot):
    appointment = booking.book(slot.pk, now=NOW, **PERSON)
    reminders.remind(now=at(3, 17))
    booking.move(appointment, other_slot.pk, now=at(3, 18))
    reminders.remind(now=at(3, 18))
    assert reminded() == 1
    reminders.remind(now=at(6, 17))
    assert reminded() == 2


def test_calls_that_are_over_let_go_of_their_place(slot):
    appointment = booking.book(slot.pk, now=NOW, **PERSON)
    assert reminders.let_go(now=slot.starts_at) == 0
    assert reminders.let_go(now=slot.ends_at) == 1
    appointment.refresh_from_db()
    assert appointment.status == "past"


def test_the_schedule_is_written_once():
    for _ in range(2):
        schedules.install()
    assert Schedule.objects.filter(name="remind of appointments").count() == 1
