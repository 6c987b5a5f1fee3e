"""A member's threads: on the portal's first page, in the file of all data, and at the end of account and shop."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from cms_pages.contact import answer, receive, thread_url, write_back
from cms_pages.models import ContactMessage
from commerce.communication.models import Mail
from commerce.communication.threads import open_threads_of
from commerce.leaving import accounts, erasing, export
from commerce.leaving.models import Erasure, Export
from commerce.partner.models import Membership
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
Status = ContactMessage.Status
NOW = timezone.now()


@pytest.fixture
def owner():
    return UserFactory(email="rozenn@exemple.test")


@pytest.fixture
def vendor(owner):
    return VendorFactory(name="Sellerie Kervran", member=owner, email="bonjour@sellerie.test")


def written(user=None, subject="Mon IBAN", email="rozenn@exemple.test", now=NOW):
    message = ContactMessage(
        audience="professional", name="Rozenn", email=email, phone="0612345678", subject=subject, message="Refusé."
    )
    return receive(message, user=user, now=now)


def answered(thread, status, now=NOW):
    return answer(thread, author=UserFactory(), text="Essayez ceci.", status=status, seen=0, now=now)


def home_of(user, client):
    client.force_login(user)
    return client.get(reverse("vendor_portal:home")).content.decode()


def test_an_open_thread_is_on_the_shops_first_page_with_whose_turn_it_is(vendor, owner, client):
    thread = written(owner)
    page = home_of(owner, client)
    assert f"Votre message {thread.number}\u00a0: Mon IBAN" in page
    assert thread_url(thread) in page
    assert "L’équipe vous répondra dans ce fil." in page
    answered(thread, Status.WAITING)
    page = home_of(owner, client)
    assert "L’équipe attend votre réponse." in page
    assert "Pressant" in page
    write_back(thread, text="Voici.", form_key="a", now=NOW)
    assert "L’équipe vous répondra" in home_of(owner, client)


def test_an_answer_that_asks_nothing_is_shown_for_two_weeks_and_a_closed_thread_never(vendor, owner):
    answered(written(owner), Status.ANSWERED)
    answered(written(owner, subject="Mes photos"), Status.CLOSED)
    [thread] = open_threads_of(vendor, now=NOW + timedelta(days=13))
    assert (thread.subject, thread.is_answered) == ("Mon IBAN", True)
    assert open_threads_of(vendor, now=NOW + timedelta(days=14)) == []


def test_neither_a_stranger_nor_a_workshop_hand_reads_the_shops_threads(vendor, owner, client):
    written(owner)
    stranger, hand = UserFactory(), UserFactory()
    VendorFactory(member=stranger)
    Membership.objects.create(user=hand, partner=vendor, role=Membership.Role.WORKSHOP)
    assert "Mon IBAN" not in home_of(stranger, client)
    assert "Mon IBAN" not in home_of(hand, client)


def test_threads_cost_the_first_page_one_query_however_many(vendor, owner, django_assert_num_queries):
    for number in range(7):
        written(owner, subject=f"Question {number}", now=NOW + timedelta(hours=number))
    with django_assert_num_queries(1):
        assert [thread.subject[-1] for thread in open_threads_of(vendor, now=NOW)] == ["6", "5", "4", "3", "2"]


def test_the_file_of_all_data_holds_the_shops_threads_without_the_teams_notes(vendor, owner):
    answered(thread := written(owner), Status.WAITING)
    thread.notes.create(text="Rappeler la banque")
    written(UserFactory(), subject="D’un autre")
    made = Export.objects.create(vendor=vendor, asked_by=owner)
    assert export.make(made, now=NOW)
    made.refresh_from_db()
    archive = ZipFile(io.BytesIO(made.file.read()))
    [message] = json.loads(archive.read("messages.json"))
    assert (message["subject"], message["message"]) == ("Mon IBAN", "Refusé.")
    [reply] = json.loads(archive.read("messages-reponses.json"))
    assert (reply["text"], reply["from_team"]) == ("Essayez ceci.", True)
    assert "Rappeler la banque" not in "".join(
        archive.read(name).decode(errors="replace") for name in archive.namelist()
    )


def test_with_an_account_goes_what_the_person_wrote_signed_in_or_not():
    person = UserFactory(email="camille@exemple.test")
    mine = [written(person), written(email="Camille@exemple.test")]
    other = written(email="ines@exemple.test")
    for _twice in range(2):
        accounts.erase(person, now=NOW)
    kept = ContactMessage.objects.in_bulk([*(thread.pk for thread in mine), other.pk])
    assert {(kept[thread.pk].email, kept[thread.pk].message, kept[thread.pk].user) for thread in mine} == {
        ("", "", None)
    }
    assert kept[other.pk].message == "Refusé."
    assert not Mail.objects.filter(recipient__iexact="camille@exemple.test").exclude(event="account_erased").exists()


def test_a_member_who_leaves_the_site_leaves_the_shops_thread_to_the_shop(vendor):
    hand = UserFactory(email="hand@exemple.test")
    Membership.objects.create(user=hand, partner=vendor, role=Membership.Role.MANAGER)
    thread = written(hand, email=hand.email)
    accounts.erase(hand, now=NOW)
    thread.refresh_from_db()
    assert (thread.name, thread.email, thread.phone, thread.user) == (vendor.name, vendor.email, "", None)
    assert (thread.message, thread.vendor) == ("Refusé.", vendor)


def test_six_months_after_a_shop_its_threads_are_emptied(vendor, owner):
    answered(thread := written(owner), Status.ANSWERED)
    erasure = Erasure.objects.create(kind=Erasure.Kind.TRADER, vendor=vendor, due_on=NOW.date())
    for _twice in range(2):
        erasing.carry_out(erasure, now=NOW)
    thread.refresh_from_db()
    assert (thread.message, thread.email, thread.vendor) == ("", "", None)
    assert thread.replies.get().text == ""
