"""Returns in the portal: what waits, what the vendor can do, and what a wrong form says."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.order import lifecycle
from commerce.partner.models import Membership
from commerce.settlement.refund_request import RefundRefused, Refusal
from commerce.withdrawal.models import ReturnTerms, Withdrawal
from commerce.withdrawal.states import State
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.settlement.orders import paid
from tests.commerce.withdrawal.cases import WAYS, brought_to, declared, paper, picture
from tests.factories import ProductFactory
from tests.vendor_portal.test_pages import text

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def sent(mangopay, vendor):
    """A part that its buyer has received."""
    part = paid(mangopay, placed(ProductFactory(vendor=vendor, title="Vase bleu"))).vendor_orders.get()
    lifecycle.ship(part, now=MONDAY + timedelta(hours=2))
    lifecycle.receive(part, basis="buyer", now=MONDAY + timedelta(days=2))
    part.refresh_from_db()
    return part


def plain(answer):
    return text(answer).replace("\u00a0", " ").replace("\u202f", " ")


def page(case, name="return"):
    return reverse(f"vendor_portal:{name}", args=[case.number])


def test_a_return_that_waits_for_the_vendor_is_on_the_home_with_the_days_that_are_left(portal, sent):
    case = brought_to(State.RETURNED, sent)
    shown = plain(portal.get(reverse("vendor_portal:home")))
    assert f"Retour {case.number} : revenue à l’atelier" in shown
    assert "jours pour répondre" in shown
    listed = plain(portal.get(reverse("vendor_portal:returns")))
    assert "Vase bleu" in listed
    assert "C’est à vous." in listed


def test_what_is_back_is_looked_at_and_given_back_in_two_clicks(portal, sent):
    case = declared(sent, now=NOW)
    portal.post(page(case, "return-receive"))
    shown = plain(portal.get(page(case)))
    assert "Tout va bien" in shown
    assert "L’acheteur reçoit 44,90 €. Dont 4,90 € de livraison standard" in shown
    portal.post(page(case, "return-accept"), {"restock": "on"})
    case.refresh_from_db()
    assert (case.state, case.is_back_in_stock, case.refund.door) == (State.REFUNDED, True, "vendor")
    assert "n’est plus possible" in plain(portal.post(page(case, "return-accept"), follow=True))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "20,01", "reason": "Rayée"}, "20,00 € au plus"),
        ({"amount": "abc", "reason": "Rayée"}, "Saisissez un nombre"),
        ({"amount": "9" * 400, "reason": "Rayée"}, "form-summary"),
        ({"amount": "-1", "reason": "Rayée"}, "Indiquez un montant"),
        ({"amount": "5", "reason": ""}, "form-summary"),
        ({"amount": "5", "reason": "\x00"}, "form-summary"),
        ({"amount": "5", "reason": "Rayée"}, "form-summary"),
    ],
)
def test_a_wrong_reduction_says_why_and_keeps_nothing(typed, said, portal, sent):
    case = brought_to(State.RETURNED, sent)
    assert said in plain(portal.post(page(case, "return-reduce"), typed))
    case.refresh_from_db()
    assert case.state == State.RETURNED


def test_a_reduction_with_reason_and_picture_is_kept(portal, sent):
    case = brought_to(State.RETURNED, sent)
    typed = {"amount": "5,00", "reason": "Anse rayée", "pictures": [picture(), picture()]}
    portal.post(page(case, "return-reduce"), typed)
    case.refresh_from_db()
    assert (case.state, case.reduction_cents, case.evidence.count()) == (State.REDUCED, 500, 2)
    assert "Vous retenez 5,00 €" in plain(portal.get(page(case)))


def test_the_workshop_notes_what_arrives_and_gives_no_money_back(portal, sent, vendor):
    case = declared(sent, now=NOW)
    vendor.memberships.update(role=Membership.Role.WORKSHOP)
    shown = plain(portal.get(page(case)))
    assert "Je l’ai reçu" in shown
    assert "Rembourser l’acheteur" not in shown
    assert portal.post(page(case, "return-accept")).status_code == 403


def test_what_the_rule_refuses_is_said_above_the_form_that_was_sent(portal, sent, monkeypatch):
    case, refusal = brought_to(State.RETURNED, sent), RefundRefused(Refusal.NOTHING)
    monkeypatch.setattr("commerce.withdrawal.returning.accept", Mock(side_effect=refusal))
    shown = portal.post(page(case, "return-accept"), {})
    summary = plain(shown).partition('class="form-summary"')[2].partition("</div>")[0]
    assert str(refusal).replace("\u00a0", " ").replace("\u202f", " ") in summary
    assert shown.context["forms"]["accept"].is_bound


def test_a_label_is_sent_and_the_return_is_then_the_vendors(portal, sent):
    case = declared(sent, now=NOW)
    assert "entiers sont acceptés" in plain(portal.post(page(case, "return-label"), {"file": paper(b"x")}))
    portal.post(page(case, "return-label"), {"file": paper()})
    case.refresh_from_db()
    assert (case.state, case.vendor_pays_return, case.evidence.get().kind) == (State.DECLARED, True, "label")


def test_terms_are_saved_for_withdrawals_to_come(portal, vendor):
    address = reverse("vendor_portal:return-terms")
    portal.post(address, {"pays_returns": "on", "address": "BP 3", "advice": "Calez"})
    portal.post(address, {"address": "BP 4", "advice": ""})
    terms = ReturnTerms.objects.get(vendor=vendor)
    assert (terms.pays_returns, terms.address) == (False, "BP 4")
    assert "form-summary" in text(portal.post(address, {"address": "\x00"}))
    assert "form-summary" in text(portal.post(address, {"advice": "x" * 601}))


@pytest.mark.parametrize("state", WAYS)
def test_the_page_of_every_state_opens(state, portal, sent):
    assert portal.get(page(brought_to(state, sent))).status_code == 200


def test_the_list_costs_the_same_queries_however_long(portal, sent, django_assert_max_num_queries):
    for number in range(6):
        Withdrawal.objects.create(
            vendor_order=sent,
            number=f"R{number}",
            request_key=f"{number}",
            declared_at=timezone.now(),
            email="a@b.test",
        )
    with django_assert_max_num_queries(14):
        portal.get(reverse("vendor_portal:returns"))
