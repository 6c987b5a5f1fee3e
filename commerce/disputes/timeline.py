"""What happened to a dispute, step by step, with its words and files: the same for buyer, vendor and operator."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.date_format import date_format
from commerce.disputes.opening import may_open
from commerce.disputes.states import Role, State
from commerce.disputes.turns import turn_of
from commerce.money_format import euros
from commerce.order.timeline import BUYER, VENDOR, Chapter, Deed, Event, Turn

LABELS = {
    "open": _("Litige ouvert"),
    "explain": _("Réponse de l’atelier"),
    "refund_part": _("Remboursement partiel de l’atelier"),
    "promise": _("Solution promise par l’atelier"),
    "refund": _("Remboursé par l’atelier"),
    "add": _("Dossier complété"),
    "close": _("Abandonné"),
    "escalate": _("Délai passé : MonQuibus tranche"),
    "reply": _("Réponse de l’acheteur"),
    "agree": _("L’acheteur est satisfait"),
    "insist": _("L’acheteur demande l’avis de MonQuibus"),
    "lapse": _("Terminé, faute de suite de l’acheteur"),
    "deliver": _("L’atelier dit que c’est fait"),
    "decide": _("Tranché par MonQuibus"),
    "order_remedy": _("Solution décidée par MonQuibus"),
    "overtake": _("Terminé : remboursé autrement"),
}
#: Who took a step, where the label doesn't say it.
BY = {Role.BUYER: _("par l’acheteur"), Role.VENDOR: _("par l’atelier")}
UNSAID = ("open", "add", "close")


def steps_of(dispute):
    """The steps with files and refunds, oldest first. Two queries."""
    steps = dispute.steps.select_related("refund").prefetch_related("exhibits", "refund__beside")
    return [(step, label_of(step)) for step in steps]


def label_of(step):
    """What was done, by whom, and the money that it gave back."""
    words = [str(LABELS[step.action])]
    if step.action in UNSAID and step.role in BY:
        words.append(str(BY[Role(step.role)]))
    if step.refund_id:
        words.append(euros(step.refund.given_cents))
    return ", ".join(words)


def when_of(step):
    """« jeudi 3 décembre, 10:05 », Paris time."""
    return date_format(timezone.localtime(step.taken_at), "l j F, H:i")


#: What each turn is about, by the state of the dispute.
TO_DO = {
    State.TO_VENDOR: _("répondre au litige"),
    State.TO_BUYER: _("répondre au litige"),
    State.ANSWERED: _("dire si la réponse de l’atelier suffit"),
    State.PROMISED: _("faire ce qui est promis"),
    State.REMEDIED: _("vérifier ce qui a été fait"),
    State.TO_DECIDE: _("trancher le litige"),
}
LOOKUPS = ("order", "parcels", "order_disputes__steps")


def turns_told(case):
    """The Turn that this case waits for, in a list; empty once it is over."""
    turn = turn_of(case)
    return [Turn(turn[0].value, TO_DO[case.state], turn[1])] if turn else []


def tell(part, *, viewer, now):
    """The Chapter of disputes, and of the way to open one."""
    cases = list(part.order_disputes.all())
    events = [_event(part, case, step, viewer) for case in cases for step in case.steps.all()]
    turns = [turn for case in cases for turn in turns_told(case)]
    deeds = [*_opening(part, now), *(_case(part, case) for case in cases)] if viewer == BUYER else []
    return Chapter(events, turns, deeds)


def _event(part, case, step, viewer):
    label = str(LABELS[step.action])
    if viewer != VENDOR:
        return Event(label, step.taken_at, step.words)
    link_label = gettext("Litige %(number)s") % {"number": case.number}
    address = f"/espace-pro/litiges/{case.number}/"
    return Event(label, step.taken_at, step.words, url=address, link_label=link_label)


def _opening(part, now):
    if not may_open(part, now=now):
        return []
    address = reverse("disputes:open", args=[part.order.number, part.order.verification_hash(), part.pk])
    return [Deed(gettext("Signaler un problème"), address, None, gettext("Colis perdu, pièce abîmée, défaut apparu."))]


def _case(part, case):
    turn = turn_of(case)
    return Deed(
        gettext("Litige %(number)s") % {"number": case.number},
        reverse("disputes:case", args=[part.order.number, part.order.verification_hash(), case.pk]),
        turn[1] if turn and turn[0] == BUYER else None,
        case.get_state_display(),
    )
