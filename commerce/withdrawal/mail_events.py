"""Mails of a withdrawal and of the return that follows."""

from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import OF_PART, ORDER
from commerce.order.announcements import order_address
from commerce.order.examples import PAID_AT, example_part
from commerce.order.status import VendorOrderStatus
from commerce.partner.examples import DAY
from commerce.partner.rights import Right
from commerce.withdrawal import letters
from commerce.withdrawal.models import Withdrawal, WithdrawalLine
from commerce.withdrawal.statement import statement_of
from commerce.withdrawal.states import State

PLACEHOLDERS = (*OF_PART, Placeholder("retractation", _("numéro de la rétractation"), "withdrawal.number"))
TEAM = settings.OPERATOR_EMAIL
RECEIVED_AT, DECLARED_AT = PAID_AT + timedelta(days=9), PAID_AT + timedelta(days=12)


def _case(state=State.DECLARED, **more):
    part = example_part(status=VendorOrderStatus.RECEIVED, received_at=RECEIVED_AT)
    told = {
        "number": f"R-{part.number}",
        "state": state,
        "name": "Camille Martin",
        "email": part.order.email,
        "declared_at": DECLARED_AT,
        "return_by": DAY + timedelta(days=26),
        "instructions": "Atelier des Brumes\n3 rue des Potiers\n89520 Saint-Amand-en-Puisaye",
    }
    case = Withdrawal(pk=0, vendor_order=part, **told | more)
    [bowls] = part.lines.all()
    case._prefetched_objects_cache = {"lines": [WithdrawalLine(withdrawal=case, line=bowls, quantity=1)]}
    with translation.override(settings.LANGUAGE_CODE):
        case.statement = statement_of(case, [(bowls, 1)])
    return case


def _sent_back(**more):
    sent_at = DECLARED_AT + timedelta(days=3)
    return _case(State.DISPATCHED, dispatched_at=sent_at, tracking_number="6A98765432101", **more)


def _reduced(**more):
    return _case(
        State.REDUCED,
        dispatched_at=DECLARED_AT + timedelta(days=3),
        returned_at=DECLARED_AT + timedelta(days=6),
        reduced_at=DECLARED_AT + timedelta(days=8),
        reduction_cents=1200,
        reduction_reason="Le bord du bol est ébréché.",
        **more,
    )


def _returned():
    return _case(State.RETURNED, returned_at=DECLARED_AT + timedelta(days=6))


def _link():
    order = example_part().order
    return {"order": order, "order_url": order_address(order)}


@translation.override(settings.LANGUAGE_CODE)
def _pressing():
    # What is owed is asked of the database, which knows nothing of examples: the letter stands here as it comes out.
    case = _sent_back()
    told = {"amount": "34,00\u00a0€", "day": "mardi 29 décembre 2026", "when": "il reste 2 jours"}
    letter = {
        "subject": _("Remboursement à décider : %(number)s") % {"number": case.number},
        "paragraphs": [
            _("%(amount)s sont à rendre à l’acheteur au plus tard le %(day)s : %(when)s.") % told,
            _("État : %(state)s.") % {"state": case.get_state_display()},
        ],
        "url": f"{settings.SITE_URL}/cms/retractations/",
        "label": _("Ouvrir le dossier"),
    }
    part = case.vendor_order
    return {"letter": letter, "withdrawal": case, "vendor_order": part, "order": part.order}


def _of_buyer(name, title, when, sample):
    return Event(name, title=title, audience=Audience.BUYER, when=when, placeholders=PLACEHOLDERS, sample=sample)


def _of_shop(name, title, when, sample):
    told = {"audience": Audience.SHOP, "right": Right.ORDERS, "placeholders": PLACEHOLDERS}
    return Event(name, title=title, when=when, sample=sample, **told)


def _of_team(name, title, when, sample):
    return Event(name, title=title, audience=Audience.OPERATOR, when=when, placeholders=PLACEHOLDERS, sample=sample)


declare(
    _of_buyer(
        "withdrawal_acknowledged",
        _("Accusé de réception d’une rétractation"),
        _("Aussitôt, avec la déclaration mot pour mot (art. L221-21)."),
        lambda: letters.declared(_case()),
    ),
    Event(
        "withdrawal_link",
        title=_("Lien vers une commande"),
        audience=Audience.BUYER,
        when=_("Quand quelqu’un sans compte retrouve sa commande par son numéro et son adresse."),
        placeholders=(ORDER,),
        sample=_link,
    ),
    _of_buyer(
        "withdrawal_label_sent",
        _("Étiquette de retour"),
        _("Quand l’atelier qui offre le retour dépose son étiquette."),
        lambda: letters.label_sent(_case(vendor_pays_return=True), now=DECLARED_AT),
    ),
    _of_buyer(
        "withdrawal_reminded",
        _("Retour à poster"),
        _("Quelques jours avant le dernier jour pour renvoyer."),
        lambda: letters.reminded(_case()),
    ),
    _of_buyer(
        "withdrawal_returned",
        _("Retour arrivé à l’atelier"),
        _("Quand l’atelier note l’arrivée du colis."),
        lambda: letters.returned(_returned()),
    ),
    _of_buyer(
        "withdrawal_reduced",
        _("Retenue sur un remboursement"),
        _("Quand l’atelier retient une somme pour usure, avec son motif et le moyen de contester."),
        lambda: letters.reduced(_reduced()),
    ),
    _of_buyer(
        "withdrawal_missing",
        _("Retour perdu, dit à l’acheteur"),
        _("Quand un colis de retour est dit perdu."),
        lambda: letters.missing(_sent_back()),
    ),
    _of_buyer(
        "withdrawal_concluded",
        _("Retour terminé, dit à l’acheteur"),
        _("Quand tout est rendu, ou clos avec ses motifs."),
        lambda: letters.concluded(_reduced(given_up_cents=1200, decision="L’éclat vient du transport.")),
    ),
    _of_shop(
        "withdrawal_declared",
        _("Rétractation d’un acheteur"),
        _("Aussitôt que l’acheteur la confirme."),
        lambda: letters.declared(_case()),
    ),
    _of_shop(
        "withdrawal_sent_back",
        _("Retour en route"),
        _("Quand l’acheteur dit qu’il a posté le colis."),
        lambda: letters.sent_back(_sent_back()),
    ),
    _of_shop(
        "withdrawal_missing_shop",
        _("Retour perdu, dit à la boutique"),
        _("Quand un colis de retour est dit perdu."),
        lambda: letters.missing(_sent_back()),
    ),
    _of_shop(
        "withdrawal_appealed",
        _("Retenue contestée"),
        _("Quand l’acheteur conteste ce que l’atelier retient."),
        lambda: letters.appealed(_reduced(appeal="Le bol était ébréché à l’arrivée.")),
    ),
    _of_shop(
        "withdrawal_concluded_shop",
        _("Retour terminé, dit à la boutique"),
        _("Quand tout est rendu, ou clos avec ses motifs."),
        lambda: letters.concluded(_reduced(given_up_cents=1200, decision="L’éclat vient du transport.")),
    ),
    _of_team(
        "withdrawal_missing_team",
        _("Retour perdu, à trancher"),
        _("Quand un colis de retour est dit perdu."),
        lambda: letters.missing(_sent_back()),
    ),
    _of_team(
        "withdrawal_appealed_team",
        _("Retenue contestée, à trancher"),
        _("Quand l’acheteur conteste ce que l’atelier retient."),
        lambda: letters.appealed(_reduced(appeal="Le bol était ébréché à l’arrivée.")),
    ),
    _of_team(
        "withdrawal_pressing",
        _("Remboursement à décider"),
        _("Quand le jour que la loi fixe pour rembourser est proche ou passé."),
        _pressing,
    ),
    _of_team(
        "withdrawal_never_came",
        _("Retour jamais parti"),
        _("Une semaine après le dernier jour pour renvoyer, si rien n’est annoncé."),
        lambda: letters.pressing(_case(), recipient=TEAM, now=DECLARED_AT + timedelta(days=40)),
    ),
)
