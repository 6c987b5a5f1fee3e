"""What the timeline tells of promises that weren't kept, and what the buyer may call off meanwhile."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.date_format import date_format
from commerce.order.timeline import BUYER, Chapter, Deed, Event, Turn

LOOKUPS = ("order", "vendor", "delays", "unavailabilities")


def tell(part, *, viewer, now):
    """The Chapter of delays, unavailable pieces, and cancellation while something is at the workshop."""
    rows = list(part.unavailabilities.all())
    waiting = [row for row in rows if row.is_open]
    events = [*map(_of_delay, part.delays.all()), *(event for row in rows for event in _of_row(row))]
    turns = [
        Turn(BUYER, _("répondre à la proposition pour « %(title)s »") % _named(row), row.answer_by) for row in waiting
    ]
    if viewer != BUYER:
        return Chapter(events, turns)
    deeds = [_answer(part, row) for row in waiting]
    return Chapter(events, turns, [*deeds, _cancel(part)] if part.is_to_send else deeds)


def _of_delay(delay):
    days = {"new": date_format(delay.new_on, "l j F"), "old": date_format(delay.previous_on, "l j F")}
    words = _("Le %(new)s au lieu du %(old)s.") % days
    return Event(_("Retard annoncé"), delay.announced_at, f"{words} {_quoted(delay.note)}".strip())


def _of_row(row):
    told = Event(_("Pièce indisponible"), row.declared_at, f"{_of(row)}. {_quoted(row.note)}".strip())
    if row.answered_at is None:
        return [told]
    return [
        told,
        Event(_("Pièce indisponible : %(state)s") % {"state": row.get_state_display()}, row.answered_at, _of(row)),
    ]


def _of(row):
    return f"{row.title} × {row.quantity}" if row.quantity > 1 else row.title


def _quoted(note):
    return f"« {note} »" if note else ""


def _named(row):
    return {"title": row.title}


def _answer(part, row):
    address = [part.order.number, part.order.verification_hash(), row.pk]
    label = _("Voir ce que l’atelier propose pour « %(title)s »") % _named(row)
    return Deed(label, reverse("fulfilment:proposal", args=address), row.answer_by)


def _cancel(part):
    label = _("Annuler la commande chez %(shop)s") % {"shop": part.vendor.name}
    address = reverse("fulfilment:cancel", args=[part.order.number, part.order.verification_hash(), part.pk])
    return Deed(label, address, words=_("Tant que rien n’est parti : tout vous est rendu, livraison comprise."))
