"""Who had to hear of what, derived from what happened, against the mails that were decided."""

from django.conf import settings
from django.db.models import F

from commerce.communication.models import Mail
from commerce.disputes.models import OrderDispute
from commerce.disputes.states import Role
from commerce.disputes.states import State as DisputeState
from commerce.fulfilment.models import Delay, Reminder, Unavailability
from commerce.order.models import Parcel, VendorOrder
from commerce.partner.models import Membership
from commerce.settlement.models import Refund
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import FINAL

#: What a reminder is called, to the vendor and to the buyer.
REMINDERS = {
    Reminder.Step.SOON: (["order_due_soon"], []),
    Reminder.Step.LATE: (["order_late"], []),
    Reminder.Step.LAST: (["order_late_again"], ["order_late_buyer"]),
}
#: Steps of a withdrawal, by what who hears of them: buyer, vendor, operator.
NEWS = {
    "send_back": {"v": "sent_back"},
    "report_missing": {"b": "missing", "v": "missing_shop", "o": "missing_team"},
    "receive": {"b": "returned"},
    "reduce": {"b": "reduced"},
    "appeal": {"v": "appealed", "o": "appealed_team"},
}
#: The same of a quarrel between them; of its opening and of what is added, the other side hears.
QUARREL = {
    **dict.fromkeys(["explain", "refund_part"], ("answered", "b")),
    "promise": ("promised", "b"),
    "order_remedy": ("promised", "bv"),
    "deliver": ("remedied", "b"),
    **dict.fromkeys(["reply", "insist", "escalate"], ("escalated", "bvo")),
    **dict.fromkeys(["refund", "agree", "close", "lapse", "overtake", "decide"], ("concluded", "bv")),
}
#: Pieces that won't leave, where no refund tells of it, by who reads it.
CALLED_OFF = {"pieces_called_off": "b", "pieces_called_off_shop": "v"}
READERS = {"b": "", "v": "_shop", "o": "_team"}
THE_END = {"b": "concluded", "v": "concluded_shop"}


def everybody_hears_of_it_once(now):
    """Each step of a parcel, promise, missing piece, withdrawal and refund is told to whom it concerns, and nothing is
    told that didn't happen.
    """
    due = {*_parcels(), *_promises(), *_missing(), *_withdrawals(), *_quarrels(), *_refunds()}
    events = {event for event, _key, _recipient in due}
    shops = dict(Membership.objects.values_list("user__email", "partner__email"))
    rows = Mail.objects.filter(event__in=events).values_list("event", "key", "recipient")
    told = {(event, key, shops.get(reader, reader)) for event, key, reader in rows}  # Members read with their shop.
    return due == {row for row in told if row in due or not _cost_nothing(*row)}


def _cost_nothing(event, key, _recipient):
    """Of a silent vendor's order without anything to give back no refund tells."""
    parts = VendorOrder.objects.filter(number=key.split(":")[0], refunded_goods_cents=F("goods_cents"))
    is_silent = event == "order_silent" or (event in CALLED_OFF and ":silent:" in key)
    return is_silent and parts.exists()


def _people(part):
    return {"b": part.order.email, "v": part.vendor.email, "o": settings.OPERATOR_EMAIL}


def _of(rows, path="vendor_order"):
    return rows.select_related(f"{path}__order__user", f"{path}__vendor")


def _parcels():
    for parcel in _of(Parcel.objects):
        part = parcel.vendor_order
        yield "vendor_order_shipped", part.number if parcel.position == 1 else parcel.number, part.order.email
    ready = VendorOrder.objects.filter(ready_at__isnull=False).select_related("order__user", "vendor")
    for part in ready:
        yield "vendor_order_ready", part.number, part.order.email


def _promises():
    accepted = set(
        Unavailability.objects.filter(state=Unavailability.State.DELAYED).values_list("vendor_order", "new_on")
    )
    for delay in _of(Delay.objects):
        if (delay.vendor_order_id, delay.new_on) not in accepted:
            part = delay.vendor_order
            yield "order_delayed", f"{part.number}:{delay.new_on}", part.order.email
    for row in _of(Reminder.objects):
        part = row.vendor_order
        if row.step == Reminder.Step.COLLECT:
            yield "order_uncollected", part.number, part.order.email
            continue
        to_vendor, to_buyer = REMINDERS[row.step]
        yield from ((event, f"{part.number}:{row.promised_on}", part.vendor.email) for event in to_vendor)
        yield from ((event, f"{part.number}:{row.promised_on}", part.order.email) for event in to_buyer)
    for refund in _of(Refund.objects.filter(request_key__startswith="silent:")):
        yield "order_silent", refund.vendor_order.number, settings.OPERATOR_EMAIL


def _missing():
    for row in _of(Unavailability.objects):
        people, key = _people(row.vendor_order), f"{row.vendor_order.number}:{row.pk}"
        yield "unavailable_declared", key, people["o"]
        if row.answer_by:
            yield "unavailable_proposed", key, people["b"]
        if row.answered_at and row.state != Unavailability.State.LAPSED:
            yield "proposal_answered", key, people["v"]
        if row.state == Unavailability.State.REFUNDED and not _refunds_of(row).exists():
            key = f"{row.vendor_order.number}:unavailable:{row.pk}"
            yield from ((event, key, people[who]) for event, who in CALLED_OFF.items())


def _refunds_of(row):
    return Refund.objects.filter(request_key=f"unavailable:{row.pk}")


def _withdrawals():
    for case in _of(Withdrawal.objects).prefetch_related("steps"):
        people = _people(case.vendor_order) | {"b": case.email}
        for buyer in {case.email, case.vendor_order.order.email}:
            yield "withdrawal_acknowledged", case.number, buyer
        yield "withdrawal_declared", case.number, people["v"]
        told = [NEWS[step.action] for step in case.steps.all() if step.action in NEWS]
        told += [THE_END] if case.state in FINAL and case.return_by else []
        told += [{"b": "reminded"}] if case.reminded_at else []
        told += [{"o": _alarm(case)}] if case.alarmed_at else []
        yield from ((f"withdrawal_{what}", case.number, people[who]) for each in told for who, what in each.items())


def _alarm(case):
    """What rings: a day of the law that comes near, or goods that nobody posted."""
    proofs = [moment for moment in (case.dispatched_at, case.returned_at) if moment and moment <= case.alarmed_at]
    return "pressing" if proofs else "never_came"


def _quarrels():
    for case in _of(OrderDispute.objects).prefetch_related("steps"):
        people = _people(case.vendor_order)
        for step in case.steps.all():
            for what, who in _heard(step):
                yield f"order_dispute_{what}{READERS[who]}", f"{case.number}:{step.pk}", people[who]


def _heard(step):
    """(what, who hears it) of a step."""
    mine, other = ("b", "v") if step.role == Role.BUYER else ("v", "b")
    if step.action == "open":
        return [("asked", other), ("noted", mine)]
    if step.action == "add":
        return [("added", who) for who in (other, "o") if who != "o" or step.state == DisputeState.TO_DECIDE]
    what, to = QUARREL[step.action]
    return [(what, who) for who in to]


def _refunds():
    decided = _of(Refund.objects.filter(vendor_order__isnull=False))
    for refund in decided:
        part, key = refund.vendor_order, refund.business_key
        if refund.reason == Refund.Reason.CHARGEBACK:
            yield "chargeback_charged", key, part.vendor.email
        elif refund.decided_with_id is None:
            if refund.reason != Refund.Reason.ELSEWHERE:  # It was done before we heard of it.
                yield "refund_decided", key, part.order.email
            yield "refund_charged", key, part.vendor.email
        if refund.concluded_at and not refund.dispute_id and not refund.gift_card_payment_id:
            yield "payment_refunded", key, refund.pay_in.order.email
    whole = Refund.objects.filter(vendor_order=None, concluded_at__isnull=False).select_related("pay_in__order__user")
    for refund in whole:
        yield "payment_refunded", refund.pay_in.order.number, refund.pay_in.order.email
