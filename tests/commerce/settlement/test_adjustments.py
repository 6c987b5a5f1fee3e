"""Money that a person moves by decision: with a reason, once, and above a limit never alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commerce.ledger import book
from commerce.settlement import adjustments, debts, journals
from commerce.settlement.adjustments import AdjustmentRefused, No
from commerce.settlement.models import Adjustment, Debt, Refund, ReserveTransfer
from commerce.settlement.refund_request import RefundRefused, Wanted
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, paid, parts, ready_vendor
from tests.commerce.settlement.reserves import funded_reserve
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
Kind = Adjustment.Kind
LIMIT = 10_000
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _limit(settings):
    settings.MONEY_SECOND_PERSON_FROM_CENTS = LIMIT


def proposed(vendor, cents, kind=Kind.OWED, key="one", by=None, now=MONDAY, **more):
    asked = {"reason": "Étiquette payée deux fois", "by": by or UserFactory(), "request_key": key, **more}
    return adjustments.propose(kind, vendor=vendor, amount_cents=cents, now=now, **asked)


def test_below_the_limit_a_debt_arises_at_once_and_once():
    vendor = VendorFactory()
    for _ in range(2):
        done = proposed(vendor, LIMIT - 1)
    assert done.executed_at == MONDAY
    assert debts.owed_cents(vendor) == LIMIT - 1
    debt = Debt.objects.get()
    assert (debt.kind, debt.description) == (Debt.Kind.ADJUSTMENT, "Étiquette payée deux fois")


def test_from_the_limit_on_nothing_moves_before_a_second_person_agrees():
    vendor, first, second = VendorFactory(), UserFactory(), UserFactory()
    waiting = proposed(vendor, LIMIT, by=first)
    assert (waiting.executed_at, debts.owed_cents(vendor)) == (None, 0)
    with pytest.raises(AdjustmentRefused) as alone:
        adjustments.approve(waiting, by=first, now=LATER)
    assert alone.value.no == No.ALONE
    done = adjustments.approve(waiting, by=second, answer="Vu", now=LATER)
    assert (done.executed_at, done.approved_by, debts.owed_cents(vendor)) == (LATER, second, LIMIT)
    with pytest.raises(AdjustmentRefused) as again:
        adjustments.approve(waiting, by=second, now=LATER)
    assert again.value.no == No.ANSWERED
    assert Debt.objects.count() == 1


def test_two_halves_of_a_sum_need_the_second_person_as_the_whole_does():
    vendor = VendorFactory()
    assert not proposed(vendor, LIMIT // 2, key="a").needs_second_person
    assert proposed(vendor, LIMIT // 2, key="b", now=LATER).needs_second_person
    assert not proposed(VendorFactory(), LIMIT // 2, key="c", now=LATER).needs_second_person
    assert not proposed(vendor, LIMIT // 2, key="d", now=MONDAY + timedelta(hours=25)).needs_second_person


def test_a_refused_proposal_stays_on_record_and_moves_nothing():
    vendor, first = VendorFactory(), UserFactory()
    waiting = proposed(vendor, LIMIT, by=first)
    with pytest.raises(AdjustmentRefused):
        adjustments.refuse(waiting, by=first, answer=" ", now=LATER)
    refused = adjustments.refuse(waiting, by=first, answer="Erreur de ma part", now=LATER)
    assert (refused.refused_by, refused.executed_at, debts.owed_cents(vendor)) == (first, None, 0)
    with pytest.raises(AdjustmentRefused):
        adjustments.approve(waiting, by=UserFactory(), now=LATER)


@pytest.mark.parametrize(
    ("cents", "more", "no"),
    [
        (0, {}, No.NO_AMOUNT),
        (1, {"reason": "  "}, No.NO_REASON),
        (1, {"kind": Kind.GIVEN}, No.NO_WALLET),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(cents, more, no):
    with pytest.raises(AdjustmentRefused) as refused:
        proposed(VendorFactory(), cents, **more)
    assert refused.value.no == no
    assert str(refused.value)
    assert not Adjustment.objects.exists()


def test_a_debt_is_given_up_in_part_and_never_more_than_is_left():
    vendor = VendorFactory()
    proposed(vendor, 3000)
    debt = Debt.objects.get()
    proposed(vendor, 1000, kind=Kind.FORGIVEN, key="two", debt=debt)
    assert debts.owed_cents(vendor) == 2000
    debt.refresh_from_db()
    with pytest.raises(AdjustmentRefused) as refused:
        proposed(vendor, 2001, kind=Kind.FORGIVEN, key="three", debt=debt)
    assert refused.value.no == No.TOO_MUCH
    assert debts.owed_cents(vendor) == 2000


def test_the_reserve_pays_a_vendor_once_the_money_is_there(mangopay):
    vendor = ready_vendor(mangopay)
    given = proposed(vendor, 2500, kind=Kind.GIVEN)
    assert not adjustments.move_at_once(given, now=MONDAY)
    funded_reserve(mangopay, 5000)
    assert adjustments.move_at_once(given, now=LATER)
    assert adjustments.move_at_once(given, now=LATER)
    assert book.balance(journals.vendor_wallet(vendor.pk)) == 2500
    assert book.balance(journals.RESERVE) == 2500
    assert ReserveTransfer.objects.get().purpose == ReserveTransfer.Purpose.ADJUSTMENT


def asked_back(part, wanted, key="one", by=None, now=LATER):
    return adjustments.give_back(
        part,
        wanted,
        reason=Refund.Reason.GESTURE,
        bearer=Refund.Bearer.VENDOR,
        note="Bol fêlé",
        by=by or UserFactory(),
        request_key=key,
        now=now,
    )


def test_a_large_refund_waits_for_a_second_person_then_goes_as_it_was_asked(mangopay):
    vendor = ready_vendor(mangopay)
    part = parts(paid(mangopay, order_of(vendor, price="150.00")))[0]
    (line,) = part.lines.all()
    first = UserFactory()
    waiting = asked_back(part, Wanted(lines={line.pk: 1}), by=first)
    assert isinstance(waiting, Adjustment)
    assert asked_back(part, Wanted(lines={line.pk: 1}), by=first) == waiting
    assert (waiting.amount_cents, Refund.objects.count()) == (15_000, 0)
    done = adjustments.approve(waiting, by=UserFactory(), now=LATER)
    refund = Refund.objects.get()
    assert (done.refund, refund.actor, refund.door) == (refund, first, Refund.Door.OPERATOR)
    assert (refund.goods_cents, refund.lines.get().quantity) == (15_000, 1)
    assert adjustments.move_at_once(done, now=LATER)


def test_small_refunds_of_one_vendor_order_add_up_to_the_limit(mangopay):
    vendor = ready_vendor(mangopay)
    part = parts(paid(mangopay, order_of(vendor, price="150.00")))[0]
    assert isinstance(asked_back(part, Wanted(goods_cents=6000), key="a"), Refund)
    assert isinstance(asked_back(part, Wanted(goods_cents=4000), key="b"), Adjustment)
    assert isinstance(asked_back(part, Wanted(goods_cents=3999), key="c"), Refund)


def test_what_was_refunded_meanwhile_cant_be_approved_any_more(mangopay):
    vendor = ready_vendor(mangopay)
    part = parts(paid(mangopay, order_of(vendor, price="150.00")))[0]
    waiting = asked_back(part, Wanted(goods_cents=12_000))
    asked_back(part, Wanted(goods_cents=5000), key="two")
    with pytest.raises(RefundRefused):
        adjustments.approve(waiting, by=UserFactory(), now=LATER)
    waiting.refresh_from_db()
    assert (waiting.approved_by, waiting.executed_at) == (None, None)


def test_the_database_itself_forbids_to_approve_alone():
    waiting = proposed(VendorFactory(), LIMIT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(pk=waiting.pk).update(approved_by=waiting.proposed_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjustment.objects.filter(pk=waiting.pk).update(executed_at=MONDAY)
