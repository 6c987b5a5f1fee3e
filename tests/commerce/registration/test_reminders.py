from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.registration.models import Registration
from commerce.registration.reminders import asleep, remind, set_reminded
from tests.commerce.registration.conftest import file_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lack")]
NOW = timezone.now()
Status = Registration.Status


def live(days, *, skip=()):
    """Nights of the scheduler, each run twice. Returns on which days a reminder was decided."""
    told, before = [], Mail.objects.count()
    for day in range(days):
        now = NOW + timedelta(days=day)
        for _twice in range(2 if day not in skip else 0):
            for file in asleep(now):
                remind(file, now=now)
        if Mail.objects.count() > before:
            told.append(day)
            before = Mail.objects.count()
    return told


def started(touched_at=NOW):
    file = file_in(Status.STARTED)
    Registration.objects.filter(pk=file.pk).update(touched_at=touched_at)
    return file


def test_a_sleeping_file_is_recalled_three_times_in_a_month_then_left_in_peace():
    started()
    assert live(90) == [3, 10, 30]


def test_a_night_without_a_scheduler_delays_a_reminder_and_loses_none():
    started()
    assert live(40, skip=(3, 30)) == [4, 10, 31]


def test_a_file_that_is_touched_begins_its_sleep_again():
    file = started()
    assert live(5) == [3]
    Registration.objects.filter(pk=file.pk).update(touched_at=NOW + timedelta(days=5))
    assert live(20) == [8, 15]


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.REFUSED])
def test_a_file_that_waits_for_the_operator_is_not_recalled(status):
    Registration.objects.filter(pk=file_in(status).pk).update(touched_at=NOW)
    assert live(40) == []


def test_its_owner_cuts_the_reminders():
    file = started()
    assert live(5) == [3]
    set_reminded(file, False)
    assert live(40) == []


def test_the_reminder_names_the_steps_that_are_missing(lack):
    lack.missing = ["Une photo"]
    started()
    live(5)
    mail = Mail.objects.get()
    assert "Une étape" in mail.text
    assert "/espace-pro/inscription/ouverture/" in mail.text
