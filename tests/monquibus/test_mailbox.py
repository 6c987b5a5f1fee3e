from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from commerce.conversation.addresses import reply_address
from commerce.conversation.models import Side
from monquibus import mailbox
from tests.commerce.conversation.cases import about, paid_part


@pytest.fixture(autouse=True)
def _mails_go_to_files(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    settings.ROOT_URLCONF = "tests.monquibus.local_urls"


def send(*subjects):
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    messages = [EmailMultiAlternatives(subject, "Bonjour à tous", to=["camille@exemple.test"]) for subject in subjects]
    for message in messages:
        message.attach_alternative(f"<p>{message.subject}</p>", "text/html")
    backend.send_messages(messages)


def test_a_sent_mail_is_read_back_with_its_accents():
    send("Votre commande est confirmée")
    [mail] = mailbox.sent_mails()
    assert (mail.subject, mail.recipients) == ("Votre commande est confirmée", "camille@exemple.test")
    assert mail.text.strip() == "Bonjour à tous"
    assert "<p>Votre commande est confirmée</p>" in mail.html
    assert abs(timezone.now() - mail.sent_at) < timedelta(minutes=1)


def test_the_newest_mail_comes_first():
    send("Première", "Deuxième")
    assert [mail.subject for mail in mailbox.sent_mails()] == ["Deuxième", "Première"]


def test_a_mail_is_found_by_its_name_alone():
    send("Première", "Deuxième")
    for mail in mailbox.sent_mails():
        assert mailbox.sent_mail(mail.name) == mail
    assert mailbox.sent_mail("../settings") is None


@pytest.mark.django_db
def test_a_message_of_a_conversation_is_answered_from_its_page(client):
    conversation = about(paid_part())
    vendor = conversation.vendor
    address = reply_address(conversation, Side.VENDOR)
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    backend.send_messages([EmailMultiAlternatives("Un message", "Quand ?", to=[vendor.email], reply_to=[address])])
    [mail] = mailbox.sent_mails()
    shown = client.post(f"/courriels/{mail.name}/", {"text": "Demain.\x00"}).content.decode()
    assert "Votre réponse est arrivée" in shown
    assert conversation.messages.last().text == "Demain."
    assert "refusée" in client.post(f"/courriels/{mail.name}/").content.decode()


@pytest.mark.django_db
def test_the_pages_list_and_show_the_mails(client):
    send("Votre commande est confirmée")
    [mail] = mailbox.sent_mails()
    assert "Votre commande est confirmée" in client.get("/courriels/").content.decode()
    assert "Bonjour à tous" in client.get(f"/courriels/{mail.name}/").content.decode()
    assert client.get(f"/courriels/{mail.name}/html/").content.decode().startswith("<p>")
    assert client.get("/courriels/inconnu/").status_code == 404


@pytest.mark.django_db
def test_a_mail_laid_out_runs_nothing_and_asks_nothing_of_anybody(client):
    send("Votre commande est confirmée")
    [mail] = mailbox.sent_mails()
    policy = client.get(f"/courriels/{mail.name}/html/")["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/courriels/", "/composants/"])
def test_a_public_site_shows_neither_mails_nor_components(client, settings, address):
    settings.ROOT_URLCONF = "monquibus.urls"
    assert client.get(address).status_code == 404
