"""Every way in which money may go back × every state of a vendor order's money, as data and as steps.

Nobody gets money back beside `settlement.refund_decision`: each pair moves it and books it, waits in words, or is
refused in words. `OUTCOMES` says which; `test_every_door_in_every_state` lives each pair.
"""

from contextlib import suppress
from datetime import timedelta
from io import StringIO
from uuid import uuid4

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from requests import HTTPError

from commerce.communication.models import Mail
from commerce.mangopay import hooks
from commerce.mangopay.exceptions import MangopayError, Refused
from commerce.mangopay.gateway import gateway
from commerce.mangopay.models import HookNotice
from commerce.mangopay.result_codes import in_words
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.partner.models import Membership
from commerce.settlement import chargebacks, due, payins, payouts, refund_decision, refunds, release
from commerce.settlement.models import Dispute, Incident, Payout, Refund
from commerce.settlement.refund_request import RefundRefused, Wanted
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, received
from tests.commerce.settlement.reserves import funded_reserve
from tests.factories import UserFactory

Door = Refund.Door
WHOLE_CENTS = 4690

#: The buyer gets it, and it is booked.
MOVES = "moves"
#: Decided and told, and the money follows once the reserve has it: the operator is alarmed.
WAITS = "waits"
#: Nothing moves, and whoever asked reads why.
REFUSED = "refused"
#: The bank has the buyer's money back already; what no share can give any more, the operator is alarmed of.
ALARMS = "alarms"
#: Nobody asks here; the scheduler runs, and gives nothing back by itself.
IDLE = "idle"


# What a vendor order's money may have come to. Each step leaves the run at the moment when it is so.


def unpaid(run, seller):
    """Placed, with its payment page open."""
    order = order_of(seller)
    payins.start(order, return_url="http://testserver/retour/", now=run.now)
    return order.vendor_orders.get()


def paid_and_not_sent(run, seller):
    """Paid; the vendor prepares it."""
    return paid(run.mangopay, order_of(seller), now=run.now).vendor_orders.get()


def sent(run, seller):
    """On its way."""
    return lifecycle.ship(paid_and_not_sent(run, seller), now=run.now + timedelta(hours=1))


def received_by_the_buyer(run, seller):
    """In the buyer's hands, its share in the order's wallet."""
    part = received(paid_and_not_sent(run, seller))
    run.at(MONDAY + timedelta(days=3))
    return part


def release_unanswered(run, seller):
    """The transfer was made at Mangopay, and its answer was lost."""
    part = received(paid_and_not_sent(run, seller))
    run.at(DUE)
    with run.mangopay.fault("drop_after", method="POST", path="transfers"), suppress(MangopayError):
        release.release(part.pk, now=run.now)
    return part


def released(run, seller):
    """In the vendor's wallet."""
    part = received(paid_and_not_sent(run, seller))
    run.at(DUE)
    release.release(part.pk, now=run.now)
    return part


def _at_the_bank(run, seller):
    part = released(run, seller)
    payout = payouts.pay_out(seller.pk, now=run.now)
    run.mangopay.quiet()
    payouts.follow(Payout.objects.get(pk=payout.pk), now=run.now)
    assert Payout.objects.get().state == Payout.State.SUCCEEDED
    run.later(hours=1)
    return part


def paid_out(run, seller):
    """At the vendor's bank; another share lies in the vendor's wallet."""
    other = received(paid_and_not_sent(run, seller))
    part = _at_the_bank(run, seller)
    release.release(other.pk, now=run.now)
    return part


def partly_refunded(run, seller):
    """Received; ten euros went back."""
    part = received_by_the_buyer(run, seller)
    _give_back(part, Wanted(goods_cents=1000), run.now)
    run.later(days=1)
    return part


def wholly_refunded(run, seller):
    """Sent, and everything went back."""
    part = sent(run, seller)
    run.later(hours=2)
    _give_back(part, Wanted(everything=True), run.now)
    return part


def cancelled(run, seller):
    """Called off before it was sent, and given back."""
    part = paid_and_not_sent(run, seller)
    _give_back(part, Wanted(everything=True), run.now)
    return part


def disputed(run, seller):
    """Received; the buyer's bank took the payment back, and the dispute is open."""
    part = received_by_the_buyer(run, seller)
    _dispute(run, part)
    return part


def vendor_without_funds(run, seller):
    """Paid out, and nothing left in the vendor's wallet: the reserve has to advance."""
    return _at_the_bank(run, seller)


def reserve_empty(run, seller):
    """Paid out, and nothing left anywhere."""
    return _at_the_bank(run, seller)


STATES = (
    unpaid,
    paid_and_not_sent,
    sent,
    received_by_the_buyer,
    release_unanswered,
    released,
    paid_out,
    partly_refunded,
    wholly_refunded,
    cancelled,
    disputed,
    vendor_without_funds,
    reserve_empty,
)


def _give_back(part, wanted, now):
    part = VendorOrder.objects.get(pk=part.pk)
    refund = refund_decision.decide(part, wanted, reason=Refund.Reason.GESTURE, door=Door.OPERATOR, now=now)
    assert refunds.carry_on(refund, now=now).is_done


def _dispute(run, part):
    resource_id = part.order.pay_in.resource_id
    opened = run.mangopay.control("POST", f"payins/{resource_id}/dispute", reason="PRODUCT_NOT_PROVIDED")
    chargebacks.look_at_resource(opened["Id"], now=run.now)
    return Dispute.objects.get()


# The doors. Each asks once, as its people do, and returns what whoever asked reads.


def buyer_page(run, part):
    """The buyer's order page, by its signed link."""
    address = reverse("fulfilment:cancel", args=[part.order.number, part.order.verification_hash(), part.pk])
    return _posted(Client(), address, {})


def vendor_page(run, part):
    """The vendor's order page in the portal."""
    user = UserFactory()
    Membership.objects.create(partner=part.vendor, user=user, role=Membership.Role.OWNER)
    client = Client()
    client.force_login(user)
    address = reverse("vendor_portal:order-refund", args=[part.number])
    return _posted(client, address, {"tout": "on", "motif": "return", "cle": str(uuid4())})


def money_room(run, part):
    """The operator's page in Wagtail's back office."""
    client = _operator()
    asked = {"everything": "on", "refund_reason": "return", "bearer": "vendor", "note": "Retour", "token": uuid4().hex}
    return _posted(client, reverse("money:give_back", args=[part.pk]), asked)


def operator_rule(run, part):
    """The rule itself, as the operator's tools call it."""
    try:
        refund = refund_decision.decide(
            part, Wanted(everything=True), reason=Refund.Reason.RETURN, door=Door.OPERATOR, now=run.now
        )
    except RefundRefused as refusal:
        return str(refusal)
    return str(refund)


def command(run, part):
    """`manage.py refund`."""
    said, complained = StringIO(), StringIO()
    with suppress(SystemExit):
        call_command("refund", part.number, "--everything", "--reason", "return", stdout=said, stderr=complained)
    return said.getvalue() + complained.getvalue()


def oscars_dashboard(run, part):
    """A payment event in Oscar's dashboard."""
    address = reverse("dashboard:order-detail", args=[part.order.number])
    asked = {"order_action": "create_order_payment_event", "amount": "46.90", "payment_event_type": "refund"}
    return _posted(_operator(), address, asked)


def refund_elsewhere(run, part):
    """Five euros given back by hand in Mangopay's own dashboard, and the hook that tells of it."""
    pay_in = part.order.pay_in
    try:
        made = gateway().refund_payin(
            pay_in.resource_id, author_id=pay_in.payer_id, amount_cents=500, key=str(uuid4()), tag="by hand"
        )
    except Refused as refusal:
        return f"Mangopay: {refusal}"
    event_type = "PAYIN_REFUND_SUCCEEDED" if made.has_succeeded else "PAYIN_REFUND_FAILED"
    notice = HookNotice.objects.create(event_type=event_type, resource_id=made.id, date=1)
    hooks.handle(notice, now=run.now)
    return made.id if made.has_succeeded else f"Mangopay: {in_words(made.result_code)}"


def chargeback_lost(run, part):
    """The buyer's bank takes the payment back, and we lose."""
    try:
        dispute = Dispute.objects.first() or _dispute(run, part)
        run.mangopay.control("POST", f"disputes/{dispute.resource_id}", result="LOST")
    except HTTPError as refusal:
        return f"Mangopay: {refusal.response.text}"
    notice = HookNotice.objects.create(event_type="DISPUTE_CLOSED", resource_id=dispute.resource_id, date=1)
    hooks.handle(notice, now=run.now)
    return dispute.resource_id


def scheduler(run, part):
    """Nobody: the scheduler gives back only what no order is due, such as a payment that came too late."""
    order = part.order
    if lifecycle.cancel_unpaid(order, now=run.now):
        run.mangopay.pay(order.pay_in.redirect_url)
        payins.conclude_order(order, now=run.now)
    due.settle(now=run.now)
    return "settled"


DOORS = {
    buyer_page: Door.BUYER,
    vendor_page: Door.VENDOR,
    money_room: Door.OPERATOR,
    operator_rule: Door.OPERATOR,
    command: Door.COMMAND,
    oscars_dashboard: None,
    refund_elsewhere: Door.HOOK,
    chargeback_lost: Door.CHARGEBACK,
    scheduler: Door.SETTLEMENT,
}


def _operator():
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def _posted(client, address, data):
    """What the person reads afterwards. A 500 raises here."""
    answer = client.post(address, data, follow=True)
    return answer.content.decode()


#: Outcome of each door, in the order of STATES. One letter a state: M moves, W waits, R refused, A alarms, I idle.
_LETTERS = {"M": MOVES, "W": WAITS, "R": REFUSED, "A": ALARMS, "I": IDLE}
_ROWS = {
    #                   unpaid, paid, sent, received, unanswered, released, paid out, partly, wholly, cancelled,
    #                   disputed, without funds, reserve empty
    buyer_page: "R M R R R R R R R R R R R",
    vendor_page: "R M M M M M M M R R R M W",
    money_room: "R M M M M M M M R R R M W",
    operator_rule: "R M M M M M M M R R R M W",
    command: "R M M M M M M M R R R M W",
    oscars_dashboard: "R R R R R R R R R R R R R",
    refund_elsewhere: "R M M M R R R M R R R R R",
    chargeback_lost: "R M M M M M M A A A M M W",
    scheduler: "M I I I I I I I I I I I I",
}
OUTCOMES = {
    (door, state): _LETTERS[letter]
    for door, row in _ROWS.items()
    for state, letter in zip(STATES, row.split(), strict=True)
}

#: What whoever is refused reads: one of these, or Mangopay's own word.
SENTENCES = (
    "n’est pas payée",
    "trop avancée pour annuler",
    "lui a déjà été rendu",
    "auprès de sa banque",
    "où rien n’en serait compté",
    "Page introuvable",  # An order that isn't paid is nobody's work: the portal doesn't have it.
)


def alarms():
    """What the operator was alarmed of, and mailed."""
    mailed = set(Mail.objects.filter(event="operator_alarm").values_list("key", flat=True))
    return [incident for incident in Incident.objects.all() if incident.subject in mailed]


def reserve_of(state, mangopay):
    """The reserve that this state has: five hundred euros, or nothing."""
    return funded_reserve(mangopay, 0 if state is reserve_empty else 50_000)
