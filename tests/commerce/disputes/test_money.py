"""What disputes give back: the one door, before and after the payout, never a piece twice, never more than is left."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commerce.disputes import answering, clock, deciding
from commerce.disputes.exceptions import DisputeRefused
from commerce.disputes.giving_back import left_in
from commerce.disputes.grounds import Ground, Wish
from commerce.disputes.states import Role, State
from commerce.leaving.open_matters import blocking
from commerce.order.models import VendorOrder
from commerce.settlement import due, refund_decision, refunds, release
from commerce.settlement.models import Debt, Hold, PriceReduction, Refund, Release
from commerce.settlement.reasons import Wait, reasons_to_wait
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.refund_request import RefundRefused, Wanted
from commerce.withdrawal import returning
from commerce.withdrawal.giving_back import owed
from commerce.withdrawal.right import gone_quantities
from tests.commerce.disputes.cases import OPENED, again, brought_to, opened, soon
from tests.commerce.settlement.orders import DUE
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.test_refunds import LATER, paid_out
from tests.commerce.withdrawal.cases import declared, operator, pictures, received_part

pytestmark = pytest.mark.django_db
NEXT = OPENED + timedelta(hours=30)


def given_back(part):
    part.refresh_from_db()
    return part.refunded_goods_cents, part.refunded_shipping_cents


def decided(case, cents, **more):
    return deciding.decide(case, cents=cents, reasons="Vu le dossier", now=NEXT, actor=operator(), **more)


def test_an_open_dispute_holds_the_share_and_says_whose_turn_it_is(mangopay):
    part = received_part(mangopay)
    case = opened(part)
    waits = reasons_to_wait(VendorOrder.objects.get(pk=part.pk), now=DUE)
    assert [reason.wait for reason in waits] == [Wait.IN_DISPUTE]
    assert f"{case.number}, c’est à vous, jusqu’au mardi 1er décembre 2026" in str(waits[0])
    with pytest.raises(release.NotReleasable):
        release.release(part.pk, now=DUE)
    assert any("litige" in matter.words for matter in blocking(part.vendor, now=DUE))
    answering.explain(case, words="Bien emballée", now=NEXT)
    assert "c’est à l’acheteur" in Hold.objects.get(lifted_at=None).note
    answering.agree(case, now=NEXT)
    assert not any("litige" in matter.words for matter in blocking(part.vendor, now=DUE))
    assert release.release(part.pk, now=DUE).state == Release.State.SUCCEEDED


def test_a_vendor_who_gives_all_back_ends_it_with_the_delivery(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    case = opened(part)
    ended = answering.refund(case, now=NEXT)
    refund = ended.steps.last().refund
    refunds.carry_on(refund, now=NEXT)
    assert (ended.state, given_back(part)) == (State.SETTLED, (8000, 690))
    assert (refund.reason, refund.door, refund.note) == ("damaged", "vendor", case.number)
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert reconcile().difference_cents == 0


def test_delivery_stays_where_the_buyer_keeps_something(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    answering.refund(opened(part, {part.lines.get().pk: 1}), now=NEXT)
    assert given_back(part) == (4000, 0)


def test_a_part_lowers_the_price_and_who_withdraws_later_gets_the_rest(mangopay):
    part = received_part(mangopay, ("40.00", 2), ("10.00", 1))
    vase, bowl = part.lines.order_by("pk")
    case = opened(part, {vase.pk: 2})
    answering.refund_part(case, cents=1500, words="Pour l’éclat", now=NEXT)
    assert (PriceReduction.objects.get().amount_cents, given_back(part)) == (1500, (1500, 0))
    answering.agree(again(case), now=NEXT)
    one = declared(part, {vase.pk: 1}, key="a")
    assert owed(one)[1].goods_cents == 4000 - 750
    returning.accept(one, now=NEXT)
    rest = declared(part, {vase.pk: 1, bowl.pk: 1}, key="b")
    returning.accept(rest, now=NEXT)
    assert given_back(part) == (9000, 490)
    assert reconcile().difference_cents == 0


@pytest.mark.parametrize(("is_withdrawn", "first", "second"), [(False, 2500, 4000), (True, 4000, 2500)])
def test_the_lowered_piece_is_the_next_to_come_back_but_one_that_is_on_its_way_already(
    is_withdrawn, first, second, mangopay
):
    part = received_part(mangopay, ("40.00", 2))
    line = part.lines.get().pk
    one = declared(part, {line: 1}, key="a") if is_withdrawn else None
    case = opened(part, {line: 1})
    answering.agree(answering.refund_part(case, cents=1500, words="Pour l’éclat", now=NEXT), now=NEXT)
    one = one or declared(part, {line: 1}, key="a")
    assert owed(one)[1].goods_cents == first
    returning.accept(one, now=NEXT)
    other = declared(part, {line: 1}, key="b")
    assert owed(other)[1].goods_cents == second


def test_a_piece_that_came_back_worn_does_not_use_up_the_lowered_price_of_the_other(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    line = part.lines.get().pk
    answering.refund_part(opened(part), cents=1000, words="Pour l’éclat", now=NEXT)
    worn = declared(part, {line: 1}, key="a")
    returning.receive(worn, now=NEXT)
    returning.reduce(worn, cents=500, reason="Rayée", pictures=pictures(), now=NEXT)
    assert given_back(part) == (1000 + 3000, 0)
    assert owed(declared(part, {line: 1}, key="b"))[1].goods_cents == 3500


def test_a_withdrawal_declared_meanwhile_takes_its_pieces_out_of_the_dispute(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    line = part.lines.get().pk
    case = brought_to(State.TO_DECIDE, part)
    first = declared(part, {line: 1}, key="a")
    assert left_in(again(case)).lines == {line: (1, 4000)}
    with pytest.raises(DisputeRefused):
        decided(case, 4691)
    second = declared(part, {line: 1}, key="b")
    due.settle(now=NEXT)
    assert again(case).state == State.SETTLED
    assert again(case).steps.last().action == "overtake"
    for each in (first, second):
        returning.accept(each, now=NEXT)
    assert given_back(part) == (8000, 490)


def test_what_a_withdrawal_has_is_no_disputes_and_what_a_dispute_gave_back_is_no_withdrawals(mangopay):
    part = received_part(mangopay)
    declared(part)
    with pytest.raises(DisputeRefused, match="rétractation"):
        opened(part)
    other = received_part(mangopay)
    decided(brought_to(State.TO_DECIDE, other, key="b"), 4690)
    with pytest.raises(DisputeRefused, match="déjà été rendu"):
        opened(other, key="c")


def test_a_refund_by_another_door_ends_the_dispute(mangopay):
    part = received_part(mangopay)
    case = opened(part)
    more = {"reason": Refund.Reason.DAMAGED, "door": Refund.Door.VENDOR, "now": NEXT}
    refund_decision.decide(part, Wanted(everything=True), **more)
    due.settle(now=NEXT)
    assert again(case).state == State.SETTLED


@pytest.mark.parametrize(("cents", "given"), [(0, (0, 0)), (1, (1, 0)), (4000, (4000, 0)), (4690, (4000, 690))])
def test_the_operator_gives_from_nothing_to_all_of_it_with_reasons(cents, given, mangopay):
    part = received_part(mangopay)
    case = brought_to(State.TO_DECIDE, part)
    ended = decided(case, cents)
    assert (ended.state, given_back(part), ended.decision) == (State.DECIDED, given, "Vu le dossier")
    assert bool(Refund.objects.exists()) is bool(cents)
    assert not Hold.objects.filter(lifted_at=None).exists()


@pytest.mark.parametrize("more", [{"cents": 4691}, {"cents": -1}, {"reasons": "  "}])
def test_the_operator_needs_reasons_and_stays_within_what_is_left(more, mangopay):
    case = brought_to(State.TO_DECIDE, received_part(mangopay))
    with pytest.raises(DisputeRefused):
        deciding.decide(case, **{"cents": 100, "reasons": "Vu", **more}, now=NEXT, actor=operator())
    assert (again(case).state, Refund.objects.exists()) == (State.TO_DECIDE, False)


def test_decided_after_the_payout_it_makes_the_vendors_debt(mangopay):
    funded_reserve(mangopay, 20_000)
    part = received_part(mangopay)
    paid_out(part.vendor)
    case = opened(VendorOrder.objects.get(pk=part.pk), now=LATER, ground=Ground.CONFORMITY, wish=Wish.REPAIR)
    assert not Hold.objects.exists()
    clock.escalate(case, now=LATER + timedelta(days=6))
    deciding.decide(case, cents=4690, reasons="Jamais réparée", now=LATER + timedelta(days=7), actor=operator())
    for _step in range(4):
        refunds.carry_on(Refund.objects.get(), now=LATER + timedelta(days=7))
    assert Refund.objects.get().is_done
    assert Debt.objects.get().amount_cents > 0
    assert reconcile().difference_cents == 0


def test_decided_at_the_operators_expense_the_vendor_keeps_its_share(mangopay):
    funded_reserve(mangopay, 20_000)
    part = received_part(mangopay)
    decided(brought_to(State.TO_DECIDE, part), 1000, bearer=Refund.Bearer.OPERATOR)
    assert (Refund.objects.get().vendor_cents, given_back(part)) == (0, (1000, 0))


def test_after_eleven_months_no_card_is_credited_and_a_direct_transfer_can_be_promised(mangopay):
    part, now = received_part(mangopay), OPENED + timedelta(days=400)
    case = opened(part, now=now, ground=Ground.CONFORMITY, wish=Wish.REPLACEMENT)
    with pytest.raises(RefundRefused, match="onze mois"):
        answering.refund(case, now=now)
    with pytest.raises(DisputeRefused):
        answering.promise(case, remedy="take_back", by=soon(now), now=now)
    assert answering.promise(case, remedy="transfer", by=soon(now), now=now).state == State.PROMISED
    early = opened(received_part(mangopay), key="b")
    with pytest.raises(DisputeRefused):
        answering.promise(early, remedy="transfer", by=soon(NEXT), now=NEXT)


def test_whatever_disputes_and_withdrawals_give_back_in_turn_adds_up_to_what_was_paid(mangopay):
    """A part by a dispute, some pieces by withdrawal, a decision about the rest, what is left by withdrawal."""
    part = received_part(mangopay, ("33.33", 4), ("0.07", 3))
    vase, bowl = part.lines.order_by("pk")

    @settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(first=st.integers(1, 13_352), back=st.integers(0, 4), small=st.integers(0, 3), share=st.integers(0, 100))
    def adds_up(first, back, small, share):
        with transaction.atomic():
            _lived(part, vase.pk, bowl.pk, first, {vase.pk: back, bowl.pk: small}, share)
            assert given_back(part)[0] == part.goods_cents
            assert given_back(part)[1] <= part.shipping_cents
            transaction.set_rollback(True)

    adds_up()


def _lived(part, vase, bowl, first_cents, back, share):
    case = opened(part, key="a")
    answering.agree(answering.refund_part(case, cents=first_cents, words="Un geste", now=NEXT), now=NEXT)
    if any(back.values()):
        returning.accept(declared(part, back, key="b"), now=NEXT)
    rest = {vase: 4 - back[vase], bowl: 3 - back[bowl]}
    if not any(rest.values()):
        return
    case = brought_to(State.TO_DECIDE, part, key="c", quantities=rest)
    most_cents = left_in(case).total_cents
    decided(case, most_cents * share // 100)
    if share < 100 and any(gone_quantities(part)[pk] < count for pk, count in ((vase, 4), (bowl, 3))):
        left = {pk: count - gone_quantities(part)[pk] for pk, count in ((vase, 4), (bowl, 3))}
        returning.accept(declared(part, left, key="d"), now=NEXT)


def test_the_clock_calls_the_operator_the_day_after_the_last_one_and_silence_ends_an_answer(mangopay):
    part = received_part(mangopay)
    case = opened(part)
    for day, state in ((5, State.TO_VENDOR), (6, State.TO_DECIDE)):
        due.settle(now=OPENED + timedelta(days=day))
        assert again(case).state == state
    other = brought_to(State.ANSWERED, received_part(mangopay), key="b")
    for day, state in ((7, State.ANSWERED), (8, State.SETTLED)):
        due.settle(now=OPENED + timedelta(days=day))
        assert again(other).state == state
    promised = brought_to(State.PROMISED, received_part(mangopay), key="c")
    for day, state in ((10, State.PROMISED), (11, State.TO_DECIDE)):
        due.settle(now=OPENED + timedelta(days=day))
        assert again(promised).state == state


def test_under_the_guarantee_a_promise_is_waited_for_and_its_day_is_thirty_days_away_at_most(mangopay):
    case = opened(received_part(mangopay), ground=Ground.CONFORMITY, wish=Wish.REPAIR)
    for days in (-1, 31):
        with pytest.raises(DisputeRefused, match="trente jours"):
            answering.promise(case, remedy="repair", by=soon(OPENED, days), now=OPENED)
    answering.promise(case, remedy="repair", by=soon(OPENED, 30), now=OPENED)
    with pytest.raises(DisputeRefused, match="La loi laisse d’abord"):
        answering.insist(case, words="Je veux mon argent", now=NEXT)
    answering.deliver(case, words="Réparée", now=NEXT)
    assert answering.insist(case, words="Recassée", now=NEXT).state == State.TO_DECIDE


def test_a_vendor_calls_the_operator_too_and_the_buyer_is_heard(mangopay):
    part = received_part(mangopay)
    case = opened(part, role=Role.VENDOR, words="Il réclame une pièce qu’il a")
    answered = answering.reply(case, words="Je ne l’ai pas", now=NEXT)
    assert answered.state == State.TO_DECIDE
    assert decided(case, 0).state == State.DECIDED
