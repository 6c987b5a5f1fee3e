"""Two operators decide, or two people of one firm send, at the same moment: one is heard. Needs row locks."""

import time
from dataclasses import replace

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.partner.models import Partner
from commerce.registration import steps
from commerce.registration.decisions import AlreadyDecided, approve, refuse
from commerce.registration.firms import has_another_shop
from commerce.registration.models import Decision, Registration
from commerce.registration.opening import open_shop
from commerce.registration.own_steps import OWN
from commerce.registration.submission import Incomplete, submit
from tests.commerce.registration.conftest import file_in
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = timezone.now()


def test_of_six_operators_who_decide_at_once_one_is_heard_and_five_are_told():
    file, people = file_in(Registration.Status.SUBMITTED), [UserFactory() for _ in range(6)]
    queue = iter(enumerate(people))

    def decide():
        number, person = next(queue)
        said = {"by": person, "now": NOW, "version": file.version}
        try:
            if number % 2:
                return approve(file, **said)
            return refuse(file, reason=Decision.Reason.NOT_MADE, text="Revendu", **said)
        except AlreadyDecided as told:
            return str(told)

    outcomes = at_once(decide)
    assert len([one for one in outcomes if isinstance(one, Decision)]) == 1
    assert all("Déjà décidée par" in one for one in outcomes if isinstance(one, str))
    decision, file = Decision.objects.get(), Registration.objects.get()
    assert file.status == decision.outcome
    assert Mail.objects.count() == 1


@pytest.mark.usefixtures("lack")
def test_a_file_sent_six_times_at_once_is_told_once():
    file = file_in(Registration.Status.STARTED)
    at_once(lambda: submit(file, by=file.started_by, now=NOW))
    assert Registration.objects.get().version == 1
    assert Mail.objects.count() == 2


def test_of_six_files_of_one_firm_sent_at_once_one_reaches_the_operator(monkeypatch):
    monkeypatch.setattr(steps, "_joined", {"business": replace(OWN[0], missing=another_shop)})
    files = [file_in(Registration.Status.STARTED) for _ in range(6)]
    for number, file in enumerate(files):
        Partner.objects.filter(pk=file.vendor_id).update(siret=f"73282932000{number:03}")
    queue = iter(files)

    def send():
        file = next(queue)
        try:
            return submit(file, by=file.started_by, now=NOW)
        except Incomplete as told:
            return told

    outcomes = at_once(send)
    assert [type(one) for one in outcomes].count(Registration) == 1
    assert Registration.objects.filter(status=Registration.Status.SUBMITTED).count() == 1
    assert Mail.objects.filter(event="registration_submitted").count() == 1


def another_shop(vendor, *, now):
    """What the business step asks last, with a moment's thought before it is acted on."""
    is_there = has_another_shop(vendor)
    time.sleep(0.2)
    return ["Rejoindre la boutique"] if is_there else []


@pytest.mark.usefixtures("lack")
def test_a_shop_opened_six_times_at_once_opens_once():
    file = file_in(Registration.Status.APPROVED)
    at_once(lambda: open_shop(file.vendor, by=file.started_by, now=NOW))
    assert Mail.objects.get().event == "shop_opened"
