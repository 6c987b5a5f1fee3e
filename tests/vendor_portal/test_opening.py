"""The owner sends the file, reads what was decided, and opens the shop."""

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.partner.models import Membership, Partner
from commerce.registration.decisions import approve, ask_for_more, refuse
from commerce.registration.models import Decision, Registration
from tests.commerce.registration.conftest import file_in, lack  # noqa: F401
from tests.factories import ProductFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lack")]
PAGE, SEND = "vendor_portal:open-shop", "vendor_portal:registration-submit"
Status = Registration.Status


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def enter(client):
    """Signs the owner of a file in this state in; `client.file` is the file."""

    def enter(status, **said):
        client.file = file_in(status)
        client.force_login(client.file.started_by)
        return client

    return enter


def decide(file, act, **more):
    act(file, by=UserFactory(), now=timezone.now(), version=file.version, text="Le SIRET est illisible.", **more)


@pytest.mark.parametrize("status", Status)
def test_in_every_state_the_page_says_what_happens_now(enter, status):
    portal = enter(status)
    words = {
        Status.STARTED: "Envoyer mon dossier",
        Status.SUBMITTED: "sous 2 jours ouvrés",
        Status.MORE_ASKED: "Renvoyer mon dossier",
        Status.APPROVED: "Tout est prêt",
        Status.REFUSED: "/contact-professionnel/",
    }
    assert words[status] in text(portal.get(reverse(PAGE)))


def test_a_complete_file_is_sent_and_the_page_promises_an_answer(enter):
    portal = enter(Status.STARTED)
    assert "Ce qui se passe maintenant" in text(portal.post(reverse(SEND), follow=True))


def test_an_incomplete_file_is_kept_and_says_what_is_missing(enter, lack):  # noqa: F811
    lack.missing = ["Une photo"]
    portal = enter(Status.STARTED)
    assert "il manque Une photo" in text(portal.post(reverse(SEND), follow=True))
    portal.file.refresh_from_db()
    assert portal.file.status == Status.STARTED


@pytest.mark.parametrize("act", [ask_for_more, refuse])
def test_the_owner_reads_the_reason_and_the_words_of_the_operator(enter, act):
    portal = enter(Status.SUBMITTED)
    decide(portal.file, act, reason=Decision.Reason.IDENTITY)
    shown = text(portal.get(reverse(PAGE)))
    assert "Le SIRET est illisible." in shown
    assert str(Decision.Reason.IDENTITY.label) in shown


def test_the_shop_opens_by_its_owners_button(enter):
    portal = enter(Status.SUBMITTED)
    decide(portal.file, approve)
    assert "Votre boutique est ouverte" in text(portal.post(reverse(PAGE), follow=True))
    assert Partner.objects.get().status == Partner.Status.OPEN


def test_staff_reads_and_neither_sends_nor_opens(enter, client):
    portal = enter(Status.APPROVED)
    person = UserFactory()
    Membership.objects.create(partner=portal.file.vendor, user=person, role=Membership.Role.MANAGER)
    client.force_login(person)
    assert "Seul un responsable" in text(client.post(reverse(PAGE), follow=True))
    assert client.post(reverse(SEND)).status_code == 403
    assert Partner.objects.get().status == Partner.Status.DRAFT


def test_reminders_are_cut_and_taken_up_with_one_click(enter):
    portal = enter(Status.STARTED)
    for answer, expected in (("non", False), ("oui", True), ("\x00", False)):
        portal.post(reverse("vendor_portal:registration-reminders"), {"rappels": answer})
        portal.file.refresh_from_db()
        assert portal.file.is_reminded is expected


def test_members_see_their_shop_as_it_will_be_and_nobody_else_does(enter, client):
    portal = enter(Status.SUBMITTED)
    ProductFactory(vendor=portal.file.vendor, title="Cabas à venir")
    preview = reverse("vendor_portal:shop-preview")
    shown = text(portal.get(preview))
    assert "Cabas à venir" in shown
    assert "vous seuls voyez cette page" in shown
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert client.get(preview).status_code == 404
    Partner.objects.update(status=Partner.Status.OPEN)
    client.force_login(portal.file.started_by)
    assert client.get(preview).status_code == 404
