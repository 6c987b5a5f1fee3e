"""Mails of a withdrawal: who is told what at each step. Composed in the shop's language, one per event and person."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.date_format import date_format
from commerce.money_format import euros
from commerce.order.announcements import order_address
from commerce.withdrawal import deadlines, surcharge
from commerce.withdrawal.giving_back import owed
from commerce.withdrawal.statement import moment_in_words
from commerce.withdrawal.states import State
from commerce.withdrawal.turns import refund_due_on


def case_path(withdrawal):
    """The buyer's page of a withdrawal, by the order's signed link: a guest needs no account."""
    order = withdrawal.vendor_order.order
    return reverse("withdrawal:case", args=[order.number, order.verification_hash(), withdrawal.pk])


def declared(withdrawal):
    """The acknowledgement, with the statement, to the buyer; and the news to the vendor."""
    part = withdrawal.vendor_order
    pieces = [(each.line.title, each.quantity) for each in _lines(withdrawal)]
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "withdrawal": withdrawal,
            "vendor_order": part,
            "order": part.order,
            "pieces": pieces,
            "declared": moment_in_words(withdrawal.declared_at),
            "case_url": f"{settings.SITE_URL}{case_path(withdrawal)}",
            "portal_url": f"{settings.SITE_URL}{_portal(withdrawal)}",
        }
    for recipient in dict.fromkeys([withdrawal.email, part.order.email]):
        send(event="withdrawal_acknowledged", key=withdrawal.number, recipient=recipient, context=context)
    url = context["portal_url"]
    shops.tell(part.vendor, event="withdrawal_declared", key=withdrawal.number, context=context, url=url)


def link(order, email, *, key):
    """The way to an order, for a guest who asked for it with the right address."""
    context = {"order": order, "order_url": order_address(order)}
    send(event="withdrawal_link", key=key, recipient=email, context=context)


def label_sent(withdrawal, *, now):
    """The label is there, for the buyer."""
    _to_buyer(
        "withdrawal_label_sent",
        withdrawal,
        lambda said: {
            "subject": _("Votre étiquette de retour %(number)s pour %(shop)s") % said,
            "paragraphs": [
                _("%(shop)s prend le retour %(number)s à sa charge. Votre étiquette est sur la page du retour.")
                % said,
                _("Postez le colis au plus tard le %(return_by)s, puis dites-le sur la même page.") % said,
            ],
            "label": _("Télécharger l’étiquette"),
        },
        turn=f"{now.timestamp():.0f}",
    )


def sent_back(withdrawal):
    """Goods are on their way back, for the vendor."""
    _to_vendor(
        "withdrawal_sent_back",
        withdrawal,
        lambda said: {
            "subject": _("Un retour est en route : %(number)s") % said,
            "paragraphs": [
                _("L’acheteur a renvoyé %(what)s.") % said,
                _("Suivi : %(tracking)s.") % said if withdrawal.tracking_number else "",
                _("Quand le colis arrive, notez-le dans votre espace : vous aurez alors %(days)s jours pour répondre.")
                % {"days": deadlines.ANSWER_DAYS},
                _("Sans nouvelles de vous le %(day)s, le retour est accepté et l’acheteur remboursé.")
                % {"day": _day(deadlines.arrives_by(timezone.localdate(withdrawal.dispatched_at)))},
            ],
            "label": _("Suivre ce retour"),
        },
    )


def missing(withdrawal):
    """A parcel is lost: the other side and the operator."""

    def words(said):
        return {
            "subject": _("Retour perdu : %(number)s") % said,
            "paragraphs": [
                _("Le colis de retour de %(what)s n’est pas arrivé.") % said,
                _("Suivi : %(tracking)s.") % said if withdrawal.tracking_number else "",
                _("L’équipe regarde la preuve d’envoi et décide. S’il arrive entre-temps, notez-le sur la page."),
            ],
            "label": _("Voir le retour"),
        }

    _to_buyer("withdrawal_missing", withdrawal, words)
    _to_vendor("withdrawal_missing_shop", withdrawal, words)
    _to_operator("withdrawal_missing_team", withdrawal, words)


def returned(withdrawal):
    """The goods are back, for the buyer."""
    _to_buyer(
        "withdrawal_returned",
        withdrawal,
        lambda said: {
            "subject": _("%(shop)s a reçu votre retour %(number)s") % said,
            "paragraphs": [
                _("%(what)s : votre retour est arrivé à l’atelier.") % said,
                _("%(shop)s a jusqu’au %(day)s pour l’examiner. Sans réponse, vous êtes remboursé de tout.")
                % {**said, "day": _day(deadlines.answer_by(timezone.localdate(withdrawal.returned_at)))},
            ],
            "label": _("Suivre mon retour"),
        },
    )


def reduced(withdrawal):
    """Something is kept, for the buyer: how much, why, and how to contest it."""
    _to_buyer(
        "withdrawal_reduced",
        withdrawal,
        lambda said: {
            "subject": _("Votre retour %(number)s : %(kept)s retenus") % said,
            "paragraphs": [
                _("%(shop)s retient %(kept)s sur votre remboursement, et vous rend le reste dès maintenant.") % said,
                _("Son motif : « %(reason)s »") % {"reason": withdrawal.reduction_reason},
                _("La loi n’admet une retenue que pour une usure qui dépasse un simple essai (art. L221-23)."),
                _("Vous n’êtes pas d’accord ? Contestez jusqu’au %(day)s : l’équipe de MonQuibus décidera.")
                % {"day": _day(deadlines.appeal_by(timezone.localdate(withdrawal.reduced_at)))},
            ],
            "label": _("Voir les photos et répondre"),
        },
    )


def appealed(withdrawal):
    """A reduction is contested: the vendor, and the operator who decides."""

    def words(said):
        return {
            "subject": _("Réduction contestée : %(number)s") % said,
            "paragraphs": [
                _("L’acheteur conteste les %(kept)s retenus sur %(what)s.") % said,
                _("Il écrit : « %(words)s »") % {"words": withdrawal.appeal},
                _("L’équipe décide, motifs à l’appui. L’atelier peut encore tout rendre de lui-même."),
            ],
            "label": _("Voir le retour"),
        }

    _to_vendor("withdrawal_appealed", withdrawal, words)
    _to_operator("withdrawal_appealed_team", withdrawal, words)


def concluded(withdrawal):
    """The end, for both sides: what was given back, or why nothing was."""

    def words(said):
        outcome = _("Le retour %(number)s est remboursé : le détail suit dans un message à part.")
        if withdrawal.state == State.CLOSED:
            outcome = _("Le retour %(number)s est clos sans remboursement.")
        elif withdrawal.reduction_cents > withdrawal.given_up_cents:
            outcome = _("Le retour %(number)s est terminé. Retenue définitive : %(final)s.")
        elif withdrawal.reduction_cents:
            outcome = _("Le retour %(number)s est terminé : la retenue de %(kept)s est rendue à l’acheteur.")
        return {
            "subject": _("Retour terminé : %(number)s") % said,
            "paragraphs": [
                outcome % said,
                _("Motifs : « %(reasons)s »") % {"reasons": withdrawal.decision} if withdrawal.decision else "",
            ],
            "label": _("Voir le retour"),
        }

    _to_buyer("withdrawal_concluded", withdrawal, words)
    _to_vendor("withdrawal_concluded_shop", withdrawal, words)


def reminded(withdrawal):
    """The last day to post is near, for the buyer."""
    _to_buyer(
        "withdrawal_reminded",
        withdrawal,
        lambda said: {
            "subject": _("Retour %(number)s : à renvoyer avant le %(return_by)s") % said,
            "paragraphs": [
                _("Vous avez renoncé à %(what)s, de %(shop)s.") % said,
                _("Postez-le au plus tard le %(return_by)s, puis donnez-nous le numéro de suivi.") % said,
            ],
            "label": _("Voir où renvoyer"),
        },
    )


def pressing(withdrawal, *, recipient, now):
    """The law's day is near or past, for the operator: what is due, and what a delay adds."""
    due_on, today = refund_due_on(withdrawal), timezone.localdate(now)
    if due_on is None:
        _never_came(withdrawal, recipient)
        return

    def words(said):
        cents = _still_owed_cents(withdrawal)
        days = (due_on - today).days
        left = ngettext("il reste %(n)s jour", "il reste %(n)s jours", days) % {"n": days}
        late = ngettext("%(n)s jour de retard", "%(n)s jours de retard", -days) % {"n": -days}
        due = _("%(amount)s sont à rendre à l’acheteur au plus tard le %(day)s : %(when)s.")
        if withdrawal.state == State.APPEALED:
            due = _("Une réduction de %(amount)s est contestée, à trancher au plus tard le %(day)s : %(when)s.")
        return {
            "subject": _("Remboursement à décider : %(number)s") % said,
            "paragraphs": [
                due % {"amount": euros(cents), "day": _day(due_on), "when": late if days < 0 else left},
                _("État : %(state)s.") % {"state": withdrawal.get_state_display()},
                _("Majoration légale à ce jour (art. L242-4) : %(more)s.")
                % {"more": euros(surcharge.surcharge_cents(cents, due_on, today))},
            ],
            "label": _("Ouvrir le dossier"),
        }

    _write("withdrawal_pressing", withdrawal, recipient, _office(withdrawal), words)


def _still_owed_cents(withdrawal):
    """What the law's day is about: all of it, or what was kept and is contested."""
    if withdrawal.state == State.APPEALED:
        return withdrawal.reduction_cents - withdrawal.given_up_cents
    found = owed(withdrawal)
    return found[1].total_cents if found else 0


def _never_came(withdrawal, recipient):
    def words(said):
        return {
            "subject": _("Retour jamais parti : %(number)s") % said,
            "paragraphs": [
                _("L’acheteur devait renvoyer %(what)s avant le %(return_by)s : rien n’est annoncé.") % said,
                _("La part de l’atelier reste retenue. Écrivez à l’acheteur, puis fermez le dossier avec vos motifs."),
            ],
            "label": _("Ouvrir le dossier"),
        }

    _write("withdrawal_never_came", withdrawal, recipient, _office(withdrawal), words)


def _day(day):
    return date_format(day, "l j F Y")


def what_in_words(withdrawal):
    """The pieces in a few words: « 2 × Bol bleu, 1 × Vase »."""
    return ", ".join(f"{each.quantity} × {each.line.title}" for each in _lines(withdrawal))


def _lines(withdrawal):
    prefetch_related_objects([withdrawal], "lines__line")
    return sorted(withdrawal.lines.all(), key=lambda each: each.line_id)


def _said(withdrawal):
    return {
        "number": withdrawal.number,
        "shop": withdrawal.vendor_order.vendor.name,
        "what": what_in_words(withdrawal),
        "tracking": withdrawal.tracking_number,
        "return_by": _day(withdrawal.return_by) if withdrawal.return_by else "",
        "kept": euros(withdrawal.reduction_cents),
        "final": euros(withdrawal.reduction_cents - withdrawal.given_up_cents),
    }


def _portal(withdrawal):
    return f"/espace-pro/retours/{withdrawal.number}/"


def _office(withdrawal):
    return reverse("withdrawal_office:withdrawal", args=[withdrawal.pk])


def _to_buyer(event, withdrawal, words, *, turn=""):
    _write(event, withdrawal, withdrawal.email, case_path(withdrawal), words, turn)


def _to_vendor(event, withdrawal, words):
    path = _portal(withdrawal)
    context = _context(withdrawal, path, words)
    shops.tell(withdrawal.vendor_order.vendor, event=event, key=withdrawal.number, context=context, url=path)


def _to_operator(event, withdrawal, words):
    _write(event, withdrawal, settings.OPERATOR_EMAIL, _office(withdrawal), words)


def _write(event, withdrawal, recipient, path, words, turn=""):
    """Once per withdrawal; what may happen again says which time it is."""
    key = f"{withdrawal.number}:{turn}" if turn else withdrawal.number
    send(event=event, key=key, recipient=recipient, context=_context(withdrawal, path, words))


def _context(withdrawal, path, words):
    part = withdrawal.vendor_order
    with translation.override(settings.LANGUAGE_CODE):
        letter = words(_said(withdrawal))
    letter["paragraphs"] = [paragraph for paragraph in letter["paragraphs"] if paragraph]
    letter["url"] = f"{settings.SITE_URL}{path}"
    return {"letter": letter, "withdrawal": withdrawal, "vendor_order": part, "order": part.order}
