from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.invoicing.mandates import NotTheOwner
from commerce.partner.models import Membership
from commerce.registration.models import Registration
from commerce.registration.submission import Incomplete, submit
from tests.commerce.registration.conftest import file_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
Status = Registration.Status


def events():
    return sorted(Mail.objects.values_list("event", flat=True))


def test_an_incomplete_file_stays_with_its_owner_and_says_what_is_missing(file, lack):
    lack.missing = ["Une photo"]
    with pytest.raises(Incomplete) as refusal:
        submit(file, by=file.started_by, now=NOW)
    assert [state.missing for state in refusal.value.states] == [["Une photo"]]
    file.refresh_from_db()
    assert (file.status, file.submitted_at) == (Status.STARTED, None)
    assert events() == []


def test_a_complete_file_sent_twice_reaches_the_operator_once(file, lack):
    for hours in range(2):
        submit(file, by=file.started_by, now=NOW + timedelta(hours=hours))
    file.refresh_from_db()
    assert (file.status, file.submitted_at, file.version) == (Status.SUBMITTED, NOW, 1)
    assert events() == ["registration_submitted", "registration_to_validate"]


def test_a_file_sent_again_after_more_was_asked_is_told_again(lack):
    file = file_in(Status.MORE_ASKED)
    submit(file, by=file.started_by, now=NOW)
    file.refresh_from_db()
    assert file.status == Status.SUBMITTED
    assert len(events()) == 2


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.REFUSED])
def test_a_judged_file_is_not_sent_again(lack, status):
    file = file_in(status)
    assert submit(file, by=file.started_by, now=NOW).status == status
    assert events() == []


@pytest.mark.parametrize("role", [Membership.Role.MANAGER, None])
def test_only_an_owner_sends_the_file(file, lack, role):
    person = UserFactory()
    if role:
        Membership.objects.create(partner=file.vendor, user=person, role=role)
    with pytest.raises(NotTheOwner):
        submit(file, by=person, now=NOW)
