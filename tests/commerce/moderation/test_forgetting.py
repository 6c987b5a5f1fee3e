"""Who reported a piece is forgotten six months after the decision."""

from datetime import timedelta
from uuid import uuid4

import pytest

from commerce.communication.models import Mail
from commerce.leaving import accounts
from commerce.moderation import deciding, forgetting, reporting
from commerce.moderation.models import Ground, Report
from commerce.settlement import due
from tests.commerce.baskets import MONDAY
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def reported(**more):
    typed = {"ground": Ground.values[0], "text": "Ce n’est pas fait main.", "name": "Ana", "email": "ana@exemple.test"}
    return reporting.report(ProductFactory(), form_key=uuid4().hex, now=MONDAY, **{**typed, **more})


def dismissed(**more):
    report = reported(**more)
    deciding.dismiss(report, text="La piece est faite main.", by=UserFactory(), now=MONDAY)
    return report


def said(report):
    report = Report.objects.get(pk=report.pk)
    return report.name, report.email, bool(report.text), bool(report.answer)


def test_name_and_address_go_six_months_after_the_decision_and_what_was_said_stays():
    report = dismissed()
    due.check_nightly(now=MONDAY + forgetting.KEPT - SECOND)
    assert said(report) == ("Ana", "ana@exemple.test", True, True)
    for _twice in range(2):
        due.check_nightly(now=MONDAY + forgetting.KEPT)
    assert said(report) == ("", "", True, True)
    assert not Mail.objects.filter(recipient="ana@exemple.test").exists()
    assert Mail.objects.filter(key=f"report-waits:{report.pk}").exists()


def test_a_report_that_waits_keeps_whom_to_answer():
    report = reported()
    assert list(forgetting.due(MONDAY + 9 * forgetting.KEPT)) == []
    assert said(report)[1] == "ana@exemple.test"


def test_whoever_deletes_the_account_is_forgotten_at_once_where_it_is_decided():
    decided, waiting, stranger = dismissed(email="ANA@exemple.test"), reported(), dismissed(email="leo@exemple.test")
    accounts.erase(UserFactory(email="ana@exemple.test"), now=MONDAY)
    assert [said(each)[1] for each in (decided, waiting, stranger)] == ["", "ana@exemple.test", "leo@exemple.test"]


def test_reports_without_a_name_are_left_alone():
    dismissed(name="", email="")
    assert list(forgetting.due(MONDAY + forgetting.KEPT)) == []
