"""The buyer's doors: who comes in, what strangers get, what is typed, and what lists ask of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.conversation.addresses import buyer_path, order_conversation_path
from commerce.conversation.files import read_files
from commerce.conversation.models import Conversation, Message, Side
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.conversation.cases import about, paid_part, paper, picture, question, said, typed
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer():
    return UserFactory(first_name="Léa")


@pytest.fixture
def product():
    piece = ProductFactory(title="Bol à anse", description="Grès.")
    return put(with_picture(piece), category("Bols"))


def ask(product):
    return reverse("conversation:ask", args=[product.pk])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def with_files(conversation, takes_papers=True):
    files = [picture(), paper()] if takes_papers else [picture()]
    return said(conversation, "Voici.", side=Side.VENDOR, files=read_files(files, takes_papers=True))


def test_a_piece_is_asked_about_from_its_page_by_whoever_is_signed_in(client, product, buyer):
    assert ask(product) in text(client.get(product.get_absolute_url()))
    assert client.get(ask(product)).url.startswith(reverse("account_login"))
    client.force_login(buyer)
    assert "masqués jusqu’à la commande" in text(client.get(ask(product)))
    sent = typed("Est-il étanche ?")
    answers = [client.post(ask(product), sent) for _twice in range(2)]
    conversation = Conversation.objects.get()
    assert {answer.url for answer in answers} == {buyer_path(conversation)}
    assert Message.objects.count() == 1
    assert "Est-il étanche ?" in text(client.get(buyer_path(conversation)))
    assert client.get(ask(product)).url == buyer_path(conversation)
    assert "Bol à anse" in text(client.get(reverse("conversation:mine")))


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "x" * 5_001}, {"text": "\x00"}, {"opened_at": "9" * 400}, {"opened_at": ""}]
)
def test_a_wrong_form_says_what_is_wrong_and_writes_nothing(client, product, buyer, wrong):
    client.force_login(buyer)
    assert "form-summary" in text(client.post(ask(product), typed(**wrong)))
    assert not Conversation.objects.exists()


def test_a_robot_that_fills_in_the_trap_is_thanked_and_forgotten(client, product, buyer):
    client.force_login(buyer)
    assert client.post(ask(product), typed(website="x")).status_code == 302
    assert not Message.objects.exists()


HOSTILE = [
    lambda: paper(b"<html>%PDF"),
    lambda: paper(b"%PDF-1.4 without an end"),
    lambda: paper(b"MZ\x90"),
    lambda: picture((20, 20)),
    lambda: picture((2400, 310)),
]


@pytest.mark.parametrize("file", HOSTILE)
def test_hostile_files_are_refused_beside_the_field_and_the_words_stay(client, file):
    part = paid_part()
    shown = text(client.post(order_conversation_path(part), typed("Mes mots", files=[file()])))
    assert "Fichier 1" in shown
    assert "Mes mots" in shown
    assert not Message.objects.exists()


def test_a_paper_waits_for_the_order_and_five_files_are_too_many(client, product, buyer):
    client.force_login(buyer)
    assert "une fois la commande passée" in text(client.post(ask(product), typed(files=[paper()])))
    assert "4 fichiers au plus" in text(client.post(ask(product), typed(files=[picture() for _each in range(5)])))


def test_a_guest_writes_by_the_orders_link_and_reads_the_answer(client):
    part = paid_part()
    address = order_conversation_path(part)
    order_page = reverse("customer:anon-order", args=[part.order.number, part.order.verification_hash()])
    assert address in text(client.get(order_page))
    assert "Écrire à" in text(client.get(address))
    assert not Conversation.objects.exists()
    client.post(address, typed("Quand part-il ?", files=[picture(), paper()]))
    conversation = Conversation.objects.get()
    assert conversation.messages.get().attachments.count() == 2
    said(conversation, "Demain.", side=Side.VENDOR, now=timezone.now())
    assert "Un nouveau message vous attend" in text(client.get(order_page))
    shown = text(client.get(address))
    assert "Demain." in shown
    assert "Nouveau" in shown
    assert "Un nouveau message vous attend" not in text(client.get(order_page))
    for attachment in conversation.messages.first().attachments.all():
        file = client.get(f"{address}piece/{attachment.pk}/")
        assert (file.status_code, file["Cache-Control"]) == (200, "private, no-store")


def test_an_unpaid_order_has_no_door(client):
    part = paid_part()
    type(part).objects.update(confirmed_at=None)
    assert client.get(order_conversation_path(part)).status_code == 404


def test_a_listing_is_asked_about_at_its_own_address(client, product, buyer):
    product.vendor.plan.kind = "listing"
    product.vendor.plan.save()
    client.force_login(buyer)
    assert ask(product) not in text(client.get(product.get_absolute_url()))
    assert client.get(ask(product)).url == product.get_absolute_url()


def doors(conversation):
    """Every address of a conversation, for its buyer."""
    message = with_files(conversation, takes_papers=conversation.vendor_order_id is not None)
    base = buyer_path(conversation)
    pieces = [f"{base}piece/{attachment.pk}/" for attachment in message.attachments.all()]
    return [base, *pieces, f"{base}signaler/{message.pk}/"]


def test_a_question_is_found_by_whoever_asked_and_by_nobody_else(client, buyer):
    conversation = question(buyer=buyer)
    for address in doors(conversation):
        assert client.get(address).url.startswith(reverse("account_login"))
        client.force_login(UserFactory())
        assert (
            client.get(address).status_code == client.post(address, typed()).status_code == 404 or "piece" in address
        )
        assert client.get(address).status_code == 404
        client.force_login(buyer)
        assert client.get(address).status_code == 200
        client.logout()
    client.force_login(UserFactory())
    assert conversation.title not in text(client.get(reverse("conversation:mine")))


def test_an_orders_conversation_is_found_by_its_link_and_by_no_other(client):
    conversation, other = about(paid_part()), about(paid_part())
    order = conversation.vendor_order.order
    for address in doors(conversation):
        assert client.get(address).status_code == 200
        assert client.get(address.replace(order.verification_hash(), "devine")).status_code == 404
        elsewhere = other.vendor_order.order
        swapped = address.replace(order.verification_hash(), elsewhere.verification_hash())
        assert client.get(swapped.replace(order.number, elsewhere.number)).status_code == 404
    foreign = with_files(other).attachments.first()
    assert client.get(f"{buyer_path(conversation)}piece/{foreign.pk}/").status_code == 404
    unwritten = order_conversation_path(paid_part())
    assert client.get(f"{unwritten}piece/{foreign.pk}/").status_code == 404


def test_my_messages_ask_as_many_questions_of_the_database_for_four_as_for_one(client, buyer):
    client.force_login(buyer)
    client.get(reverse("conversation:mine"))
    counts = []
    for more in (1, 3):
        for _each in range(more):
            question(buyer=buyer)
            about(paid_part(VendorFactory(), user=buyer))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert text(client.get(reverse("conversation:mine"))).count("sheet flow") >= more
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_conversation_asks_as_many_for_six_messages_as_for_one(client):
    conversation = about(paid_part())
    counts = []
    for _round in range(2):
        client.get(buyer_path(conversation))
        with CaptureQueriesContext(connection) as asked:
            client.get(buyer_path(conversation))
        counts.append(len(asked))
        for _each in range(4):
            with_files(conversation)
    assert counts[0] == counts[1]
