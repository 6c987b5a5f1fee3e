"""One door: every sign-in of the libraries leads to allauth's, and from there to where the person works."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from commerce.basket.models import Basket
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_email_verification_sent",
    "account_inactive",
]
ROOMS = ["account_email", "account_change_password", "account_logout", "mfa_index", "mfa_activate_totp"]


@pytest.mark.parametrize(
    "address",
    ["/compte/connexion/", "/compte/inscription/", "/compte/mot-de-passe/", "/gestion/login/", "/cms/login/"],
)
def test_every_other_door_leads_to_the_one(client, address):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain
    assert answer.request["PATH_INFO"].startswith("/porte/")


@pytest.mark.parametrize("room", ["/cms/", "/gestion/", "/compte/", "/espace-pro/commandes/"])
def test_a_closed_room_asks_to_sign_in_and_remembers_where_one_wanted_to_go(client, room):
    answer = client.get(room, follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_login")
    assert room in answer.request["QUERY_STRING"].replace("%2F", "/")


def entered(client, user, **extra):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    data = {"login": user.email, "password": "monquibus", **extra}
    return client.post(reverse("account_login"), data)


def test_a_buyer_arrives_at_the_orders(client):
    assert entered(client, UserFactory()).url == reverse("customer:summary")


def test_a_vendor_arrives_in_the_portal(client):
    user = UserFactory()
    VendorFactory(member=user)
    assert entered(client, user).url == reverse("vendor_portal:home")


def test_an_editor_arrives_at_the_pages(client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert entered(client, user).url == reverse("wagtailadmin_home")


def test_the_operator_arrives_in_the_back_office(client):
    assert entered(client, UserFactory(is_staff=True)).url == reverse("dashboard:index")


def test_whoever_wanted_to_go_somewhere_goes_there_and_nowhere_else(client):
    assert entered(client, UserFactory(), next="/compte/adresses/").url == "/compte/adresses/"
    client.logout()
    assert entered(client, UserFactory(), next="https://ailleurs.example/").url == reverse("customer:summary")


@pytest.mark.parametrize("name", PAGES)
def test_the_doors_pages_wear_the_shops_clothes(client, name):
    page = client.get(reverse(name), follow=True).content.decode()
    assert '<html lang="fr">' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("name", ROOMS)
def test_the_accounts_rooms_wear_them_too(client, name):
    user = UserFactory()
    entered(client, user)
    page = client.get(reverse(name), follow=True).content.decode()
    assert '<html lang="fr">' in page
    assert page.count("<h1") == 1


def test_signing_up_tells_nobody_who_has_an_account(client):
    known = UserFactory()
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    answers = [
        client.post(reverse("account_signup"), {"email": email, "password1": "un-bol-bleu-42"})
        for email in (known.email, "nouvelle@exemple.test")
    ]
    assert {answer.status_code for answer in answers} == {302}
    assert answers[0].url == answers[1].url
    assert {message.to[0] for message in mail.outbox} == {known.email, "nouvelle@exemple.test"}


def test_the_doors_mails_are_signed_by_the_shop(client):
    client.post(reverse("account_signup"), {"email": "premiere@exemple.test", "password1": "un-bol-bleu-42"})
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post(reverse("account_reset_password"), {"email": user.email})
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert "example.com" not in message.subject + message.body
        assert "MonQuibus" in message.body


def test_what_a_guest_put_in_the_basket_is_still_there_after_signing_in(client):
    product = ProductFactory()
    client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    user = UserFactory()
    entered(client, user)
    client.get(reverse("basket:summary"))
    assert Basket.objects.get(owner=user, status=Basket.OPEN).lines.get().product == product


def test_whoever_guesses_passwords_is_soon_stopped_whatever_the_next_guess(client):
    cache.clear()
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for guess in range(6):
        client.post(reverse("account_login"), {"login": user.email, "password": f"essai-{guess}"})
    answer = client.post(reverse("account_login"), {"login": user.email, "password": "monquibus"})
    cache.clear()
    assert answer.status_code != 302
