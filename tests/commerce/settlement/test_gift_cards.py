"""Gift cards: held until they are spent, released with what they paid, restored to the cent, in every state."""

from datetime import timedelta

import pytest

from commerce.compliance.dac7 import seller_year, sellers
from commerce.gift_cards.models import GiftCardPayment
from commerce.gift_cards.spending import is_blocked
from commerce.ledger import book
from commerce.order import lifecycle
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement import chargebacks, due, gift_cards, journals, refund_decision, refunds, release
from commerce.settlement.models import Dispute, GiftCardRelease, Hold, Incident, PayIn, Refund, Release
from commerce.settlement.reasons import Wait, obstacles
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.refund_request import RefundRefused, Refusal, Wanted
from commerce.settlement.split import share_of
from tests.commerce.baskets import MONDAY
from tests.commerce.gift_cards.cards import bought_card, card_of, fresh, ordered_card, paid_with, placed_with
from tests.commerce.settlement.orders import DUE, parts, ready_vendor, received
from tests.commerce.settlement.reserves import funded_reserve

pytestmark = pytest.mark.django_db

WHOLE = Wanted(everything=True)
LATER = DUE + timedelta(days=1)


def agree():
    return reconcile().difference_cents == 0


def give_back(part, wanted, now, **more):
    """Decide a refund and carry everything of it on."""
    part = VendorOrder.objects.get(pk=part.pk)
    decision = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, **more}
    refund = refund_decision.decide(part, wanted, now=now, **decision)
    for each in [refund, *refund.beside.all()]:
        refunds.carry_on(each, now=now)
    return Refund.objects.get(pk=refund.pk)


def held(card):
    """What lies in the wallet of the order that bought the card, in cents."""
    return book.balance(journals.order_wallet(card.vendor_order.order))


def test_a_paid_card_may_be_spent_at_once_and_its_money_waits_in_the_wallet_of_its_order(mangopay):
    vendor = ready_vendor(mangopay)
    order = ordered_card(vendor)
    assert card_of(order).balance_cents == 0
    card = bought_card(mangopay, vendor)
    assert (card.balance_cents, held(card), card.vendor_order.status) == (5_000, 5_000, VendorOrderStatus.RECEIVED)
    due.settle(now=MONDAY + timedelta(days=60))
    assert held(card) == 5_000
    assert [reason.wait for reason in obstacles(card.vendor_order, now=LATER)] == [Wait.GIFT_CARD]
    with pytest.raises(release.NotReleasable):
        release.release(card.vendor_order.pk, now=LATER)
    assert agree()


def test_the_sale_of_a_card_bears_no_commission(mangopay):
    card = bought_card(mangopay, ready_vendor(mangopay))
    assert share_of(card.vendor_order).fees_cents == 0


def test_a_card_that_pays_the_whole_order_needs_no_bank_card(mangopay):
    card = bought_card(mangopay, ready_vendor(mangopay))
    order = paid_with(mangopay, card)
    (part,) = parts(order)
    assert part.status == VendorOrderStatus.CONFIRMED
    assert (PayIn.objects.get(order=order).amount_cents, part.gift_card_cents) == (0, 4_690)
    assert fresh(card).balance_cents == 310
    assert agree()


def test_card_and_bank_card_pay_together_and_each_share_leaves_its_own_wallet(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor, 2_500)
    order = paid_with(mangopay, card)
    (part,) = parts(order)
    assert PayIn.objects.get(order=order).amount_cents == 4_690 - 2_500
    received(part)
    due.settle(now=DUE)
    bank, gift = Release.objects.get(vendor_order=part), GiftCardRelease.objects.get()
    whole = share_of(VendorOrder.objects.get(pk=part.pk))
    assert (bank.amount_cents, gift.amount_cents) == (2_190, 2_500)
    assert bank.fees_cents + gift.fees_cents == whole.fees_cents
    assert bank.net_cents + gift.net_cents == whole.net_cents
    assert gift.payout is not None
    assert gift.payout == bank.payout
    assert (held(card), book.balance(journals.order_wallet(order))) == (0, 0)
    assert agree()


def test_two_cards_and_two_shops_pay_each_their_own(mangopay):
    first, second = ready_vendor(mangopay), ready_vendor(mangopay)
    bought = [(first, 1_000), (first, 9_000), (second, 500)]
    cards = [bought_card(mangopay, vendor, cents) for vendor, cents in bought]
    order = paid_with(mangopay, *cards, vendors=[first, second], prices=["40.00", "30.00"])
    assert [part.gift_card_cents for part in parts(order)] == [4_690, 500]
    assert [fresh(card).balance_cents for card in cards] == [0, 9_000 - 3_690, 0]
    for part in parts(order):
        received(part)
    due.settle(now=DUE)
    assert GiftCardRelease.objects.filter(state="succeeded").count() == 3
    assert agree()


def test_an_order_that_is_never_paid_gives_the_card_its_money_back_once(mangopay):
    card = bought_card(mangopay, ready_vendor(mangopay), 2_500)
    order = placed_with(card)
    assert fresh(card).balance_cents == 0
    for _ in range(2):
        lifecycle.cancel_unpaid(order, now=MONDAY)
    assert fresh(card).balance_cents == 2_500
    assert GiftCardPayment.objects.get().cancelled_at
    assert agree()


def test_a_card_that_was_spent_meanwhile_refuses_the_order_in_words(mangopay):
    card = bought_card(mangopay, ready_vendor(mangopay), 2_500)
    stale = fresh(card)
    placed_with(card)
    from commerce.gift_cards.spending import Use, reserve

    order = placed_with(vendors=[card.vendor])
    with pytest.raises(UnableToPlaceOrder, match="a servi entre-temps"):
        reserve(order, [Use(stale, 2_500, 0)])


@pytest.mark.parametrize("state", ["confirmed", "received", "released", "paid_out"])
def test_a_whole_refund_gives_bank_card_and_gift_card_what_each_had_paid(mangopay, state):
    funded_reserve(mangopay, 10_000)
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor, 2_500)
    order = paid_with(mangopay, card)
    (part,) = parts(order)
    if state != "confirmed":
        received(part)
    now = MONDAY if state == "confirmed" else MONDAY + timedelta(days=3)
    if state in ("released", "paid_out"):
        now = LATER
        release.release(part.pk, now=DUE)
        gift_cards.release(GiftCardPayment.objects.get().pk, now=DUE)
    if state == "paid_out":
        due.settle(now=DUE)
        mangopay.quiet()
    refund = give_back(part, WHOLE, now)
    for _ in range(2):
        due.settle(now=now + timedelta(hours=1))
    assert refund.given_cents == 4_690
    assert not Refund.objects.open().exists()
    assert -book.balance(journals.CARDS) == 2_500
    assert (fresh(card).balance_cents, held(card)) == (2_500, 2_500)
    part = VendorOrder.objects.get(pk=part.pk)
    assert part.refunded_cents == part.total_cents
    assert agree()


def test_what_is_decided_moves_by_itself_once_it_is_written_whoever_paid(
    mangopay, monkeypatch, django_capture_on_commit_callbacks
):
    moved = []
    monkeypatch.setattr("commerce.settlement.refund_decision.move_soon", moved.append)
    card = bought_card(mangopay, ready_vendor(mangopay), 2_500)
    (part,) = parts(paid_with(mangopay, card))
    decision = {"reason": Refund.Reason.GESTURE, "door": Refund.Door.VENDOR, "request_key": "cle", "now": MONDAY}
    for moved_before in (0, 2):
        with django_capture_on_commit_callbacks(execute=True):
            refund = refund_decision.decide(part, WHOLE, **decision)
            assert len(moved) == moved_before
    assert moved == [refund, refund.beside.get()]


def test_a_part_that_goes_back_goes_to_the_bank_card_first_and_never_beyond_what_each_paid(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor, 2_500)
    (part,) = parts(paid_with(mangopay, card))
    first = give_back(part, Wanted(goods_cents=1_000), MONDAY)
    assert (first.gift_card_payment, first.amount_cents, first.beside.count()) == (None, 1_000, 0)
    second = give_back(part, Wanted(goods_cents=2_000), MONDAY + timedelta(hours=1))
    assert (second.amount_cents, second.given_cents) == (500, 2_000)
    assert fresh(card).balance_cents == 1_500
    third = give_back(part, Wanted(shipping_cents=690), MONDAY + timedelta(hours=2))
    assert third.amount_cents == 690
    give_back(part, WHOLE, MONDAY + timedelta(hours=3))
    assert fresh(card).balance_cents == 2_500
    assert agree()
    with pytest.raises(RefundRefused) as refused:
        give_back(part, WHOLE, MONDAY + timedelta(hours=4))
    assert refused.value.refusal == Refusal.ALL_GONE


def test_what_went_back_to_a_card_may_be_spent_again_and_reaches_the_vendor_once(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor)
    give_back(parts(paid_with(mangopay, card))[0], WHOLE, MONDAY)
    (part,) = parts(paid_with(mangopay, card, now=MONDAY))
    received(part)
    due.settle(now=DUE)
    assert GiftCardRelease.objects.get().amount_cents == 4_690
    assert held(card) == 310
    assert agree()


def test_the_buyer_of_a_card_gets_back_what_isn_t_spent_and_no_more(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor)
    paid_with(mangopay, card, prices=("20.00",))
    give_back(card.vendor_order, WHOLE, MONDAY + timedelta(days=1))
    assert fresh(card).balance_cents == 0
    assert -book.balance(journals.CARDS) == 2_690
    with pytest.raises(RefundRefused):
        give_back(card.vendor_order, WHOLE, MONDAY + timedelta(days=2))
    assert agree()


def test_a_disputed_purchase_blocks_its_card_and_what_it_paid(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor)
    (part,) = parts(paid_with(mangopay, card, prices=("20.00",)))
    received(part)
    Hold.objects.create(vendor_order=card.vendor_order, reason=Hold.Reason.DISPUTE, placed_at=MONDAY)
    with pytest.raises(UnableToPlaceOrder):
        placed_with(card, prices=("10.00",))
    due.settle(now=DUE)
    assert not GiftCardRelease.objects.exists()
    Hold.objects.update(lifted_at=DUE)
    due.settle(now=LATER)
    assert GiftCardRelease.objects.get().state == "succeeded"
    assert agree()


def test_a_lost_dispute_about_a_spent_card_blocks_the_rest_at_once_and_names_the_loss(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor)
    (part,) = parts(paid_with(mangopay, card, prices=("20.00",)))
    received(part)
    opened = mangopay.control(
        "POST", f"payins/{card.vendor_order.order.pay_in.resource_id}/dispute", reason="TRANSACTION_NOT_RECOGNIZED"
    )
    chargebacks.look_at_resource(opened["Id"], now=MONDAY + timedelta(days=3))
    assert is_blocked(card)
    with pytest.raises(UnableToPlaceOrder):
        placed_with(card, prices=("10.00",))
    due.settle(now=DUE)
    mangopay.control("POST", f"disputes/{opened['Id']}", result="LOST")
    chargebacks.look_again(Dispute.objects.get(), now=DUE)
    for _twice in range(2):
        due.settle(now=LATER)
    assert fresh(card).balance_cents == 0
    assert Dispute.objects.get().loss_cents == 2690  # What was spent: the vendor delivered in good faith.
    (incident,) = Incident.objects.filter(subject=f"dispute:{opened['Id']}")
    assert f"Bon cadeau {card}" in incident.message
    assert GiftCardRelease.objects.get().state == "succeeded"
    assert agree()


def test_what_a_card_pays_is_one_sale_for_the_tax_administration_and_the_card_s_own_sale_none(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor, 5_000)
    (whole,) = parts(paid_with(mangopay, card, prices=("20.00",)))  # The card alone pays this one.
    (shared,) = parts(paid_with(mangopay, card, prices=("40.00",)))  # And what is left of it helps to pay this one.
    for part in (whole, shared):
        received(part)
    due.settle(now=DUE)
    assert GiftCardRelease.objects.count() == 2
    year = seller_year(vendor, DUE.year)
    assert year.operations == 2
    assert year.consideration_cents + year.fees_cents == whole.total_cents + shared.total_cents


def test_a_seller_whom_only_gift_cards_paid_is_a_seller(mangopay):
    vendor = ready_vendor(mangopay)
    received(parts(paid_with(mangopay, bought_card(mangopay, vendor), prices=("20.00",)))[0])
    due.settle(now=DUE)
    assert [(each.vendor, each.operations) for each in sellers(DUE.year)] == [(vendor, 1)]


def test_a_sale_whose_two_payers_parts_move_in_two_years_is_counted_in_the_first(mangopay):
    vendor = ready_vendor(mangopay)
    card = bought_card(mangopay, vendor, 2_000)
    received(parts(paid_with(mangopay, card, prices=("40.00",)))[0])
    hold = Hold.objects.create(vendor_order=card.vendor_order, reason=Hold.Reason.DISPUTE, placed_at=MONDAY)
    due.settle(now=DUE)
    hold.lifted_at = DUE
    hold.save()
    due.settle(now=DUE + timedelta(days=40))
    assert GiftCardRelease.objects.get().concluded_at.year == DUE.year + 1
    assert [seller_year(vendor, year).operations for year in (DUE.year, DUE.year + 1)] == [1, 0]
    assert seller_year(vendor, DUE.year + 1).consideration_cents > 0
