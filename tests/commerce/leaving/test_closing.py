"""The end of a shop: nothing is bought from then on, what is open goes on, and it closes by itself."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from commerce.catalogue.models import Product
from commerce.checkout import placement
from commerce.communication.models import Mail
from commerce.leaving import closing, reminders, terminating
from commerce.leaving.models import Closing, Ground, Suspension
from commerce.leaving.open_matters import blocking, open_matters
from commerce.order import lifecycle
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.partner import holidays
from commerce.partner.models import Partner
from commerce.settlement import debts, due
from commerce.settlement.models import Debt
from tests.commerce.baskets import basket_of, placed, submission
from tests.commerce.withdrawal.cases import DECLARED, declared, received_part
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)
LATER = NOW + timedelta(days=40)


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def vendor(owner):
    return VendorFactory(name="Terre Courbe", member=owner)


def status_of(vendor):
    return Partner.objects.get(pk=vendor.pk).status


def test_from_the_minute_of_the_announcement_nothing_can_be_bought_and_nothing_is_listed(vendor, owner):
    vase = ProductFactory(vendor=vendor)
    just_before = placed(vase)
    in_the_same_minute = submission(basket_of(vase))
    for _twice in range(2):
        closing.ask(vendor, by=owner, now=NOW)
    with pytest.raises(UnableToPlaceOrder):
        placement.place(**in_the_same_minute)
    assert not Product.objects.in_listings().exists()
    assert lifecycle.confirm(just_before, now=NOW + timedelta(seconds=30))
    assert Closing.objects.count() == 1
    assert Mail.objects.filter(event="closing_asked").count() == 2  # The shop's address and its owner's.


def test_a_shop_with_an_order_to_send_waits_and_closes_in_a_night_after_it_is_done(vendor, owner):
    order = placed(ProductFactory(vendor=vendor))
    lifecycle.confirm(order, now=NOW)
    closing.ask(vendor, by=owner, now=NOW)
    due.check_nightly(now=NOW + timedelta(days=2))
    assert status_of(vendor) == Partner.Status.CLOSING
    assert "à préparer" in blocking(vendor, now=NOW)[0].words
    lifecycle.cancel_paid(order.vendor_orders.get(), now=NOW)
    for _twice in range(2):
        due.check_nightly(now=NOW + timedelta(days=2))
    assert status_of(vendor) == Partner.Status.CLOSED
    assert Mail.objects.filter(event="shop_closed").count() == 2


def test_an_owner_has_a_day_to_think_again_even_where_nothing_is_open(vendor, owner):
    closing.ask(vendor, by=owner, now=NOW)
    assert list(closing.to_close(NOW + timedelta(hours=23, minutes=59))) == []
    assert closing.take_back(vendor, now=NOW + timedelta(hours=23))
    assert not closing.take_back(vendor, now=NOW + timedelta(hours=23))
    assert status_of(vendor) == Partner.Status.OPEN
    assert list(closing.to_close(LATER)) == []


def test_after_the_end_there_is_no_way_back_and_no_second_end(vendor, owner):
    asked = closing.ask(vendor, by=owner, now=NOW)
    assert closing.close(asked, now=NOW + timedelta(days=1))
    assert not closing.close(asked, now=LATER)
    assert not closing.take_back(vendor, now=LATER)
    with pytest.raises(ValidationError):
        closing.ask(vendor, by=owner, now=LATER)


def test_goods_that_a_buyer_may_still_send_back_keep_the_shop_open(vendor, owner):
    part = placed(ProductFactory(vendor=vendor)).vendor_orders.get()
    lifecycle.confirm(part.order, now=NOW)
    lifecycle.ship(part, now=NOW)
    assert "en route" in blocking(vendor, now=NOW)[0].words
    lifecycle.receive(part, basis=part.Receipt.BUYER, now=NOW)
    waiting = blocking(vendor, now=NOW)
    assert [matter.until for matter in waiting if "renvoyer" in matter.words] == [date(2026, 12, 8)]
    assert not blocking(vendor, now=datetime(2026, 12, 9, tzinfo=PARIS))


def test_a_return_that_is_under_way_keeps_the_shop_open_after_the_payout_too(mangopay):
    part = received_part(mangopay)
    declared(part)
    now = DECLARED + timedelta(days=60)
    assert "1 retour en cours" in [matter.words for matter in blocking(part.vendor, now=now)]


def test_debts_are_shown_and_stay_but_keep_no_shop_open(vendor, owner):
    debts.owe(vendor, kind=Debt.Kind.ADJUSTMENT, business_key="a", amount_cents=1_250, description="Avoir", now=NOW)
    [owed] = open_matters(vendor, now=NOW)
    assert ("12,50" in owed.words, owed.blocks) == (True, False)
    assert closing.close(closing.ask(vendor, by=owner, now=NOW), now=LATER)
    assert debts.owed_cents(vendor) == 1_250


def test_open_matters_cost_the_same_queries_however_many_orders(vendor, django_assert_max_num_queries):
    for _ in range(6):
        part = placed(ProductFactory(vendor=vendor)).vendor_orders.get()
        lifecycle.confirm(part.order, now=NOW)
        lifecycle.receive(lifecycle.ship(part, now=NOW), basis=part.Receipt.BUYER, now=NOW)
    with django_assert_max_num_queries(12):
        open_matters(vendor, now=NOW)


def notice(vendor, **more):
    terms = {"ground": Ground.LATE_ORDERS, "facts": "Six colis en retard.", "by": None, "now": NOW}
    return terminating.give_notice(vendor, **{**terms, "effective_on": date(2026, 12, 25), **more})


def test_a_termination_waits_thirty_whole_days_and_takes_effect_on_its_day_to_the_minute(vendor):
    with pytest.raises(ValidationError, match="Préavis"):
        notice(vendor, effective_on=date(2026, 12, 24))
    announced = notice(vendor)
    assert status_of(vendor) == Partner.Status.OPEN
    minute = timedelta(minutes=1)
    assert list(terminating.to_apply(announced.effective_at - minute)) == []
    due.settle(now=announced.effective_at)
    assert status_of(vendor) == Partner.Status.CLOSING
    assert not closing.take_back(vendor, now=announced.effective_at)
    mail = Mail.objects.filter(event="termination_notice").first()
    assert "Six colis en retard." in mail.text
    assert "25 décembre 2026" in mail.subject


@pytest.mark.parametrize("ground", [Ground.LAW, Ground.REPEATED])
def test_law_and_repetition_need_no_notice_but_reasons(vendor, ground):
    announced = notice(vendor, ground=ground, effective_on=NOW.date())
    assert announced.effective_at == NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=announced.pk).update(facts="")


def test_an_owner_may_leave_before_the_notice_runs_out(vendor, owner):
    announced = notice(vendor)
    assert closing.ask(vendor, by=owner, now=NOW) == announced
    assert status_of(vendor) == Partner.Status.CLOSING


def test_a_suspension_stops_the_shop_at_once_with_its_reasons_and_lifted_all_is_as_before(vendor, client):
    imposed = [
        terminating.suspend(vendor, ground=Ground.FORBIDDEN, facts="Plomb.", by=None, now=NOW) for _twice in range(2)
    ]
    assert imposed[0] == imposed[1]
    assert "Plomb." in Mail.objects.filter(event="shop_suspended").first().text
    assert client.get(vendor.get_absolute_url()).status_code == 404
    for _twice in range(2):
        terminating.lift(imposed[0], now=LATER)
    assert status_of(vendor) == Partner.Status.OPEN
    assert Mail.objects.filter(event="suspension_lifted").count() == 2


def test_a_suspended_shop_that_leaves_and_stays_after_all_is_still_suspended_unless_it_was_lifted(vendor, owner):
    suspension = terminating.suspend(vendor, ground=Ground.OTHER, facts="…", by=None, now=NOW)
    closing.ask(vendor, by=owner, now=NOW)
    closing.take_back(vendor, now=NOW)
    assert status_of(vendor) == Partner.Status.SUSPENDED
    closing.ask(vendor, by=owner, now=NOW)
    terminating.lift(suspension, now=NOW)
    assert status_of(vendor) == Partner.Status.CLOSING
    closing.take_back(vendor, now=NOW)
    assert status_of(vendor) == Partner.Status.OPEN
    assert not Suspension.objects.filter(lifted_at=None).exists()


def test_before_a_holiday_a_workshop_with_orders_to_send_is_reminded_once(vendor):
    part = placed(ProductFactory(vendor=vendor)).vendor_orders.get()
    lifecycle.confirm(part.order, now=NOW)
    holidays.plan(vendor, first_day=date(2026, 11, 27), back_on=date(2026, 12, 4), now=NOW)
    with time_machine.travel(NOW, tick=False):
        for _twice in range(2):
            for holiday in reminders.to_remind(NOW):
                reminders.remind(holiday, now=NOW)
    reminded = Mail.objects.filter(event="holiday_reminder")
    assert all(part.number in mail.text for mail in reminded)
    assert len(reminded) == len({mail.recipient for mail in reminded}) == 2


def test_operators_give_notice_and_suspend_in_the_back_office(admin_client, vendor):
    page = reverse("suspensions:add")
    asked = {"vendor": vendor.pk, "ground": "forbidden", "facts": "Jouets sans marquage."}
    assert "facts" in admin_client.post(page, {**asked, "facts": ""}).context["form"].errors
    admin_client.post(page, asked)
    suspension = Suspension.objects.get()
    assert suspension.imposed_by is not None
    admin_client.post(reverse("suspensions:edit", args=[suspension.pk]), {"lift": "on"})
    assert status_of(vendor) == Partner.Status.OPEN
    page = reverse("closings:add")
    too_soon = {**asked, "effective_on": timezone.localdate().isoformat()}
    assert admin_client.post(page, too_soon).context["form"].errors
    assert not Closing.objects.exists()
    admin_client.post(page, {**asked, "effective_on": (timezone.localdate() + timedelta(days=31)).isoformat()})
    assert Closing.objects.get().cause == Closing.Cause.OPERATOR
    assert admin_client.get(reverse("closings:index")).status_code == 200
