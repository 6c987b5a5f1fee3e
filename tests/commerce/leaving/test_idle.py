"""An account that nobody uses is announced its end, and ends a month later: never sooner, never unannounced."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from commerce.communication.models import Mail
from commerce.customer.models import User
from commerce.leaving import idle
from commerce.leaving.models import IdleWarning
from commerce.order.models import Order
from tests.commerce.baskets import placed
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
LAST = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)
WARNED = LAST + idle.IDLE_FOR - idle.NOTICE
END = LAST + idle.IDLE_FOR
MINUTE = timedelta(minutes=1)


def somebody(last_login=LAST, joined=LAST, **kwargs):
    user = UserFactory(email=kwargs.pop("email", "camille@exemple.test"), **kwargs)
    User.objects.filter(pk=user.pk).update(last_login=last_login, date_joined=joined)
    return User.objects.get(pk=user.pk)


def night(now):
    for user in idle.to_warn(now):
        idle.warn(user, now=now)
    for user in idle.to_erase(now):
        idle.erase(user, now=now)


def is_kept(user):
    return User.objects.get(pk=user.pk).is_active


@pytest.mark.parametrize("last_login", [LAST, None])
def test_whoever_stays_away_is_warned_a_month_before_and_deleted_on_the_day(last_login):
    user = somebody(last_login)
    night(WARNED - MINUTE)
    assert not Mail.objects.exists()
    for _twice in range(2):
        night(WARNED)
    mail = Mail.objects.get()
    assert (mail.event, mail.recipient) == ("account_idle", "camille@exemple.test")
    assert "le 24 novembre 2029" in mail.text
    night(END - MINUTE)
    assert is_kept(user)
    for _twice in range(2):
        night(END)
    assert not is_kept(user)
    assert Mail.objects.filter(event="account_erased", recipient="camille@exemple.test").count() == 1


def test_nights_that_were_missed_shorten_nobodys_month():
    user = somebody()
    late = END + timedelta(days=100)
    night(late)
    assert idle.ends_on(idle.to_erase(late + idle.NOTICE)[0], now=late) == (late + idle.NOTICE).date()
    night(late + idle.NOTICE - MINUTE)
    assert is_kept(user)
    night(late + idle.NOTICE)
    assert not is_kept(user)


def test_whoever_signs_in_after_the_warning_begins_anew_and_is_warned_again(client):
    user = somebody()
    night(WARNED)
    User.objects.filter(pk=user.pk).update(last_login=END - MINUTE)
    night(END + timedelta(days=900))
    assert is_kept(user)
    night(END - MINUTE + idle.IDLE_FOR)
    assert (is_kept(user), IdleWarning.objects.count(), Mail.objects.filter(event="account_idle").count()) == (
        True,
        1,
        2,
    )


def test_whoever_signs_in_while_the_night_runs_stays():
    user = somebody()
    night(WARNED)
    [chosen] = idle.to_erase(END)
    User.objects.filter(pk=user.pk).update(last_login=END)
    idle.erase(chosen, now=END)
    assert is_kept(user)


def test_whoever_buys_without_signing_in_again_stays():
    user = somebody()
    order = placed(ProductFactory(), user=user)
    Order.objects.filter(pk=order.pk).update(date_placed=LAST + timedelta(days=200))
    night(END)
    assert not Mail.objects.filter(event="account_idle").exists()


def test_people_of_shops_and_of_the_team_and_the_gone_are_left_alone():
    VendorFactory(member=somebody(email="lucie@exemple.test"))
    somebody(email="equipe@exemple.test", is_staff=True)
    somebody(email="parti@exemple.test", is_active=False)
    for now in (WARNED, END, END + timedelta(days=400)):
        night(now)
    assert not Mail.objects.exists()


def test_an_account_with_something_open_stays():
    user = somebody()
    order = placed(ProductFactory(), user=user)
    Order.objects.filter(pk=order.pk).update(date_placed=LAST)
    night(WARNED)
    night(END)
    assert is_kept(user)
    order.vendor_orders.update(status="cancelled", cancelled_at=LAST)
    night(END)
    assert not is_kept(user)


def test_the_nights_questions_are_as_many_for_many_as_for_one(django_assert_num_queries):
    for number in range(5):
        somebody(email=f"absente{number}@exemple.test")
    with django_assert_num_queries(1):
        assert len(idle.to_warn(WARNED)) == 5


def test_the_mail_leads_to_the_account(settings):
    somebody()
    night(WARNED)
    assert settings.SITE_URL + reverse("customer:summary") in Mail.objects.get().text
