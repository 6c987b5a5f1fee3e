"""Who is told what about a call. The key of each mail grows with the appointment's SEQUENCE: once per change."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from commerce.appointments.calendar_file import calendar_file
from commerce.appointments.links import appointment_address
from commerce.appointments.phone import readable
from commerce.appointments.words import moment_in_words
from commerce.communication.mails import send


def confirmed(appointment, *, now):
    """To the visitor with the calendar file, and to the operator."""
    _tell_visitor("appointment_confirmed", appointment, calendar=calendar_file(appointment, now=now))
    _tell_operator(appointment)


def moved(appointment, *, now):
    """To both: the new time, and a file that replaces the old entry."""
    _tell_visitor("appointment_moved", appointment, calendar=calendar_file(appointment, now=now))
    _tell_operator(appointment)


def cancelled(appointment, *, now, by_operator):
    """To both: it is off, and calendars drop it."""
    file = calendar_file(appointment, now=now)
    _tell_visitor("appointment_cancelled", appointment, calendar=file, by_operator=by_operator)
    if not by_operator:
        _tell_operator(appointment)


def reminder(appointment, *, now):
    """To the visitor, once per time that was chosen."""
    _tell_visitor("appointment_reminder", appointment)


def remind_of_standing(appointment, *, now):
    """To who has one already and asked for another: its link, to its own address, once a day."""
    key = f"{_key(appointment)}:{timezone.localdate(now)}"
    _tell_visitor("appointment_standing", appointment, key=key, calendar=calendar_file(appointment, now=now))


def _key(appointment):
    return f"{appointment.uid.hex}:{appointment.sequence}"


def _context(appointment, **more):
    start = appointment.slot.starts_at
    return {
        "appointment": appointment,
        "moment": moment_in_words(start),
        "phone": readable(appointment.phone),
        "link": appointment_address(appointment),
        **more,
    }


def _tell_visitor(event, appointment, *, key="", calendar="", **more):
    send(
        event=event,
        key=key or _key(appointment),
        recipient=appointment.email,
        context=_context(appointment, other_times=f"{settings.SITE_URL}{reverse('appointments:week')}", **more),
        calendar=calendar,
    )


def _tell_operator(appointment):
    day = timezone.localdate(appointment.slot.starts_at)
    address = f"{settings.SITE_URL}{reverse('appointments_desk:day')}?jour={day}"
    send(
        event="appointment_booked",
        key=_key(appointment),
        recipient=settings.OPERATOR_EMAIL,
        context=_context(appointment, day_url=address),
    )
