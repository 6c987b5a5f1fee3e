"""The money room of the demo: a filled reserve, a refund, a debt, a hold, a dispute, a proposal that waits."""

from datetime import date

import requests
from django.conf import settings

from commerce.customer.models import User
from commerce.order.models import VendorOrder
from commerce.settlement import adjustments, chargebacks, holds, refunds, reserve
from commerce.settlement.management.commands.open_reserve import operator_identity
from commerce.settlement.models import Adjustment, Dispute, Hold, Refund
from commerce.settlement.refund_request import RefundRefused, Wanted
from demo import logins

RESERVE_CENTS = 500_000
CHIEF = ("Sacha", "Delorme", date(1979, 3, 2))


def open_reserve(*, now):
    """Open the operator's reserve at the local Mangopay, and have its bank wire 5,000 € into it. Once."""
    if reserve.known_user_id():
        return
    user_id = reserve.open_operator(operator_identity(*CHIEF))
    _control(f"users/{user_id}", category="PLATFORM", kyc_level="REGULAR")
    reserve.open_reserve(user_id)
    funding = reserve.announce_funding(RESERVE_CENTS, now=now)
    _control(f"bankwires/{funding.resource_id}/settle")
    reserve.follow_funding(funding, now=now)


def live_through_trouble(*, now):
    """What an operator meets in a month, each on a sale of its own; what there are too few sales for is left out."""
    operator = User.objects.get(email=logins.OPERATOR.email)
    sold = _sold_lately()
    for act in (_propose, _dispute, _refund, _hold):
        if part := next(sold, None):
            act(part, operator, now)
    adjustments.propose(
        Adjustment.Kind.OWED,
        vendor=VendorOrder.objects.order_by("pk").first().vendor,
        amount_cents=1490,
        reason="Étiquette d’expédition payée par MonQuibus",
        by=operator,
        request_key="demo-owed",
        now=now,
    )


def _sold_lately():
    """Vendor orders that were paid and handed over and wait for their day, one of each order, the dearest first."""
    parts = VendorOrder.objects.filter(shipped_at__isnull=False, cancelled_at=None, release=None, refunds=None)
    seen = set()
    for part in parts.select_related("order__pay_in", "vendor").order_by("-goods_cents"):
        if part.order_id not in seen:
            seen.add(part.order_id)
            yield part


def _propose(part, operator, now):
    """A refund of all that is left, at the limit or above: somebody else must agree."""
    with_limit = part.total_cents >= settings.MONEY_SECOND_PERSON_FROM_CENTS
    _give_back(part, Wanted(everything=True) if with_limit else Wanted(goods_cents=500), operator, now, "demo-large")


def _refund(part, operator, now):
    _give_back(part, Wanted(goods_cents=min(500, part.goods_cents)), operator, now, "demo-gesture")


def _give_back(part, wanted, operator, now, key):
    try:
        decided = adjustments.give_back(
            part,
            wanted,
            reason=Refund.Reason.GESTURE,
            bearer=Refund.Bearer.OPERATOR,
            note="Colis arrivé avec deux jours de retard",
            by=operator,
            request_key=key,
            now=now,
        )
    except RefundRefused:
        return
    if isinstance(decided, Refund):
        refunds.carry_on(decided, now=now)


def _hold(part, operator, now):
    note = "L’acheteur signale un colis ouvert : nous attendons sa photo."
    holds.place(part, reason=Hold.Reason.OPERATOR, note=note, actor=operator, now=now)


def _dispute(part, operator, now):
    """The buyer's bank takes the payment back; its deadline is near, which is an incident."""
    opened = _control(f"payins/{part.order.pay_in.resource_id}/dispute", reason="PRODUCT_NOT_PROVIDED")
    chargebacks.look_at_resource(opened["Id"], now=now)
    if dispute := Dispute.objects.filter(resource_id=opened["Id"]).first():
        chargebacks.warn(dispute, now=now)


def _control(path, **body):
    """Ask the local Mangopay's people to act. Returns what they answer."""
    with requests.Session() as session:
        session.trust_env = False
        address = f"{settings.MANGOPAY['BASE_URL'].rstrip('/')}/control/{path}"
        answer = session.post(address, json=body or None, timeout=20)
        answer.raise_for_status()
        return answer.json() if answer.content else None
