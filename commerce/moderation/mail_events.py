"""Mails about pieces that are read before they are shown, reported, or taken down."""

from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import Category, Product
from commerce.communication.events import Audience, Event, Placeholder, declare
from commerce.communication.placeholders import SHOP
from commerce.moderation import letters
from commerce.moderation.models import Ground, PieceCheck, Report, Statement
from commerce.partner.examples import example_shop
from commerce.partner.rights import Right

PIECE = Placeholder("piece", _("nom de la pièce"), "title")
NUMBER = Placeholder("signalement", _("numéro du signalement"), "report.reference")


def _check():
    return PieceCheck(pk=0, product=Product(pk=0, vendor=example_shop(), title="Bol bleu", slug="bol-bleu"))


def _statement():
    return Statement(
        pk=0,
        vendor=example_shop(),
        title="Bol bleu",
        measure=Statement.Measure.values[0],
        ground=Ground.values[0],
        text="La photo montre un bol d’une autre marque.",
    )


def _report(**more):
    told = {"title": "Bol bleu", "ground": Ground.values[0], "text": "Cette pièce est une copie.", "reference": "S4X7"}
    return Report(pk=0, email="zoe@exemple.test", **told | more)


declare(
    Event(
        "piece_accepted",
        title=_("Pièce relue"),
        audience=Audience.SHOP,
        right=Right.PRODUCTS,
        when=_("Quand l’équipe a relu une pièce ou un changement, et l’a mis en ligne."),
        is_optional=True,
        placeholders=(SHOP, PIECE),
        sample=lambda: letters.accepted(_check()),
    ),
    Event(
        "piece_decided",
        title=_("Pièce retirée ou refusée"),
        audience=Audience.SHOP,
        right=Right.PRODUCTS,
        when=_("Quand l’équipe retire ou refuse une pièce, avec ses motifs (règlement 2022/2065, art. 17)."),
        placeholders=(SHOP, PIECE),
        sample=lambda: letters.stated(_statement()),
    ),
    Event(
        "category_ended",
        title=_("Catégorie remplacée"),
        audience=Audience.SHOP,
        right=Right.PRODUCTS,
        when=_("Quand une catégorie disparaît et que ses pièces passent dans une autre."),
        is_optional=True,
        placeholders=(SHOP,),
        sample=lambda: letters.category_ended(
            Category(pk=0, name="Bols"), Category(pk=0, name="Bols et tasses"), example_shop(), 3
        ),
    ),
    Event(
        "report_received",
        title=_("Signalement reçu"),
        audience=Audience.PERSON,
        when=_("Aussitôt, à qui signale une pièce (règlement 2022/2065, art. 16)."),
        placeholders=(PIECE, NUMBER),
        sample=lambda: letters.received(_report()),
    ),
    Event(
        "report_answered",
        title=_("Réponse à un signalement"),
        audience=Audience.PERSON,
        when=_("Quand l’équipe a décidé, avec le moyen de contester."),
        placeholders=(PIECE, NUMBER),
        sample=lambda: letters.report_decided(
            _report(state=Report.State.UPHELD, answer="Vous aviez raison, la pièce est retirée.")
        ),
    ),
    Event(
        "report_waiting",
        title=_("Signalement à lire"),
        audience=Audience.OPERATOR,
        when=_("Quand quelqu’un signale une pièce."),
        placeholders=(PIECE, NUMBER),
        sample=lambda: letters.received(_report()),
    ),
)
