"""The doors that a stolen password must not open."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import include, path, reverse
from django.views import View

from commerce.partner.models import Membership
from tests.factories import UserFactory
from vendor_portal.access import OwnerRequiredMixin, SecondFactorRequiredMixin

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
SAFE = "/coffre/"
#: Longer than allauth's five minutes.
LATER = 6 * 60


class SafeView(OwnerRequiredMixin, SecondFactorRequiredMixin, View):
    """A stand-in for the bank account."""

    def get(self, request):
        return HttpResponse("ouvert")

    def post(self, request):
        return HttpResponse(f"reçu : {request.POST['iban']}")


urlpatterns = [path("coffre/", SafeView.as_view()), path("", include("monquibus.urls"))]


@pytest.fixture(autouse=True)
def confirmed(member):
    cache.clear()  # Codes are used once, and tries are counted.
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[-1]))


@pytest.fixture
def secret(member):
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    return secret


def test_without_a_second_factor_a_page_explains_and_leads_to_setting_one_up(portal):
    answer = portal.get(SAFE, follow=True)
    assert answer.redirect_chain[0][0] == f"{reverse('vendor_portal:second-factor')}?next=%2Fcoffre%2F"
    shown = answer.content.decode()
    assert reverse("mfa_activate_totp") in shown
    assert reverse("mfa_add_webauthn") in shown


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_opens_the_door_at_once_and_leads_back(portal, member, django_capture_on_commit_callbacks):
    portal.get(SAFE, follow=True)
    portal.get(reverse("mfa_activate_totp"))
    portal.post(reverse("account_reauthenticate"), {"password": "monquibus"})
    secret = portal.get(reverse("mfa_activate_totp")).context["form"].secret
    portal.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    codes = portal.get(reverse("mfa_view_recovery_codes"))
    assert f'href="{SAFE}"' in codes.content.decode()
    assert portal.get(SAFE).content == b"ouvert"


def test_who_signed_in_by_password_alone_is_asked_for_the_code_and_for_nothing_less(portal, secret):
    answer = portal.get(SAFE)
    assert answer.url == f"{reverse('mfa_reauthenticate')}?next=%2Fcoffre%2F"
    by_password = portal.post(reverse("account_reauthenticate"), {"password": "monquibus"})
    assert by_password.url.startswith(reverse("mfa_reauthenticate"))
    assert portal.get(SAFE).status_code == 302


def test_a_form_that_waits_for_the_code_is_sent_after_it(portal, secret):
    asked = portal.post(SAFE, {"iban": "FR76"})
    shown = portal.post(asked.url, {"code": code_of(secret), "next": SAFE})
    assert shown.content.decode() == "reçu : FR76"


def test_a_code_opens_the_door_for_minutes_not_for_ever(portal, secret, monkeypatch):
    portal.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert portal.get(SAFE).status_code == 200
    then = time.time() + LATER
    monkeypatch.setattr("time.time", lambda: then)
    assert portal.get(SAFE).status_code == 302


def test_a_wrong_code_opens_nothing(portal, secret):
    portal.post(reverse("mfa_reauthenticate"), {"code": "000000x"})
    assert portal.get(SAFE).status_code == 302


def test_who_may_not_come_in_is_not_asked_for_a_code(portal, member):
    Membership.objects.filter(user=member).update(role=Membership.Role.MANAGER)
    assert portal.get(SAFE).status_code == 403


def test_a_stranger_is_not_asked_either(client):
    client.force_login(UserFactory())
    assert client.get(SAFE).status_code == 404


@pytest.mark.parametrize(
    "back", ["https://mechant.example/", "//mechant.example", "javascript:alert(1)", "\x00", "é" * 5000]
)
def test_the_way_back_leads_nowhere_else(portal, member, back):
    page = reverse("vendor_portal:second-factor")
    assert portal.get(page, {"next": back}).status_code == 200
    TOTP.activate(member, generate_totp_secret())
    assert "mechant" not in portal.get(page, {"next": back}).url
    assert "alert" not in portal.get(page, {"next": back}).url


def test_losing_a_second_factor_closes_the_door_and_tells_its_owner(
    portal, member, secret, django_capture_on_commit_callbacks
):
    portal.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    with django_capture_on_commit_callbacks(execute=True):
        portal.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=member).exists()
    assert mail.outbox[-1].to == [member.email]
    assert portal.get(SAFE).url.startswith(reverse("vendor_portal:second-factor"))
