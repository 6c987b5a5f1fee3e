"""What goes back to buyers."""

from collections import Counter

from django.db.models import Sum

from commerce.ledger.models import Entry
from commerce.settlement import journals, reserve
from commerce.settlement.models import (
    Dispute,
    Incident,
    PayIn,
    PayInRefund,
    Refund,
)

SUCCEEDED = PayIn.State.SUCCEEDED
UNDER_WAY = (PayIn.State.UNKNOWN, PayIn.State.CREATED)


def nobody_gets_back_more_than_was_paid(now):
    """Over all refunds and chargebacks of a payment; and the cards got, in the book, what these say."""
    paid = dict(PayIn.objects.filter(state=SUCCEEDED).values_list("pk", "paid_cents"))
    back = Counter(_sums(PayInRefund.objects.filter(state=SUCCEEDED), "amount_cents"))
    back.update(
        _sums(Dispute.objects.exclude(repudiation_id="").exclude(result__in=["WON", "VOID"]), "disputed_cents")
    )
    within = all(cents <= paid.get(pk, 0) for pk, cents in back.items())
    return within and _at_buyers_cards() == back.total() - sum(paid.values())


def _at_buyers_cards():
    """What buyers' cards got less what they gave; a vendor's card, which pays a subscription, is labelled so."""
    entries = Entry.objects.filter(account__code=journals.CARDS).exclude(label__startswith="artisan ")
    return entries.aggregate(total=Sum("amount_cents", default=0))["total"]


def _sums(rows, field):
    return dict(rows.order_by().values_list("pay_in").annotate(total=Sum(field)))


def every_refund_ends_or_says_why_it_waits(now):
    """Each decided refund paid its buyer, or his bank, its amount once; one that waits has a reason to read."""
    troubled = set(Incident.objects.filter(solved_at=None).values_list("subject", flat=True))
    steps = ("pay_in_refund", "settlement_transfer", "transfer_refund")
    refunds = Refund.objects.select_related(
        *steps, "vendor_order__release", "gift_card_payment__release"
    ).prefetch_related("reserve_transfers")
    return all(_ended_right(each) if each.is_done else _says_why(each, troubled, now) for each in refunds)


def _last_steps(refund):
    names = ("pay_in_refund", "settlement_transfer")
    return [getattr(refund, name) for name in names if hasattr(refund, name)]


def _ended_right(refund):
    done = [step for step in _last_steps(refund) if step.state == SUCCEEDED]
    back = getattr(refund, "transfer_refund", None)
    came_back = back is not None and back.state == SUCCEEDED
    paid = [] if refund.gift_card_payment_id else [refund.amount_cents]
    return (
        [step.amount_cents for step in done] == paid
        and came_back == (refund.path == Refund.Path.AFTER_RELEASE)
        and all(transfer.state == SUCCEEDED for transfer in refund.reserve_transfers.all())
    )


def _says_why(refund, troubled, now):
    if refund.path == Refund.Path.UNDECIDED:
        return refund.share_movement.state in UNDER_WAY
    unpaid = [each for each in refund.reserve_transfers.all() if each.state != SUCCEEDED]
    if unpaid:
        return reserve.SHORTAGE in troubled or any(each.business_key in troubled for each in unpaid)
    steps = [getattr(refund, "transfer_refund", None), *_last_steps(refund)]
    waiting = [step for step in steps if step is not None and step.state != SUCCEEDED]
    return any(_step_says_why(step, troubled, now) for step in waiting)


def _step_says_why(step, troubled, now):
    later = getattr(step, "not_before", None)
    return step.business_key in troubled or step.state in UNDER_WAY or (later is not None and later > now)
