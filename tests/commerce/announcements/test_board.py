from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commerce.announcements.board import addressed_to, put_away, unread
from commerce.announcements.models import Dismissal
from commerce.partner.models import Partner
from tests.factories import AnnouncementFactory, PlanFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db

#: Half past midnight in Paris, still the day before in UTC.
DAWN = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


def titles(vendor, now=DAWN):
    return [announcement.title for announcement in addressed_to(vendor, now=now)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_shown"),
    [
        (date(2026, 11, 25), None, True),
        (date(2026, 11, 26), None, False),
        (date(2026, 11, 1), date(2026, 11, 25), True),
        (date(2026, 11, 1), date(2026, 11, 24), False),
    ],
)
def test_days_are_those_of_paris_and_both_are_included(starts_on, ends_on, is_shown):
    AnnouncementFactory(starts_on=starts_on, ends_on=ends_on)
    assert bool(titles(VendorFactory())) is is_shown


@pytest.mark.parametrize(
    ("audience", "is_meant"),
    [
        ({}, True),
        ({"shops": "open"}, True),
        ({"shops": "draft"}, False),
        ({"plan_kind": "commission"}, True),
        ({"plan_kind": "listing"}, False),
        ({"trade": "artiste-auteur"}, True),
        ({"trade": "artisan"}, False),
        ({"shops": "open", "plan_kind": "commission", "trade": "artisan"}, False),
    ],
)
def test_an_announcement_reaches_whom_it_is_meant_for(audience, is_meant):
    AnnouncementFactory(**audience)
    assert bool(titles(VendorFactory(trade=Partner.Trade.ARTIST))) is is_meant


def test_a_shop_in_preparation_reads_what_is_meant_for_it():
    AnnouncementFactory(shops="draft", title="Bienvenue")
    AnnouncementFactory(shops="open", title="Ouvertes")
    plan = PlanFactory(code="liste", kind="listing")
    assert titles(VendorFactory(status=Partner.Status.DRAFT, plan=plan)) == ["Bienvenue"]


def test_the_important_ones_come_first_then_the_newest():
    AnnouncementFactory(title="Ancienne", starts_on=date(2026, 1, 1))
    AnnouncementFactory(title="Récente", starts_on=date(2026, 2, 1))
    AnnouncementFactory(title="Grave", starts_on=date(2025, 1, 1), importance=1)
    assert titles(VendorFactory()) == ["Grave", "Récente", "Ancienne"]


def test_who_put_it_away_reads_it_no_more_and_a_colleague_still_does():
    vendor, person, colleague = VendorFactory(), UserFactory(), UserFactory()
    announcement = AnnouncementFactory()
    for _twice in range(2):
        put_away(announcement, person, now=DAWN)
    assert not unread(vendor, person, now=DAWN)
    assert unread(vendor, colleague, now=DAWN)
    assert Dismissal.objects.count() == 1


def test_no_announcement_ends_before_it_began():
    announcement = AnnouncementFactory.build(ends_on=date(2019, 1, 1))
    with pytest.raises(ValidationError, match="avant le début"):
        announcement.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        announcement.save()
