"""Notifications in the portal: read by right, counted in the menu, muted by choice."""

import pytest
from django.urls import reverse

from commerce.communication import events, shops
from commerce.communication.models import ShopNotice
from commerce.partner.models import Membership
from tests.vendor_portal.test_pages import text

pytestmark = pytest.mark.django_db
PAGE = reverse("vendor_portal:notifications")


def tell(vendor, name, key="1"):
    shops.tell(vendor, event=name, key=key, context=events.event_of(name).context, url="/espace-pro/commandes/")
    return ShopNotice.objects.get(event=name, key=key)


def test_a_notice_is_counted_opened_and_read(portal, vendor):
    notice = tell(vendor, "vendor_order_received")
    shown = text(portal.get(PAGE))
    assert "Vous avez vendu" in shown
    assert shown.count('<span class="basket-count">1</span>') == 2
    answer = portal.get(reverse("vendor_portal:notification", args=[notice.pk]))
    assert answer.url == "/espace-pro/commandes/"
    assert "basket-count" not in text(portal.get(reverse("vendor_portal:orders")))


def test_all_are_marked_read_at_once(portal, vendor):
    for number in range(3):
        tell(vendor, "vendor_order_received", key=str(number))
    assert portal.post(PAGE).url == PAGE
    assert "Nouveau" not in text(portal.get(PAGE))


def test_a_role_reads_and_chooses_what_its_right_covers(portal, vendor):
    vendor.memberships.update(role=Membership.Role.ACCOUNTING)
    hidden, seen = tell(vendor, "vendor_order_received"), tell(vendor, "payout_failed")
    shown = text(portal.get(PAGE))
    assert (seen.title in shown, hidden.title in shown) == (True, False)
    assert portal.get(reverse("vendor_portal:notification", args=[hidden.pk])).status_code == 404
    choices = text(portal.get(reverse("vendor_portal:mail-choices")))
    assert ("Virement arrivé" in choices, "Pièce bientôt épuisée" in choices) == (True, False)


def test_mails_are_chosen_and_kept(portal, vendor):
    page = reverse("vendor_portal:mail-choices")
    portal.post(page, {"low_stock": "on", "vendor_order_received": "", "nonsense": "\x00"})
    muted = shops.muted_by(vendor.memberships.get())
    assert "low_stock" not in muted
    assert "payout_sent" in muted
    assert "vendor_order_received" not in muted


def test_queries_do_not_grow_with_notices(portal, vendor, django_assert_max_num_queries):
    portal.get(PAGE)
    counts = []
    for number in (1, 12):
        for each in range(number):
            tell(vendor, "vendor_order_received", key=f"{number}-{each}")
        with django_assert_max_num_queries(30) as asked:
            portal.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
