"""What a declaration does: who may declare what until when, what it holds, what it gives back at once."""

from datetime import date, timedelta

import pytest
from django.core import mail

from commerce.order import lifecycle, parcels
from commerce.order.exceptions import StepNotAllowed
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.settlement import refunds, release
from commerce.settlement.models import Hold, Refund, Release
from commerce.settlement.reconciliation import reconcile
from commerce.settlement.split import bank_share_of
from commerce.withdrawal import returning
from commerce.withdrawal.exceptions import WithdrawalRefused
from commerce.withdrawal.models import ReturnTerms, Withdrawal
from commerce.withdrawal.right import right_of
from commerce.withdrawal.states import State
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE
from tests.commerce.withdrawal.cases import DECLARED, declared, everything, part_of, received_part

pytestmark = pytest.mark.django_db

#: Received on Wednesday 25 November 2026: the last day is Wednesday 9 December.
LAST_MINUTE = MONDAY.replace(month=12, day=9, hour=22, minute=59)


def test_a_declaration_is_kept_with_its_moment_and_acknowledged_to_the_buyer_and_the_vendor(mangopay):
    part = received_part(mangopay)
    case = declared(part)
    assert (case.number, case.state) == (f"{part.number}-R1", State.DECLARED)
    assert "26 novembre 2026 à 10:00:00, heure de Paris" in case.statement
    assert "Camille Martin" in case.statement
    sent = {message.to[0]: message for message in mail.outbox if "rétractation" in message.subject.lower()}
    assert case.statement in sent["camille@exemple.test"].body
    assert any("renonce à la sous-commande" in message.subject for message in mail.outbox)


def test_it_stops_the_release_at_once_and_says_so(mangopay):
    part = received_part(mangopay)
    declared(part)
    with pytest.raises(release.NotReleasable, match="rétracté"):
        release.release(part.pk, now=DUE)


def test_the_same_form_declares_once(mangopay):
    part = received_part(mangopay)
    assert declared(part) == declared(part)
    assert Withdrawal.objects.count() == Hold.objects.count() == 1


@pytest.mark.parametrize(("moment", "is_open"), [(LAST_MINUTE, True), (LAST_MINUTE + timedelta(minutes=1), False)])
def test_the_period_ends_with_its_last_day_in_paris(moment, is_open, mangopay):
    part = received_part(mangopay)
    assert right_of(part, now=moment).is_open is is_open
    if not is_open:
        with pytest.raises(WithdrawalRefused, match="délai"):
            declared(part, now=moment)


def test_without_a_proof_of_receipt_the_period_stays_open(mangopay):
    part = part_of(mangopay)
    lifecycle.ship(part, now=MONDAY)
    lifecycle.presume_receipts(now=MONDAY + timedelta(days=10))
    part.refresh_from_db()
    right = right_of(part, now=MONDAY + timedelta(days=90))
    assert right.is_open
    assert right.ends_on is None


def test_what_the_buyer_had_personalised_cannot_be_given_up_and_the_rest_can(mangopay):
    part = received_part(mangopay, ("40.00", 1), ("25.00", 1))
    engraved, plain = part.lines.order_by("pk")
    part.lines.filter(pk=engraved.pk).update(personalisation="À Léa")
    with pytest.raises(WithdrawalRefused, match="L221-28"):
        declared(part)
    assert declared(part, {plain.pk: 1}).lines.get().line == plain


@pytest.mark.parametrize("quantities", [{}, {0: 1}, {"line": 0}, {"line": 4}, {"line": -1}])
def test_absurd_quantities_are_refused_and_write_nothing(quantities, mangopay):
    part = received_part(mangopay, ("40.00", 3))
    line = part.lines.get().pk
    with pytest.raises(WithdrawalRefused):
        declared(part, {line if key == "line" else key: quantity for key, quantity in quantities.items()} or {line: 0})
    assert not Withdrawal.objects.exists()
    assert not Hold.objects.exists()


def test_pieces_are_given_up_once_in_as_many_declarations_as_the_buyer_likes(mangopay):
    part = received_part(mangopay, ("40.00", 3))
    line = part.lines.get().pk
    assert declared(part, {line: 1}, key="a").number.endswith("-R1")
    assert declared(part, {line: 2}, key="b").number.endswith("-R2")
    with pytest.raises(WithdrawalRefused):
        declared(part, {line: 1}, key="c")


def test_before_it_is_sent_it_is_cancelled_and_given_back_with_the_delivery(mangopay):
    part = part_of(mangopay)
    record = part.lines.get().stockrecord
    case = declared(part, now=MONDAY + timedelta(hours=1))
    refunds.carry_on(case.refund, now=MONDAY + timedelta(hours=1))
    part.refresh_from_db()
    record.refresh_from_db()
    assert (case.state, case.return_by, part.status) == (State.REFUNDED, None, VendorOrderStatus.CANCELLED)
    assert (case.refund.amount_cents, record.num_allocated, record.num_in_stock) == (4690, 0, 5)
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert reconcile().difference_cents == 0


def test_a_part_of_what_is_not_sent_goes_back_and_the_rest_is_sent(mangopay):
    part = part_of(mangopay, ("40.00", 3))
    case = declared(part, {part.lines.get().pk: 1}, now=MONDAY + timedelta(hours=1))
    part.refresh_from_db()
    assert (case.refund.amount_cents, part.status) == (4000, VendorOrderStatus.CONFIRMED)
    assert part.lines.get().num_allocated == 2


def test_what_waits_at_the_workshop_is_given_back_at_once_and_for_sale_again(mangopay):
    part = part_of(mangopay, kinds=("collect",))
    lifecycle.make_ready(part, now=MONDAY)
    record = part.lines.get().stockrecord
    case = declared(VendorOrder.objects.get(pk=part.pk), now=MONDAY + timedelta(hours=1))
    record.refresh_from_db()
    assert (case.state, case.refund.amount_cents, record.num_in_stock) == (State.REFUNDED, 4000, 5)


def test_what_was_given_up_at_the_workshop_is_handed_to_nobody(mangopay):
    part = part_of(mangopay, ("40.00", 2), kinds=("collect",))
    lifecycle.make_ready(part, now=MONDAY)
    record, line = part.lines.get().stockrecord, part.lines.get().pk
    for hour, status in ((1, VendorOrderStatus.READY), (2, VendorOrderStatus.CANCELLED)):
        part = VendorOrder.objects.get(pk=part.pk)
        declared(part, {line: 1}, key=f"hour-{hour}", now=MONDAY + timedelta(hours=hour))
        part.refresh_from_db()
        assert part.status == status
    with pytest.raises(StepNotAllowed):
        lifecycle.collect(part, code=part.collection_code, now=MONDAY + timedelta(hours=3))
    record.refresh_from_db()
    assert record.num_in_stock == 5
    assert reconcile().difference_cents == 0


def test_the_vendors_terms_stand_in_the_declaration(mangopay):
    part = received_part(mangopay)
    ReturnTerms.objects.create(
        vendor=part.vendor, pays_returns=True, address="BP 3\n89000 Auxerre", advice="Calez bien"
    )
    case = declared(part)
    assert case.vendor_pays_return
    assert case.instructions == "BP 3\n89000 Auxerre\n\nCalez bien"


def test_what_was_refunded_otherwise_cannot_be_given_up_again(mangopay):
    part = received_part(mangopay, ("40.00", 2))
    from commerce.settlement import refund_decision
    from commerce.settlement.refund_request import Wanted

    line = part.lines.get().pk
    refund_decision.decide(
        part, Wanted(lines={line: 1}), reason=Refund.Reason.DAMAGED, door=Refund.Door.VENDOR, now=DECLARED
    )
    with pytest.raises(WithdrawalRefused):
        declared(part, everything(part))
    assert declared(part, {line: 1}, key="b").lines.get().quantity == 1


def test_of_what_has_partly_left_the_rest_is_called_off_at_once_and_the_sent_pieces_come_back(mangopay):
    part = part_of(mangopay, ("40.00", 3))
    line = part.lines.get()
    parcels.hand_over(part, {line.pk: 1}, now=MONDAY)
    case = declared(part, now=MONDAY + timedelta(hours=1))
    unsent, sent = Withdrawal.objects.order_by("pk")
    part.refresh_from_db()
    line.refresh_from_db()
    assert case == sent
    assert (unsent.state, unsent.refund.amount_cents, unsent.lines.get().quantity) == (State.REFUNDED, 8000, 2)
    assert (sent.state, sent.lines.get().quantity) == (State.DECLARED, 1)
    assert (part.status, line.called_off) == (VendorOrderStatus.SHIPPED, 2)
    returning.receive(sent, now=DECLARED)
    returning.accept(sent, now=DECLARED)
    part.refresh_from_db()
    assert (part.refunded_goods_cents, part.refunded_shipping_cents) == (12_000, 490)


def test_pieces_that_come_back_call_nothing_off_that_is_still_to_be_sent(mangopay):
    part = part_of(mangopay, ("40.00", 1), ("25.00", 2))
    first, second = part.lines.order_by("pk")
    parcels.hand_over(part, {first.pk: 1, second.pk: 1}, now=MONDAY)
    case = declared(part, {first.pk: 1}, now=MONDAY + timedelta(hours=1))
    returning.accept(case, now=DECLARED)
    second.refresh_from_db()
    assert (second.called_off, second.num_allocated) == (0, 1)


def test_the_period_runs_from_the_last_parcel(mangopay):
    part = part_of(mangopay, ("40.00", 2))
    line = part.lines.get()
    one = parcels.hand_over(part, {line.pk: 1}, now=MONDAY)
    two = parcels.hand_over(part, {line.pk: 1}, now=MONDAY)
    parcels.deliver(one, basis="carrier", now=MONDAY + timedelta(days=1))
    assert right_of(VendorOrder.objects.get(pk=part.pk), now=DECLARED).ends_on is None
    parcels.deliver(two, basis="carrier", now=MONDAY + timedelta(days=4))
    assert right_of(VendorOrder.objects.get(pk=part.pk), now=DECLARED).ends_on == date(2026, 12, 11)


def test_a_share_on_its_way_is_not_sent_again_during_a_return_if_it_fails(mangopay):
    part = received_part(mangopay)
    under_way = Release(vendor_order=part, business_key=f"release:{part.number}", state=Release.State.CREATED)
    release.freeze(under_way, bank_share_of(part))
    under_way.save()
    case = declared(part)
    assert Hold.objects.get(lifted_at=None).reason == Hold.Reason.WITHDRAWAL
    Release.objects.update(state=Release.State.FAILED, concluded_at=DECLARED)
    with pytest.raises(release.NotReleasable):
        release.release(part.pk, now=DUE)
    returning.accept(case, now=DUE)
    assert not Hold.objects.filter(lifted_at=None).exists()
