"""Members, invitations and requests: what each rule refuses, and that twice is once."""

import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.ledger.models import WrittenForGood
from commerce.partner import invitations, join_requests, people
from commerce.partner.models import Membership
from commerce.partner.people_models import JoinRequest, PeopleEvent
from commerce.partner.rights import NotAllowed
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
Role = Membership.Role
NOW = timezone.now()
DAY = timedelta(days=1)
SIRET = "73282932000074"


def person(email=None, **more):
    user = UserFactory(**({"email": email} if email else {}), **more)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def owner():
    return person()


@pytest.fixture
def vendor(owner):
    return VendorFactory(member=owner)


def hired(vendor, role=Role.WORKSHOP):
    return Membership.objects.create(partner=vendor, user=person(), role=role)


def invited(vendor, owner, email="lea@exemple.test", role=Role.WORKSHOP):
    return invitations.invite(vendor, email=email, role=role, by=owner, now=NOW)


def events(vendor):
    return [event.kind for event in vendor.people_events.order_by("pk")]


def test_an_invitation_accepted_twice_makes_one_member(vendor, owner):
    invitation, lea = invited(vendor, owner, role=Role.MANAGER), person("lea@exemple.test")
    for _twice in range(2):
        assert invitations.accept(invitation, person=lea, now=NOW).role == Role.MANAGER
    assert vendor.memberships.count() == 2
    assert events(vendor) == ["invited", "joined"]
    assert set(Mail.objects.filter(event="member_joined").values_list("recipient", flat=True)) == {
        owner.email,
        lea.email,
    }


@pytest.mark.parametrize("email", ["lea@exemple.test", "LEA@Exemple.test"])
def test_only_who_confirmed_the_invited_address_may_accept(vendor, owner, email):
    invitation = invited(vendor, owner)
    with pytest.raises(invitations.NotAcceptable):
        invitations.accept(invitation, person=person("paul@exemple.test"), now=NOW)
    unconfirmed = UserFactory(email="autre@exemple.test")
    EmailAddress.objects.create(user=unconfirmed, email="lea@exemple.test", verified=False)
    with pytest.raises(invitations.NotAcceptable):
        invitations.accept(invitation, person=unconfirmed, now=NOW)
    assert invitations.accept(invitation, person=person(email), now=NOW)


def test_an_invitation_is_good_for_seven_days_to_the_second(vendor, owner):
    invitation, lea = invited(vendor, owner), person("lea@exemple.test")
    with pytest.raises(invitations.NotAcceptable):
        invitations.accept(invitation, person=lea, now=NOW + 7 * DAY)
    assert invitations.accept(invitation, person=lea, now=NOW + 7 * DAY - timedelta(seconds=1))


def test_a_withdrawn_invitation_opens_nothing(vendor, owner):
    invitation = invited(vendor, owner)
    for _twice in range(2):
        invitations.revoke(invitation, by=owner, now=NOW)
    with pytest.raises(invitations.NotAcceptable):
        invitations.accept(invitation, person=person("lea@exemple.test"), now=NOW)
    assert events(vendor) == ["invited", "revoked"]


def test_sending_again_ends_the_link_of_before_and_a_second_click_sends_nothing(vendor, owner):
    invitation = invited(vendor, owner)
    before = invitations.token_of(invitation)
    invitations.resend(invitation, by=owner, now=NOW + timedelta(seconds=59))
    assert invitations.invitation_of(before) == invitation
    for _twice in range(2):
        invitations.resend(invitation, by=owner, now=NOW + 8 * DAY)
    assert invitations.invitation_of(before) is None
    assert Mail.objects.filter(event="member_invited").count() == 2
    invitation.refresh_from_db()
    assert invitations.accept(invitation, person=person("lea@exemple.test"), now=NOW + 9 * DAY)


@pytest.mark.parametrize("token", ["", "x", "x:y", "é" * 500, "\x00"])
def test_a_forged_link_leads_nowhere(token):
    assert invitations.invitation_of(token) is None


def test_who_belongs_already_or_is_invited_already_is_not_invited_again(vendor, owner):
    invited(vendor, owner)
    for email, reason in [("LEA@exemple.test", "invited"), (owner.email.upper(), "member")]:
        with pytest.raises(invitations.NotInvitable) as refusal:
            invited(vendor, owner, email)
        assert refusal.value.reason == reason


def test_a_shop_does_not_mail_the_whole_town(vendor, owner):
    for number in range(invitations.MOST_OPEN):
        invited(vendor, owner, f"voisin{number}@exemple.test")
    with pytest.raises(invitations.NotInvitable):
        invited(vendor, owner, "encore@exemple.test")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.WORKSHOP, Role.ACCOUNTING])
def test_only_owners_decide_about_people(vendor, owner, role):
    member, other = hired(vendor, role), hired(vendor)
    invitation = invited(vendor, owner)
    for act in (
        lambda by: invited(vendor, by, "a@exemple.test"),
        lambda by: invitations.revoke(invitation, by=by, now=NOW),
        lambda by: invitations.resend(invitation, by=by, now=NOW + DAY),
        lambda by: people.change_role(other, role=Role.OWNER, by=by, now=NOW),
        lambda by: people.remove(other, by=by, now=NOW),
    ):
        for by in (member.user, UserFactory()):
            with pytest.raises(NotAllowed):
                act(by)
    assert vendor.memberships.count() == 3


def test_the_last_owner_stays(vendor, owner):
    mine = vendor.memberships.get()
    hired(vendor, Role.MANAGER)
    for role in (Role.MANAGER, Role.WORKSHOP, Role.ACCOUNTING):
        with pytest.raises(people.LastOwner):
            people.change_role(mine, role=role, by=owner, now=NOW)
    with pytest.raises(people.LastOwner):
        people.remove(mine, by=owner, now=NOW)
    second = hired(vendor, Role.OWNER)
    people.remove(mine, by=owner, now=NOW)
    assert list(vendor.memberships.filter(role=Role.OWNER)) == [second]


def test_a_role_changed_is_told_to_owners_and_person_once(vendor, owner):
    member = hired(vendor)
    for _twice in range(2):
        people.change_role(member, role=Role.ACCOUNTING, by=owner, now=NOW)
    assert events(vendor) == ["role"]
    told = Mail.objects.filter(event="role_changed").values_list("recipient", flat=True)
    assert sorted(told) == sorted([owner.email, member.user.email])


def test_leaving_is_ones_own_business(vendor, owner):
    member = hired(vendor, Role.ACCOUNTING)
    for _twice in range(2):
        people.remove(member, by=member.user, now=NOW)
    assert events(vendor) == ["left"]
    assert Mail.objects.filter(event="member_removed").count() == 2


def test_the_journal_is_never_rewritten(vendor, owner):
    invited(vendor, owner)
    event = vendor.people_events.get()
    journal = PeopleEvent.objects.all()
    for act in (event.save, event.delete, journal.delete, lambda: journal.update(actor="x")):
        with pytest.raises(WrittenForGood):
            act()


def ask(who, siret=SIRET, now=NOW):
    return join_requests.ask_to_join(who, siret=siret, message="Bonjour", now=now)


def test_a_request_reaches_every_owner_once_and_an_owner_lets_the_person_in(vendor, owner):
    second, lea = hired(vendor, Role.OWNER), person()
    hired(vendor, Role.MANAGER)
    for _twice in range(2):
        assert ask(lea, "732 829 320 00074") is None
    told = Mail.objects.filter(event="join_requested").values_list("recipient", flat=True)
    assert sorted(told) == sorted([owner.email, second.user.email])
    request = JoinRequest.objects.get()
    for _twice in range(2):
        join_requests.accept(request, role=Role.WORKSHOP, by=owner, now=NOW)
    assert vendor.memberships.get(user=lea).role == Role.WORKSHOP
    join_requests.decline(request, by=owner, now=NOW)
    assert events(vendor) == ["accepted", "joined"]


def test_a_declined_person_is_told_and_nothing_else_happens(vendor, owner):
    lea = person()
    ask(lea)
    join_requests.decline(JoinRequest.objects.get(), by=owner, now=NOW)
    assert Mail.objects.get(event="join_declined").recipient == lea.email
    assert vendor.memberships.count() == 1


def test_without_a_shop_or_from_a_member_the_answer_is_the_same_silence(vendor, owner):
    assert ask(person(), "00000000000000") is None
    assert ask(owner) is None
    assert not Mail.objects.exists()
    assert not JoinRequest.objects.waiting(NOW).exists()


def test_nobody_fishes_for_who_sells_here(vendor):
    lea = person()
    for number in range(join_requests.MOST_A_DAY):
        ask(lea, f"{number:014}")
    with pytest.raises(join_requests.TooManyRequests):
        ask(lea)
    assert ask(lea, now=NOW + DAY) is None


def test_a_request_is_forgotten_after_thirty_days(vendor, owner):
    lea = person()
    ask(lea)
    request = JoinRequest.objects.get()
    join_requests.accept(request, role=Role.OWNER, by=owner, now=NOW + 30 * DAY)
    assert not vendor.memberships.filter(user=lea).exists()
    ask(lea, now=NOW + 31 * DAY)
    assert JoinRequest.objects.waiting(NOW + 31 * DAY).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_step_down_at_once_leave_one():
    first = person()
    vendor = VendorFactory(member=first)
    second = hired(vendor, Role.OWNER)
    start, refused = threading.Barrier(2), []

    def step_down(member):
        start.wait()
        try:
            people.change_role(member, role=Role.MANAGER, by=member.user, now=NOW)
        except people.LastOwner:
            refused.append(member)
        finally:
            connection.close()

    threads = [threading.Thread(target=step_down, args=[m]) for m in (vendor.memberships.get(user=first), second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert vendor.memberships.filter(role=Role.OWNER).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_invitation_accepted_in_two_windows_at_once_makes_one_member():
    owner = person()
    vendor = VendorFactory(member=owner)
    invitation, lea = invited(vendor, owner), person("lea@exemple.test")
    start, roles = threading.Barrier(2), []

    def accept():
        start.wait()
        try:
            roles.append(invitations.accept(invitation, person=lea, now=NOW).role)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _window in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert roles == [Role.WORKSHOP] * 2
    assert events(vendor) == ["invited", "joined"]
