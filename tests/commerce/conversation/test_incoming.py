"""Answers by mail: of whom we know, once, never of a machine; hostile mails end quietly."""

import io
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError

from commerce.communication.models import Mail
from commerce.conversation import addresses, incoming
from commerce.conversation.addresses import addressed, reply_address
from commerce.conversation.models import Conversation, Message, Side
from commerce.conversation.quoting import MARKER
from commerce.partner.models import Membership
from tests.commerce.conversation.cases import NOW, about, paid_part, paper, picture, question, reply
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def conversation():
    return about(paid_part())


def taken(mail):
    source = mail if isinstance(mail, bytes) else mail.as_bytes()
    return incoming.take(source, now=LATER)


def answers(conversation):
    return list(conversation.messages.exclude(pk=conversation.messages.first().pk))


def test_the_workshop_answers_by_mail_and_the_buyer_reads_it_without_the_quote(conversation):
    mail = reply(conversation, Side.VENDOR, conversation.vendor.email, f"Demain !\n\n{MARKER}\n> Quand part-il ?")
    assert taken(mail) == "taken"
    (answer,) = answers(conversation)
    assert (answer.text, answer.side, answer.channel) == ("Demain !", "vendor", "mail")
    told = Mail.objects.get(recipient=conversation.vendor_order.order.email, event__startswith="message_to")
    assert "Demain !" in told.text
    assert not Conversation.objects.awaiting().exists()


def test_the_same_mail_is_taken_once_whatever_road_it_comes_by(conversation):
    sender = conversation.vendor.email
    assert taken(reply(conversation, Side.VENDOR, sender)) == "taken"
    assert taken(reply(conversation, Side.VENDOR, sender, X_Forwarded="yes")) == "known"
    unnamed = reply(conversation, Side.VENDOR, sender, "Autre chose", message_id="").as_bytes()
    assert [taken(unnamed), taken(unnamed)] == ["taken", "known"]
    assert len(answers(conversation)) == 2


def test_a_stranger_with_the_address_and_a_friend_with_a_wrong_address_are_not_heard(conversation):
    right = reply_address(conversation, Side.VENDOR)
    forged = right.replace("-v-", "-a-")
    assert taken(reply(conversation, Side.VENDOR, "autre@exemple.test")) == "ignored"
    assert taken(reply(conversation, Side.VENDOR, conversation.vendor.email, to=forged)) == "ignored"
    assert taken(reply(conversation, Side.VENDOR, conversation.vendor.email, to="bonjour@exemple.test")) == "ignored"
    buyers = reply(conversation, Side.VENDOR, conversation.vendor_order.order.email)
    assert taken(buyers) == "ignored"
    assert not answers(conversation)
    assert not Mail.objects.filter(event="answer_not_taken").exists()


def test_members_who_see_orders_answer_from_their_own_address_and_the_others_do_not(conversation):
    for role, outcome in ((Membership.Role.WORKSHOP, "taken"), (Membership.Role.ACCOUNTING, "ignored")):
        person = UserFactory()
        Membership.objects.create(partner=conversation.vendor, user=person, role=role)
        mail = reply(conversation, Side.VENDOR, person.email.upper(), message_id=f"<{role}@exemple.test>")
        assert taken(mail) == outcome
    assert answers(conversation)[0].author.email != ""


def test_an_address_survives_a_server_without_capitals_and_a_new_key(conversation, settings):
    address = reply_address(conversation, Side.BUYER)
    assert addressed([address.upper()]) == (conversation, Side.BUYER)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "nouvelle", [settings.SECRET_KEY]
    assert addressed([address]) == (conversation, Side.BUYER)
    settings.SECRET_KEY_FALLBACKS = []
    assert addressed([address]) is None
    settings.REPLY_DOMAIN = ""
    assert addresses.reply_address(conversation, Side.BUYER) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"List_Id": "<liste.exemple.test>"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_machines_are_not_heard(conversation, headers):
    assert taken(reply(conversation, Side.VENDOR, conversation.vendor.email, **headers)) == "ignored"
    assert not answers(conversation)


def test_a_person_who_says_that_no_machine_wrote_is_heard(conversation):
    assert taken(reply(conversation, Side.VENDOR, conversation.vendor.email, Auto_Submitted="no")) == "taken"


def test_pictures_and_papers_come_along_and_logos_do_not(conversation):
    mail = reply(conversation, Side.VENDOR, conversation.vendor.email, "Voici.")
    mail.add_attachment(picture().read(), maintype="image", subtype="png", filename="../../photo.png")
    mail.add_attachment(paper().read(), maintype="application", subtype="octet-stream", filename="devis.exe")
    mail.add_attachment(b"\x89PNG tiny", maintype="image", subtype="png", disposition="inline", cid="<logo>")
    assert taken(mail) == "taken"
    kept = answers(conversation)[0].attachments.values_list("content_type", flat=True)
    assert list(kept) == ["image/jpeg", "application/pdf"]


def test_a_page_without_text_is_read_as_words(conversation):
    mail = reply(conversation, Side.VENDOR, conversation.vendor.email)
    mail.set_content("<p>Oui&nbsp;<b>demain</b></p><blockquote>Quand&nbsp;?</blockquote>", subtype="html")
    assert taken(mail) == "taken"
    assert answers(conversation)[0].text.split() == ["Oui", "demain"]


def test_whoever_may_write_and_is_refused_reads_why_once(conversation):
    mail = reply(conversation, Side.VENDOR, conversation.vendor.email, "Voici.")
    mail.add_attachment(b"MZ\x90", maintype="application", subtype="x-msdownload", filename="photo.jpg")
    assert [taken(mail), taken(mail)] == ["refused", "refused"]
    told = Mail.objects.get(event="answer_not_taken")
    assert told.recipient == conversation.vendor.email
    assert "Fichier 1" in told.text
    assert not answers(conversation)


@pytest.mark.parametrize("text", ["", f"{MARKER}\n> Bonjour", "x" * 6_000])
def test_nothing_to_say_and_too_much_are_told_to_their_writer(conversation, text):
    assert taken(reply(conversation, Side.VENDOR, conversation.vendor.email, text)) == "refused"
    assert Mail.objects.filter(event="answer_not_taken").count() == 1


def test_before_an_order_a_paper_is_refused_and_contact_data_are_masked():
    conversation = question()
    mail = reply(conversation, Side.VENDOR, conversation.vendor.email, "Appelez le 06 12 34 56 78")
    assert taken(mail) == "taken"
    told = Mail.objects.get(event__startswith="message_to", recipient=conversation.buyer.email)
    assert "06 12" not in told.text
    second = reply(conversation, Side.VENDOR, conversation.vendor.email, message_id="<b@exemple.test>")
    second.add_attachment(paper().read(), maintype="application", subtype="pdf", filename="devis.pdf")
    assert taken(second) == "refused"


def hostile(address, sender):
    head = f"From: {sender}\r\nTo: {address}\r\n"
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in range(2_000)
    )
    return [
        b"",
        b"\x00" * 1_000,
        b"\xff\xfe\xfd",
        head.encode(),
        f"{head}Content-Type: text/plain; charset=klingon\r\n\r\nBonjour".encode(),
        f"{head}Content-Type: text/plain; charset=utf-7\r\n\r\n+AGEAYg-".encode(),
        f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n".encode() + b"\xff\xfe\x00oui",
        f"{head}Content-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!".encode(),
        f"{head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n--x".encode(),
        f"{head}{nested}".encode(),
        f"{head}Message-ID: <\udcff>\r\nSubject: =?utf-8?q?=ff?=\r\n\r\noui".encode("utf-8", "surrogateescape"),
        f"From: =?x?q?{'a' * 9_000}?= <{sender}>\r\nTo: {address}\r\n\r\noui".encode(),
        f"{head}{'X-A: b' * 50_000}\r\n\r\noui".encode(),
    ]


def test_hostile_mails_raise_nothing(conversation):
    sources = hostile(reply_address(conversation, Side.VENDOR), conversation.vendor.email)
    for source in [*sources, b"x" * (incoming.LARGEST_MAIL + 1)]:
        assert taken(source) in {"taken", "known", "refused", "ignored"}
    for message in Message.objects.all():
        assert "\x00" not in message.text


def piped(monkeypatch, source):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))
    out, trouble = io.StringIO(), io.StringIO()
    call_command("take_mail", stdout=out, stderr=trouble)
    return out.getvalue().strip(), trouble.getvalue()


def test_the_command_reads_one_mail_from_its_input(conversation, monkeypatch):
    mail = reply(conversation, Side.BUYER, conversation.vendor_order.order.email)
    assert piped(monkeypatch, mail.as_bytes()) == ("taken", "")
    assert piped(monkeypatch, b"garbage") == ("ignored", "")


def test_the_mail_server_tries_again_where_the_database_is_away_and_not_where_a_mail_is_broken(monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError

    monkeypatch.setattr("commerce.conversation.management.commands.take_mail.take", away)
    with pytest.raises(SystemExit) as end:
        piped(monkeypatch, b"x")
    assert end.value.code == 75
    monkeypatch.setattr("commerce.conversation.management.commands.take_mail.take", lambda *_a, **_k: 1 / 0)
    assert piped(monkeypatch, b"x") == ("", "This mail can't be read.\n")
