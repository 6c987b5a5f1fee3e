"""What happened to each part of an order, whose turn it is, and what its reader may do until when.

Buyer, vendor and operator read the same timeline. Each app that knows something of a vendor order joins a teller; this
package tells what it knows itself in `commerce.order.journey`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from commerce.date_format import date_format

#: Who reads, and whose turn it may be.
BUYER, VENDOR, OPERATOR = "buyer", "vendor", "operator"
ROLES = {BUYER: _("À l’acheteur"), VENDOR: _("À l’atelier"), OPERATOR: _("À l’équipe de MonQuibus")}
DONE, NOW, LATER, STOPPED = "done", "now", "later", "stopped"


@dataclass(frozen=True)
class Event:
    """Something that happened (`moment`), happens now, or comes later, as `components/timeline.html` draws it."""

    label: str
    moment: datetime | None = None
    detail: str = ""
    state: str = DONE
    url: str = ""
    link_label: str = ""

    @property
    def when(self):
        """The moment in words, in Europe/Paris, or an empty text."""
        return date_format(localtime(self.moment), "l j F, H:i") if self.moment else ""


@dataclass(frozen=True)
class Turn:
    """Whom the next step waits for, what it is, and the last day (Europe/Paris) for it, where there is one."""

    role: str
    what: str
    until: date | None = None


@dataclass(frozen=True)
class Deed:
    """Something that the reader may do now: a page to open or, with `fields`, a form to send as it is.

    `until` is the last day (Europe/Paris); `words` say what no date says; `is_prominent` draws it as a button.
    """

    label: str
    url: str
    until: date | None = None
    words: str = ""
    fields: dict | None = None
    is_prominent: bool = False


@dataclass
class Chapter:
    """What one app tells of one vendor order."""

    events: list = field(default_factory=list)
    turns: list = field(default_factory=list)
    deeds: list = field(default_factory=list)


@dataclass
class Part(Chapter):
    """One vendor order with what all apps tell of it."""

    vendor_order: object = None


_tellers = []


def join(tell, *lookups):
    """Have `tell(vendor_order, viewer=…, now=…)` asked for a Chapter; it reads only what `lookups` fetch."""
    _tellers.append((tell, lookups))


def timelines(vendor_orders, *, viewer, now):
    """A Part for each of these vendor orders, as BUYER, VENDOR or OPERATOR reads it. Queries don't grow with them."""
    parts = list(vendor_orders)
    prefetch_related_objects(parts, *(lookup for _tell, lookups in _tellers for lookup in lookups))
    return [_told(part, viewer, now) for part in parts]


def _told(part, viewer, now):
    told = Part(vendor_order=part)
    for tell, _lookups in _tellers:
        chapter = tell(part, viewer=viewer, now=now)
        told.events += chapter.events
        told.turns += chapter.turns
        told.deeds += chapter.deeds
    told.events.sort(key=_place)
    told.turns.sort(key=_pressing)
    return told


def _place(event):
    """What happened by its moment, then what happens, then what comes, as their tellers gave them."""
    order = {NOW: 1, LATER: 2}.get(event.state, 0)
    return (order, event.moment.timestamp() if event.moment and not order else 0)


def _pressing(turn):
    return turn.until or date.max
