"""Disputes that a buyer's bank opens: noticed by hook, the shares held, the outcome booked and charged.

A dispute and a refund exclude each other. While it is open nothing of its payment moves; won, all goes on as before;
lost, the money comes out of the shares like a refund, whatever state they are in, and settles the repudiation.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.date_format import date_format
from commerce.mangopay.disputes import dispute_desk
from commerce.mangopay.gateway import gateway as current_gateway
from commerce.money_format import euros
from commerce.order.locks import lock_order
from commerce.settlement import holds, incidents, journals, lost_disputes
from commerce.settlement.locks import lock
from commerce.settlement.models import Dispute, Hold, PayIn, SubscriptionPayment
from commerce.settlement.refund_request import RefundRefused, Refusal

#: The operator takes the payment page's risk; what concerns the goods is their vendor's.
BORNE_BY_THE_OPERATOR = {"FRAUD", "TRANSACTION_NOT_RECOGNIZED", "AUTHORISATION_DISPUTED", "DUPLICATE"}
#: How often an open dispute is looked at without a hook.
PATIENCE = timedelta(hours=6)
#: How long before the deadline the operator is warned again.
WARNING = timedelta(days=3)
#: How far back disputes are looked for whose hook was lost.
SEARCH = timedelta(days=7)


def look_at_resource(dispute_id, *, now):
    """A hook spoke of this dispute. One of a payment that isn't ours is nobody's business."""
    seen = dispute_desk().look(dispute_id)
    if pay_in := PayIn.objects.filter(resource_id=seen.pay_in_id).first():
        follow(_record(seen, pay_in, now), now=now)
    elif payment := SubscriptionPayment.objects.filter(resource_id=seen.pay_in_id).first():
        message = _("La banque de %(shop)s conteste %(amount)s : répondez-lui chez Mangopay.")
        said = message % {"shop": payment.debt.vendor.name, "amount": euros(seen.disputed_cents)}
        incidents.alarm(f"chargeback:{payment.business_key}", said, now=now)


def look_again(dispute, *, now):
    """Ask Mangopay where a dispute stands, and act on it. Raises Unavailable."""
    return follow(_record(dispute_desk().look(dispute.resource_id), dispute.pay_in, now), now=now)


@transaction.atomic
def _record(seen, pay_in, now):
    """Take over what Mangopay says; the first time, hold the shares and tell everybody."""
    dispute, is_new = Dispute.objects.get_or_create(
        resource_id=seen.id,
        defaults={
            "pay_in": pay_in,
            "dispute_type": seen.kind,
            "status": seen.status,
            "disputed_cents": seen.disputed_cents,
            "reason_type": seen.reason_type[:60],
            "reason_message": seen.reason_message[:300],
            "bearer": "operator" if seen.reason_type in BORNE_BY_THE_OPERATOR else "vendor",
            "opened_at": now,
            "seen_at": now,
        },
    )
    dispute = lock(dispute)
    dispute.status, dispute.result = seen.status, seen.result
    dispute.contested_cents, dispute.repudiation_id = seen.contested_cents, seen.repudiation_id
    if seen.deadline_seconds:
        dispute.contest_deadline_at = datetime.fromtimestamp(seen.deadline_seconds, UTC)
    dispute.seen_at = now
    if dispute.contested_cents and not dispute.file_sent_at:
        dispute.file_sent_at = now
        incidents.solve(_deadline_key(dispute), now=now)
    if seen.status == Dispute.Status.CLOSED and not dispute.closed_at:
        dispute.closed_at = now
    dispute.save()
    if dispute.repudiation_id:
        journals.charged_back(dispute, now)
    if is_new:
        _open(dispute, now)
    return dispute


def _open(dispute, now):
    order, parts = lock_order(dispute.pay_in.order_id)
    for part in parts:
        try:
            holds.place(part, reason=Hold.Reason.DISPUTE, dispute=dispute, now=now)
        except holds.NothingToHold:
            continue
    office_url = settings.SITE_URL + reverse("money:dispute", args=[dispute.pk])
    context = {"dispute": dispute, "order": order, "parts": parts, "office_url": office_url}
    send(event="dispute_opened", key=dispute.resource_id, recipient=settings.OPERATOR_EMAIL, context=context)
    for part in parts:
        _tell_shop("dispute_opened_vendor", dispute, order, part)


def _tell_shop(event, dispute, order, part):
    portal_url = settings.SITE_URL + reverse("vendor_portal:order", args=[part.number])
    context = {"dispute": dispute, "order": order, "vendor_order": part, "portal_url": portal_url}
    shops.tell(part.vendor, event=event, key=f"{dispute.resource_id}:{part.number}", context=context, url=portal_url)


def follow(dispute, *, now):
    """Act on a dispute that was closed; twice changes nothing. Returns it."""
    if dispute.status == Dispute.Status.CLOSED and not dispute.settled_at:
        if dispute.result == Dispute.Result.LOST and dispute.repudiation_id:
            return _lose(dispute, now)
        return _win(dispute, now)
    return dispute


@transaction.atomic
def _win(dispute, now):
    """Won, given up by the bank, or never more than a question: the money is where it was."""
    lock_order(dispute.pay_in.order_id)
    dispute = lock(dispute)
    if dispute.settled_at:
        return dispute
    if dispute.repudiation_id:
        journals.won_back(dispute, now)
    holds.lift_all(dispute, now=now)
    dispute.settled_at = now
    dispute.save(update_fields=["settled_at"])
    incidents.solve(_deadline_key(dispute), now=now)
    _tell_the_outcome(dispute)
    return dispute


@transaction.atomic
def _lose(dispute, now):
    """Take what the buyer's bank took out of the shares, in proportion to what is left of each.

    While a refund of it is without an answer, this waits.
    """
    _order, parts = lock_order(dispute.pay_in.order_id)
    dispute = lock(dispute)
    if dispute.settled_at or lost_disputes.refund_in_doubt(dispute):
        return dispute
    dispute.loss_cents = lost_disputes.charge(dispute, parts, now)
    if dispute.loss_cents:
        incidents.alarm(f"dispute:{dispute.resource_id}", _loss_in_words(dispute, parts), now=now)
    dispute.settled_at = now
    dispute.save(update_fields=["settled_at", "loss_cents"])
    holds.lift_all(dispute, now=now)
    incidents.solve(_deadline_key(dispute), now=now)
    _tell_the_outcome(dispute)
    return dispute


def _loss_in_words(dispute, parts):
    amount = euros(dispute.loss_cents)
    if cards := [str(part.gift_card) for part in parts if part.is_gift_card]:
        said = _("Bon cadeau %(card)s, dépensé avant le litige : %(amount)s restent à la charge de MonQuibus.")
        return said % {"card": ", ".join(cards), "amount": amount}
    return _("%(amount)s restent à la charge de MonQuibus.") % {"amount": amount}


def _tell_the_outcome(dispute):
    for part in dispute.pay_in.order.vendor_orders.select_related("vendor"):
        _tell_shop("dispute_closed", dispute, dispute.pay_in.order, part)


def to_look_at(now):
    """Disputes under way that no hook told of for a while, and closed ones that were not acted on."""
    return Dispute.objects.filter(settled_at=None, seen_at__lte=now - PATIENCE).select_related("pay_in__order")


def look_for_lost_hooks(*, now):
    """Disputes whose opening was never announced to us, in one call. The nightly check asks."""
    for dispute_id in current_gateway().events("DISPUTE_CREATED", after=now - SEARCH):
        if not Dispute.objects.filter(resource_id=dispute_id).exists():
            look_at_resource(dispute_id, now=now)


def near_deadline(now):
    """Disputes that still await our file shortly before Mangopay closes them."""
    waiting = [Dispute.Status.PENDING_CLIENT_ACTION, Dispute.Status.REOPENED]
    return Dispute.objects.filter(status__in=waiting, contest_deadline_at__lte=now + WARNING).select_related(
        "pay_in__order"
    )


def warn(dispute, *, now):
    """Alarm the operator, once, that a dispute will be lost by silence."""
    message = _("Commande %(number)s : ce litige est perdu si aucun dossier n’est envoyé avant le %(moment)s.")
    moment = date_format(timezone.localtime(dispute.contest_deadline_at), "j F à H:i")
    said = message % {"number": dispute.pay_in.order.number, "moment": moment}
    incidents.alarm(_deadline_key(dispute), said, now=now)


def _deadline_key(dispute):
    return f"dispute-deadline:{dispute.resource_id}"


def refusal_to_contest(dispute, *, now):
    """The RefundRefused that says why no file may be sent, or None."""
    if not dispute.awaits_us:
        return RefundRefused(Refusal.NOT_ASKED)
    if dispute.contest_deadline_at and dispute.contest_deadline_at <= now:
        return RefundRefused(Refusal.DEADLINE)
    return None


def contest(dispute, documents, *, now):
    """Send evidence, [(Mangopay's type, pages as bytes)], and defend the whole payment. Returns the Dispute.

    What was sent before isn't sent again. Raises RefundRefused outside of its time, Refused, OutcomeUnknown or
    Unavailable: ask again.
    """
    desk = dispute_desk()
    dispute = _record(desk.look(dispute.resource_id), dispute.pay_in, now)
    if not dispute.awaits_us and dispute.contested_cents:  # Whoever asked before didn't hear the answer.
        return dispute
    if refusal := refusal_to_contest(dispute, now=now):
        raise refusal
    sent = desk.documents(dispute.resource_id)
    for kind, pages in documents:
        if kind not in sent:
            desk.send_document(dispute.resource_id, kind, pages)
    seen = desk.contest(dispute.resource_id, amount_cents=dispute.disputed_cents)
    return _record(seen, dispute.pay_in, now)


def give_up(dispute, *, now):
    """Close a dispute as lost; again, it is closed already. Returns it. Raises OutcomeUnknown or Unavailable."""
    dispute = look_again(dispute, now=now)
    if not dispute.awaits_us:
        return dispute
    dispute_desk().give_up(dispute.resource_id)
    return look_again(dispute, now=now)


@transaction.atomic
def change_bearer(dispute, bearer):
    """Decide who bears a dispute if it is lost. Returns it. Raises RefundRefused once its outcome is known."""
    current = lock(dispute)
    if current.closed_at or current.settled_at:
        raise RefundRefused(Refusal.UNDER_WAY)
    current.bearer = bearer
    current.save(update_fields=["bearer"])
    return current
