"""What a vendor has to do today, from every corner of the shop: one small function per kind, put together here."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.communication.contact_links import contact_link
from commerce.communication.threads import open_threads_of
from commerce.conversation.models import AwaitedAnswer
from commerce.date_format import date_format
from commerce.disputes.models import OrderDispute
from commerce.disputes.turns import turn_of as turn_of_dispute
from commerce.money_format import euros
from commerce.partner.models import Partner
from commerce.partner.rights import RIGHTS, Right
from commerce.partner.shelf import ShelfState, shop_is_shown
from commerce.settlement.reasons import Wait
from commerce.settlement.vendor_disputes import open_disputes_of
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import Role, State
from commerce.withdrawal.turns import turn_of

#: A buyer who has waited so long for an answer comes first.
PRESSING_AFTER = timedelta(hours=24)
#: Which page ends which reason to wait, and what opening it takes; the others are a matter for the operator.
PAGES = {
    Wait.KYC: ("identity", Right.SIGN),
    Wait.BANK_ACCOUNT_MISSING: ("bank-account", Right.BANK),
    Wait.BANK_ACCOUNT_INACTIVE: ("bank-account", Right.BANK),
    Wait.BANK_ACCOUNT_REFUSED: ("bank-account", Right.BANK),
}


@dataclass(frozen=True)
class Task:
    """One thing to do: what, where, why or by when. Pressing ones come first. Only who has its `right` is told."""

    title: str
    url: str
    right: Right
    why: str = ""
    is_pressing: bool = False


def tasks_of(vendor, *, role, now, **known):
    """Every Task of the vendor that a member with this role may do, the pressing ones first.

    `known` is what the page read already: `work`, `account_reasons`, `shelf` (counts by ShelfState).
    """
    tasks = [task for find in REGISTRY for task in find(vendor, now=now, **known) if task.right in RIGHTS[role]]
    return sorted(tasks, key=lambda task: not task.is_pressing)


def late_orders(vendor, *, now, work, **known):
    """Orders promised for an earlier day."""
    if work.late:
        words = ngettext("%(n)d commande en retard à expédier", "%(n)d commandes en retard à expédier", len(work.late))
        day = date_format(min(part.promised_on for part in work.late), "j F")
        why = _("La plus ancienne était promise pour le %(day)s.") % {"day": day}
        yield Task(words % {"n": len(work.late)}, "#a-preparer", Right.ORDERS, why, is_pressing=True)


def orders_to_prepare(vendor, *, now, work, **known):
    """Orders whose day is still to come."""
    if count := len(work.to_prepare) - len(work.late):
        words = ngettext("%(n)d commande à expédier", "%(n)d commandes à expédier", count)
        yield Task(words % {"n": count}, "#a-preparer", Right.ORDERS)


def orders_to_hand_over(vendor, *, now, work, **known):
    """Orders that wait in the workshop for their buyer."""
    if count := len(work.to_collect):
        words = ngettext("%(n)d commande à remettre à l’atelier", "%(n)d commandes à remettre à l’atelier", count)
        yield Task(words % {"n": count}, "#a-remettre", Right.ORDERS)


def returns(vendor, *, now, **known):
    """Returns whose turn is the vendor's, with the days that are left. One query."""
    for withdrawal in Withdrawal.objects.open().of_vendor(vendor).order_by("declared_at", "pk"):
        turn = turn_of(withdrawal)
        if turn and turn[0] == Role.VENDOR:
            days = max(0, (turn[1] - timezone.localdate(now)).days)
            why = ngettext("Il reste %(n)d jour pour répondre.", "Il reste %(n)d jours pour répondre.", days) % {
                "n": days
            }
            title = _("Retour %(number)s : %(state)s") % {
                "number": withdrawal.number,
                "state": withdrawal.get_state_display().lower(),
            }
            address = reverse("vendor_portal:return", args=[withdrawal.number])
            is_pressing = withdrawal.state == State.RETURNED
            yield Task(title, address, Right.ORDERS, why, is_pressing=is_pressing)


def order_disputes(vendor, *, now, **known):
    """Disputes with buyers whose turn is the vendor's, with the days that are left. One query."""
    for dispute in OrderDispute.objects.open().of_vendor(vendor).order_by("since", "pk"):
        role, last_day = turn_of_dispute(dispute)
        if role == Role.VENDOR:
            days = max(0, (last_day - timezone.localdate(now)).days)
            why = ngettext("Il reste %(n)d jour pour agir.", "Il reste %(n)d jours pour agir.", days) % {"n": days}
            title = _("Litige %(number)s : %(ground)s") % {
                "number": dispute.number,
                "ground": dispute.get_ground_display().lower(),
            }
            yield Task(title, reverse("vendor_portal:dispute", args=[dispute.number]), Right.ORDERS, why, True)


def messages(vendor, *, now, **known):
    """Buyers who wait for an answer; pressing from a day on. One query."""
    waiting = AwaitedAnswer.objects.filter(
        conversation__vendor=vendor, conversation__closed_at=None, conversation__emptied_at=None, answered_at=None
    )
    moments = list(waiting.order_by("asked_at").values_list("asked_at", flat=True))
    if moments:
        words = ngettext(
            "%(n)d message attend votre réponse", "%(n)d messages attendent votre réponse", len(moments)
        ) % {"n": len(moments)}
        why = _("Le plus ancien est du %(day)s.") % {"day": date_format(timezone.localdate(moments[0]), "j F")}
        address = f"{reverse('vendor_portal:messages')}?etat=a-repondre"
        yield Task(words, address, Right.ORDERS, why, is_pressing=now - moments[0] >= PRESSING_AFTER)


def disputes(vendor, *, now, **known):
    """Payments in dispute, where the vendor's proof of sending may still help. They speak of money given back."""
    for dispute in open_disputes_of(vendor, now=now):
        title = _("Paiement contesté : %(amount)s, commande %(number)s") % {
            "amount": euros(dispute.disputed_cents),
            "number": dispute.number,
        }
        why = _("Envoyez-nous vos preuves d’expédition.")
        if dispute.days_left is not None:
            left = ngettext(
                "Il reste %(n)d jour pour répondre.", "Il reste %(n)d jours pour répondre.", dispute.days_left
            )
            why = f"{left % {'n': dispute.days_left}} {why}"
        yield Task(title, reverse("vendor_portal:order", args=[dispute.number]), Right.REFUND, why, is_pressing=True)


def account(vendor, *, now, account_reasons, **known):
    """What keeps money from the vendor. A shop in preparation reads it in its registration."""
    if vendor.status != Partner.Status.DRAFT and not vendor.is_listing:
        for reason in account_reasons:
            page, right = PAGES.get(reason.wait, ("", Right.MONEY))
            words = str(reason)
            write_us = contact_link(words, f"boutique-{vendor.code}")
            why = _("Vous pouvez vendre pendant ce temps : l’argent vous reste réservé.")
            address = reverse(f"vendor_portal:{page}") if page else write_us
            yield Task(words[:1].upper() + words[1:], address, right, why, is_pressing=reason.wait != Wait.KYC)


def sold_out_pieces(vendor, *, now, shelf, **known):
    """Pieces online that nobody can buy."""
    if count := shelf[ShelfState.SOLD_OUT]:
        words = ngettext("%(n)d pièce épuisée", "%(n)d pièces épuisées", count)
        why = _("Remettez-les en stock, ou retirez-les de la vente.")
        yield Task(words % {"n": count}, f"{reverse('vendor_portal:products')}?etat=sold_out", Right.STOCK, why)


def low_pieces(vendor, *, now, shelf, **known):
    """Pieces online that are at the number at which the vendor wants to be told."""
    if count := shelf[ShelfState.LOW]:
        words = ngettext("%(n)d pièce bientôt épuisée", "%(n)d pièces bientôt épuisées", count)
        yield Task(words % {"n": count}, f"{reverse('vendor_portal:stock')}?etat=low", Right.STOCK)


def pieces_offline(vendor, *, now, shelf, **known):
    """Pieces that nobody sees."""
    if count := shelf[ShelfState.OFFLINE]:
        words = ngettext("%(n)d pièce hors ligne", "%(n)d pièces hors ligne", count)
        why = "" if shop_is_shown(vendor) else _("Elles attendent l’ouverture de votre boutique.")
        yield Task(words % {"n": count}, f"{reverse('vendor_portal:products')}?etat=offline", Right.STOCK, why)


def first_piece(vendor, *, now, shelf, **known):
    """A shop without any piece."""
    if not shelf[ShelfState.OFFLINE] and not shelf[ShelfState.ONLINE]:
        why = _("Une photo et un nom suffisent pour commencer : personne ne la voit avant vous.")
        yield Task(_("Préparer votre première pièce"), reverse("vendor_portal:product-add"), Right.PRODUCTS, why)


def threads(vendor, *, now, **known):
    """Conversations with the team that aren't over; those that wait for the vendor are pressing."""
    for thread in open_threads_of(vendor, now=now):
        said = {"number": thread.number, "subject": thread.subject}
        why = _("L’équipe vous répondra dans ce fil.")
        if thread.waits_for_vendor:
            why = _("L’équipe attend votre réponse.")
        elif thread.is_answered:
            why = _("L’équipe vous a répondu.")
        title = _("Votre message %(number)s : %(subject)s") % said
        yield Task(title, thread.url, Right.SETTINGS, why, is_pressing=thread.waits_for_vendor)


REGISTRY = [
    late_orders,
    orders_to_prepare,
    orders_to_hand_over,
    returns,
    order_disputes,
    messages,
    disputes,
    threads,
    account,
    sold_out_pieces,
    low_pieces,
    pieces_offline,
    first_piece,
]
