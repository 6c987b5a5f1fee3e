"""A declaration beside a release, and one sent by several hands at once. Needs row locks."""

from contextlib import suppress

import pytest

from commerce.mangopay.exceptions import OutcomeUnknown
from commerce.order.models import VendorOrder
from commerce.settlement import refunds, release
from commerce.settlement.models import Hold, Refund, Release
from commerce.settlement.reconciliation import reconcile
from commerce.withdrawal import returning
from commerce.withdrawal.exceptions import ActionNotAllowed
from commerce.withdrawal.models import Withdrawal
from tests.commerce.settlement.orders import DUE
from tests.commerce.settlement.test_concurrency import at_once
from tests.commerce.withdrawal.cases import DECLARED, declared, received_part

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def fresh(part):
    return VendorOrder.objects.select_related("order").get(pk=part.pk)


def test_a_form_sent_six_times_at_once_declares_once(mangopay):
    part = received_part(mangopay)
    answers = at_once(lambda: declared(fresh(part)).pk)
    assert len(set(answers)) == Withdrawal.objects.count() == Hold.objects.count() == 1


def test_a_share_is_held_unless_it_had_arrived_before_the_declaration(mangopay):
    part = received_part(mangopay)
    VendorOrder.objects.filter(pk=part.pk).update(receipt_basis="presumed")
    jobs = iter([0, 1, 0, 1, 0, 1])

    def work():
        if next(jobs):
            return declared(fresh(part), now=DUE).pk
        try:
            return release.release(part.pk, now=DUE) and None
        except (release.NotReleasable, OutcomeUnknown):
            return None

    at_once(work)
    case = Withdrawal.objects.get()
    had_arrived = Release.objects.filter(state=Release.State.SUCCEEDED).exists()
    assert had_arrived or Hold.objects.filter(lifted_at=None).exists()
    with suppress(release.NotReleasable):
        release.release(part.pk, now=DUE)
    returning.accept(case, now=DUE)
    for _again in range(4):
        refunds.carry_on(Refund.objects.get(), now=DUE)
    assert reconcile().difference_cents == 0


def test_an_answer_given_by_six_hands_at_once_refunds_once(mangopay):
    case = declared(received_part(mangopay))

    def accept():
        try:
            return returning.accept(Withdrawal.objects.select_related("vendor_order").get(pk=case.pk), now=DECLARED).pk
        except ActionNotAllowed:
            return None

    assert len([pk for pk in at_once(accept) if pk]) == Refund.objects.count() == 1
