"""Mails of moderation: decided with the data, once each, with what one may do."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.communication import shops
from commerce.communication.contact_links import contact_link
from commerce.communication.mails import send
from commerce.moderation.models import PieceCheck, Report

#: Letters are French, whoever's request decides them.
in_french = translation.override(settings.LANGUAGE_CODE)


@in_french
def accepted(check):
    """The vendor reads that the piece, or its change, is there."""
    product = check.product
    is_change = check.kind == PieceCheck.Kind.CHANGE
    first = _("Votre changement est en ligne.") if is_change else _("Nous avons relu votre pièce : elle est en ligne.")
    _tell_shop(
        "piece_accepted",
        f"check:{check.pk}",
        product.vendor,
        {"title": product.title},
        subject=_("« %(title)s » est relue") % {"title": product.title},
        paragraphs=[first],
        url=product.get_absolute_url(),
        label=_("Voir la pièce"),
    )


@in_french
def stated(statement):
    """The vendor reads the reasons, that a person decided, and how to contest (art. 17(3))."""
    _tell_shop(
        "piece_decided",
        f"statement:{statement.pk}",
        statement.vendor,
        {"title": statement.title},
        subject=f"« {statement.title} » : {statement.get_measure_display().lower()}",
        paragraphs=[
            _("Voici ce qui a été décidé de cette pièce, et pourquoi. Une personne de l’équipe l’a lue."),
            _(
                "Corrigez-la et remettez-la en ligne quand vous voulez : nous la relirons. Vous n’êtes pas d’accord ? "
                "Répondez-nous, ou saisissez le médiateur ou le tribunal."
            ),
        ],
        reasons=[statement.get_measure_display(), statement.get_ground_display()],
        quote=statement.text,
        url=contact_link(_("Je conteste une décision"), f"motifs-{statement.pk}"),
        label=_("Contester ou répondre"),
    )


@in_french
def received(report):
    """Whoever reported reads the number, the operator that something waits."""
    _tell(
        "report_received",
        f"report:{report.pk}",
        report.email,
        {"report": report, "title": report.title},
        subject=_("Votre signalement %(number)s est arrivé") % {"number": report.reference},
        paragraphs=[
            _("Merci. Une personne de l’équipe lit votre signalement de « %(title)s » et vous répond.")
            % {"title": report.title},
        ],
        reasons=[report.get_ground_display()],
        quote=report.text,
        url=contact_link(report.reference, f"signalement-{report.pk}", professional=False),
        label=_("Nous écrire"),
    )
    _tell(
        "report_waiting",
        f"report-waits:{report.pk}",
        settings.OPERATOR_EMAIL,
        {"report": report, "title": report.title},
        subject=_("Signalement %(number)s : %(title)s") % {"number": report.reference, "title": report.title},
        paragraphs=[report.get_ground_display()],
        quote=report.text,
        url=reverse("moderation_office:report", args=[report.pk]),
        label=_("Lire le signalement"),
    )


@in_french
def report_decided(report):
    """Whoever reported reads what became of it, and how to contest (art. 16(5))."""
    is_upheld = report.state == Report.State.UPHELD
    _tell(
        "report_answered",
        f"report-decided:{report.pk}",
        report.email,
        {"report": report, "title": report.title},
        subject=_("Votre signalement %(number)s : notre réponse") % {"number": report.reference},
        paragraphs=[
            _("La pièce est retirée de la vente.") if is_upheld else _("La pièce reste en ligne."),
            _("Vous n’êtes pas d’accord ? Écrivez-nous : une autre personne relira."),
        ],
        quote=report.answer,
        url=contact_link(report.reference, f"signalement-{report.pk}", professional=False),
        label=_("Contester ou répondre"),
    )


@in_french
def category_ended(category, successor, vendor, count):
    """A vendor reads where pieces went, and that the new category may ask for more."""
    names = {"old": category.name, "new": successor.name}
    moved = ngettext("%(n)s de vos pièces l’a suivie.", "%(n)s de vos pièces l’ont suivie.", count) % {"n": count}
    _tell_shop(
        "category_ended",
        f"category:{category.pk}:{successor.pk}:{vendor.pk}",
        vendor,
        {},
        subject=_("La catégorie « %(old)s » devient « %(new)s »") % names,
        paragraphs=[
            moved,
            _(
                "Elles restent en ligne. Regardez si la nouvelle catégorie demande autre chose, "
                "à votre prochain passage."
            ),
        ],
        url=reverse("vendor_portal:products"),
        label=_("Voir mes pièces"),
    )


def _tell_shop(event, key, vendor, about, **letter):
    context = _context(letter, about | {"vendor": vendor})
    shops.tell(vendor, event=event, key=key, context=context, url=letter["url"])


def _tell(event, key, recipient, about, **letter):
    send(event=event, key=key, recipient=recipient, context=_context(letter, about))


def _context(letter, about):
    return {"letter": letter | {"url": f"{settings.SITE_URL}{letter['url']}"}, **about}
