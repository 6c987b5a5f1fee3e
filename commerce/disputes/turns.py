"""Whose turn it is with a dispute, and until when: its own dates put into the calendar of `deadlines`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.date_format import date_format
from commerce.disputes import deadlines
from commerce.disputes.grounds import Ground
from commerce.disputes.states import Role, State

_TURNS = {
    State.TO_VENDOR: (Role.VENDOR, deadlines.answer_by),
    State.TO_BUYER: (Role.BUYER, deadlines.answer_by),
    State.ANSWERED: (Role.BUYER, deadlines.insist_by),
    State.REMEDIED: (Role.BUYER, deadlines.check_by),
    State.TO_DECIDE: (Role.OPERATOR, deadlines.decide_by),
}


def turn_of(dispute):
    """(Role, last day) of whoever has to act, or None once it is over."""
    if dispute.state == State.PROMISED:
        return Role.VENDOR, dispute.remedy_by
    if dispute.state not in _TURNS:
        return None
    role, last_day = _TURNS[dispute.state]
    return role, last_day(timezone.localdate(dispute.since))


def turn_in_words(dispute, viewer):
    """« c’est à vous, jusqu’au jeudi 3 décembre 2026 », for a Role that reads it; "" once it is over."""
    turn = turn_of(dispute)
    if turn is None:
        return ""
    whose = {
        Role.BUYER: _("c’est à l’acheteur, jusqu’au %(day)s"),
        Role.VENDOR: _("c’est à l’atelier, jusqu’au %(day)s"),
        Role.OPERATOR: _("c’est à MonQuibus, jusqu’au %(day)s"),
    }
    words = _("c’est à vous, jusqu’au %(day)s") if turn[0] == viewer else whose[turn[0]]
    return words % {"day": date_format(turn[1], "l j F Y")}


def presumption_of(dispute):
    """Last day on which the vendor has to prove that a defect is younger than the delivery; None elsewhere."""
    received_at = dispute.vendor_order.received_at
    if dispute.ground != Ground.CONFORMITY or received_at is None:
        return None
    return deadlines.presumption_ends_on(timezone.localdate(received_at))
