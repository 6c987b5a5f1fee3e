"""When a workshop prepares, hands over and delivers: plain data that travels on the vendor's own row."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from commerce.date_format import date_format
from commerce.working_days import is_working_day

#: A day without any hours is looked for this far ahead at most.
LOOK_AHEAD_DAYS = 60
#: « 9h-12h », « 14:30 – 18:00 », « 9 h à 12 h ».
SPAN = re.compile(r"\s*(\d{1,2})\s*[h:]\s*(\d{2})?\s*(?:-|–|à)\s*(\d{1,2})\s*[h:]\s*(\d{2})?\s*")


class NotHours(ValueError):
    """The text doesn't say hours of a day."""


def read_hours(text):
    """« 9h-12h, 14h-18h30 » as (("09:00", "12:00"), ("14:00", "18:30")). Raises NotHours."""
    spans = []
    for part in filter(str.strip, re.split("[,;]| et ", text)):
        if not (found := SPAN.fullmatch(part)):
            raise NotHours(part)
        opens, closes = (f"{int(hour):02}:{minute or '00'}" for hour, minute in (found.group(1, 2), found.group(3, 4)))
        if not (spans[-1][1] if spans else "00:00") <= opens < closes <= "24:00" or max(opens[3:], closes[3:]) >= "60":
            raise NotHours(part)
        spans.append((opens, closes))
    return tuple(spans)


def hours_in_words(spans):
    """« 9 h – 12 h, 14 h – 18 h 30 ». French readers' own way; other languages read it too."""
    return ", ".join(f"{_hour(opens)} – {_hour(closes)}" for opens, closes in spans)


def _hour(moment):
    hour, minute = moment.split(":")
    return f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")


@dataclass(frozen=True)
class ExceptionalDay:
    """A day unlike others: closed without hours (nothing is prepared either), else open at these hours."""

    day: date
    hours: tuple = ()
    note: str = ""


@dataclass(frozen=True)
class Timetable:
    """Days are Europe/Paris, weekdays 0 (Monday) to 6. Weekly hours are by weekday; {} where nothing was said."""

    closed_weekdays: tuple[int, ...] = ()
    pickup: dict = field(default_factory=dict)
    delivery: dict = field(default_factory=dict)
    exceptions: tuple[ExceptionalDay, ...] = ()

    @classmethod
    def from_json(cls, kept):
        """The timetable that `as_json` kept; {} is that of a vendor who said nothing."""
        return cls(
            closed_weekdays=tuple(kept.get("closed_weekdays", ())),
            pickup={int(day): _spans(hours) for day, hours in kept.get("pickup", {}).items()},
            delivery={int(day): _spans(hours) for day, hours in kept.get("delivery", {}).items()},
            exceptions=tuple(
                ExceptionalDay(date.fromisoformat(each["day"]), _spans(each["hours"]), each["note"])
                for each in kept.get("exceptions", ())
            ),
        )

    def as_json(self):
        """What a JSON field keeps."""
        return {
            "closed_weekdays": list(self.closed_weekdays),
            "pickup": {str(day): list(map(list, hours)) for day, hours in self.pickup.items() if hours},
            "delivery": {str(day): list(map(list, hours)) for day, hours in self.delivery.items() if hours},
            "exceptions": [
                {"day": each.day.isoformat(), "hours": list(map(list, each.hours)), "note": each.note}
                for each in self.exceptions
            ],
        }

    def exception_on(self, day):
        """The ExceptionalDay that this day is, or None."""
        return next((each for each in self.exceptions if each.day == day), None)

    def prepares_on(self, day):
        """Whether the workshop works on orders: a working day of France, none of its own closing days."""
        exception = self.exception_on(day)
        is_closed = day.weekday() in self.closed_weekdays or (exception is not None and not exception.hours)
        return is_working_day(day) and not is_closed

    def is_open_on(self, day, weekly):
        """Whether goods change hands in these `weekly` hours; on any working day where none are set."""
        exception = self.exception_on(day)
        if exception is not None:
            return bool(exception.hours)
        return bool(weekly.get(day.weekday())) if weekly else is_working_day(day)

    def first_open_day(self, day, weekly, absences=()):
        """`day`, or the first one after it on which the `weekly` hours are open and the vendor isn't away."""
        for ahead in range(LOOK_AHEAD_DAYS):
            candidate = day + timedelta(days=ahead)
            away = any(absence.first_day <= candidate < absence.back_on for absence in absences)
            if not away and self.is_open_on(candidate, weekly):
                return candidate
        return day

    def pickup_words(self, today, note=""):
        """Lines about coming to the workshop; `note` is what the vendor adds in words, or says instead."""
        notes = note.splitlines()
        if notes and not self.pickup:
            notes[0] = f"{_('Retrait à l’atelier')}\u00a0: {notes[0]}"
        return [*self._pickup(today), *notes]

    def delivery_words(self, today):
        """Lines about the vendor's own deliveries."""
        return [*_said(_("Livraison par l’atelier"), self.delivery), *self._exceptions_ahead(today)]

    def words(self, today, note=""):
        """Lines about both."""
        return [*_said(_("Livraison par l’atelier"), self.delivery), *self._pickup(today), *note.splitlines()]

    def _pickup(self, today):
        return [*_said(_("Retrait à l’atelier"), self.pickup), *self._exceptions_ahead(today)]

    def _exceptions_ahead(self, today):
        for each in self.exceptions:
            if today <= each.day <= today + timedelta(days=LOOK_AHEAD_DAYS):
                hours = hours_in_words(each.hours) or _("fermé")
                note = f" ({each.note})" if each.note else ""
                yield f"{date_format(each.day, 'l j F')}\u00a0: {hours}{note}"


def _said(label, weekly):
    days = sorted((day, hours) for day, hours in weekly.items() if hours)
    spans = [
        f"{', '.join(str(WEEKDAYS[day]).lower() for day, _hours in group)}, {hours_in_words(hours)}"
        for hours, group in groupby(days, key=lambda item: item[1])
    ]
    listed = "\u202f; ".join(spans)
    return [f"{label}\u00a0: {listed}"] if spans else []


def _spans(hours):
    return tuple((opens, closes) for opens, closes in hours)
