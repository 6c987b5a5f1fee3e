"""The vendor's door: what is typed is kept, shown with its cost before it counts, and decided once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from commerce.settlement import due, refund_decision
from commerce.settlement.models import Refund
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, paid, ready_vendor

pytestmark = pytest.mark.django_db
KEY = "2f1d3a52-8c59-4d8e-9d30-0d6b4f1f7a11"


@pytest.fixture
def sold(mangopay, member, vendor):
    """A vendor's part of a paid order: 40,00 € of goods, 6,90 € of delivery."""
    return paid(mangopay, order_of(vendor)).vendor_orders.get()


@pytest.fixture(autouse=True)
def _shortly_after_payment(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))


def ask(portal, part, **typed):
    address = reverse("vendor_portal:order-refund", args=[part.number])
    return portal.post(address, {"motif": "gesture", **typed})


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def line_of(part):
    return f"ligne-{part.lines.get().pk}"


def test_the_order_page_offers_to_refund(portal, sold):
    assert "Rembourser l’acheteur" in text(portal.get(reverse("vendor_portal:order", args=[sold.number])))


def test_the_second_page_says_what_the_buyer_gets_and_what_it_costs_and_decides_nothing(portal, sold):
    shown = text(ask(portal, sold, montant="10,00", note="Un éclat"))
    assert 'En tout, sur la carte qui a payé</dt><dd class="number">10,00 €' in shown
    assert "1,44 €" in shown  # Commission and VAT of ten euros.
    assert "8,56 €" in shown
    assert "Un éclat" in shown
    assert not Refund.objects.exists()


def test_what_was_confirmed_twice_is_given_back_once(portal, sold, member):
    for _twice in range(2):
        answer = ask(portal, sold, montant="10,00", cle=KEY, note="Un éclat")
        assert answer.url == reverse("vendor_portal:order", args=[sold.number])
    refund = Refund.objects.get()
    assert (refund.goods_cents, refund.door, refund.actor, refund.note) == (1000, "vendor", member, "Un éclat")
    due.settle(now=MONDAY + timedelta(hours=1))
    refund.refresh_from_db()
    assert refund.is_done
    assert "vers la carte qui a payé" in text(portal.get(reverse("vendor_portal:order", args=[sold.number])))


def test_a_line_and_its_delivery_before_the_parcel_leaves_cancel_it(portal, sold):
    shown = text(ask(portal, sold, **{line_of(sold): "1"}, livraison="6,90"))
    assert "ne l’expédiez pas" in shown
    ask(portal, sold, **{line_of(sold): "1"}, livraison="6,90", cle=KEY)
    sold.refresh_from_db()
    assert sold.status == "cancelled"


def test_everything_that_is_left_is_one_tick(portal, sold):
    ask(portal, sold, montant="5", cle=KEY)
    shown = text(ask(portal, sold, tout="on"))
    assert '× 1</dt><dd class="number">35,00 €' in shown
    assert "41,90 €" in shown
    ask(portal, sold, tout="on", cle=KEY.replace("2f", "3f"))
    sold.refresh_from_db()
    assert sold.refunded_cents == sold.total_cents == 4690


def test_correcting_keeps_what_was_typed(portal, sold):
    shown = text(ask(portal, sold, montant="12,34", note="Pardon", corriger="1"))
    assert 'value="12,34"' in shown
    assert "Pardon" in shown


@pytest.mark.parametrize("value", ["-1", "x", "9" * 400, "1e99", "🫖", "\x00", "NaN", "12,345", "40,01"])
def test_a_wrong_amount_is_told_beside_its_field_and_kept(portal, sold, value):
    shown = text(ask(portal, sold, montant=value, note="gardé", cle=KEY))
    assert 'aria-invalid="true"' in shown
    assert "gardé" in shown
    assert not Refund.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"montant": "0"}, {"motif": "chargeback", "montant": "1"}, {"motif": ""}])
def test_nothing_to_give_back_or_no_reason_is_refused_in_words(portal, sold, typed):
    shown = text(ask(portal, sold, cle=KEY, **typed))
    assert "Rien n’a été remboursé" in shown or 'aria-invalid="true"' in shown
    assert not Refund.objects.exists()


def test_a_refund_that_was_given_elsewhere_meanwhile_is_refused_on_the_second_page(portal, sold):
    refund_decision.decide(
        sold, refunds_of(everything=True), reason="cancelled", door=Refund.Door.BUYER, now=MONDAY + timedelta(hours=1)
    )
    shown = text(ask(portal, sold, tout="on", cle=KEY))
    assert "lui a déjà été rendu" in shown
    assert Refund.objects.count() == 1


def refunds_of(**wanted):
    from commerce.settlement.refund_request import Wanted

    return Wanted(**wanted)


def test_a_second_refund_of_the_same_amount_says_until_when_it_waits(portal, sold, monkeypatch):
    for key in (KEY, KEY.replace("2f", "3f")):
        ask(portal, sold, montant="3", cle=key)
        due.settle(now=MONDAY + timedelta(hours=1))
    shown = text(portal.get(reverse("vendor_portal:order", args=[sold.number])))
    assert "n’accepte pas deux fois le même montant le même jour" in shown


def test_a_share_that_was_paid_out_makes_a_debt_that_is_told_before(portal, mangopay, member, vendor):
    from commerce.settlement.statements import earning
    from tests.commerce.settlement.orders import DUE, received

    seller = ready_vendor(mangopay, member=None)
    vendor.memberships.update(partner=seller)
    part = received(paid(mangopay, order_of(seller)).vendor_orders.get())
    for hours in (0, 7):
        due.settle(now=DUE + timedelta(hours=hours))
        mangopay.quiet()
    assert earning(part, now=DUE).is_paid_out
    shown = text(ask(portal, part, tout="on"))
    assert "vous nous devrez 41,14 €" in shown
