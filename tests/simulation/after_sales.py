"""What happens after a sale, story by story, on days that are told: no bank, only the rules and the clock."""

from contextlib import suppress
from datetime import timedelta

from commerce.disputes import answering
from commerce.disputes import deciding as disputes_deciding
from commerce.fulfilment import collecting, delays, unavailable
from commerce.order import lifecycle, parcels
from commerce.order.models import VendorOrder
from commerce.order.parcel_models import Receipt
from commerce.settlement import due, refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Wanted
from commerce.withdrawal import deciding, returning
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import Role
from tests.commerce.baskets import MONDAY
from tests.commerce.disputes.cases import opened
from tests.commerce.fulfilment.orders import again, ordered
from tests.commerce.withdrawal.cases import declared, operator, pictures
from tests.factories import ProductFactory

#: Every story is over by then; what is still open is so on purpose.
END = MONDAY + timedelta(days=45)


def on(day):
    """Noon, so many days after the orders."""
    return MONDAY + timedelta(days=day)


def night(day):
    """What settlement does about it."""
    summary = due.Summary()
    summary.joined(due.EACH_RUN, on(day))
    summary.joined(due.EACH_NIGHT, on(day))


def nights(*days):
    """Those on which something may be due."""
    for day in days:
        night(day)


def first_line(part):
    return part.lines.order_by("pk")[0]


def delivered(*quantities):
    """Sent on the first day, in the buyer's hands two days later."""
    part = ordered(*quantities)
    lifecycle.ship(part, now=on(0))
    return lifecycle.receive(part, basis=VendorOrder.Receipt.CARRIER, now=on(2))


def given_up(part, quantity, day, key):
    """A withdrawal from so many of the first line, declared that day."""
    return declared(part, {first_line(part).pk: quantity}, key=key, now=on(day), email=part.order.email)


def contested():
    """Of two pieces one comes back worn, and the reduction is judged; then the other, and the vendor is silent."""
    part = delivered(2)
    case = given_up(part, 1, 3, "contested")
    returning.send_back(case, tracking_number="6A1", now=on(4))
    returning.receive(case, now=on(6))
    returning.reduce(case, cents=1001, reason="Rayée", pictures=pictures(), restock=True, now=on(7))
    deciding.appeal(case, words="Arrivée ainsi", now=on(8))
    deciding.decide(case, cents=400, reasons="En partie", now=on(9), actor=operator())
    silent = given_up(part, 1, 10, "silent")
    returning.send_back(silent, tracking_number="6A2", now=on(11))
    returning.receive(silent, now=on(12))
    nights(22)


def worn_and_left():
    """A reduction that nobody contests stands after two weeks."""
    case = given_up(delivered(1), 1, 3, "worn")
    returning.receive(case, now=on(4))
    returning.reduce(case, cents=700, reason="Tachée", pictures=pictures(), now=on(5))
    nights(21, 22)


def lost_on_the_way_back():
    """Posted, and never seen again; the team decides. Another stays unspoken of until the clock accepts."""
    case = given_up(delivered(1), 1, 3, "lost")
    returning.send_back(case, tracking_number="6A3", now=on(4))
    returning.report_missing(case, Role.VENDOR, now=on(9))
    deciding.refund(case, reasons="La preuve suffit", now=on(10), actor=operator())
    unspoken = given_up(delivered(1), 1, 3, "unspoken")
    returning.send_back(unspoken, tracking_number="6A4", now=on(5))
    nights(15, 22)


def never_posted():
    """Declared, reminded, told to the operator, and still open."""
    given_up(delivered(1), 1, 10, "never")
    nights(21, 29)


def called_off_before_it_left():
    """One of two lines has left: the buyer withdraws from both, and a gesture had gone before."""
    part = ordered(1, 2)
    parcels.hand_over(part, {first_line(part).pk: 1}, now=on(0))
    gesture = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "now": on(0)}
    refund_decision.decide(again(part), Wanted(goods_cents=333), **gesture)
    case = declared(again(part), key="both", now=on(1), email=part.order.email)
    returning.receive(case, now=on(4))
    returning.accept(case, restock=True, now=on(5))


def given_back_by_hand():
    """A vendor gives back the same piece twice: the second time it is refused."""
    part = delivered(1, 1)
    wanted = Wanted(lines={first_line(part).pk: 1})
    for _twice in range(2):
        with suppress(RefundRefused):
            decision = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "now": on(3)}
            refund_decision.decide(again(part), wanted, **decision)


def quarrelled():
    """Of three pieces one is broken: a part is given back, the buyer insists, the team decides; then all come back.

    Another quarrel is answered by nobody, and a third stays open.
    """
    part = delivered(3)
    case = opened(part, {first_line(part).pk: 1}, now=on(3))
    answering.refund_part(case, cents=1000, words="Un geste", now=on(4))
    answering.insist(case, words="Trop peu", now=on(5))
    disputes_deciding.decide(case, cents=999, reasons="En partie", now=on(6), actor=operator())
    worn = given_up(part, 2, 7, "quarrel")
    returning.receive(worn, now=on(8))
    returning.reduce(worn, cents=500, reason="Rayée", pictures=pictures(), now=on(9))
    returning.accept(worn, now=on(10))
    last = given_up(part, 1, 11, "quarrel-last")
    returning.receive(last, now=on(12))
    returning.accept(last, now=on(13))
    opened(delivered(1), key="nobody", now=on(3))
    nights(8, 9, 15, 16)


def in_pieces():
    """Three pieces in two parcels, each proved by somebody else; the last of them presumed before."""
    part = ordered(2, 1)
    parcel = parcels.hand_over(part, {first_line(part).pk: 1}, request_key="un", now=on(0))
    parcels.deliver(parcel, basis=Receipt.BUYER, now=on(2))
    last = parcels.hand_over(part, now=on(1))
    parcels.deliver(last, basis=Receipt.PRESUMED, now=on(5))
    parcels.deliver(last, basis=Receipt.CARRIER, now=on(6))


def silent_vendors():
    """One never sends anything, one sends half, one announces a delay and then says nothing either."""
    ordered(1)
    half, delayed = ordered(2), ordered(1)
    parcels.hand_over(half, {first_line(half).pk: 1}, now=on(0))
    promised = (half.promised_on - on(0).date()).days
    delays.announce(delayed, half.promised_on + timedelta(days=3), note="Le four.", now=on(1))
    nights(*(promised + days for days in (-1, 1, 2, 4, 7, 8, 11)))


def missing_pieces():
    """Given back, waited for, replaced, refused, left without an answer, and twice with nothing to give back."""
    part = ordered(3, 1)
    unavailable.declare(first_line(part), 2, request_key="rien", now=on(0))
    waited, replaced, refused, unanswered = (ordered(1) for _number in range(4))
    later = waited.promised_on + timedelta(days=20)
    row = unavailable.propose(first_line(waited), 1, new_on=later, request_key="attendre", now=on(0))
    unavailable.accept(row, now=on(1))
    other = ProductFactory(vendor=replaced.vendor, price=30).stockrecords.get()
    row = unavailable.propose(first_line(replaced), 1, replacement=other, request_key="autre", now=on(0))
    unavailable.accept(row, now=on(1))
    row = unavailable.propose(first_line(refused), 1, new_on=later, request_key="non", now=on(0))
    unavailable.refuse(row, now=on(1))
    unavailable.propose(first_line(unanswered), 1, new_on=later, request_key="silence", now=on(0))
    unavailable.declare(first_line(paid_by_a_coupon()), 1, request_key="offerte", now=on(0))
    unavailable.propose(first_line(paid_by_a_coupon()), 1, new_on=later, request_key="proposée", now=on(0))
    nights(4)
    for kept in (part, waited, replaced):
        lifecycle.ship(kept, now=on(5))


def paid_by_a_coupon():
    part = ordered(1)
    VendorOrder.objects.filter(pk=part.pk).update(goods_cents=0, shipping_cents=0)
    return part


def never_collected():
    """Ready, reminded, and given up after three weeks."""
    part = ordered(1, kinds=("collect",))
    lifecycle.make_ready(part, now=on(0))
    nights(8)
    collecting.give_up(again(part), now=on(22))


STORIES = (
    contested,
    worn_and_left,
    lost_on_the_way_back,
    never_posted,
    called_off_before_it_left,
    given_back_by_hand,
    quarrelled,
    in_pieces,
    silent_vendors,
    missing_pieces,
    never_collected,
)


def is_lived():
    """Whether the stories left something to judge."""
    return Withdrawal.objects.count() > 6 and Refund.objects.count() > 9
