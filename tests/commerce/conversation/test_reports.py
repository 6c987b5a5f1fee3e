"""Abuse: reported once by one side, decided once by an operator, with reasons for both."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from commerce.communication.models import Mail
from commerce.conversation import deciding, reading, reporting
from commerce.conversation.addresses import buyer_path
from commerce.conversation.exceptions import AlreadyReported
from commerce.conversation.models import AbuseReport, Conversation, Side
from commerce.moderation.deciding import AlreadyDecided
from commerce.moderation.models import Statement
from commerce.moderation.roles import GROUP, create_role
from tests.commerce.conversation.cases import NOW, about, fresh, paid_part, said
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
REASONS = {"ground": "person", "text": "Une injure vise la personne."}


@pytest.fixture
def conversation():
    return about(paid_part())


@pytest.fixture
def insult(conversation):
    return said(conversation, "Espèce de pingre !", side=Side.VENDOR)


@pytest.fixture
def moderator(client):
    person = UserFactory()
    create_role()
    person.groups.add(Group.objects.get(name=GROUP))
    client.force_login(person)
    return client


def reported(message, side=Side.BUYER):
    return reporting.report(message, side, ground="person", text="Il m’insulte.", now=NOW)


def told():
    return set(Mail.objects.filter(event__startswith="message_report").values_list("recipient", flat=True))


def test_a_guest_reports_an_answer_once_and_reads_the_number(client, conversation, insult, settings):
    address = f"{buyer_path(conversation)}signaler/{insult.pk}/"
    assert "Espèce de pingre" in client.get(address).content.decode()
    assert "form-summary" in client.post(address, {"ground": "", "text": "\x00" * 9}).content.decode()
    for _twice in range(2):
        client.post(address, {"ground": "person", "text": "Il m’insulte."})
    report = AbuseReport.objects.get()
    assert report.reference in client.get(buyer_path(conversation)).content.decode()
    assert told() == {conversation.vendor_order.order.email, settings.OPERATOR_EMAIL}


def test_ones_own_message_is_not_reported(client, conversation, insult):
    own = conversation.messages.get(side=Side.BUYER)
    assert client.get(f"{buyer_path(conversation)}signaler/{own.pk}/").status_code == 404
    with pytest.raises(AlreadyReported):
        reported(own)


def test_a_hidden_message_is_read_by_nobody_and_its_workshop_gets_a_statement_of_reasons(conversation, insult):
    report = reported(insult)
    deciding.decide(report, measure="hidden", by=None, now=NOW, **REASONS)
    for side in Side:
        assert [each.text for each in reading.seen_by(fresh(conversation), side) if each.is_hidden] == [""]
    statement = Statement.objects.get()
    assert (statement.vendor, statement.measure, statement.text) == (
        conversation.vendor,
        "message_hidden",
        REASONS["text"],
    )
    for recipient in (conversation.vendor.email, conversation.vendor_order.order.email):
        mail = Mail.objects.get(recipient=recipient, event__in=["message_report_answered", "message_decided"])
        assert REASONS["text"] in mail.text
        assert "Contester" in mail.text
    with pytest.raises(AlreadyDecided):
        deciding.decide(report, measure="nothing", by=None, now=NOW, **REASONS)


def test_a_buyer_whose_message_is_hidden_is_no_longer_waited_for(conversation):
    report = reported(conversation.messages.get(), Side.VENDOR)
    deciding.decide(report, measure="closed", by=None, now=NOW, **REASONS)
    assert not Conversation.objects.awaiting().exists()
    assert fresh(conversation).closed_at == NOW
    assert not Statement.objects.exists()


def test_where_nothing_is_wrong_only_whoever_reported_is_told(conversation, insult):
    report = reported(insult)
    deciding.decide(report, measure="nothing", by=None, now=NOW, **REASONS)
    decided = Mail.objects.filter(event__in=["message_report_answered", "message_decided"])
    assert [mail.recipient for mail in decided] == [conversation.vendor_order.order.email]


def test_the_operators_read_the_conversation_and_decide(moderator, conversation, insult):
    report = reported(insult)
    listed = moderator.get(reverse("conversation_office:reports")).content.decode()
    assert report.reference in listed
    shown = moderator.get(reverse("conversation_office:report", args=[report.pk])).content.decode()
    assert "Espèce de pingre" in shown
    address = reverse("conversation_office:decide", args=[report.pk])
    for wrong in ({}, {**REASONS, "measure": "prison"}, {**REASONS, "text": "", "measure": "hidden"}):
        assert moderator.post(address, wrong).status_code == 200
    assert moderator.post(address, {**REASONS, "measure": "warned"}).status_code == 302
    report.refresh_from_db()
    assert report.measure == "warned"
    again = moderator.post(address, {**REASONS, "measure": "hidden"})
    assert "vient de décider" in again.content.decode()
    assert reverse("conversation_office:reports") in moderator.get("/cms/").content.decode()


def test_nobody_else_comes_in(client, insult):
    report = reported(insult)
    pages = [
        ("reports", []),
        ("report", [report.pk]),
        ("decide", [report.pk]),
        ("file", [report.pk, 1]),
    ]
    for person in (None, UserFactory(), UserFactory(is_staff=True)):
        if person:
            client.force_login(person)
        for name, args in pages:
            assert client.get(reverse(f"conversation_office:{name}", args=args)).status_code in (302, 403)
