"""A buyer's bank takes a payment back: held, then won or lost, in every state, to the cent."""

from datetime import timedelta

import pytest

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.order.models import VendorOrder
from commerce.settlement import chargebacks, due, holds, journals, refund_decision, refunds, release
from commerce.settlement.models import Debt, Dispute, Hold, Incident, PayInRefund, Refund, Release
from commerce.settlement.reasons import Wait, reasons_to_wait
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.test_refunds import agree, paid_out

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=1)


@pytest.fixture
def vendor(mangopay):
    return ready_vendor(mangopay)


@pytest.fixture
def sold(mangopay, vendor):
    return received(parts(paid(mangopay, order_of(vendor)))[0])


def disputed(mangopay, part, now=DUE, **asked):
    """The payment of this part, disputed and noticed."""
    pay_in = part.order.pay_in
    opened = mangopay.control(
        "POST", f"payins/{pay_in.resource_id}/dispute", **{"reason": "PRODUCT_NOT_PROVIDED", **asked}
    )
    chargebacks.look_at_resource(opened["Id"], now=now)
    return Dispute.objects.get()


def decided(mangopay, dispute, result, now=DUE):
    mangopay.control("POST", f"disputes/{dispute.resource_id}", result=result)
    chargebacks.look_again(dispute, now=now)
    due.settle(now=now)
    dispute.refresh_from_db()
    return dispute


def test_an_open_dispute_holds_the_share_and_tells_operator_and_vendor(mangopay, vendor, sold):
    disputed(mangopay, sold)
    due.settle(now=DUE)
    assert not Release.objects.exists()
    assert [reason.wait for reason in reasons_to_wait(VendorOrder.objects.get(pk=sold.pk), now=DUE)] == [Wait.DISPUTED]
    assert Mail.objects.filter(event__startswith="dispute_opened").count() == 2
    assert book.balance(journals.REPUDIATION) == -4690
    assert agree()
    with pytest.raises(RefundRefused) as refused:
        refund_decision.decide(
            VendorOrder.objects.get(pk=sold.pk),
            Wanted(everything=True),
            reason=Refund.Reason.GESTURE,
            door=Refund.Door.VENDOR,
            now=DUE,
        )
    assert refused.value.refusal == Refusal.DISPUTED


@pytest.mark.parametrize("result", ["WON", "VOID"])
def test_a_dispute_that_is_won_lets_the_share_go_on(mangopay, sold, result):
    dispute = decided(mangopay, disputed(mangopay, sold), result)
    assert dispute.settled_at
    assert Release.objects.get().amount_cents == 4690
    assert book.balance(journals.REPUDIATION) == 0
    assert not Refund.objects.exists()
    assert agree()


def test_a_dispute_that_is_lost_before_release_is_settled_out_of_the_order(mangopay, sold):
    decided(mangopay, disputed(mangopay, sold), "LOST")
    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.path, refund.is_done) == (4690, Refund.Path.BEFORE_RELEASE, True)
    assert book.balance(journals.REPUDIATION) == book.balance(f"order_wallet:{sold.order.number}") == 0
    due.settle(now=LATER)
    assert all(release.amount_cents == 0 for release in Release.objects.all())
    assert agree()


def test_a_dispute_that_is_lost_after_payout_is_advanced_and_owed(mangopay, vendor, sold):
    funded_reserve(mangopay, 10_000)
    paid_out(vendor)
    decided(mangopay, disputed(mangopay, sold, amount=2000), "LOST", now=LATER)
    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.is_done) == (2000, True)
    debt = Debt.objects.get()
    assert (debt.kind, debt.amount_cents) == (Debt.Kind.CHARGEBACK, refund.vendor_cents)
    assert book.balance(journals.REPUDIATION) == 0
    assert agree()


def test_a_fraud_that_is_lost_is_the_operators(mangopay, vendor, sold):
    funded_reserve(mangopay, 10_000)
    paid_out(vendor)
    decided(mangopay, disputed(mangopay, sold, reason="FRAUD"), "LOST", now=LATER)
    assert Refund.objects.get().bearer == Refund.Bearer.OPERATOR
    assert not Debt.objects.exists()
    assert book.balance(journals.vendor_wallet(vendor.pk)) == 0
    assert agree()


def test_what_is_lost_is_shared_by_the_vendors_of_the_order(mangopay, vendor):
    other = ready_vendor(mangopay)
    pieces = parts(paid(mangopay, order_of(vendor, other)))
    decided(mangopay, disputed(mangopay, pieces[0], amount=3001), "LOST")
    assert sorted(refund.amount_cents for refund in Refund.objects.all()) == [1500, 1501]
    assert agree()


def test_a_question_of_the_bank_moves_no_money(mangopay, sold):
    dispute = decided(mangopay, disputed(mangopay, sold, type="RETRIEVAL"), "VOID")
    assert dispute.settled_at
    assert book.balance(journals.REPUDIATION) == 0
    assert agree()


def test_evidence_is_sent_once_and_the_payment_defended(mangopay, sold):
    dispute = disputed(mangopay, sold)
    early = dispute.contest_deadline_at - timedelta(days=2)
    proof = ("DELIVERY_PROOF", [b"%PDF-1.4 " + b"preuve " * 400])
    chargebacks.contest(dispute, [proof], now=early)
    dispute.refresh_from_db()
    assert dispute.file_sent_at == early
    assert dispute.contested_cents == 4690
    assert not dispute.awaits_us


def test_the_operator_is_warned_before_a_dispute_is_lost_by_silence(mangopay, sold):
    dispute = disputed(mangopay, sold)
    due.check_nightly(now=dispute.contest_deadline_at - timedelta(days=1))
    assert Incident.objects.filter(subject__startswith="dispute-deadline:").count() == 1


def test_a_dispute_whose_hook_was_lost_is_found_at_night(mangopay, sold):
    mangopay.control("POST", f"payins/{sold.order.pay_in.resource_id}/dispute", reason="FRAUD")
    due.check_nightly(now=sold.order.pay_in.concluded_at)
    assert Dispute.objects.count() == 1


def test_a_share_is_held_by_the_operator_with_words_until_it_is_lifted(mangopay, sold):
    hold = holds.place(sold, reason=Hold.Reason.OPERATOR, note="numéro de suivi douteux", now=DUE)
    assert holds.place(sold, reason=Hold.Reason.OPERATOR, now=DUE) == hold
    with pytest.raises(release.NotReleasable, match="numéro de suivi douteux"):
        release.release(sold.pk, now=DUE)
    holds.lift(hold, now=DUE)
    release.release(sold.pk, now=DUE)
    with pytest.raises(holds.NothingToHold):
        holds.place(sold, reason=Hold.Reason.OPERATOR, now=DUE)


def test_a_dispute_of_a_payment_that_isnt_ours_is_nobodys_business(mangopay, sold):
    pay_in = sold.order.pay_in
    opened = mangopay.control("POST", f"payins/{pay_in.resource_id}/dispute")
    type(pay_in).objects.filter(pk=pay_in.pk).update(resource_id="payin_of_somebody_else")
    chargebacks.look_at_resource(opened["Id"], now=DUE)
    assert not Dispute.objects.exists()


def test_a_refund_that_was_decided_before_the_dispute_was_known_settles_it_instead(mangopay, sold):
    opened = mangopay.control("POST", f"payins/{sold.order.pay_in.resource_id}/dispute", reason="FRAUD")
    late = refund_decision.decide(
        VendorOrder.objects.get(pk=sold.pk),
        Wanted(everything=True),
        reason=Refund.Reason.GESTURE,
        door=Refund.Door.VENDOR,
        now=DUE,
    )
    assert not refunds.carry_on(late, now=DUE).is_done
    chargebacks.look_at_resource(opened["Id"], now=DUE)
    decided(mangopay, Dispute.objects.get(), "LOST", now=LATER)
    assert Refund.objects.get().is_done
    assert book.balance(journals.REPUDIATION) == 0
    assert book.balance(f"order_wallet:{sold.order.number}") == 0
    assert not Incident.objects.filter(solved_at=None).exists()
    assert agree()


def test_a_lost_dispute_waits_for_the_answer_to_a_refund_of_the_same_payment(mangopay, sold):
    dispute = disputed(mangopay, sold, amount=1000)
    step = PayInRefund.objects.create(
        refund=Refund.objects.create(
            business_key="refund:in_doubt", pay_in=sold.order.pay_in, goods_cents=1, decided_at=DUE, reason="gesture"
        ),
        pay_in=sold.order.pay_in,
        business_key="payin:refund:in_doubt",
        amount_cents=1,
        state=PayInRefund.State.UNKNOWN,
    )
    mangopay.control("POST", f"disputes/{dispute.resource_id}", result="LOST")
    assert chargebacks.look_again(dispute, now=DUE).settled_at is None
    PayInRefund.objects.filter(pk=step.pk).update(state=PayInRefund.State.FAILED)
    assert chargebacks.look_again(dispute, now=DUE).settled_at == DUE


def test_a_cent_that_cant_be_taken_back_stays_with_the_operator_and_the_dispute_ends(mangopay, vendor, sold):
    release.release(sold.pk, now=DUE)
    Release.objects.filter(vendor_order=sold).update(debt_cents=4100)
    dispute = decided(mangopay, disputed(mangopay, sold, amount=1), "LOST")
    assert dispute.settled_at
    assert not Refund.objects.exists()
    assert "restent à la charge de MonQuibus" in Incident.objects.get(subject=f"dispute:{dispute.resource_id}").message


def test_shares_stay_held_for_a_second_dispute_when_the_first_one_ends(mangopay, sold):
    first = disputed(mangopay, sold, amount=1000)
    mangopay.control("POST", f"disputes/{first.resource_id}", result="WON")
    opened = mangopay.control("POST", f"payins/{sold.order.pay_in.resource_id}/dispute", amount=2000)
    chargebacks.look_at_resource(opened["Id"], now=DUE)  # The hook of the first one's end was lost.
    chargebacks.look_again(first, now=DUE)
    due.settle(now=DUE)
    assert not Release.objects.exists()
    second = Dispute.objects.exclude(pk=first.pk).get()
    decided(mangopay, second, "WON")
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert Release.objects.get().state == Release.State.SUCCEEDED
