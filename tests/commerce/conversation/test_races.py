"""One form, one question, one answer, several hands at once. Needs row locks."""

import pytest

from commerce.communication.models import Mail
from commerce.conversation import deciding, incoming, opening, reporting
from commerce.conversation.models import AbuseReport, AwaitedAnswer, Conversation, Message, Side
from commerce.moderation.deciding import AlreadyDecided
from tests.commerce.conversation.cases import NOW, about, fresh, paid_part, question, reply, said
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import ProductFactory, UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_question_sent_six_times_at_once_begins_one_conversation_with_one_message():
    buyer, product = UserFactory(), ProductFactory()

    def ask():
        return said(opening.about_piece(product, buyer, now=NOW), "Étanche ?", key="un formulaire").pk

    assert len(set(at_once(ask))) == 1
    assert (Conversation.objects.count(), Message.objects.count(), AwaitedAnswer.objects.count()) == (1, 1, 1)
    assert Mail.objects.filter(event__startswith="message_to").count() == 1


def test_answers_of_six_members_at_once_stop_the_clock_once():
    conversation = question()
    at_once(lambda: said(fresh(conversation), "Oui.", side=Side.VENDOR).pk)
    assert Message.objects.count() == 7
    assert AwaitedAnswer.objects.get().answered_at == NOW


def test_one_mail_delivered_six_times_at_once_is_one_message():
    conversation = about(paid_part())
    source = reply(conversation, Side.VENDOR, conversation.vendor.email).as_bytes()
    assert at_once(lambda: incoming.take(source, now=NOW))
    assert Message.objects.filter(side=Side.VENDOR).count() == 1


def test_a_report_is_kept_and_decided_once():
    conversation = about(paid_part())
    message = said(conversation, "Injure", side=Side.VENDOR)

    def report():
        return reporting.report(message, Side.BUYER, ground="person", text="", now=NOW).pk

    assert len(set(at_once(report))) == 1

    def decide():
        try:
            report = AbuseReport.objects.get()
            return deciding.decide(report, measure="hidden", ground="person", text="Injure.", by=None, now=NOW).pk
        except AlreadyDecided:
            return None

    assert len([each for each in at_once(decide) if each]) == 1
