from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commerce.communication.models import Mail
from commerce.partner.models import Partner
from commerce.plans.models import PlanTerms
from commerce.plans.notice import earliest_day, is_rise
from commerce.plans.tariffs import announce_terms
from tests.factories import PlanFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 10, tzinfo=PARIS)
EARLIEST = date(2026, 12, 10)


@pytest.fixture
def plan():
    return PlanFactory(terms__commission_rate=Decimal(10), terms__monthly_fee_cents=900)


@pytest.fixture
def vendor(plan):
    return VendorFactory(plan=plan)


def announced(plan, starts_on, now=NOW, **figures):
    usual = {"commission_rate": Decimal(10), "monthly_fee_cents": 900}
    return announce_terms(plan, starts_on=starts_on, now=now, **{**usual, **figures})


RISES = [
    {"commission_rate": Decimal("10.01")},
    {"commission_fixed_cents": 1},
    {"monthly_fee_cents": 901},
    {"commission_on_shipping": True},
]


@pytest.mark.parametrize("rise", RISES)
def test_a_rise_waits_for_fifteen_whole_days(plan, vendor, rise):
    with pytest.raises(ValidationError, match="au plus tôt le 10 décembre 2026"):
        announced(plan, EARLIEST - timedelta(days=1), **rise)
    assert PlanTerms.objects.filter(plan=plan).count() == 1
    assert not Mail.objects.exists()
    assert announced(plan, EARLIEST, **rise).not_before == EARLIEST


def test_a_rise_is_told_at_once_with_old_and_new_terms(plan, vendor):
    stranger = VendorFactory(plan=PlanFactory(code="autre"))
    announced(plan, EARLIEST, commission_rate=Decimal("12.5"))
    mail = Mail.objects.get(event="terms_changed")
    assert mail.recipient == vendor.email != stranger.email
    for words in ("10\u00a0%", "12,5\u00a0%", "10 décembre 2026", "15 jours", "nous quitter sans frais"):
        assert words in mail.text


def test_a_fall_starts_at_once_and_is_told_too(plan, vendor):
    assert announced(plan, NOW.date(), commission_rate=Decimal(8)).not_before is None
    assert "Vous n’avez rien à faire" in Mail.objects.get(event="terms_changed").text


def test_a_plan_that_nobody_has_may_rise_at_once(plan):
    assert announced(plan, NOW.date(), commission_rate=Decimal(20)).not_before is None


def test_a_closed_shop_is_nobody_to_warn(plan):
    VendorFactory(plan=plan, status=Partner.Status.CLOSED)
    assert announced(plan, NOW.date(), commission_rate=Decimal(20)).not_before is None


def test_terms_that_began_are_never_rewritten(plan, vendor):
    in_force = plan.terms.get()
    with pytest.raises(ValidationError, match="est en vigueur"):
        announced(plan, EARLIEST, replacing=in_force)
    with pytest.raises(ValidationError, match="passé"):
        announced(plan, NOW.date() - timedelta(days=1))


def test_a_fall_in_front_of_announced_terms_does_not_turn_them_into_a_sudden_rise(plan, vendor):
    announced(plan, date(2026, 12, 1), commission_rate=Decimal(9))
    with pytest.raises(ValidationError, match="hausse"):
        announced(plan, date(2026, 11, 25), commission_rate=Decimal(5))


@pytest.mark.parametrize(
    ("now", "earliest"),
    [
        (datetime(2026, 11, 23, 23, 59, tzinfo=PARIS), date(2026, 12, 9)),
        (datetime(2026, 11, 24, 0, 0, tzinfo=PARIS), date(2026, 12, 10)),
        (datetime(2026, 11, 24, 0, 1, tzinfo=PARIS), date(2026, 12, 10)),
        (datetime(2027, 3, 28, 0, 30, tzinfo=PARIS), date(2027, 4, 13)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=PARIS), date(2026, 11, 10)),
    ],
)
def test_the_day_of_the_announcement_is_counted_in_paris(now, earliest):
    assert earliest_day(now.astimezone(ZoneInfo("UTC"))) == earliest


def test_the_database_refuses_a_rise_moved_before_its_notice(plan, vendor):
    terms = announced(plan, EARLIEST, commission_rate=Decimal(12))
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanTerms.objects.filter(pk=terms.pk).update(starts_on=NOW.date())


TERMS = st.builds(
    PlanTerms,
    commission_rate=st.integers(0, 3).map(Decimal),
    commission_fixed_cents=st.integers(0, 2),
    monthly_fee_cents=st.integers(0, 2),
    yearly_fee_cents=st.integers(0, 2),
    commission_on_shipping=st.booleans(),
)


@given(TERMS, TERMS, st.integers(0, 10_000), st.integers(1, 10_000), st.sampled_from(["monthly", "yearly"]))
def test_whoever_pays_more_for_the_same_sales_was_warned(old, new, shipping, goods, period):
    def cost(terms):
        base = goods + shipping * terms.commission_on_shipping
        return terms.commission_rate * base / 100 + terms.commission_fixed_cents + terms.fee_cents(period)

    if not (period == "yearly" and old.yearly_fee_cents == 0) and cost(new) > cost(old):
        assert is_rise(old, new)


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def typed(plan, starts_on, rate):
    return {
        "plan": plan.pk,
        "starts_on": f"{starts_on:%Y-%m-%d}",
        "commission_rate": rate,
        "commission_fixed_cents": 0,
        "commission_vat_rate": 20,
        "monthly_fee_cents": 900,
        "yearly_fee_cents": 0,
    }


def test_the_back_office_keeps_the_notice_and_tells_the_vendors(operator, plan, vendor):
    today = timezone.localdate()
    answer = operator.post(reverse("plan_terms:add"), typed(plan, today + timedelta(days=2), 30))
    assert "Une hausse s’annonce 15 jours à l’avance" in answer.content.decode()
    assert plan.terms.count() == 1
    operator.post(reverse("plan_terms:add"), typed(plan, today + timedelta(days=17), 30))
    assert plan.terms.count() == 2
    assert Mail.objects.filter(event="terms_changed", recipient=vendor.email).count() == 1


def test_the_back_office_changes_no_terms_in_force_and_deletes_nothing(operator, plan, vendor):
    in_force = plan.terms.get()
    operator.post(reverse("plan_terms:edit", args=[in_force.pk]), typed(plan, date(2020, 1, 1), 1))
    operator.post(reverse("plan_terms:delete", args=[in_force.pk]))
    operator.post(reverse("plans:delete", args=[plan.pk]))
    in_force.refresh_from_db()
    assert in_force.commission_rate == 10


@pytest.mark.parametrize("name", ["plans", "plan_terms", "subscription_bills"])
def test_the_operator_sees_plans_terms_and_bills(operator, plan, name):
    assert operator.get(reverse(f"{name}:index")).status_code == 200


def test_any_form_of_django_keeps_the_notice(plan, vendor):
    class AnyForm(forms.ModelForm):
        class Meta:
            model = PlanTerms
            fields = ["plan", "starts_on", "commission_rate", "commission_fixed_cents", "commission_vat_rate"]

    sudden = AnyForm(typed(plan, timezone.localdate() + timedelta(days=15), 30))
    assert list(sudden.errors) == ["starts_on"]
    in_time = AnyForm(typed(plan, timezone.localdate() + timedelta(days=16), 30))
    assert in_time.save().not_before == timezone.localdate() + timedelta(days=16)


def test_terms_half_typed_are_told_and_break_nothing(operator, plan, vendor):
    for missing in ("plan", "starts_on", "commission_rate"):
        half = {**typed(plan, timezone.localdate(), 30), missing: ""}
        assert operator.post(reverse("plan_terms:add"), half).status_code == 200
