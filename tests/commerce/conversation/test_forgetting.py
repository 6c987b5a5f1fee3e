"""What is forgotten with whom and when; what a shop takes along."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest

from commerce.communication.models import Mail
from commerce.conversation import exporting, forgetting
from commerce.conversation.files import read_files
from commerce.conversation.models import Attachment, Conversation, Message, Side
from commerce.leaving import accounts
from commerce.leaving.models import Erasure
from tests.commerce.conversation.cases import NOW, about, fresh, paid_part, picture, question, said
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
SECRET = "Je m’appelle Léa, 06 12 34 56 78"


def texts(conversation):
    return set(conversation.messages.values_list("text", "masked", "author"))


def test_questions_go_with_the_account_with_words_files_and_mails():
    buyer = UserFactory()
    conversation = question(SECRET, buyer=buyer)
    said(conversation, "Voici.", files=read_files([picture()], takes_papers=False), author=buyer)
    file = Attachment.objects.get().file
    accounts.erase(buyer, now=NOW)
    assert texts(conversation) == {("", "", None)}
    assert not file.storage.exists(file.name)
    assert not Mail.objects.filter(event__startswith="message_to").exists()
    conversation = fresh(conversation)
    assert (conversation.buyer, conversation.title, conversation.emptied_at) == (None, "", NOW)
    assert not Conversation.objects.awaiting().exists()


def test_what_was_said_about_orders_goes_with_their_addresses():
    buyer = UserFactory()
    kept = about(paid_part(user=buyer), SECRET)
    forgetting.forget_person(buyer, now=NOW)
    assert kept.messages.get().text == SECRET
    for _twice in range(2):
        forgetting.forget_orders(Erasure(kind=Erasure.Kind.ADDRESSES, user=buyer), now=NOW)
    assert texts(kept) == {("", "", None)}


def test_old_conversations_are_forgotten_a_guests_too(settings):
    settings.CONTACT_KEPT_DAYS = 3 * 365
    asked, ordered = question(SECRET), about(paid_part(), SECRET)
    assert not forgetting.due(NOW + timedelta(days=3 * 365 - 1))
    assert list(forgetting.due(NOW + timedelta(days=3 * 365))) == [asked]
    assert list(forgetting.due(NOW + timedelta(days=5 * 365 + 2))) == [asked, ordered]
    forgetting.empty(asked, now=NOW)
    assert list(forgetting.due(NOW + timedelta(days=5 * 365 + 2))) == [ordered]


def test_a_shop_that_is_gone_leaves_its_orders_words_and_no_questions():
    vendor = VendorFactory()
    asked = question(SECRET, product=ProductFactory(vendor=vendor))
    ordered = about(paid_part(vendor), SECRET)
    forgetting.forget_shop(Erasure(kind=Erasure.Kind.TRADER, vendor=vendor), now=NOW)
    assert texts(asked) == {("", "", None)}
    assert ordered.messages.get().text == SECRET


def test_a_shop_takes_along_what_it_reads_masked_where_it_reads_it_masked():
    vendor = VendorFactory()
    asked = question(SECRET, product=ProductFactory(vendor=vendor))
    said(asked, "Écrivez à moi@exemple.fr", side=Side.VENDOR)
    about(paid_part(vendor), SECRET)
    question("D’un autre atelier")
    hidden = said(asked, "Injure")
    Message.objects.filter(pk=hidden.pk).update(hidden_at=NOW)
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for write in exporting.PARTS:
            write(archive, vendor)
    with ZipFile(target) as archive:
        rows = json.loads(archive.read("conversations-messages.json"))
        assert len(json.loads(archive.read("conversations.json"))) == 2
    read = [row["as_read"] for row in rows]
    assert read[0] == "Je m’appelle Léa, [coordonnées masquées jusqu’à la commande]"
    assert sorted(read[1:]) == sorted(["Écrivez à moi@exemple.fr", SECRET, ""])
