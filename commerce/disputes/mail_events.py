"""Mails of a dispute between buyer and vendor."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import OF_PART
from commerce.disputes import letters
from commerce.disputes.grounds import Ground, Remedy, Wish
from commerce.disputes.models import DisputeLine, DisputeStep, OrderDispute
from commerce.disputes.states import Role, State
from commerce.order.examples import PAID_AT, example_part
from commerce.order.status import VendorOrderStatus
from commerce.partner.examples import DAY
from commerce.partner.rights import Right

PLACEHOLDERS = (*OF_PART, Placeholder("litige", _("numéro du litige"), "dispute.number"))
RECEIVED_AT, OPENED_AT = PAID_AT + timedelta(days=9), PAID_AT + timedelta(days=12)
BROKEN = "Le bord du bol est ébréché, le carton était enfoncé."


def _case(state=State.TO_VENDOR, **more):
    part = example_part(status=VendorOrderStatus.RECEIVED, received_at=RECEIVED_AT)
    told = {
        "number": f"{part.number}-L1",
        "state": state,
        "opened_by": Role.BUYER,
        "ground": Ground.BROKEN,
        "wish": Wish.REPLACEMENT,
        "remedy": Remedy.REPLACEMENT,
        "remedy_by": DAY + timedelta(days=30),
        "opened_at": OPENED_AT,
        "since": OPENED_AT,
    }
    case = OrderDispute(pk=0, vendor_order=part, **told | more)
    [bowls] = part.lines.all()
    case._prefetched_objects_cache = {"lines": [DisputeLine(dispute=case, line=bowls, quantity=1)]}
    return case


def _by_the_shop(state=State.TO_BUYER):
    return _case(state, opened_by=Role.VENDOR, ground=Ground.OTHER, wish="")


def _step(case, action, role, words):
    return DisputeStep(pk=0, dispute=case, action=action, role=role, words=words, taken_at=OPENED_AT)


def _told(tell, case, action, role, words=""):
    return lambda: tell(case(), _step(case(), action, role, words))


OPENED = _told(letters.opened, _case, "open", Role.BUYER, BROKEN)
OPENED_BY_THE_SHOP = _told(letters.opened, _by_the_shop, "open", Role.VENDOR, "L’acheteur réclame une pièce reçue.")
ANSWERED = _told(
    letters.answered, lambda: _case(State.ANSWERED), "explain", Role.VENDOR, "Le bol était entier au départ."
)
PROMISED = _told(
    letters.promised, lambda: _case(State.PROMISED), "order_remedy", Role.OPERATOR, "Les photos montrent un choc."
)
REMEDIED = _told(
    letters.remedied, lambda: _case(State.REMEDIED), "deliver", Role.VENDOR, "Le nouveau bol est parti ce matin."
)
ESCALATED = _told(letters.escalated, lambda: _case(State.TO_DECIDE), "insist", Role.BUYER, "La réponse ne règle rien.")
ADDED_BY_THE_SHOP = _told(letters.added, lambda: _case(State.TO_DECIDE), "add", Role.VENDOR, "Voici le bon de dépôt.")
ADDED_BY_THE_BUYER = _told(letters.added, lambda: _case(State.TO_DECIDE), "add", Role.BUYER, "Voici le carton.")
CONCLUDED = _told(
    letters.concluded, lambda: _case(State.DECIDED), "decide", Role.OPERATOR, "Rien ne montre un choc au départ."
)


def _of_buyer(name, title, when, sample):
    told = {"audience": Audience.BUYER, "placeholders": PLACEHOLDERS}
    return Event(f"order_dispute_{name}", title=title, when=when, sample=sample, **told)


def _of_shop(name, title, when, sample):
    told = {"audience": Audience.SHOP, "right": Right.ORDERS, "placeholders": PLACEHOLDERS}
    return Event(f"order_dispute_{name}_shop", title=title, when=when, sample=sample, **told)


def _of_team(name, title, when, sample):
    told = {"audience": Audience.OPERATOR, "placeholders": PLACEHOLDERS}
    return Event(f"order_dispute_{name}_team", title=title, when=when, sample=sample, **told)


WHEN_OPENED = _("Aussitôt que le litige est ouvert.")
WHEN_ORDERED = _("Quand l’atelier promet une solution, ou que l’équipe l’ordonne.")
WHEN_ESCALATED = _("Quand l’équipe doit trancher : délai passé, ou avis demandé.")
WHEN_ADDED = _("Quand l’autre partie complète le dossier.")
WHEN_CONCLUDED = _("Quand le litige est réglé, tranché ou abandonné.")

declare(
    _of_buyer("noted", _("Litige ouvert par l’acheteur"), WHEN_OPENED, OPENED),
    _of_buyer("asked", _("Litige ouvert par la boutique, réponse attendue"), WHEN_OPENED, OPENED_BY_THE_SHOP),
    _of_buyer(
        "answered", _("Réponse de la boutique à un litige"), _("Quand elle explique ou rembourse en partie."), ANSWERED
    ),
    _of_buyer("promised", _("Solution promise dans un litige"), WHEN_ORDERED, PROMISED),
    _of_buyer("remedied", _("Solution à vérifier"), _("Quand l’atelier dit que c’est fait."), REMEDIED),
    _of_buyer("escalated", _("Litige à trancher, dit à l’acheteur"), WHEN_ESCALATED, ESCALATED),
    _of_buyer("added", _("Dossier complété, dit à l’acheteur"), WHEN_ADDED, ADDED_BY_THE_SHOP),
    _of_buyer("concluded", _("Litige terminé, dit à l’acheteur"), WHEN_CONCLUDED, CONCLUDED),
    _of_shop("asked", _("Litige ouvert par un acheteur, réponse attendue"), WHEN_OPENED, OPENED),
    _of_shop("noted", _("Litige ouvert par la boutique"), WHEN_OPENED, OPENED_BY_THE_SHOP),
    _of_shop("promised", _("Solution ordonnée à la boutique"), WHEN_ORDERED, PROMISED),
    _of_shop("escalated", _("Litige à trancher, dit à la boutique"), WHEN_ESCALATED, ESCALATED),
    _of_shop("added", _("Dossier complété, dit à la boutique"), WHEN_ADDED, ADDED_BY_THE_BUYER),
    _of_shop("concluded", _("Litige terminé, dit à la boutique"), WHEN_CONCLUDED, CONCLUDED),
    _of_team("escalated", _("Litige à trancher"), WHEN_ESCALATED, ESCALATED),
    _of_team("added", _("Dossier complété, à trancher"), WHEN_ADDED, ADDED_BY_THE_BUYER),
    _of_team(
        "pressing",
        _("Litige en attente de décision"),
        _("Le cinquième jour ouvré, si rien n’est tranché."),
        lambda: letters.pressing(_case(State.TO_DECIDE)),
    ),
)
