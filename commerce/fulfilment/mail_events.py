"""Mails about what isn't kept as promised."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from commerce.communication.events import Audience, Event, declare
from commerce.communication.placeholders import OF_PART, PROMISED_ON
from commerce.fulfilment import letters
from commerce.fulfilment.models import Delay, Unavailability
from commerce.order.examples import PAID_AT, example_part
from commerce.partner.examples import DAY
from commerce.partner.rights import Right

LATER = DAY + timedelta(days=20)
PLACEHOLDERS = (*OF_PART, PROMISED_ON)


def _delay():
    part = example_part(promised_on=LATER)
    return Delay(vendor_order=part, previous_on=DAY, new_on=LATER, note="Le four est en panne, il est réparé demain.")


def _missing(state=Unavailability.State.PROPOSED):
    return Unavailability(
        pk=0,
        vendor_order=example_part(),
        title="Bol bleu",
        quantity=1,
        state=state,
        note="Celui-ci s’est fendu à la cuisson.",
        declared_at=PAID_AT,
        new_on=LATER,
        answer_by=DAY + timedelta(days=3),
    )


#: What buyer and shop are told of pieces that won't leave and have nothing left to refund.
CALLED_OFF = {
    "when": _("Quand des pièces ne partent pas et que rien n’en reste à rembourser : un bon avait tout couvert."),
    "placeholders": PLACEHOLDERS,
    "sample": lambda: letters.called_off(example_part(), [("Bol bleu", 2)], "0"),
}


declare(
    Event(
        "order_delayed",
        title=_("Nouveau délai annoncé"),
        audience=Audience.BUYER,
        when=_("Quand l’atelier annonce un jour plus tardif."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.delayed(_delay()),
    ),
    Event(
        "unavailable_proposed",
        title=_("Pièce indisponible : une proposition"),
        audience=Audience.BUYER,
        when=_("Quand l’atelier propose un délai ou une autre pièce à la place de celle qui manque."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.proposed(_missing()),
    ),
    Event(
        "order_late_buyer",
        title=_("Commande en retard, dit à l’acheteur"),
        audience=Audience.BUYER,
        when=_("À la dernière relance d’un atelier qui n’a rien dit."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.late(example_part(), cancelled_on=LATER, is_last=True),
    ),
    Event(
        "order_uncollected",
        title=_("Commande jamais retirée"),
        audience=Audience.BUYER,
        when=_("Quand une commande prête attend depuis longtemps à l’atelier."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.uncollected(example_part(delivery_kind="collect"), until=LATER),
    ),
    Event(
        "pieces_called_off",
        title=_("Pièces qui ne partiront pas, sans remboursement"),
        audience=Audience.BUYER,
        **CALLED_OFF,
    ),
    Event(
        "pieces_called_off_shop",
        title=_("Pièces à ne plus expédier, sans remboursement"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        **CALLED_OFF,
    ),
    Event(
        "order_due_soon",
        title=_("Commande à expédier bientôt"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("La veille du jour promis."),
        is_optional=True,
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.due_soon(example_part()),
    ),
    Event(
        "order_late",
        title=_("Commande en retard"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Le lendemain du jour promis, si rien n’est parti."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.late(example_part(), cancelled_on=LATER, is_last=False),
    ),
    Event(
        "order_late_again",
        title=_("Commande en retard, dernière relance"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Quelques jours avant que la commande soit annulée d’elle-même."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.late(example_part(), cancelled_on=LATER, is_last=True),
    ),
    Event(
        "proposal_answered",
        title=_("Réponse de l’acheteur à une proposition"),
        audience=Audience.SHOP,
        right=Right.ORDERS,
        when=_("Quand l’acheteur accepte le délai ou l’autre pièce."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.answered(_missing(Unavailability.State.DELAYED)),
    ),
    Event(
        "unavailable_declared",
        title=_("Pièce déclarée indisponible"),
        audience=Audience.OPERATOR,
        when=_("Chaque fois qu’un atelier déclare qu’une pièce vendue manque."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.declared(_missing(Unavailability.State.REFUNDED)),
    ),
    Event(
        "order_silent",
        title=_("Atelier silencieux"),
        audience=Audience.OPERATOR,
        when=_("Quand une commande sans nouvelles est annulée d’elle-même."),
        placeholders=PLACEHOLDERS,
        sample=lambda: letters.silent(example_part()),
    ),
)
