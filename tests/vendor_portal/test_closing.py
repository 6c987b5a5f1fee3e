"""Réglages → Fermer: asked by writing the name, taken back with a button; a closed shop's rooms are read-only."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.leaving import terminating
from commerce.leaving.models import Ground
from commerce.partner.models import Membership, Partner
from tests.factories import UserFactory

PAGE = reverse("vendor_portal:closing")


def status_of(vendor):
    return Partner.objects.get(pk=vendor.pk).status


def test_an_owner_closes_by_writing_the_name_and_may_stay_after_all(sure_portal, vendor):
    sure_portal.post(PAGE, {"name": f"  {vendor.name.upper()} "})
    assert status_of(vendor) == Partner.Status.CLOSING
    assert "Plus rien ne s’achète" in sure_portal.get(PAGE).content.decode()
    sure_portal.post(PAGE, {"rester": "1"})
    assert status_of(vendor) == Partner.Status.OPEN


def test_a_stolen_password_closes_no_shop(portal, vendor):
    assert portal.post(PAGE, {"name": vendor.name}).status_code == 302
    assert status_of(vendor) == Partner.Status.OPEN


@pytest.mark.parametrize("absurd", ["", "Atelier", "\x00", "a" * 10_000, "😀", "'; DROP TABLE"])
def test_another_name_closes_nothing(sure_portal, vendor, absurd):
    assert sure_portal.post(PAGE, {"name": absurd}).context["form"].errors
    assert status_of(vendor) == Partner.Status.OPEN


def test_a_suspended_shop_reads_why_on_its_own_pages(portal, vendor):
    assert "suspendue" not in portal.get(reverse("vendor_portal:home")).content.decode()
    terminating.suspend(vendor, ground=Ground.FORBIDDEN, facts="Plomb dans un émail.", by=None, now=timezone.now())
    assert "suspendue" in portal.get(reverse("vendor_portal:home")).content.decode()
    assert "Plomb dans un émail." in portal.get(PAGE).content.decode()


def test_staff_may_not_close_the_shop(client, vendor):
    person = UserFactory()
    Membership.objects.create(partner=vendor, user=person, role=Membership.Role.MANAGER)
    client.force_login(person)
    assert client.post(PAGE, {"name": vendor.name}).status_code == 403
    assert status_of(vendor) == Partner.Status.OPEN


def test_members_of_a_closed_shop_read_money_and_documents_and_change_nothing(portal, vendor, product):
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.CLOSED)
    for name in ("home", "orders", "products", "money", "documents", "closing"):
        assert portal.get(reverse(f"vendor_portal:{name}")).status_code == 200
    title = product.title
    record = product.stockrecords.get()
    portal.post(reverse("vendor_portal:product-description", args=[record.pk]), {"title": "Autre", "description": ""})
    product.refresh_from_db()
    assert product.title == title
