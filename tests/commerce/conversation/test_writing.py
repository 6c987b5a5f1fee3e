"""Writing, who waits for whom, and what the other side reads by mail."""

from datetime import timedelta

import pytest

from commerce.communication.models import Mail
from commerce.conversation import answering, opening, reading
from commerce.conversation.exceptions import ConversationClosed, TooManyMessages
from commerce.conversation.models import AwaitedAnswer, Conversation, Message, Side
from commerce.conversation.record import messages_of
from commerce.conversation.writing import MESSAGES_PER_HOUR
from commerce.disputes.case_file import exchanges_of
from commerce.disputes.models import OrderDispute
from commerce.order.timeline import BUYER, OPERATOR, VENDOR, timelines
from commerce.settlement.due import settle
from tests.commerce.conversation.cases import NOW, about, fresh, paid_part, question, said
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
PHONE = "Appelez-moi au 06 12 34 56 78"


def test_a_message_sent_twice_is_one_and_is_mailed_once():
    conversation = question()
    first, again = (said(conversation, "Et en bleu ?", key="la même") for _twice in range(2))
    assert first == again
    assert Message.objects.count() == Mail.objects.filter(event__startswith="message_to").count() == 2


def test_each_side_reads_the_others_words_by_mail_and_nobodys_address():
    conversation = question("Est-il étanche ?")
    said(conversation, "Oui, tout à fait.", side=Side.VENDOR)
    to_vendor, to_buyer = Mail.objects.filter(event__startswith="message_to").order_by("pk")
    buyer, vendor = conversation.buyer.email, conversation.vendor.email
    assert (to_vendor.recipient, to_buyer.recipient) == (vendor, buyer)
    assert "Est-il étanche" in to_vendor.text
    assert "Oui, tout à fait." in to_buyer.html
    for mail, other in ((to_vendor, buyer), (to_buyer, vendor)):
        assert other not in mail.text + mail.html + mail.subject + mail.reply_to
        assert mail.reply_to.startswith("reponse+")
        assert len(mail.reply_to.partition("@")[0]) <= 64
    assert to_vendor.reply_to != to_buyer.reply_to


def test_contact_data_are_masked_for_the_reader_until_something_was_paid():
    buyer, product = UserFactory(), ProductFactory()
    conversation = question(PHONE, buyer=buyer, product=product)
    (shown,) = reading.seen_by(conversation, Side.VENDOR)
    (own,) = reading.seen_by(conversation, Side.BUYER)
    assert "06 12" not in shown.text
    assert (own.text, own.hides_contacts) == (PHONE, True)
    assert "06 12" not in Mail.objects.get(event__startswith="message_to").text
    paid_part(VendorFactory(), user=buyer)
    assert "06 12" not in reading.seen_by(fresh(conversation), Side.VENDOR)[0].text
    paid_part(product.vendor, user=buyer)
    assert reading.seen_by(fresh(conversation), Side.VENDOR)[0].text == PHONE


def test_about_a_paid_order_nothing_is_masked():
    conversation = about(paid_part(), PHONE)
    assert reading.seen_by(conversation, Side.VENDOR)[0].text == PHONE
    assert "06 12" in Mail.objects.get(event__startswith="message_to").text


def test_the_buyer_waits_from_the_first_question_to_the_answer():
    conversation = question(now=NOW)
    said(conversation, "Et en bleu ?", now=NOW + timedelta(hours=1))
    said(conversation, "Oui, les deux.", side=Side.VENDOR, now=NOW + timedelta(hours=3))
    waited = AwaitedAnswer.objects.get()
    assert (waited.asked_at, waited.answered_at) == (NOW, NOW + timedelta(hours=3))
    assert not Conversation.objects.awaiting().exists()


def test_thanks_may_stay_without_answer_once_the_shop_has_answered_and_not_before():
    conversation = question()
    assert not answering.put_aside(conversation)
    said(conversation, "Oui.", side=Side.VENDOR)
    said(conversation, "Merci !")
    assert answering.put_aside(fresh(conversation))
    assert not Conversation.objects.awaiting().exists()
    assert AwaitedAnswer.objects.count() == 1


def test_the_median_is_said_from_five_answers_on_and_silence_counts():
    vendor = VendorFactory()
    for hours in (1, 2, 3, 30):
        conversation = question(product=ProductFactory(vendor=vendor), now=NOW)
        said(conversation, "Oui.", side=Side.VENDOR, now=NOW + timedelta(hours=hours))
    later = NOW + timedelta(days=4)
    assert answering.response_time_of(vendor, now=later).hours is None
    question(product=ProductFactory(vendor=vendor), now=NOW)
    assert answering.response_time_of(vendor, now=NOW + timedelta(hours=40)).hours is None
    found = answering.response_time_of(vendor, now=later)
    assert (found.hours, found.count) == (3, 5)
    assert str(found) == "Répond le plus souvent en 3 heures environ"
    assert answering.response_time_of(vendor, now=NOW + timedelta(days=91)).count == 0


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.2, "moins d’une heure"),
        (1, "1 heure "),
        (13, "la journée"),
        (25, "1 jour"),
        (70, "3 jours"),
        (400, "semaine"),
    ],
)
def test_a_time_is_said_as_people_say_it(hours, words):
    assert words in answering.in_words(hours)


def test_a_silent_shop_is_reminded_once_and_never_of_what_it_answered():
    waiting, answered = question(now=NOW), question(now=NOW)
    said(answered, "Oui.", side=Side.VENDOR, now=NOW)
    assert not list(answering.to_remind(NOW + timedelta(hours=47)))
    for _run in range(2):
        settle(now=NOW + timedelta(hours=49))
    mail = Mail.objects.get(event="answer_awaited")
    assert mail.recipient == waiting.vendor.email
    assert "attend votre réponse" in mail.subject


def test_nobody_writes_in_a_closed_conversation_nor_floods_an_open_one():
    conversation = question()
    for _message in range(MESSAGES_PER_HOUR - 1):
        said(conversation)
    with pytest.raises(TooManyMessages):
        said(conversation)
    said(conversation, side=Side.VENDOR)
    said(conversation, now=NOW + timedelta(minutes=61))
    Conversation.objects.update(closed_at=NOW)
    with pytest.raises(ConversationClosed):
        said(conversation, side=Side.VENDOR, now=NOW + timedelta(hours=3))


def test_one_person_asks_about_some_pieces_a_day_and_not_about_all():
    buyer = UserFactory()
    pieces = [ProductFactory() for _piece in range(opening.QUESTIONS_PER_DAY + 1)]
    for piece in pieces[:-1]:
        opening.about_piece(piece, buyer, now=NOW)
    with pytest.raises(TooManyMessages):
        opening.about_piece(pieces[-1], buyer, now=NOW)
    opening.about_piece(pieces[0], buyer, now=NOW)
    opening.about_piece(pieces[-1], buyer, now=NOW + timedelta(days=2))


def test_each_side_has_read_what_it_wrote_after():
    conversation = question()
    assert conversation.is_unread_by(Side.VENDOR)
    assert list(Conversation.objects.unread_by(Side.VENDOR)) == [conversation]
    said(conversation, "Oui.", side=Side.VENDOR, now=NOW + timedelta(hours=1))
    assert not fresh(conversation).is_unread_by(Side.VENDOR)
    assert list(Conversation.objects.unread_by(Side.BUYER)) == [conversation]


def test_the_record_of_an_order_holds_both_sides_in_order():
    part = paid_part()
    conversation = about(part, PHONE)
    said(conversation, "Demain.", side=Side.VENDOR, now=NOW + timedelta(hours=1))
    assert [(each.side, each.text) for each in messages_of(part)] == [("buyer", PHONE), ("vendor", "Demain.")]
    assert messages_of(paid_part()) == []
    assert exchanges_of(OrderDispute(vendor_order=part))[0] == (NOW, "l’acheteur", PHONE)


def test_the_orders_timeline_says_whose_turn_it_is_to_answer():
    part = paid_part()
    conversation = about(part)

    def told(viewer):
        (timeline,) = timelines([type(part).objects.get(pk=part.pk)], viewer=viewer, now=NOW)
        return [turn.what for turn in timeline.turns if "message" in turn.what], timeline.deeds

    for viewer in (BUYER, VENDOR, OPERATOR):
        assert told(viewer)[0] == ["répondre au message du 24 novembre"]
    said(conversation, "Demain.", side=Side.VENDOR, now=NOW + timedelta(hours=1))
    turns, deeds = told(BUYER)
    assert not turns
    assert "Un nouveau message vous attend." in [deed.words for deed in deeds]
