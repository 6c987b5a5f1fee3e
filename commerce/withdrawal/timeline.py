"""What happened to a withdrawal, as `components/timeline.html` draws it: the same for buyer, vendor and operator."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.order.timeline import BUYER, VENDOR, Chapter, Deed, Event, Turn
from commerce.withdrawal.right import right_of
from commerce.withdrawal.states import State
from commerce.withdrawal.turns import turn_of

LABELS = {
    "declare": _("Rétractation déclarée"),
    "send_label": _("Étiquette envoyée"),
    "send_back": _("Renvoyée par l’acheteur"),
    "report_missing": _("Signalée perdue"),
    "receive": _("Revenue à l’atelier"),
    "accept": _("Acceptée par l’atelier"),
    "reduce": _("Réduction annoncée"),
    "agree": _("Réduction acceptée"),
    "appeal": _("Réduction contestée"),
    "refund": _("Remboursée par MonQuibus"),
    "decide": _("Décidée par MonQuibus"),
    "close": _("Close sans remboursement"),
    "refund_unanswered": _("Acceptée, faute de réponse de l’atelier"),
    "keep": _("Réduction maintenue, faute de contestation"),
}


#: What each turn is about, by the state of the withdrawal.
TO_DO = {
    State.DECLARED: _("renvoyer les pièces"),
    State.DISPATCHED: _("dire si le retour est arrivé"),
    State.RETURNED: _("rembourser, ou dire ce qui manque"),
    State.REDUCED: _("accepter la réduction, ou la contester"),
    State.MISSING: _("retrouver le colis"),
    State.APPEALED: _("trancher la contestation"),
}
LOOKUPS = ("order", "lines", "withdrawals__steps", "withdrawals__lines")


def events_of(withdrawal):
    """The steps taken, oldest first. One query, or none where they were fetched."""
    return [Event(LABELS[step.action], step.taken_at, step.words) for step in withdrawal.steps.all()]


def turns_told(case):
    """The Turn that this case waits for, in a list; empty once it is over."""
    turn = turn_of(case)
    return [Turn(turn[0].value, TO_DO[case.state], turn[1])] if turn else []


def tell(part, *, viewer, now):
    """The Chapter of withdrawals, and of the right to declare one."""
    cases = list(part.withdrawals.all())
    events = [_linked(event, part, case, viewer) for case in cases for event in events_of(case)]
    turns = [turn for case in cases for turn in turns_told(case)]
    deeds = [*_right(part, now), *(_case(part, case) for case in cases)] if viewer == BUYER else []
    return Chapter(events, turns, deeds)


def _linked(event, part, case, viewer):
    if viewer != VENDOR:
        return event
    link_label = gettext("Retour %(number)s") % {"number": case.number}
    return replace(event, url=f"/espace-pro/retours/{case.number}/", link_label=link_label)


def _right(part, now):
    right = right_of(part, now=now)
    if not right.is_open or _all_is_given_up(part):
        return []
    address = [part.order.number, part.order.verification_hash(), part.pk]
    # The words on the button are the decree's: they say what is done, where it is done (art. D221-5-1).
    words = gettext("Sans motif.") if right.ends_on else gettext("Sans motif, jusqu’à 14 jours après avoir tout reçu.")
    url = reverse("withdrawal:declare", args=address)
    return [Deed(gettext("Renoncer au contrat ici"), url, right.ends_on, words, is_prominent=True)]


def _all_is_given_up(part):
    cases = (case for case in part.withdrawals.all() if case.state != State.CLOSED)
    given_up = sum(each.quantity for case in cases for each in case.lines.all())
    return given_up >= sum(line.quantity for line in part.lines.all())


def _case(part, case):
    turn = turn_of(case)
    address = [part.order.number, part.order.verification_hash(), case.pk]
    return Deed(
        gettext("Rétractation %(number)s") % {"number": case.number},
        reverse("withdrawal:case", args=address),
        turn[1] if turn and turn[0] == BUYER else None,
        case.get_state_display(),
    )
