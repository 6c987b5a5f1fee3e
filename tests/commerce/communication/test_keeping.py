"""Mails and notices end, on their day, however many there are."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from commerce.communication import keeping, tasks
from commerce.communication.models import Mail, NoticeReading, ShopNotice
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def mails_of(age, count=1):
    made = [Mail(event="order_placed", key=f"{age}:{n}", recipient="camille@exemple.test") for n in range(count)]
    Mail.objects.bulk_create(made)
    Mail.objects.filter(key__startswith=f"{age}:").update(created_at=NOW - age, sent_at=NOW - age)


def notice_of(vendor, age):
    notice = ShopNotice.objects.create(
        vendor=vendor, event="order_paid", key=str(age), title="Payée", noted_at=NOW - age
    )
    NoticeReading.objects.create(notice=notice, reader=UserFactory(), read_at=NOW)
    return notice


def test_mails_go_after_five_years_by_the_thousand_and_not_a_minute_before(monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    mails_of(keeping.MAILS_KEPT, count=5)
    mails_of(keeping.MAILS_KEPT - MINUTE)
    assert keeping.forget_old(now=NOW) == (5, 0)
    assert Mail.objects.count() == 1
    assert keeping.forget_old(now=NOW) == (0, 0)


def test_notices_go_after_thirteen_months_with_who_read_them():
    vendor = VendorFactory()
    notice_of(vendor, keeping.NOTICES_KEPT)
    kept = notice_of(vendor, keeping.NOTICES_KEPT - MINUTE)
    assert keeping.forget_old(now=NOW) == (0, 1)
    assert list(ShopNotice.objects.all()) == [kept]
    assert NoticeReading.objects.count() == 1


def test_the_task_cluster_does_it_every_day():
    schedule = Schedule.objects.get(name="forget old mails")
    assert (schedule.schedule_type, schedule.func) == (Schedule.DAILY, "commerce.communication.tasks.forget_old")
    mails_of(keeping.MAILS_KEPT + MINUTE)
    tasks.forget_old()
    assert not Mail.objects.exists()
