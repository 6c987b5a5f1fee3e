"""Money that a person moves by decision. Above a limit another person must agree; each decision is done once.

The parts of a sum count together: what was decided by hand for the same vendor (or the same vendor order, for refunds)
within a day is added before it is held against the limit, so that two halves need the second person as the whole does.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.mangopay.exceptions import MangopayError
from commerce.order.locks import lock_order
from commerce.settlement import debts, refund_decision, refunds, reserve
from commerce.settlement.locks import lock, lock_vendor
from commerce.settlement.models import Adjustment, Debt, Refund, ReserveTransfer
from commerce.settlement.refund_request import Wanted, priced, refuse_by_state

Kind = Adjustment.Kind
#: Decisions for the same vendor within this time count as one.
TOGETHER = timedelta(hours=24)


class No(models.TextChoices):
    """Why a decision isn't taken or done."""

    NO_REASON = "no_reason", gettext_lazy("Dites pourquoi : le motif reste écrit.")
    NO_AMOUNT = "no_amount", gettext_lazy("Indiquez un montant d’au moins un centime.")
    TOO_MUCH = "too_much", gettext_lazy("Il ne reste pas tant à abandonner sur cette dette.")
    NO_WALLET = "no_wallet", gettext_lazy("Cet artisan n’a pas encore de porte-monnaie chez Mangopay.")
    ALONE = "alone", gettext_lazy("Une autre personne doit approuver ce que vous avez proposé.")
    ANSWERED = "answered", gettext_lazy("Quelqu’un a déjà répondu à cette proposition.")


class AdjustmentRefused(Exception):
    """Nothing was written. `no` says why, the message is for the person who asked."""

    def __init__(self, no):
        self.no = no
        super().__init__(_(no.label))


def needs_second_person(cents, *, kind, vendor, vendor_order=None, now):
    """Whether another person must agree to move `cents`, counting what was decided by hand within a day."""
    return cents + _decided_lately(kind, vendor, vendor_order, now) >= settings.MONEY_SECOND_PERSON_FROM_CENTS


def _decided_lately(kind, vendor, vendor_order, now):
    since = now - TOGETHER
    if kind == Kind.REFUND:
        by_hand = Refund.objects.filter(
            vendor_order=vendor_order, door=Refund.Door.OPERATOR, decided_at__gt=since, adjustment=None
        )
        return by_hand.aggregate(total=Sum(F("goods_cents") + F("shipping_cents")))["total"] or 0
    alone = Adjustment.objects.filter(vendor=vendor, needs_second_person=False, executed_at__gt=since)
    return alone.exclude(kind=Kind.REFUND).aggregate(total=Sum("amount_cents"))["total"] or 0


@transaction.atomic
def propose(kind, *, vendor, amount_cents, reason, by, request_key, now, debt=None):
    """Decide that a vendor owes, is given, or is forgiven something; below the limit it is done at once.

    Returns the Adjustment; the same `request_key` decides once. Raises AdjustmentRefused, and writes nothing then.
    """
    lock_vendor(vendor.pk)
    if known := Adjustment.objects.filter(request_key=request_key).first():
        return known
    _check(kind, vendor, amount_cents, reason, debt)
    adjustment = Adjustment.objects.create(
        kind=kind,
        vendor=vendor,
        debt=debt,
        amount_cents=amount_cents,
        reason=reason.strip()[:300],
        request_key=request_key,
        needs_second_person=needs_second_person(amount_cents, kind=kind, vendor=vendor, now=now),
        proposed_by=by,
        proposed_at=now,
    )
    if not adjustment.needs_second_person:
        _execute(adjustment, now)
    return adjustment


def _check(kind, vendor, amount_cents, reason, debt):
    if not reason.strip():
        raise AdjustmentRefused(No.NO_REASON)
    if amount_cents <= 0:
        raise AdjustmentRefused(No.NO_AMOUNT)
    if kind == Kind.GIVEN and not vendor.mangopay_wallet_id:
        raise AdjustmentRefused(No.NO_WALLET)
    if kind == Kind.FORGIVEN and amount_cents > debt.open_cents:
        raise AdjustmentRefused(No.TOO_MUCH)


@transaction.atomic
def give_back(vendor_order, wanted, *, reason, bearer, note, by, request_key, now):
    """Refund a buyer by an operator's decision: at once below the limit, else as a proposal.

    Returns a Refund or an Adjustment. `wanted` is a `refund_request.Wanted`. Raises RefundRefused, AdjustmentRefused.
    """
    if not note.strip():
        raise AdjustmentRefused(No.NO_REASON)
    order, parts = lock_order(vendor_order.order_id)
    part = next(each for each in parts if each.pk == vendor_order.pk)
    if known := _known(request_key):
        return known
    refuse_by_state(part, getattr(order, "pay_in", None), door=Refund.Door.OPERATOR, now=now)
    piece, _lines = priced(part, wanted)
    if not needs_second_person(piece.total_cents, kind=Kind.REFUND, vendor=part.vendor, vendor_order=part, now=now):
        return _decide(part, wanted, reason, bearer, note, by, request_key, now)
    return Adjustment.objects.create(
        kind=Kind.REFUND,
        vendor=part.vendor,
        vendor_order=part,
        amount_cents=piece.total_cents,
        reason=note.strip()[:300],
        wanted={
            "lines": {str(pk): quantity for pk, quantity in wanted.lines.items()},
            "goods_cents": wanted.goods_cents,
            "shipping_cents": wanted.shipping_cents,
            "everything": wanted.everything,
            "reason": reason,
            "bearer": bearer,
        },
        request_key=request_key,
        needs_second_person=True,
        proposed_by=by,
        proposed_at=now,
    )


def _known(request_key):
    refund = Refund.objects.filter(request_key=request_key).first()
    return refund or Adjustment.objects.filter(request_key=request_key).first()


def _decide(part, wanted, reason, bearer, note, by, request_key, now):
    return refund_decision.decide(
        part,
        wanted,
        reason=reason,
        door=Refund.Door.OPERATOR,
        bearer=bearer,
        actor=by,
        note=note.strip(),
        request_key=request_key,
        now=now,
    )


@transaction.atomic
def approve(adjustment, *, by, answer="", now):
    """Another person agrees, and it is done. Returns the Adjustment.

    Raises AdjustmentRefused, RefundRefused where the world has changed meanwhile; nothing is written then.
    """
    current = _locked(adjustment)
    if not current.is_open:
        raise AdjustmentRefused(No.ANSWERED)
    if by.pk == current.proposed_by_id:
        raise AdjustmentRefused(No.ALONE)
    current.approved_by, current.answer, current.answered_at = by, answer.strip()[:300], now
    current.save(update_fields=["approved_by", "answer", "answered_at"])
    _execute(current, now)
    return current


@transaction.atomic
def refuse(adjustment, *, by, answer, now):
    """Somebody, who may be the one who proposed it, says no. Returns the Adjustment. Raises AdjustmentRefused."""
    if not answer.strip():
        raise AdjustmentRefused(No.NO_REASON)
    current = _locked(adjustment)
    if not current.is_open:
        raise AdjustmentRefused(No.ANSWERED)
    current.refused_by, current.answer, current.answered_at = by, answer.strip()[:300], now
    current.save(update_fields=["refused_by", "answer", "answered_at"])
    return current


def _locked(adjustment):
    """The row as it is now, its order or vendor locked before it: see `commerce.order.locks`."""
    if adjustment.vendor_order_id:
        lock_order(adjustment.vendor_order.order_id)
    else:
        lock_vendor(adjustment.vendor_id)
    return lock(adjustment)


def _execute(adjustment, now):
    """Do it once, in the caller's transaction; what moves at Mangopay is only intended here."""
    _DO[adjustment.kind](adjustment, now)
    adjustment.executed_at = now
    adjustment.save(update_fields=["executed_at", "refund"])


def _owe(adjustment, now):
    debts.owe(
        adjustment.vendor,
        kind=Debt.Kind.ADJUSTMENT,
        business_key=adjustment.business_key,
        amount_cents=adjustment.amount_cents,
        description=adjustment.reason,
        now=now,
    )


def _give(adjustment, now):
    reserve.intend(
        purpose=ReserveTransfer.Purpose.ADJUSTMENT,
        vendor_id=adjustment.vendor_id,
        amount_cents=adjustment.amount_cents,
        key=adjustment.business_key,
    )


def _forgive(adjustment, now):
    try:
        debts.forgive(adjustment.debt, adjustment.amount_cents, key=adjustment.business_key, now=now)
    except ValueError as error:
        raise AdjustmentRefused(No.TOO_MUCH) from error


def _refund(adjustment, now):
    asked = adjustment.wanted
    wanted = Wanted(
        lines={int(pk): quantity for pk, quantity in asked["lines"].items()},
        goods_cents=asked["goods_cents"],
        shipping_cents=asked["shipping_cents"],
        everything=asked["everything"],
    )
    adjustment.refund = _decide(
        adjustment.vendor_order,
        wanted,
        asked["reason"],
        asked["bearer"],
        adjustment.reason,
        adjustment.proposed_by,
        adjustment.request_key,
        now,
    )


_DO = {Kind.OWED: _owe, Kind.GIVEN: _give, Kind.FORGIVEN: _forgive, Kind.REFUND: _refund}


def move_at_once(adjustment, *, now):
    """Try to have Mangopay do what was just decided. Returns whether it is done; otherwise settle goes on with it."""
    try:
        if adjustment.kind == Kind.REFUND and adjustment.refund:
            return refunds.carry_on(adjustment.refund, now=now).is_done
        if adjustment.kind == Kind.GIVEN and adjustment.executed_at:
            transfer = ReserveTransfer.objects.select_related("vendor").get(business_key=adjustment.business_key)
            return reserve.pay(transfer, now=now).state == ReserveTransfer.State.SUCCEEDED
    except (MangopayError, reserve.ReserveMissing):
        return False
    return adjustment.executed_at is not None
