"""The team's page, an invitation's page, and the door of a second person of the same firm."""

import time
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.customer.second_factor import SET_UP_KEY
from commerce.partner import invitations
from commerce.partner.models import Membership
from commerce.partner.people_models import JoinRequest
from tests.factories import InvitationFactory, JoinRequestFactory, UserFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role
TEAM = "vendor_portal:people"
ABSURD = ["", "\x00", "x" * 10_000, "🦊", "' OR 1=1 --", "9" * 400, "<script>alert(1)</script>"]


@pytest.fixture
def safe(portal, member):
    """The owner, who has just shown a second factor."""
    cache.clear()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    TOTP.activate(member, generate_totp_secret())
    session = portal.session
    session[SET_UP_KEY] = {"user": member.pk, "at": time.time()}
    session.save()
    return portal


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def signed_in(email):
    user = UserFactory(email=email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    client = Client()
    client.force_login(user)
    return client


def test_without_a_second_factor_the_owner_reads_and_is_led_to_set_one_up(portal, vendor):
    shown = text(portal.get(reverse(TEAM)))
    assert "il vous faut un second facteur" in shown
    assert "Envoyer l’invitation" not in shown
    answer = portal.post(reverse(TEAM), {"email": "lea@exemple.test", "role": Role.WORKSHOP})
    assert answer.url.startswith(reverse("vendor_portal:second-factor"))
    assert not vendor.invitations.exists()


def test_an_owner_invites_and_the_invited_person_joins(safe, vendor):
    safe.post(reverse(TEAM), {"email": "lea@exemple.test", "role": Role.WORKSHOP})
    link = reverse("vendor_portal:invitation", args=[invitations.token_of(vendor.invitations.get())])
    stranger = Client()
    assert f"{reverse('account_signup')}?next={quote(link)}" in text(stranger.get(link))
    assert stranger.session["after_sign_in"] == link
    lea = signed_in("lea@exemple.test")
    assert "Rejoindre la boutique" in text(lea.get(link))
    for _twice in range(2):
        assert lea.post(link).url == reverse("vendor_portal:home")
    assert vendor.memberships.filter(role=Role.WORKSHOP).count() == 1
    assert "n’est plus valable" in text(Client().get(link))


def test_somebody_elses_invitation_has_no_button(safe, vendor):
    link = reverse("vendor_portal:invitation", args=[invitations.token_of(InvitationFactory(vendor=vendor))])
    paul = signed_in("paul@exemple.test")
    assert "une autre adresse" in text(paul.get(link))
    paul.post(link)
    assert vendor.memberships.count() == 1


def test_a_forged_link_is_not_found(client):
    assert client.get(reverse("vendor_portal:invitation", args=["faux:lien"])).status_code == 404


@pytest.mark.parametrize("value", ABSURD)
def test_absurd_invitations_are_told_beside_the_field_and_keep_what_was_typed(safe, vendor, value):
    answer = safe.post(reverse(TEAM), {"email": value, "role": value})
    assert answer.context["form"].errors
    assert answer.context["form"]["email"].value() == value
    assert not vendor.invitations.exists()


def test_removing_a_member_ends_access_in_the_same_session(safe, vendor):
    lea = signed_in("lea@exemple.test")
    membership = Membership.objects.create(
        partner=vendor, user=EmailAddress.objects.get(email="lea@exemple.test").user, role=Role.MANAGER
    )
    orders = reverse("vendor_portal:orders")
    assert lea.get(orders).status_code == 200
    safe.post(reverse("vendor_portal:member-remove", args=[membership.pk]))
    assert lea.get(orders).status_code == 404


def test_the_last_owner_reads_why_not(safe, vendor, member):
    mine = vendor.memberships.get()
    shown = safe.post(reverse("vendor_portal:member-role", args=[mine.pk]), {"role": Role.MANAGER}, follow=True)
    assert "garde toujours un responsable" in text(shown)
    assert "garde toujours un responsable" in text(safe.post(reverse("vendor_portal:leave"), follow=True))


def test_a_member_leaves_without_a_code(client, vendor):
    user = UserFactory()
    Membership.objects.create(partner=vendor, user=user, role=Role.ACCOUNTING)
    client.force_login(user)
    shown = text(client.get(reverse(TEAM)))
    assert "Qui peut quoi" in shown
    assert "Inviter quelqu’un" not in shown
    assert client.post(reverse("vendor_portal:leave")).url == reverse("vendor_portal:home")
    assert vendor.memberships.count() == 1


@pytest.mark.parametrize("value", ABSURD)
def test_absurd_roles_change_nothing(safe, vendor, value):
    other = Membership.objects.create(partner=vendor, user=UserFactory(), role=Role.MANAGER)
    safe.post(reverse("vendor_portal:member-role", args=[other.pk]), {"role": value})
    asked = JoinRequestFactory(vendor=vendor)
    safe.post(reverse("vendor_portal:join-answer", args=[asked.pk]), {"role": value, "decision": "accept"})
    assert set(vendor.memberships.values_list("role", flat=True)) == {Role.OWNER, Role.MANAGER}


def test_a_request_is_answered_on_the_teams_page(safe, vendor):
    asked = JoinRequestFactory(vendor=vendor, message="C’est Paul, du tournage.")
    assert "du tournage" in text(safe.get(reverse(TEAM)))
    typed = {"role": Role.WORKSHOP, "decision": "accept"}
    assert "fait maintenant partie" in text(
        safe.post(reverse("vendor_portal:join-answer", args=[asked.pk]), typed, follow=True)
    )
    assert vendor.memberships.filter(user=asked.person, role=Role.WORKSHOP).exists()


def test_the_screen_does_not_tell_who_sells_here(vendor):
    answers = []
    for email, siret in [("a@exemple.test", vendor.siret), ("b@exemple.test", "00000000000000")]:
        client = signed_in(email)
        answer = client.post(reverse("vendor_portal:join-request"), {"siret": siret}, follow=True)
        answers.append([str(message) for message in answer.context["messages"]])
    assert answers[0] == answers[1] != []


@pytest.mark.parametrize("value", ABSURD)
def test_absurd_business_numbers_are_told_beside_the_field(value):
    client = signed_in("a@exemple.test")
    page = reverse("vendor_portal:join-request")
    assert text(client.get(page, {"siret": value}))
    assert client.post(page, {"siret": value, "message": value}).context["form"].errors["siret"]
    assert not JoinRequest.objects.exists()


def test_asking_takes_an_account(client):
    assert client.get(reverse("vendor_portal:join-request")).url.startswith(reverse("account_login"))


def test_the_page_asks_as_many_queries_for_twenty_people_as_for_one(safe, vendor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            safe.get(reverse(TEAM))
        return len(captured)

    JoinRequestFactory(vendor=vendor)
    InvitationFactory(vendor=vendor)
    queries()  # Warms the caches of a process.
    before = queries()
    for _more in range(19):
        Membership.objects.create(partner=vendor, user=UserFactory())
        InvitationFactory(vendor=vendor)
        JoinRequestFactory(vendor=vendor)
    assert queries() == before
