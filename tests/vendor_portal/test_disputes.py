"""Disputes in the portal: what waits, what the vendor can do, what a wrong form says, and calling the team oneself."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from commerce.disputes.letters import case_path
from commerce.disputes.models import Exhibit, OrderDispute
from commerce.disputes.states import Role, State
from commerce.order import lifecycle
from commerce.partner.models import Membership
from commerce.settlement.models import Refund
from tests.commerce.baskets import MONDAY, placed
from tests.commerce.disputes.cases import ALL_WAYS, again, brought_to, opened
from tests.commerce.settlement.orders import paid
from tests.commerce.withdrawal.cases import picture
from tests.factories import ProductFactory
from tests.local_mangopay import mangopay, mangopay_server  # noqa: F401
from tests.vendor_portal.test_pages import text

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def _then(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def sent(mangopay, vendor):  # noqa: F811
    """A part that its buyer has received."""
    part = paid(mangopay, placed(ProductFactory(vendor=vendor, title="Vase bleu"))).vendor_orders.get()
    lifecycle.ship(part, now=MONDAY + timedelta(hours=2))
    lifecycle.receive(part, basis="buyer", now=MONDAY + timedelta(days=2))
    part.refresh_from_db()
    return part


def plain(answer):
    return text(answer).replace("\u00a0", " ").replace("\u202f", " ")


def page(case, name="dispute"):
    return reverse(f"vendor_portal:{name}", args=[case.number])


def test_a_dispute_that_waits_for_the_vendor_is_on_the_home_in_the_list_and_on_the_order(portal, sent):
    case = opened(sent, now=NOW)
    shown = plain(portal.get(reverse("vendor_portal:home")))
    assert f"Litige {case.number} : une pièce est arrivée abîmée" in shown
    assert "Il reste 5 jours pour agir." in shown
    listed = plain(portal.get(reverse("vendor_portal:disputes"), {"etat": "ouverts"}))
    assert "Vase bleu" in listed
    assert "C’est à vous." in listed
    assert page(case) in plain(portal.get(reverse("vendor_portal:order", args=[sent.number])))
    assert "un litige avec l’acheteur est ouvert" in plain(portal.get(reverse("vendor_portal:money")))


def test_the_vendor_refunds_in_two_clicks_and_a_third_changes_nothing(portal, sent):
    case = opened(sent, now=NOW)
    assert "Tout rembourser, 46,90 €" in plain(portal.get(page(case)))
    portal.post(page(case, "dispute-refund"))
    assert (again(case).state, Refund.objects.get().door) == (State.SETTLED, "vendor")
    assert "n’est plus possible" in plain(portal.post(page(case, "dispute-refund"), follow=True))
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    ("action", "typed", "said"),
    [
        ("dispute-refund-part", {"amount": "46,90", "words": "Un geste"}, "46,89 € au plus"),
        ("dispute-refund-part", {"amount": "abc", "words": "Un geste"}, "Saisissez un nombre"),
        ("dispute-refund-part", {"amount": "9" * 400, "words": "Un geste"}, "form-summary"),
        ("dispute-refund-part", {"amount": "-1", "words": "Un geste"}, "Indiquez un montant"),
        ("dispute-refund-part", {"amount": "5", "words": "\x00"}, "form-summary"),
        ("dispute-promise", {"remedy": "repair", "by": "2099-01-01"}, "trente jours"),
        ("dispute-promise", {"remedy": "repair", "by": "hier"}, "form-summary"),
        ("dispute-promise", {"remedy": "transfer", "by": "2026-12-10"}, "form-summary"),
        ("dispute-explain", {"words": " "}, "form-summary"),
    ],
)
def test_a_wrong_answer_says_why_and_changes_nothing(action, typed, said, portal, sent):
    case = opened(sent, now=NOW)
    assert said in plain(portal.post(page(case, action), typed))
    assert again(case).state == State.TO_VENDOR
    assert not Refund.objects.exists()


def test_a_promise_is_made_kept_and_shown_with_its_picture(portal, sent):
    case = opened(sent, now=NOW)
    portal.post(page(case, "dispute-promise"), {"remedy": "replacement", "by": "2026-12-10", "words": ""})
    assert "Remplacement, promis pour le jeudi 10 décembre 2026" in plain(portal.get(page(case)))
    portal.post(page(case, "dispute-deliver"), {"words": "Parti ce matin", "pictures": [picture()]})
    assert again(case).state == State.REMEDIED
    shown = plain(portal.get(page(case)))
    assert "Parti ce matin" in shown
    assert "<img" in shown


def test_the_workshop_explains_and_gives_no_money_back(portal, sent, vendor):
    case = opened(sent, now=NOW)
    vendor.memberships.update(role=Membership.Role.WORKSHOP)
    shown = plain(portal.get(page(case)))
    assert "Répondre à l’acheteur" in shown
    assert "Tout rembourser" not in shown
    assert portal.post(page(case, "dispute-refund")).status_code == 403
    portal.post(page(case, "dispute-explain"), {"words": "Bien emballée"})
    assert again(case).state == State.ANSWERED


def test_a_vendor_calls_the_team_twice_and_opens_it_once(portal, sent):
    address = reverse("vendor_portal:order-dispute", args=[sent.number])
    assert address in plain(portal.get(reverse("vendor_portal:order", args=[sent.number])))
    form = {"ground": "return", "words": "Le retour est abîmé", "key": "0" * 32, f"ligne-{sent.lines.get().pk}": 1}
    assert "form-summary" in plain(portal.post(address, {**form, "words": ""}))
    for _twice in range(2):
        portal.post(address, form)
    case = OrderDispute.objects.get()
    assert (case.state, case.opened_by) == (State.TO_BUYER, Role.VENDOR)
    assert "déjà ouvert" in plain(portal.get(address))
    portal.post(page(case, "dispute-close"))
    assert again(case).state == State.CLOSED


def test_the_page_of_every_state_opens(portal, sent):
    for state, opener in ALL_WAYS:
        with transaction.atomic():
            assert portal.get(page(brought_to(state, sent, opener=opener, now=NOW))).status_code == 200
            transaction.set_rollback(True)


def test_the_list_costs_the_same_queries_however_long(portal, sent, django_assert_max_num_queries):
    for number in range(6):
        case = opened(sent, key=f"k{number}", now=NOW)
        OrderDispute.objects.filter(pk=case.pk).update(state=State.CLOSED, concluded_at=NOW)
    portal.get(reverse("vendor_portal:disputes"))
    with django_assert_max_num_queries(14):
        portal.get(reverse("vendor_portal:disputes"))


def test_the_label_of_a_piece_that_is_taken_back_is_attached_to_the_promise_and_the_buyer_has_it(portal, sent, client):
    case = opened(sent, now=NOW)
    portal.post(page(case, "dispute-promise"), {"remedy": "take_back", "by": "2026-12-10", "words": ""})
    assert "Joindre l’étiquette de retour" in plain(portal.get(page(case)))
    label = SimpleUploadedFile("etiquette.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")
    portal.post(page(case, "dispute-add"), {"words": "Voici l’étiquette", "paper": label})
    assert again(case).state == State.PROMISED
    exhibit = Exhibit.objects.get()
    shown = plain(client.get(case_path(case)))
    assert "Voici l’étiquette" in shown
    assert exhibit.file_name in shown
