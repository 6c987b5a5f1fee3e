"""The calendar file: read back with the RFC's own rules, whatever people typed."""

import re
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from commerce.appointments import booking
from commerce.appointments.calendar_file import calendar_file, folded
from commerce.appointments.models import Appointment, Slot
from tests.commerce.appointments.conftest import NOW, PERSON, at


def read(text):
    """Properties of the event, unfolded and unescaped after RFC 5545, 3.1 and 3.3.11."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    found = {}
    for line in lines:
        name, value = re.fullmatch(r'([A-Z-]+(?:;[A-Z]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line, re.S).groups()
        plain = re.sub(r"\\(.)", lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
        found.setdefault(name.split(";")[0], plain)
    return found


def unsaved(**typed):
    slot = Slot(starts_at=at(4, 10), ends_at=at(4, 10, 30))
    return Appointment(slot=slot, **{**PERSON, **typed})


@given(name=st.text(max_size=200), subject=st.text(max_size=400))
def test_whatever_is_typed_arrives_as_typed_and_breaks_no_line(name, subject):
    text = calendar_file(unsaved(name=name, subject=subject), now=NOW)
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in text.split("\r\n"))
    assert text.count("\r") == text.count("\n") == text.count("\r\n")
    assert text.count("BEGIN:VEVENT\r\n") == 1
    kept = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", "", subject.replace("\r\n", "\n").replace("\r", "\n"))
    assert kept in read(text)["DESCRIPTION"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=600))
def test_folding_cuts_no_character_and_is_undone_by_unfolding(line):
    cut = folded(line)
    assert cut.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in cut.split("\r\n"))


def test_times_are_in_utc_and_right_on_both_sides_of_the_change_of_hour():
    for moment, expected in ((at(26, 9, month=3, year=2027), "08"), (at(29, 9, month=3, year=2027), "07")):
        appointment = unsaved()
        appointment.slot = Slot(starts_at=moment, ends_at=moment.replace(minute=30))
        found = read(calendar_file(appointment, now=NOW))
        assert found["DTSTART"] == f"{moment:%Y%m%d}T{expected}0000Z"
        assert found["DTSTAMP"] == "20261203T080000Z"
        assert datetime.strptime(found["DTEND"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == appointment.slot.ends_at


def _file_of(sent):
    parts = [part for part in message_from_bytes(sent.message().as_bytes()).walk() if part.get_filename()]
    assert [(part.get_content_type(), part.get_filename()) for part in parts] == [("text/calendar", "rendez-vous.ics")]
    return parts[0].get_param("method"), read(parts[0].get_payload(decode=True).decode())


@pytest.mark.django_db
def test_the_same_entry_is_made_moved_and_taken_out_of_the_visitors_calendar(slot, other_slot):
    appointment = booking.book(slot.pk, now=NOW, **PERSON)
    appointment = booking.move(appointment, other_slot.pk, now=NOW)
    booking.cancel(appointment, now=NOW)
    files = [_file_of(sent) for sent in mail.outbox if sent.to == ["maelle@exemple.test"]]
    assert [method for method, _found in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [(found["METHOD"], found["SEQUENCE"], found["STATUS"]) for _method, found in files] == [
        ("REQUEST", "0", "CONFIRMED"),
        ("REQUEST", "1", "CONFIRMED"),
        ("CANCEL", "2", "CANCELLED"),
    ]
    assert len({found["UID"] for _method, found in files}) == 1
    assert [found["DTSTART"][:8] for _method, found in files] == ["20261204", "20261207", "20261207"]
