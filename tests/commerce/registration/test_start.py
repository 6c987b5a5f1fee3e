from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from commerce.partner.models import Membership, Partner
from commerce.plans.models import Plan
from commerce.registration.models import Registration
from commerce.registration.start import NoPlanOffered, start, touch, unfinished_of
from tests.factories import PlanFactory, UserFactory

NOW = timezone.now()


@pytest.mark.django_db
def test_a_person_who_names_a_shop_owns_it_and_nobody_sees_it_yet():
    PlanFactory(code="abonnement", kind=Plan.Kind.SUBSCRIPTION)
    PlanFactory()
    person = UserFactory()
    vendor = start(person, shop_name="Cuirs de Nevers", now=NOW).vendor
    assert (vendor.status, vendor.plan.kind) == (Partner.Status.DRAFT, Plan.Kind.COMMISSION)
    assert vendor.memberships.get().role == Membership.Role.OWNER
    assert vendor not in Partner.objects.for_public_display()
    assert unfinished_of(person).vendor == vendor


@pytest.mark.django_db
def test_a_form_sent_twice_makes_one_shop():
    PlanFactory()
    person = UserFactory()
    first = start(person, shop_name="Cuirs de Nevers", now=NOW)
    assert start(person, shop_name="Cuirs de Nevers", now=NOW) == first
    assert Partner.objects.count() == Membership.objects.count() == 1


@pytest.mark.django_db
def test_two_shops_may_bear_the_same_name_at_different_addresses():
    PlanFactory()
    shops = [start(UserFactory(), shop_name="L’Atelier", now=NOW).vendor for _ in range(2)]
    assert shops[0].get_absolute_url() != shops[1].get_absolute_url()


@pytest.mark.django_db
def test_without_a_plan_on_offer_nobody_joins():
    with pytest.raises(NoPlanOffered):
        start(UserFactory(), shop_name="Cuirs de Nevers", now=NOW)
    assert not Partner.objects.exists()


@pytest.mark.django_db
def test_a_file_remembers_when_somebody_last_worked_on_it():
    PlanFactory()
    file = start(UserFactory(), shop_name="Cuirs de Nevers", now=NOW)
    later = NOW + timezone.timedelta(days=2)
    touch(file.vendor, now=later)
    touch(file.vendor, now=NOW)
    file.refresh_from_db()
    assert file.touched_at == later


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_make_one_shop():
    PlanFactory()
    person = UserFactory()

    def ask(_):
        try:
            return start(person, shop_name="Cuirs de Nevers", now=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1
    assert Registration.objects.count() == Partner.objects.count() == 1
