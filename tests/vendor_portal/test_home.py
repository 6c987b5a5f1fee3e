from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.announcements.models import Dismissal
from commerce.order import lifecycle
from commerce.order.models import VendorOrder
from commerce.partner.models import Partner
from commerce.settlement.models import Dispute, PayIn
from tests.commerce.baskets import MONDAY, placed
from tests.factories import AnnouncementFactory, ProductFactory, UserFactory, VendorFactory
from tests.vendor_portal.test_pages import ABSURD, text

pytestmark = pytest.mark.django_db

HOME = "vendor_portal:home"


def shown(portal, query=""):
    return text(portal.get(reverse(HOME) + query)).replace("\u00a0", " ").replace("\u202f", " ")


def in_draft(vendor):
    Partner.objects.filter(pk=vendor.pk).update(status=Partner.Status.DRAFT)


def test_late_orders_come_first_and_say_since_when(portal, part):
    VendorOrder.objects.filter(pk=part.pk).update(promised_on=timezone.localdate() - timedelta(days=3))
    page = shown(portal)
    assert "1 commande en retard à expédier" in page
    assert page.index("en retard") < page.index("identité")


def test_a_new_shop_is_led_to_its_first_piece(portal):
    assert "Préparer votre première pièce" in shown(portal)


def test_a_shop_without_anything_to_do_reads_so(portal, vendor, product):
    Partner.objects.filter(pk=vendor.pk).update(
        kyc_level="REGULAR", mangopay_wallet_id="w", mangopay_recipient_id="r", recipient_is_active=True
    )
    assert "Rien ne vous attend" in shown(portal)


def test_what_waits_for_identity_and_bank_is_named_with_its_page(portal):
    page = shown(portal)
    assert "Votre identité n’est pas encore vérifiée" in page
    assert "Il manque votre compte bancaire" in page


def test_a_disputed_payment_tells_how_many_days_are_left(portal, part, order):
    pay_in = PayIn.objects.create(order=order, amount_cents=order_total(order), expires_at=MONDAY)
    Dispute.objects.create(
        resource_id="d1",
        pay_in=pay_in,
        dispute_type=Dispute.Type.CONTESTABLE,
        status=Dispute.Status.PENDING_CLIENT_ACTION,
        disputed_cents=4690,
        contest_deadline_at=timezone.now() + timedelta(days=5),
        opened_at=timezone.now(),
        seen_at=timezone.now(),
    )
    page = shown(portal)
    assert f"Paiement contesté : 46,90 €, commande {part.number}" in page
    assert "Il reste 5 jours pour répondre." in page


def order_total(order):
    return sum(part.total_cents for part in order.vendor_orders.all())


def test_every_sold_out_piece_is_counted(portal, vendor):
    for _number in range(8):
        ProductFactory(vendor=vendor, stock=0)
    ProductFactory(vendor=vendor, is_public=False)
    page = shown(portal)
    assert "8 pièces épuisées" in page
    assert "1 pièce hors ligne" in page


def test_a_shop_in_preparation_reads_no_sales_and_how_many_pieces_wait(portal, vendor):
    in_draft(vendor)
    ProductFactory(vendor=vendor, is_public=False)
    page = shown(portal)
    assert "Elles attendent l’ouverture de votre boutique." in page
    assert "Ventes de" not in page
    assert vendor.get_absolute_url() not in page


def test_sales_of_a_month_are_a_picture_with_its_table(portal, part):
    page = shown(portal, "?mois=2026-11")
    assert "Ventes de novembre 2026" in page
    assert page.count("<rect") == 1
    assert "<tbody>" in page
    assert "46,90 €" in page


def test_one_turns_the_months(portal, part):
    page = shown(portal, "?mois=2026-10")
    assert "?mois=2026-09#ventes" in page
    assert "?mois=2026-11#ventes" in page
    assert "Rien ce mois-ci" in page


@pytest.mark.parametrize("value", [*ABSURD, "2026-13", "0000-01", "1999-01", "9999-12", "2026-11-01", "9" * 5000])
def test_an_odd_month_is_this_one(portal, value):
    answer = portal.get(reverse(HOME), {"mois": value})
    assert answer.status_code == 200
    assert answer.context["sales"].month == timezone.localdate().replace(day=1)


def test_an_announcement_is_read_and_put_away(portal, member):
    announcement = AnnouncementFactory(title="Fermeture du relais", text="Le 12.\n\n<b>Gras</b>")
    page = shown(portal)
    assert "Fermeture du relais" in page
    assert "&lt;b&gt;" in page
    portal.post(reverse("vendor_portal:announcement-dismiss", args=[announcement.pk]))
    assert Dismissal.objects.get().user == member
    assert "Fermeture du relais" not in shown(portal)


def test_an_announcement_to_others_can_not_be_put_away(portal, vendor):
    announcement = AnnouncementFactory(shops="draft")
    assert portal.post(reverse("vendor_portal:announcement-dismiss", args=[announcement.pk])).status_code == 404
    assert not Dismissal.objects.exists()


def test_the_first_page_asks_as_little_of_a_busy_shop_as_of_a_calm_one(portal, vendor, django_assert_max_num_queries):
    def live(count):
        for number in range(count):
            lifecycle.confirm(placed(ProductFactory(vendor=vendor), user=UserFactory()), now=MONDAY)
            ProductFactory(vendor=vendor, stock=0)
            ProductFactory(vendor=vendor, is_public=False)
            AnnouncementFactory(title=f"Annonce {number}")
            VendorFactory()

    live(1)
    portal.get(reverse(HOME))
    with django_assert_max_num_queries(30) as calm:
        portal.get(reverse(HOME))
    live(19)
    with django_assert_max_num_queries(30) as busy:
        portal.get(reverse(HOME))
    assert len(busy) == len(calm)
