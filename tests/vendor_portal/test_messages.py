"""Messages in the portal: the list and its marks, an answer, a first word about an order, what waits today."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.conversation.models import AwaitedAnswer, Conversation, Message, Side
from commerce.partner.models import Membership
from tests.commerce.conversation.cases import about, paid_part, question, said, typed
from tests.factories import ProductFactory

LIST = "/espace-pro/messages/"
PHONE = "Appelez-moi au 06 12 34 56 78"


@pytest.fixture
def now():
    return timezone.now() - timedelta(hours=30)


@pytest.fixture
def asked(vendor, now):
    return question(PHONE, product=ProductFactory(vendor=vendor, title="Théière"), now=now)


def page(conversation):
    return reverse("vendor_portal:message", args=[conversation.pk])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_list_marks_what_is_unread_and_what_waits_until_it_is_read_and_answered(portal, asked):
    shown = text(portal.get(LIST))
    assert "Théière" in shown
    assert "Léa R." in shown
    for mark in ("Non lu<", "À répondre<", "attend depuis"):
        assert mark in shown
    read = text(portal.get(page(asked)))
    assert "06 12" not in read
    assert "coordonnées masquées jusqu’à la commande" in read
    assert asked.buyer.email not in read
    assert "Non lu<" not in text(portal.get(LIST))
    sent = typed("Oui, essayez-la au moulin@exemple.fr")
    for _twice in range(2):
        assert portal.post(page(asked), sent).url == page(asked)
    assert Message.objects.filter(side=Side.VENDOR).count() == 1
    assert "L’autre partie lit vos coordonnées masquées" in text(portal.get(page(asked)))
    assert "attend depuis" not in text(portal.get(LIST))
    assert "Rien à répondre" not in text(portal.get(page(asked)))


def test_thanks_are_put_aside_after_an_answer_only(portal, asked, now):
    aside = reverse("vendor_portal:message-put-aside", args=[asked.pk])
    portal.post(aside)
    assert AwaitedAnswer.objects.filter(answered_at=None).exists()
    said(asked, "Oui.", side=Side.VENDOR, now=now)
    said(asked, "Merci !", now=now)
    assert "Rien à répondre" in text(portal.get(page(asked)))
    portal.post(aside)
    assert not AwaitedAnswer.objects.filter(answered_at=None).exists()


def test_the_list_is_filtered_and_searched_without_finding_what_is_masked(portal, asked, vendor, now):
    part = paid_part(vendor)
    about(part, "Avez-vous le numéro 0612345678 ?", now=now)
    found = {
        "etat=questions": {"Théière"},
        "etat=commandes": {part.number},
        "etat=a-repondre": {"Théière", part.number},
        "etat=non-lues": {"Théière", part.number},
        "etat=closes": set(),
        "etat=absurde": {"Théière", part.number},
        "q=théière": {"Théière"},
        "q=06+12": set(),
        f"q={part.number}": {part.number},
        "q=%00": {"Théière", part.number},
        f"q={'9' * 400}": {"Théière", part.number},
    }
    for query, expected in found.items():
        shown = text(portal.get(f"{LIST}?{query}"))
        assert {name for name in ("Théière", part.number) if f">{name}<" in shown or f"Commande {name}<" in shown} == (
            expected
        ), query


def test_the_shop_writes_first_about_an_order_and_comes_back_to_the_same_conversation(portal, part):
    first = reverse("vendor_portal:order-message", args=[part.number])
    assert first in text(portal.get(reverse("vendor_portal:order", args=[part.number])))
    assert "part à l’acheteur par courriel" in text(portal.get(first))
    assert not Conversation.objects.exists()
    portal.post(first, typed("Votre bol cuit encore."))
    conversation = Conversation.objects.get()
    assert not Conversation.objects.awaiting().exists()
    assert portal.get(first).url == page(conversation)
    assert "Votre bol cuit encore." in text(portal.get(page(conversation)))


def test_what_waits_is_on_todays_page_pressing_after_a_day_and_only_for_who_sees_orders(portal, asked, vendor):
    home = reverse("vendor_portal:home")
    (task,) = [task for task in portal.get(home).context["tasks"] if "message" in task.title]
    assert task.is_pressing
    assert task.title == "1 message attend votre réponse"
    vendor.memberships.update(role=Membership.Role.ACCOUNTING)
    assert not [task for task in portal.get(home).context["tasks"] if "message" in task.title]
    assert portal.get(LIST).status_code == 403


def test_the_median_is_shown_to_the_shop_and_on_its_page(portal, vendor, now):
    for _each in range(5):
        conversation = question(product=ProductFactory(vendor=vendor), now=now)
        said(conversation, "Oui.", side=Side.VENDOR, now=now + timedelta(hours=2))
    assert "Répond le plus souvent en 2 heures environ" in text(portal.get(LIST))
    assert "Répond le plus souvent en 2 heures environ" in text(portal.get(vendor.get_absolute_url()))


def test_a_message_of_a_buyer_is_reported(portal, asked):
    message = asked.messages.get()
    address = reverse("vendor_portal:message-report", args=[asked.pk, message.pk])
    assert "06 12" not in text(portal.get(address))
    assert portal.post(address, {"ground": "other", "text": ""}).url == page(asked)
    assert "Signalé, n° S-" in text(portal.get(page(asked)))


def test_the_list_asks_as_many_questions_of_the_database_for_six_as_for_two(portal, vendor, now):
    portal.get(LIST)
    counts = []
    for more in (1, 2):
        for _each in range(more):
            question(product=ProductFactory(vendor=vendor), now=now)
            about(paid_part(vendor), now=now)
        with CaptureQueriesContext(connection) as asked:
            portal.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]
