"""The appointment as a calendar file (RFC 5545, mailed after RFC 5546): times in UTC, one UID for its whole life."""

import re
from datetime import UTC

from django.conf import settings
from django.utils.translation import gettext as _

from commerce.appointments.links import appointment_address
from commerce.appointments.phone import readable

#: The longest line, in octets, without its end (RFC 5545, 3.1).
LINE_OCTETS = 75
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def calendar_file(appointment, *, now):
    """The file's text: an invitation, or the word that it is off. SEQUENCE grows with each change, so that calendars
    replace what they have.
    """
    cancelled = appointment.cancelled_at is not None
    operator = settings.OPERATOR["BRAND"]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{operator}//Rendez-vous//FR",
        f"METHOD:{'CANCEL' if cancelled else 'REQUEST'}",
        "BEGIN:VEVENT",
        f"UID:{appointment.uid}@monquibus",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(appointment.slot.starts_at)}",
        f"DTEND:{_utc(appointment.slot.ends_at)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_escaped(_('Rendez-vous téléphonique avec %(operator)s') % {'operator': operator})}",
        f"DESCRIPTION:{_escaped(_description(appointment))}",
        f"ORGANIZER;CN={_quoted(operator)}:mailto:{settings.OPERATOR_EMAIL}",
        f"ATTENDEE;CN={_quoted(appointment.name)};PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{appointment.email}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _description(appointment):
    called = _("Nous vous appelons au %(phone)s.") % {"phone": readable(appointment.phone)}
    change = _("Déplacer ou annuler : %(address)s") % {"address": appointment_address(appointment)}
    return f"{called}\n{appointment.subject}\n\n{change}"


def _utc(moment):
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text):
    """A TEXT value (3.3.11): no control characters, and a mark before what would end it."""
    text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", r"\n")


def _quoted(text):
    """A parameter's value (3.2): in quotes, which it can't contain."""
    return '"{}"'.format(UNPRINTABLE.sub("", text.replace("\n", " ")).replace('"', "’"))


def folded(line):
    """The line cut so that no piece is longer than LINE_OCTETS, never inside a character."""
    pieces, octets = [""], 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS:
            pieces.append(" ")
            octets = 1
        pieces[-1] += character
        octets += size
    return "\r\n".join(pieces)
