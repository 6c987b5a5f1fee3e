"""Money goes back in every state, to the cent, from whoever bears it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.mangopay.exceptions import OutcomeUnknown
from commerce.mangopay.gateway import gateway
from commerce.money import to_euros
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner, StockRecord
from commerce.settlement import due, fees_bill, journals, payouts, refund_decision, refunds, release, taking_back
from commerce.settlement.models import Debt, Incident, PayInRefund, Payout, Refund, Release, ReserveTransfer
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.commerce.settlement.reserves import fund, funded_reserve
from tests.factories import ProductFactory
from tests.local_mangopay import wait_until

pytestmark = pytest.mark.django_db

Reason, Door = Refund.Reason, Refund.Door
LATER = DUE + timedelta(days=1)


def give_back(part, wanted, now, *, reason=Reason.GESTURE, door=Door.VENDOR, **more):
    """Decide a refund and carry it on; the part is read again first."""
    refund = refund_decision.decide(fresh(part), wanted, reason=reason, door=door, now=now, **more)
    return refunds.carry_on(refund, now=now)


def fresh(part):
    return VendorOrder.objects.get(pk=part.pk)


def cards():
    """What buyers have paid and not got back, in cents."""
    return -book.balance(journals.CARDS)


def agree():
    return reconcile().difference_cents == 0


def paid_out(vendor, now=DUE):
    """Everything of a vendor, released and at the bank."""
    due.settle(now=now)
    payout = Payout.objects.filter(vendor=vendor).latest("pk")
    wait_until(lambda: gateway().look("payouts", payout.resource_id).has_succeeded)
    payouts.follow(payout, now=now)
    return payout


@pytest.fixture
def vendor(mangopay):
    return ready_vendor(mangopay)


@pytest.fixture
def sold(mangopay, vendor):
    """A vendor order of 40.00 € with 6.90 € of delivery, commission 12 % and VAT 20 %: 5.76 € of fees, received."""
    return received(parts(paid(mangopay, order_of(vendor)))[0])


def test_a_whole_order_that_isnt_sent_goes_back_and_is_cancelled_with_its_stock(mangopay, vendor):
    part = parts(paid(mangopay, order_of(vendor)))[0]
    refund = give_back(part, Wanted(everything=True), MONDAY, reason=Reason.CANCELLED, door=Door.BUYER)
    assert refund.is_done
    assert fresh(part).status == VendorOrderStatus.CANCELLED
    assert StockRecord.objects.get().num_allocated == 0
    assert cards() == book.balance(f"order_wallet:{part.order.number}") == 0
    assert not Release.objects.exists()
    assert agree()
    assert set(Mail.objects.filter(event__startswith="refund").values_list("event", "recipient")) == {
        ("refund_decided", "camille@exemple.test"),
        ("refund_charged", vendor.email),
    }


def test_a_part_before_release_lowers_the_share_and_the_commission_in_proportion(mangopay, sold):
    refund = give_back(sold, Wanted(goods_cents=1000), DUE - timedelta(days=3))
    assert (refund.commission_cents, refund.commission_vat_cents, refund.vendor_cents) == (120, 24, 856)
    release.release(sold.pk, now=DUE)
    moved = Release.objects.get()
    assert (moved.amount_cents, moved.commission_cents, moved.commission_vat_cents) == (3690, 360, 72)
    assert book.balance(journals.vendor_wallet(sold.vendor_id)) == 3690 - 432
    assert agree()


def test_a_line_and_its_delivery_after_release_come_back_out_of_the_vendors_wallet_and_the_fees(mangopay, sold):
    release.release(sold.pk, now=DUE)
    line = sold.lines.get()
    refund = give_back(sold, Wanted(lines={line.pk: 1}, shipping_cents=690), DUE, reason=Reason.RETURN)
    assert refund.is_done
    assert refund.path == Refund.Path.AFTER_RELEASE
    assert book.balance(journals.vendor_wallet(sold.vendor_id)) == cards() == 0
    assert book.balance(journals.COMMISSION) == book.balance(journals.COMMISSION_VAT) == 0
    assert not ReserveTransfer.objects.exists()
    assert agree()


def test_a_refund_after_payout_is_advanced_by_the_reserve_and_repaid_by_the_next_sale(mangopay, vendor, sold):
    funded_reserve(mangopay, 10_000)
    paid_out(vendor)
    refund = give_back(sold, Wanted(everything=True), LATER, reason=Reason.WITHDRAWAL)
    assert refund.is_done
    debt = Debt.objects.get()
    assert (debt.kind, debt.amount_cents, debt.open_cents) == (Debt.Kind.REFUND, 4114, 4114)
    assert book.balance(f"debt:{vendor.pk}") == -4114
    assert book.balance(journals.RESERVE) == 10_000 - 4114
    assert agree()
    again = parts(paid(mangopay, order_of(vendor, price="100.00"), now=LATER))[0]
    VendorOrder.objects.filter(pk=again.pk).update(status="received", received_at=LATER, receipt_basis="buyer")
    release.release(again.pk, now=LATER + timedelta(days=20))
    debt.refresh_from_db()
    assert (debt.repaid_cents, book.balance(f"debt:{vendor.pk}"), book.balance("claims:refund")) == (4114, 0, 0)
    assert book.balance(journals.vendor_wallet(vendor.pk)) == 10_690 - 1440 - 4114
    assert book.balance(journals.DEBTS_REPAID) == 4114
    assert agree()


def test_a_debt_leaves_a_tenth_of_each_release_to_its_vendor(mangopay, vendor, sold):
    funded_reserve(mangopay, 10_000)
    paid_out(vendor)
    give_back(sold, Wanted(everything=True), LATER, reason=Reason.WITHDRAWAL)
    small = parts(paid(mangopay, order_of(vendor, price="10.00"), now=LATER))[0]
    VendorOrder.objects.filter(pk=small.pk).update(status="received", received_at=LATER, receipt_basis="buyer")
    release.release(small.pk, now=LATER + timedelta(days=20))
    net_cents = 1690 - 144
    moved = Release.objects.get(vendor_order=small)
    assert moved.net_cents == -(-net_cents // 10)
    assert Debt.objects.get().open_cents == 4114 - moved.debt_cents
    assert give_back(small, Wanted(everything=True), LATER + timedelta(days=21)).is_done
    assert agree()
    assert sum(debt.open_cents for debt in Debt.objects.open()) == -book.balance(f"debt:{vendor.pk}")


def test_a_refund_waits_while_the_reserve_is_empty_and_goes_on_once_it_is_filled(mangopay, vendor, sold):
    funded_reserve(mangopay)
    paid_out(vendor)
    refund = give_back(sold, Wanted(goods_cents=1000), LATER)
    assert not refund.is_done
    assert Incident.objects.filter(subject="reserve:shortage", solved_at=None).exists()
    fund(mangopay, 5000, LATER)
    due.settle(now=LATER)
    assert Refund.objects.get().is_done
    assert not Incident.objects.filter(solved_at=None).exists()
    assert agree()


def test_a_fees_wallet_that_the_bill_emptied_is_refilled_by_the_reserve(mangopay, settings, vendor, sold):
    funded_reserve(mangopay, 10_000)
    release.release(sold.pk, now=DUE)
    mangopay.control("POST", "fees/bill", client_id=settings.MANGOPAY["CLIENT_ID"])
    assert reconcile().difference_cents == 576
    refund = give_back(sold, Wanted(everything=True), DUE, reason=Reason.WITHDRAWAL)
    due.settle(now=DUE)
    refund.refresh_from_db()
    assert refund.is_done
    assert ReserveTransfer.objects.get().purpose == ReserveTransfer.Purpose.FEES
    assert book.balance(journals.RESERVE) == 10_000 - 576 - 1
    assert agree()


def test_the_monthly_bill_is_booked_on_its_day_and_not_before(mangopay, settings, sold):
    release.release(sold.pk, now=DUE)
    mangopay.control("POST", "fees/bill", client_id=settings.MANGOPAY["CLIENT_ID"])
    early = DUE.replace(month=12, day=4)
    due.check_nightly(now=early)
    assert not agree()
    due.check_nightly(now=DUE.replace(month=12, day=7))
    assert agree()
    assert book.balance(journals.OPERATOR) == 576


def test_a_cent_that_is_missing_before_the_bill_came_isnt_taken_for_the_bill(mangopay, settings, sold):
    release.release(sold.pk, now=DUE)
    odd = [book.Posting(journals.COMMISSION, "fees", 1), book.Posting(journals.OPERATOR, "outside", -1)]
    book.post("a mistake", odd, occurred_at=DUE, description="")
    next_bill = DUE.replace(year=2027, month=1, day=8)
    assert fees_bill.notice(now=next_bill) == 0
    mangopay.control("POST", "fees/bill", client_id=settings.MANGOPAY["CLIENT_ID"])
    assert fees_bill.notice(now=next_bill) == 577


def test_the_monthly_bill_is_booked_only_when_no_movement_of_fees_is_in_doubt(mangopay, settings, vendor, sold):
    release.release(sold.pk, now=DUE)
    mangopay.control("POST", "fees/bill", client_id=settings.MANGOPAY["CLIENT_ID"])
    part = received(parts(paid(mangopay, order_of(vendor, price="20.00")))[0])
    unanswered = mangopay.fault("drop_after", path="transfers"), mangopay.fault("drop_before", path="responses/*")
    with unanswered[0], unanswered[1], pytest.raises(OutcomeUnknown):
        release.release(part.pk, now=DUE)
    billed = DUE.replace(month=12, day=7)
    assert fees_bill.notice(now=billed) == 0
    release.release(part.pk, now=DUE)
    assert fees_bill.notice(now=billed) == 576
    assert agree()


def test_a_bill_that_every_night_of_its_month_left_in_doubt_is_booked_early_in_the_next(mangopay, settings, sold):
    release.release(sold.pk, now=DUE)
    mangopay.control("POST", "fees/bill", client_id=settings.MANGOPAY["CLIENT_ID"])
    before_the_next_bill = DUE.replace(year=2027, month=2, day=3)
    assert fees_bill.is_awaited(now=before_the_next_bill)
    due.settle(now=before_the_next_bill)
    assert agree()
    assert not fees_bill.is_awaited(now=before_the_next_bill)


def test_the_same_amount_twice_within_a_day_waits_visibly_and_goes_the_day_after(mangopay, sold):
    first = give_back(sold, Wanted(goods_cents=500), MONDAY + timedelta(days=3))
    second = give_back(sold, Wanted(goods_cents=500), MONDAY + timedelta(days=3))
    assert (first.is_done, second.is_done) == (True, False)
    assert second.pay_in_refund.not_before == MONDAY + timedelta(days=4)
    due.settle(now=MONDAY + timedelta(days=3, hours=23))
    assert not Refund.objects.get(pk=second.pk).is_done
    mangopay.control("POST", "clock", advance_seconds=86_500)
    due.settle(now=MONDAY + timedelta(days=4, minutes=2))
    assert Refund.objects.get(pk=second.pk).is_done
    assert agree()


def test_an_operators_gesture_after_payout_costs_the_reserve_and_not_the_vendor(mangopay, vendor, sold):
    funded_reserve(mangopay, 10_000)
    paid_out(vendor)
    refund = give_back(sold, Wanted(goods_cents=1000), LATER, door=Door.OPERATOR, bearer=Refund.Bearer.OPERATOR)
    assert refund.is_done
    assert not Debt.objects.exists()
    assert book.balance(journals.RESERVE) == 10_000 - 856
    assert book.balance(journals.vendor_wallet(vendor.pk)) == 0
    assert agree()


def test_an_operators_gesture_before_release_reaches_the_vendor_with_the_share(mangopay, vendor, sold):
    funded_reserve(mangopay, 10_000)
    give_back(
        sold, Wanted(goods_cents=1000), DUE - timedelta(days=2), door=Door.OPERATOR, bearer=Refund.Bearer.OPERATOR
    )
    due.settle(now=DUE)
    assert ReserveTransfer.objects.get().purpose == ReserveTransfer.Purpose.SUBSIDY
    due.settle(now=LATER)
    sent = sum(payout.amount_cents for payout in Payout.objects.all())
    assert sent == 4690 - 576
    assert agree()


@pytest.mark.parametrize("steps", [(1, 1, 1), (1, 2), (3,)])
def test_pieces_of_a_line_add_up_to_its_price(mangopay, vendor, steps):
    product = ProductFactory(vendor=vendor, price=to_euros(3333), stock=9)
    order = placed((product, 3))
    part = received(parts(paid(mangopay, order))[0])
    line = part.lines.get()
    for number, quantity in enumerate(steps):
        give_back(part, Wanted(lines={line.pk: quantity}), MONDAY + timedelta(days=3 + number))
    assert sum(refund.goods_cents for refund in Refund.objects.all()) == part.goods_cents
    assert fresh(part).refunded_goods_cents == part.goods_cents


def test_a_buyer_never_gets_more_than_was_paid(mangopay, sold):
    give_back(sold, Wanted(goods_cents=3000), DUE)
    with pytest.raises(RefundRefused) as refused:
        give_back(sold, Wanted(goods_cents=1001), DUE)
    assert refused.value.refusal == Refusal.TOO_MUCH
    give_back(sold, Wanted(everything=True), DUE)
    with pytest.raises(RefundRefused) as refused:
        give_back(sold, Wanted(everything=True), DUE)
    assert refused.value.refusal == Refusal.ALL_GONE


def test_a_form_that_is_sent_twice_decides_once(mangopay, sold):
    keys = {give_back(sold, Wanted(goods_cents=700), DUE, request_key="jeton").pk for _ in range(2)}
    assert len(keys) == 1
    assert fresh(sold).refunded_goods_cents == 700


def test_a_refund_decided_while_the_share_is_on_its_way_waits_for_where_it_ends(mangopay, sold):
    intent = release._intend(fresh(sold), DUE)
    refund = give_back(sold, Wanted(goods_cents=1000), DUE)
    assert (refund.path, refund.is_done) == (Refund.Path.UNDECIDED, False)
    release.release(intent.vendor_order_id, now=DUE)
    refund = refunds.carry_on(refund, now=DUE)
    assert (refund.path, refund.is_done) == (Refund.Path.AFTER_RELEASE, True)
    assert agree()


def test_a_failed_release_is_frozen_again_without_what_was_refunded_meanwhile(mangopay, vendor, sold):
    mangopay.control("POST", f"wallets/{sold.order.pay_in.wallet_id}", blocked=True)
    release.release(sold.pk, now=DUE)
    assert Release.objects.get().state == Release.State.FAILED
    mangopay.control("POST", f"wallets/{sold.order.pay_in.wallet_id}", blocked=False)
    assert give_back(sold, Wanted(goods_cents=1000), DUE).path == Refund.Path.BEFORE_RELEASE
    release.release(sold.pk, now=LATER)
    assert Release.objects.get().amount_cents == 3690
    assert agree()


def test_a_payout_leaves_what_a_refund_is_about_to_take(mangopay, vendor, sold):
    release.release(sold.pk, now=DUE)
    refund = refund_decision.decide(
        fresh(sold), Wanted(goods_cents=1000), reason=Reason.GESTURE, door=Door.VENDOR, now=DUE
    )
    taking_back._plan(Refund.objects.get(pk=refund.pk))
    payouts.pay_out(vendor.pk, now=DUE)
    assert Payout.objects.get().amount_cents == 4114 - 856
    assert refunds.carry_on(refund, now=DUE).is_done
    assert agree()


def test_nothing_goes_back_for_an_order_that_isnt_paid(mangopay):
    with pytest.raises(RefundRefused) as refused:
        give_back(parts(order_of())[0], Wanted(everything=True), MONDAY)
    assert refused.value.refusal == Refusal.UNPAID


def test_a_refund_that_was_made_at_mangopay_is_booked_when_its_hook_comes(mangopay, sold):
    pay_in = sold.order.pay_in
    made = gateway().refund_payin(
        pay_in.resource_id, author_id=pay_in.payer_id, amount_cents=1500, key="a" * 20, tag="à la main"
    )
    refunds.look_at_resource(made.id, now=DUE)
    refunds.look_at_resource(made.id, now=DUE)
    refund = Refund.objects.get()
    assert (refund.door, refund.goods_cents, refund.is_done) == (Door.HOOK, 1500, True)
    assert agree()
    release.release(sold.pk, now=DUE)
    assert Release.objects.get().amount_cents == 3190
    assert agree()


def test_a_refund_made_at_mangopay_is_booked_although_a_release_had_failed(mangopay, sold):
    pay_in = sold.order.pay_in
    mangopay.control("POST", f"wallets/{pay_in.wallet_id}", blocked=True)
    release.release(sold.pk, now=DUE)
    mangopay.control("POST", f"wallets/{pay_in.wallet_id}", blocked=False)
    made = gateway().refund_payin(
        pay_in.resource_id, author_id=pay_in.payer_id, amount_cents=1500, key="b" * 20, tag="à la main"
    )
    refunds.look_at_resource(made.id, now=DUE)
    assert Refund.objects.get().is_done
    release.release(sold.pk, now=LATER)
    assert Release.objects.get().amount_cents == 3190
    assert agree()


def test_a_payout_that_the_bank_refused_is_tried_again_once_there_is_another_account(mangopay, vendor, sold):
    with mangopay.slow_bank():
        due.settle(now=DUE)
    payout = Payout.objects.get()
    mangopay.control("POST", f"payouts/{payout.resource_id}/fail", result_code="121030")
    payouts.follow(payout, now=DUE)
    due.settle(now=LATER)
    assert Payout.objects.count() == 1
    vendor.refresh_from_db()
    assert vendor.refused_recipient_id == payout.recipient_id
    Partner.objects.filter(pk=vendor.pk).update(refused_recipient_id="another")
    due.settle(now=LATER)
    assert Payout.objects.count() == 2
    assert agree()


def test_commission_on_shipping_goes_back_with_the_shipping(mangopay, vendor):
    vendor.plan.terms.update(commission_on_shipping=True, commission_rate=Decimal(10))
    part = received(parts(paid(mangopay, order_of(vendor)))[0])
    refund = give_back(part, Wanted(shipping_cents=690), DUE)
    assert (refund.commission_cents, refund.commission_vat_cents) == (69, 14)
    assert PayInRefund.objects.get().amount_cents == 690
