"""The way back and its money: what is given back, when, and what a reduction may be."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from commerce.communication.models import Mail
from commerce.order.models import VendorOrder
from commerce.settlement import due, refund_decision, refunds, release
from commerce.settlement.models import Debt, Hold, Refund, RefundLine, Release
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.refund_request import RefundRefused, Wanted
from commerce.stock.models import Movement
from commerce.withdrawal import clock, deciding, evidence, returning, turns
from commerce.withdrawal.exceptions import WithdrawalRefused
from commerce.withdrawal.models import Withdrawal
from commerce.withdrawal.states import Role, State
from tests.commerce.settlement.orders import DUE
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.test_refunds import LATER, paid_out
from tests.commerce.withdrawal.cases import (
    DECLARED,
    brought_to,
    declared,
    operator,
    paper,
    picture,
    pictures,
    received_part,
)

pytestmark = pytest.mark.django_db
BACK = DECLARED + timedelta(days=4)


def given_back(part):
    part.refresh_from_db()
    return part.refunded_goods_cents, part.refunded_shipping_cents


def test_what_comes_back_whole_is_given_back_with_the_standard_delivery_and_may_be_sold_again(mangopay):
    part = received_part(mangopay)
    record = part.lines.get().stockrecord
    case = declared(part)
    returning.receive(case, now=BACK)
    ended = returning.accept(case, restock=True, now=BACK)
    refunds.carry_on(ended.refund, now=BACK)
    record.refresh_from_db()
    assert (ended.state, given_back(part), record.num_in_stock) == (State.REFUNDED, (4000, 490), 5)
    assert Movement.objects.filter(reference=case.number, stock_change=1).count() == 1
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert reconcile().difference_cents == 0


def test_only_the_standard_delivery_is_given_back(mangopay):
    part = received_part(mangopay)
    VendorOrder.objects.filter(pk=part.pk).update(standard_shipping_cents=490)
    returning.accept(declared(part), now=BACK)
    assert given_back(part) == (4000, 490)


def test_the_cheapest_delivery_of_the_day_is_written_on_the_order(mangopay):
    assert received_part(mangopay).standard_shipping_cents == 490


def test_delivery_comes_with_the_last_of_the_goods_only(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    line = part.lines.get().pk
    first, second = declared(part, {line: 1}, key="a"), declared(part, {line: 1}, key="b")
    returning.accept(second, now=BACK)
    assert given_back(part) == (4000, 0)
    assert Hold.objects.filter(lifted_at=None).count() == 1
    returning.accept(first, now=BACK)
    assert given_back(part) == (8000, 490)
    assert not Hold.objects.filter(lifted_at=None).exists()


def test_declared_after_the_payout_it_makes_the_vendors_debt(mangopay):
    funded_reserve(mangopay, 20_000)
    part = received_part(mangopay)
    VendorOrder.objects.filter(pk=part.pk).update(receipt_basis="presumed")
    paid_out(part.vendor)
    case = declared(VendorOrder.objects.get(pk=part.pk), now=LATER)
    assert not Hold.objects.exists()
    ended = returning.accept(case, now=LATER)
    for _step in range(4):
        refunds.carry_on(Refund.objects.get(pk=ended.refund.pk), now=LATER)
    assert Refund.objects.get().is_done
    assert Debt.objects.get().amount_cents > 0
    assert reconcile().difference_cents == 0


def test_a_vendor_who_says_nothing_has_accepted(mangopay):
    part = received_part(mangopay)
    case = brought_to(State.RETURNED, part)
    last = turns.answer_due_on(case)
    on_the_day, after = (DECLARED.replace(month=12, day=last.day + n) for n in (0, 1))
    assert clock.unanswered(on_the_day) == []
    due.settle(now=after)
    case.refresh_from_db()
    assert (case.state, given_back(part)) == (State.REFUNDED, (4000, 490))


def test_a_posted_parcel_that_nobody_speaks_of_is_given_back_too(mangopay):
    part = received_part(mangopay)
    case = brought_to(State.DISPATCHED, part)
    due.settle(now=DECLARED + timedelta(days=20))
    case.refresh_from_db()
    assert (case.state, given_back(part)) == (State.REFUNDED, (4000, 490))


def test_a_reduction_gives_the_rest_back_at_once_and_stands_when_nobody_contests_it(mangopay):
    part = received_part(mangopay)
    case = brought_to(State.REDUCED, part)
    assert (given_back(part), case.is_open) == ((3500, 490), True)
    assert case.evidence.get(kind="inspection").content_type == "image/jpeg"
    due.settle(now=DECLARED + timedelta(days=17))
    case.refresh_from_db()
    assert (case.state, case.reduction_cents - case.given_up_cents, given_back(part)) == ("refunded", 500, (3500, 490))
    release.release(part.pk, now=DUE + timedelta(days=9))
    assert Release.objects.get().goods_cents == 500
    assert reconcile().difference_cents == 0


@pytest.mark.parametrize(("cents", "goods"), [(0, 3500), (300, 3800), (500, 4000)])
def test_of_a_contested_reduction_the_operator_gives_back_what_is_just(cents, goods, mangopay):
    part = received_part(mangopay)
    case = brought_to(State.APPEALED, part)
    ended = deciding.decide(case, cents=cents, reasons="Vu les photos", now=BACK, actor=operator())
    assert (ended.state, given_back(part), ended.decision) == ("refunded", (goods, 490), "Vu les photos")
    assert bool(ended.later_refund) is bool(cents)


def test_a_vendor_may_give_back_what_it_kept(mangopay):
    part = received_part(mangopay)
    returning.accept(brought_to(State.APPEALED, part), now=BACK)
    assert given_back(part) == (4000, 490)


@pytest.mark.parametrize(
    "more", [{"cents": 2001}, {"cents": 0}, {"cents": -1}, {"reason": "  "}, {"pictures": []}, {"cents": 4000}]
)
def test_a_reduction_needs_a_reason_a_picture_and_stays_below_half(more, mangopay):
    case = brought_to(State.RETURNED, received_part(mangopay))
    asked = {"cents": 500, "reason": "Rayée", "pictures": pictures(), **more}
    with pytest.raises(WithdrawalRefused):
        returning.reduce(case, **asked, now=BACK)
    assert not Refund.objects.exists()


def test_a_lost_parcel_is_the_operators_to_decide(mangopay):
    part = received_part(mangopay)
    case = brought_to(State.MISSING, part)
    assert turns.turn_of(case)[0] == Role.OPERATOR
    assert clock.unanswered(DECLARED + timedelta(days=90)) == []
    deciding.refund(case, reasons="Le reçu de la poste fait foi", now=BACK, actor=operator())
    assert given_back(part) == (4000, 490)


def test_what_never_came_back_is_closed_with_reasons_once_its_time_is_over_and_the_share_is_free(mangopay):
    part = received_part(mangopay)
    case = declared(part)
    with pytest.raises(WithdrawalRefused, match="encore le temps"):
        deciding.close(case, reasons="Rien", now=BACK, actor=operator())
    deciding.close(case, reasons="Rien n’est revenu", now=BACK + timedelta(days=30), actor=operator())
    assert given_back(part) == (0, 0)
    assert release.release(part.pk, now=BACK + timedelta(days=30)).state == Release.State.SUCCEEDED


def test_the_operator_hears_of_a_day_that_comes_near_once_with_what_a_delay_costs(mangopay):
    case = brought_to(State.MISSING, received_part(mangopay))
    day = turns.refund_due_on(case)
    assert (day - DECLARED.date()).days == 14
    late = DECLARED + timedelta(days=26)
    for now in (DECLARED + timedelta(days=11), late, late):
        due.check_nightly(now=now)
    alarms = [message for message in mail.outbox if "Remboursement à décider" in message.subject]
    assert len(alarms) == 1
    assert "12 jours de retard" in alarms[0].body
    assert "2,25" in alarms[0].body.replace("\u00a0", " ")


def test_the_buyer_is_reminded_once_of_the_last_day(mangopay):
    declared(received_part(mangopay))
    for days in (5, 12, 13):
        due.check_nightly(now=DECLARED + timedelta(days=days))
    assert Mail.objects.filter(event="withdrawal_reminded").count() == 1


def test_each_step_writes_to_each_person_once(mangopay):
    brought_to(State.APPEALED, received_part(mangopay))
    told = [(each.event, each.recipient) for each in Mail.objects.filter(event__startswith="withdrawal_")]
    assert len(told) == len(set(told))
    assert {event for event, _recipient in told} == {
        "withdrawal_acknowledged",
        "withdrawal_declared",
        "withdrawal_returned",
        "withdrawal_reduced",
        "withdrawal_appealed",
        "withdrawal_appealed_team",
    }


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90", b"%PDF-without-end", b"GIF89a"])
def test_a_hostile_proof_is_refused_by_its_content(content, mangopay):
    case = declared(received_part(mangopay))
    with pytest.raises(ValidationError):
        returning.send_back(case, proof=paper(content), now=BACK)
    assert Withdrawal.objects.get().state == State.DECLARED


def test_pictures_are_encoded_anew_and_too_many_are_refused():
    assert evidence.read_pictures([picture()])[0].startswith(b"\xff\xd8")
    with pytest.raises(ValidationError, match="6 photos"):
        evidence.read_pictures([picture() for _ in range(7)])


def test_a_surplus_that_the_vendor_gave_meanwhile_is_not_given_twice(mangopay):
    from commerce.settlement import refund_decision
    from commerce.settlement.refund_request import Wanted

    part = received_part(mangopay)
    case = declared(part)
    gesture = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "now": BACK}
    refund_decision.decide(part, Wanted(goods_cents=1500), **gesture)
    returning.accept(case, now=BACK)
    assert given_back(part) == (4000, 490)
    assert sum(refund.amount_cents for refund in Refund.objects.all()) == 4490


def test_what_came_back_with_a_reduction_is_not_given_back_a_second_time(mangopay):
    part = received_part(mangopay, ("50.00", 1), ("100.00", 1))
    first = part.lines.order_by("pk")[0]
    case = declared(part, {first.pk: 1})
    returning.receive(case, now=DECLARED)
    returning.reduce(case, cents=1000, reason="Rayée", pictures=pictures(), now=DECLARED)
    named = RefundLine.objects.get()
    assert (named.line, named.quantity, named.amount_cents) == (first, 1, 4000)
    with pytest.raises(RefundRefused):
        refund_decision.decide(
            part,
            Wanted(lines={first.pk: 1}),
            reason=Refund.Reason.GESTURE,
            door=Refund.Door.VENDOR,
            now=DECLARED,
        )


def test_the_last_delivery_goes_back_though_amounts_left_nothing_of_the_goods(mangopay):
    part = received_part(mangopay, ("50.00", 1), ("50.00", 1))
    one, other = part.lines.order_by("pk")
    gesture = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "now": DECLARED}
    refund_decision.decide(part, Wanted(goods_cents=7000), **gesture)
    first, second = (declared(part, {line.pk: 1}, key=f"{line.pk}") for line in (one, other))
    for case in (first, second):
        returning.receive(case, now=DECLARED)
        returning.accept(case, now=DECLARED)
    part.refresh_from_db()
    assert (part.refunded_goods_cents, part.refunded_shipping_cents) == (10_000, part.standard_shipping_cents)


def test_a_contested_reduction_that_nobody_judges_rings_too(mangopay):
    case = brought_to(State.APPEALED, received_part(mangopay))
    due_on = turns.turn_of(case)[1]
    near = BACK + timedelta(days=(due_on - BACK.date()).days - 2)
    assert not clock.pressing(near - timedelta(days=1))
    for each in clock.pressing(near):
        clock.alarm(each, now=near)
    assert not clock.pressing(near)
    letter = Mail.objects.get(event="withdrawal_pressing")
    assert "Une réduction de 5,00\u00a0€ est contestée" in letter.text
