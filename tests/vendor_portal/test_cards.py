"""The page of the card: who may use it, what it sends where, with and without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.partner.models import Membership
from commerce.settlement import cards, due
from commerce.settlement.models import CardRegistration, Debt, SubscriptionPayment
from tests.commerce.settlement.reserves import funded_reserve
from tests.commerce.settlement.subscribers import subscription_plan
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import CARD, CARD_REFUSED, CARD_WITH_CHALLENGE, open_account, tokenised

pytestmark = pytest.mark.django_db
PAGE = "/espace-pro/formule/carte/"
PLAN = "/espace-pro/formule/"


@pytest.fixture
def member(db):
    return UserFactory()


@pytest.fixture
def vendor(member, mangopay):
    """A shop that was billed a month, and an operator whose reserve is open."""
    funded_reserve(mangopay)
    vendor = open_account(VendorFactory(name="Atelier Lemoine", member=member, plan=subscription_plan()), mangopay)
    due.settle(now=timezone.now())
    return vendor


@pytest.fixture
def portal(client, member, vendor):
    client.force_login(member)
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def press(portal, action, **fields):
    return portal.post(PAGE, {"action": action, **fields})


def types(portal, number=CARD):
    """What the page's script does: the card goes to the tokeniser, its answer to us."""
    press(portal, "saisir")
    card = CardRegistration.objects.get(state="begun")
    answer = tokenised(card.tokeniser_url, card.access_key, card.preregistration_data, number)
    return press(portal, "enregistrer", reponse=answer, largeur=1280, hauteur=900, couleurs=24, decalage=-60)


def followed(portal, answer):
    return text(portal.get(answer.url))


def test_the_address_is_the_one_that_mails_and_pages_name():
    assert reverse("vendor_portal:card") == PAGE


def test_a_card_is_typed_paid_with_and_shown_by_its_last_digits(portal, vendor):
    assert "22,80\u00a0€ à payer" in text(portal.get(PAGE))
    answer = types(portal)
    assert answer.url == PLAN
    shown = followed(portal, answer)
    assert "C’est payé" in shown
    assert f"•••• {CARD[-4:]} sera débitée de 22,80\u00a0€ au plus" in shown
    assert f"Carte •••• {CARD[-4:]}, valable jusqu’à 12/30" in text(portal.get(PAGE))
    assert Debt.objects.get().open_cents == 0


def test_only_while_a_card_is_typed_may_the_page_speak_to_the_tokeniser_and_to_nobody_else(portal, vendor, mangopay):
    assert "connect-src" not in portal.get(PAGE)["Content-Security-Policy"]
    press(portal, "saisir")
    policy = portal.get(PAGE)["Content-Security-Policy"]
    assert f"connect-src {mangopay.url};" in f"{policy};"
    assert "connect-src" not in portal.get(PLAN)["Content-Security-Policy"]


def test_no_field_of_the_card_can_be_sent_to_us(portal, vendor):
    press(portal, "saisir")
    form = text(portal.get(PAGE)).split("data-card=")[1].split("</form>")[0]
    for field in ("cardNumber", "cardExpirationDate", "cardCvx"):
        tag = next(tag for tag in form.split("<") if f'data-field="{field}"' in tag)
        assert " name=" not in tag
    assert "no-store" in portal.get(PAGE)["Cache-Control"]


def test_a_mistyped_card_is_explained(portal, vendor):
    shown = followed(portal, types(portal, "4970107111111118"))
    assert "Le numéro de carte est faux." in shown
    shown = followed(portal, types(portal, CARD_REFUSED))
    assert "Votre banque a refusé le paiement." in shown
    assert Debt.objects.get().open_cents == 2280


@pytest.mark.parametrize("answer", ["", "x", "data=faux", "errorCode=1", "\x00", "data=" + "x" * 9000])
def test_whatever_is_sent_instead_of_the_tokenisers_answer_registers_nothing(portal, vendor, answer):
    press(portal, "saisir")
    assert press(portal, "enregistrer", reponse=answer, largeur="x").status_code == 302
    assert cards.active_card(vendor) is None
    assert not SubscriptionPayment.objects.exists()


def test_the_bank_asks_and_its_return_is_looked_up(portal, vendor, mangopay):
    answer = types(portal, CARD_WITH_CHALLENGE)
    assert "/3ds/" in answer.url
    payment = SubscriptionPayment.objects.get()
    back = f"{PAGE}?transactionId={payment.resource_id}"
    assert portal.get(back).url == PAGE
    assert "Un paiement de 22,80" in text(portal.get(PAGE))
    assert Debt.objects.get().open_cents == 2280
    mangopay.confirm(answer.url)
    assert "C’est payé" in followed(portal, portal.get(back))
    assert cards.active_card(vendor)


def test_a_stranger_who_comes_back_in_somebody_elses_place_finds_nothing(portal, vendor, client):
    types(portal, CARD_WITH_CHALLENGE)
    payment = SubscriptionPayment.objects.get()
    other = UserFactory()
    VendorFactory(member=other)
    client.force_login(other)
    answer = client.get(f"{PAGE}?transactionId={payment.resource_id}")
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert "22,80" not in text(client.get(PAGE))


def test_without_javascript_the_bill_is_paid_once_on_mangopays_page(portal, vendor, mangopay):
    answer = press(portal, "page")
    back = mangopay.pay(answer.url)
    assert back.startswith(f"http://testserver{PAGE}?transactionId=")
    assert "C’est payé" in followed(portal, portal.get(back))
    assert (Debt.objects.get().open_cents, cards.active_card(vendor)) == (0, None)
    assert press(portal, "page").url == PAGE


def test_an_abandoned_page_says_that_nothing_was_paid(portal, vendor, mangopay):
    mangopay.abandon(press(portal, "page").url)
    payment = SubscriptionPayment.objects.get()
    shown = followed(portal, portal.get(f"{PAGE}?transactionId={payment.resource_id}"))
    assert "Le paiement a été abandonné." in shown


def test_a_card_is_removed_after_a_confirmation(portal, vendor):
    types(portal)
    assert "Oui, retirer ma carte" in text(portal.get(PAGE))
    for _twice in range(2):
        press(portal, "retirer")
    assert "Aucune carte n’est enregistrée." in text(portal.get(PAGE))
    assert CardRegistration.objects.get().ended_at


def test_the_registered_card_pays_an_open_bill_at_once(portal, vendor):
    types(portal)
    due.settle(now=timezone.now() + timedelta(days=31))
    assert "Payer maintenant avec la carte" in text(portal.get(PAGE))
    assert press(portal, "payer").url == PLAN
    assert not Debt.objects.open().exists()


def test_only_owners_see_the_page(portal, vendor, member):
    Membership.objects.filter(user=member).update(role=Membership.Role.MANAGER)
    assert portal.get(PAGE).status_code == 403
    for action in ("saisir", "enregistrer", "payer", "page", "retirer"):
        assert press(portal, action).status_code == 403
    assert not CardRegistration.objects.exists()
    assert PAGE not in text(portal.get(PLAN))


def test_while_mangopay_is_out_of_reach_the_page_says_so(portal, vendor, mangopay):
    with mangopay.fault("error_before", calls=5):
        assert "Mangopay ne répond pas" in followed(portal, press(portal, "saisir"))


def test_a_shop_without_a_payment_account_is_told_what_is_missing(client, member, db):
    VendorFactory(member=member)
    client.force_login(member)
    assert "ouvre avec votre compte chez Mangopay" in text(client.get(PAGE))
    assert press(client, "saisir").url == PAGE


@pytest.mark.parametrize("action", ["", "x", "get", "__class__"])
def test_an_absurd_action_does_nothing(portal, vendor, action):
    assert press(portal, action).status_code == 302
