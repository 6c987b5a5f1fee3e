"""Every state of a file × everything that an operator may do, from the rule's own lists."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.registration import decisions
from commerce.registration.decisions import AlreadyDecided, approve, ask_for_more, refuse
from commerce.registration.models import Decision, Registration
from tests.commerce.registration.conftest import file_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
Status, Outcome, Reason = Registration.Status, Decision.Outcome, Decision.Reason
TEXT = "L’avis de situation est illisible."
ACTIONS = {
    Outcome.APPROVED: lambda file, **said: approve(file, text=TEXT, **said),
    Outcome.MORE_ASKED: lambda file, **said: ask_for_more(file, reason=Reason.INCOMPLETE, text=TEXT, **said),
    Outcome.REFUSED: lambda file, **said: refuse(file, reason=Reason.NOT_MADE, text=TEXT, **said),
}
#: What is allowed, written here once more so that the rule can't change unnoticed.
EXPECTED = {
    (Status.SUBMITTED, Outcome.APPROVED),
    (Status.SUBMITTED, Outcome.MORE_ASKED),
    (Status.SUBMITTED, Outcome.REFUSED),
    (Status.REFUSED, Outcome.APPROVED),
    (Status.REFUSED, Outcome.MORE_ASKED),
}
EVENTS = {
    Outcome.APPROVED: "registration_approved",
    Outcome.MORE_ASKED: "registration_more_asked",
    Outcome.REFUSED: "registration_refused",
}


@pytest.mark.parametrize(("status", "outcome"), product(Status, Outcome))
def test_in_each_state_each_decision_is_taken_or_refused_whole(status, outcome):
    file, operator = file_in(status), UserFactory()
    said = {"by": operator, "now": NOW, "version": file.version}
    if (status, outcome) in EXPECTED:
        decision = ACTIONS[outcome](file, **said)
        assert (decision.decided_by, decision.decided_at, decision.text) == (operator, NOW, TEXT)
        [mail] = Mail.objects.all()
        assert (mail.event, mail.recipient) == (EVENTS[outcome], file.vendor.email)
        expected = outcome.value
    else:
        with pytest.raises(AlreadyDecided):
            ACTIONS[outcome](file, **said)
        assert not Decision.objects.exists()
        assert not Mail.objects.exists()
        expected = status.value
    file.refresh_from_db()
    assert file.status == expected


@pytest.mark.parametrize(("first", "second"), product(Outcome, Outcome))
def test_the_second_of_two_operators_is_told_who_decided_and_when(first, second):
    file = file_in(Status.SUBMITTED)
    seen, quick = file.version, UserFactory(first_name="Sacha", last_name="Delorme")
    ACTIONS[first](file, by=quick, now=NOW, version=seen)
    with pytest.raises(AlreadyDecided, match=f"Sacha Delorme à {timezone.localtime(NOW):%H:%M}"):
        ACTIONS[second](file, by=UserFactory(), now=NOW, version=seen)
    assert Decision.objects.get().outcome == first


def test_an_operator_who_read_an_older_version_reads_again():
    file = file_in(Status.SUBMITTED)
    with pytest.raises(AlreadyDecided, match="a changé"):
        approve(file, by=UserFactory(), now=NOW, version=file.version - 1)


@pytest.mark.parametrize("act", [ask_for_more, refuse])
@pytest.mark.parametrize(
    ("reason", "text", "wrong"),
    [
        ("", TEXT, {"reason"}),
        ("because", TEXT, {"reason"}),
        (Reason.OTHER, " ", {"text"}),
        (Reason.OTHER, "\x00", {"text"}),
        (Reason.OTHER, "x" * (decisions.LONGEST_TEXT + 1), {"text"}),
        ("", "", {"reason", "text"}),
    ],
)
def test_a_refusal_owes_a_reason_of_the_list_and_words(act, reason, text, wrong):
    file = file_in(Status.SUBMITTED)
    with pytest.raises(ValidationError) as refusal:
        act(file, reason=reason, text=text, by=UserFactory(), now=NOW, version=file.version)
    assert set(refusal.value.message_dict) == wrong
    file.refresh_from_db()
    assert file.status == Status.SUBMITTED


def test_the_database_keeps_no_refusal_without_a_reason():
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(registration=file_in(Status.SUBMITTED), outcome=Outcome.REFUSED)


@pytest.mark.parametrize("outcome", Outcome)
def test_the_mail_of_a_decision_is_whole_and_says_why_and_what_next(outcome):
    file = file_in(Status.SUBMITTED)
    file.vendor.name = "<b>Sellerie</b> & fils"
    file.vendor.save()
    ACTIONS[outcome](file, by=UserFactory(), now=NOW, version=file.version)
    mail = Mail.objects.get()
    for body in (mail.subject, mail.text, mail.html):
        assert body.strip()
        assert not [leftover for leftover in ("{{", "{%", "{#", "None") if leftover in body]
    assert TEXT in mail.text
    assert "<b>" not in mail.html
    assert '<html lang="fr">' in mail.html
    reason = Decision.objects.get().get_reason_display()
    assert reason in mail.text
    if outcome == Outcome.REFUSED:
        assert "/contact-professionnel/" in mail.text
