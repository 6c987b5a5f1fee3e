"""Pay-ins that go back whole, because the order was already given up or the amount isn't the one that was due."""

from commerce.communication.mails import send
from commerce.mangopay.gateway import gateway
from commerce.settlement import incidents, journals
from commerce.settlement.models import Refund
from commerce.settlement.operations import carry_out, record, renew


def intend(pay_in, reason):
    """Decide to give a pay-in back; the caller's transaction holds the decision and its journal."""
    return Refund.objects.create(
        pay_in=pay_in,
        business_key=f"refund:{pay_in.business_key}",
        amount_cents=pay_in.paid_cents,
        reason=reason,
    )


def give_back(refund, *, now):
    """Refund the pay-in, once. Raises OutcomeUnknown or Unavailable: run it again."""
    if refund.may_retry(now):
        renew(refund)
    if refund.is_final:
        return refund
    pay_in = refund.pay_in
    desk = gateway()

    def ask(key, tag):
        return desk.refund_payin(pay_in.resource_id, author_id=pay_in.payer_id, key=key, tag=tag)

    seen = carry_out(refund, ask, desk=desk, now=now)
    if seen is None:
        _post(refund, now)
        return refund
    return record(refund, seen, now=now, post=lambda current: _post(current, now))


def _post(refund, now):
    if refund.state == Refund.State.SUCCEEDED:
        journals.refunded(refund, now)
        incidents.solve(refund.business_key, now=now)
        order = refund.pay_in.order
        send(
            event="payment_refunded",
            key=order.number,
            recipient=order.email,
            context={"order": order, "refund": refund, "is_late": refund.reason == Refund.Reason.LATE},
        )
    elif refund.state == Refund.State.FAILED:
        incidents.alarm(refund.business_key, str(refund.explanation), now=now)


def look_at_resource(resource_id, *, now):
    """A hook spoke of this refund."""
    if refund := Refund.objects.open().filter(resource_id=resource_id).select_related("pay_in__order").first():
        give_back(refund, now=now)
