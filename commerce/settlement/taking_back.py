"""A refund after release: the share comes back from the vendor's wallet, with the commission it had borne.

What the wallet lacks, the reserve advances and the vendor owes. What the Fees Wallet lacks, since Mangopay's bill
emptied it, the reserve puts in. What the release had kept for a debt comes back out of the fees, and is owed again.
"""

from django.db import transaction
from django.db.models import Sum

from commerce.ledger import book
from commerce.ledger.models import Account
from commerce.money import proportion
from commerce.settlement import debts, fees_bill, incidents, journals, reserve
from commerce.settlement.locks import lock_vendor
from commerce.settlement.models import Debt, Payout, ReserveTransfer, TransferRefund
from commerce.settlement.operations import advance, renew

State = TransferRefund.State
Purpose = ReserveTransfer.Purpose
SHORT = {"001001", "005405"}


def can_be_taken(release, back, rest):
    """Whether Mangopay can carry out this refund, and a last one of the `rest`: each takes at least one cent."""
    first = _from_the_wallet(release, back.from_order_share_cents)
    last = _from_the_wallet(release, back.from_order_share_cents + rest.from_order_share_cents) - first
    return first >= 1 and (last >= 1 or not rest.part.total_cents)


def _taken_so_far(release):
    """What refunds after this release have taken of its share, in cents."""
    sums = release.refunds.filter(path="after").aggregate(
        goods=Sum("goods_cents", default=0),
        shipping=Sum("shipping_cents", default=0),
        commission=Sum("commission_cents", default=0),
        vat=Sum("commission_vat_cents", default=0),
    )
    return sums["goods"] + sums["shipping"] - sums["commission"] - sums["vat"]


def _from_the_wallet(release, cents, *, after=None):
    """Cents of `cents` of the share that the vendor's wallet gives: the rest was kept for debts at release."""
    share_cents = release.net_cents + release.debt_cents
    taken = _taken_so_far(release) if after is None else after
    after_cents = min(share_cents, taken + cents)
    return proportion(release.net_cents, after_cents, share_cents) - proportion(release.net_cents, taken, share_cents)


def take_back(refund, *, desk, now):
    """Bring the share of a refund back into the order's wallet. Returns whether it is there.

    Raises OutcomeUnknown, Unavailable or ReserveMissing: run it again later.
    """
    step = _plan(refund)
    if step.state == State.SUCCEEDED:
        return True
    if not _covered(refund, desk, now):
        return False
    step = _move(refund, step, desk, now)
    if step.state == State.FAILED and step.result_code in SHORT and _cover_again(refund, step, now):
        if not _covered(refund, desk, now):
            return False
        renew(step)
        step = _move(refund, step, desk, now)
    return step.state == State.SUCCEEDED


@transaction.atomic
def _plan(refund):
    """The step and what must be paid in before it, decided once, under the vendor's lock."""
    lock_vendor(refund.vendor_order.vendor_id)
    if step := TransferRefund.objects.filter(refund=refund).first():
        return step
    movement = refund.share_movement
    earlier = _taken_so_far(movement) - _taken_by_later(refund)
    cents = _from_the_wallet(movement, refund.from_share_cents, after=earlier)
    step = TransferRefund.objects.create(
        refund=refund,
        **{"gift_card_release" if refund.gift_card_payment else "release": movement},
        business_key=f"transfer:{refund.business_key}",
        amount_cents=cents,
        fees_cents=refund.amount_cents - cents,
    )
    _cover(refund, step, suffix="")
    return step


def _taken_by_later(refund):
    """What this refund and those decided after it take: each step counts from the ones before."""
    later = refund.share_movement.refunds.filter(path="after", pk__gte=refund.pk)
    return sum(each.from_share_cents for each in later)


def _cover(refund, step, *, suffix):
    """Intend what the reserve must pay before the step can move. Returns whether it must pay anything."""
    vendor_id = refund.vendor_order.vendor_id
    intended = False
    if refund.bearer == refund.Bearer.OPERATOR:
        purpose, lacking = Purpose.COMPENSATION, 0 if suffix else step.amount_cents
    else:
        purpose, lacking = Purpose.TOP_UP, step.amount_cents - free_cents(vendor_id, but=step)
    if lacking > 0:
        key = f"{purpose}:{refund.business_key}{suffix}"
        reserve.intend(purpose=purpose, vendor_id=vendor_id, amount_cents=lacking, key=key, refund=refund)
        intended = True
    missing = step.fees_cents - sum(book.balances_of_kinds([Account.Kind.FEES]).values())
    if missing > 0:
        commission_cents = proportion(missing, refund.commission_cents, step.fees_cents)
        reserve.intend(
            purpose=Purpose.FEES,
            vendor_id=vendor_id,
            amount_cents=missing,
            commission_cents=commission_cents,
            key=f"fees:{refund.business_key}{suffix}",
            refund=refund,
        )
        intended = True
    return intended


def free_cents(vendor_id, *, but=None):
    """What a vendor's wallet holds and nothing decided needs yet, in cents; the caller holds the vendor's lock."""
    leaving = Payout.objects.filter(vendor=vendor_id, state__in=[State.INTENDED, State.UNKNOWN])
    waiting = TransferRefund.objects.filter(refund__vendor_order__vendor=vendor_id).exclude(state=State.SUCCEEDED)
    if but is not None:
        waiting = waiting.exclude(pk=but.pk)
    arriving = (
        ReserveTransfer.objects.filter(refund__transfer_refund__in=waiting)
        .exclude(purpose=Purpose.FEES)
        .exclude(state=State.SUCCEEDED)
    )
    needed = _sum(leaving) + _sum(waiting) - _sum(arriving)
    return book.balance(journals.vendor_wallet(vendor_id)) - needed


def foreseen_debt_cents(release, back):
    """What the vendor would owe after this refund, as its wallet is now: advance, debts repaid in vain, subsidy."""
    share_cents = back.from_order_share_cents
    taken_cents = _from_the_wallet(release, share_cents)
    advanced_cents = max(0, taken_cents - free_cents(release.vendor_order.vendor_id))
    return advanced_cents + share_cents - taken_cents + back.subsidy_cents


def _sum(operations):
    return operations.aggregate(total=Sum("amount_cents"))["total"] or 0


@transaction.atomic
def _cover_again(refund, step, now):
    """Mangopay found too little: its bill may have come, or money left meanwhile. Whether the reserve pays more."""
    lock_vendor(refund.vendor_order.vendor_id)
    return _cover(refund, step, suffix=f":{step.attempt + 1}")


def _covered(refund, desk, now):
    """Whether all that the reserve must pay first has arrived."""
    transfers = refund.reserve_transfers.exclude(state=State.SUCCEEDED).select_related("vendor").order_by("pk")
    return all(reserve.pay(transfer, gateway=desk, now=now).state == State.SUCCEEDED for transfer in transfers)


def _move(refund, step, desk, now):
    def ask(key, tag):
        return desk.refund_transfer(
            step.share_movement.resource_id,
            author_id=refund.pay_in.payer_id,
            amount_cents=step.amount_cents,
            fees_cents=step.fees_cents,
            key=key,
            tag=tag,
        )

    step = advance(step, ask, desk=desk, now=now, post=lambda current: _post(current, now))
    if step.state == State.FAILED and step.result_code == "005405":
        fees_bill.notice(gateway=desk, now=now)
    return step


@transaction.atomic
def _post(step, now):
    refund = step.refund
    if step.state == State.SUCCEEDED:
        journals.taken_back(step, now)
        incidents.solve(step.business_key, now=now)
        _owed_again(refund, step, now)
    elif step.state == State.FAILED:
        incidents.note(step.business_key, str(step.explanation), now=now)


def _owed_again(refund, step, now):
    """What the release had kept for debts, or the operator had added, and the vendor's wallet didn't give back."""
    if refund.bearer == refund.Bearer.OPERATOR:
        return
    part = refund.vendor_order
    kept_cents = step.fees_cents - refund.fees_cents
    for kind, cents in ((Debt.Kind.REFUND, kept_cents), (Debt.Kind.SUBSIDY, refund.subsidy_cents)):
        if cents:
            debts.owe(
                part.vendor,
                kind=kind,
                business_key=f"{kind}:{step.business_key}",
                amount_cents=cents,
                description=f"Remboursement de la sous-commande {part.number}",
                now=now,
            )
