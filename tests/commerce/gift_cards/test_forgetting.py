"""What cards say of people goes when nobody needs it; the money and the code stay."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.gift_cards import forgetting, letters, paper
from commerce.gift_cards.forgetting import ADDRESS_KEPT, UNPAID_KEPT, WORDS_KEPT
from commerce.gift_cards.models import GiftCard
from commerce.leaving import accounts, retention
from commerce.order import lifecycle
from commerce.order.models import Order
from commerce.settlement import due
from tests.commerce.baskets import MONDAY
from tests.commerce.gift_cards.cards import card_of, fresh, ordered_card
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def given(now=MONDAY, sent_at=MONDAY, **more):
    """A card that was paid, and sent where `sent_at` says when."""
    order = ordered_card(VendorFactory(), now=now, message="Joyeux anniversaire", **more)
    lifecycle.confirm(order, now=now)
    if sent_at:
        letters.deliver(card_of(order), now=sent_at)
        GiftCard.objects.filter(vendor_order__order=order).update(sent_at=sent_at)
    return card_of(order)


def said(card):
    card = fresh(card)
    return (card.to_name, card.from_name, card.message, card.to_email)


def test_the_address_goes_three_months_after_the_card_and_the_words_thirteen():
    card, whole = given(), ("Maëlle", "Camille", "Joyeux anniversaire", "maelle@exemple.test")
    due.check_nightly(now=MONDAY + ADDRESS_KEPT - SECOND)
    assert said(card) == whole
    for _twice in range(2):
        due.check_nightly(now=MONDAY + ADDRESS_KEPT)
    assert said(card) == (*whole[:3], "")
    assert not Mail.objects.filter(recipient="maelle@exemple.test").exists()
    due.check_nightly(now=MONDAY + WORDS_KEPT - SECOND)
    assert said(card) == (*whole[:3], "")
    due.check_nightly(now=MONDAY + WORDS_KEPT)
    assert said(card) == ("", "", "", "")
    assert not Mail.objects.filter(event="gift_card_bought").exists()
    assert list(forgetting.words_due(MONDAY + 9 * WORDS_KEPT)) == list(forgetting.addresses_due(MONDAY + WORDS_KEPT))


def test_a_card_that_was_sent_late_keeps_its_words_from_that_day_on():
    late = MONDAY + timedelta(days=300)
    card = given(sent_at=late)
    assert list(forgetting.words_due(MONDAY + WORDS_KEPT)) == []
    assert list(forgetting.words_due(late + WORDS_KEPT)) == [card]


def test_a_card_without_an_address_and_one_given_back_before_its_morning_go_too():
    printed, never_sent = given(sent_at=None, to_email=""), given(sent_at=None)
    assert list(forgetting.words_due(MONDAY + WORDS_KEPT + timedelta(days=1))) == [printed, never_sent]


def test_what_was_typed_for_a_card_that_nobody_paid_goes_after_a_month():
    order = ordered_card(VendorFactory())
    lifecycle.cancel_unpaid(order, now=MONDAY)
    assert list(forgetting.words_due(MONDAY + UNPAID_KEPT - SECOND)) == []
    assert list(forgetting.words_due(MONDAY + UNPAID_KEPT)) == [card_of(order)]


def test_a_card_without_words_is_shown_printed_and_worth_the_same(client):
    card = given()
    forgetting.forget_words(card, now=MONDAY + WORDS_KEPT)
    card = fresh(card)
    page = client.get(letters.card_path(card)).content.decode()
    assert card.code_in_groups in page
    assert "De la part de" not in page
    assert paper.pdf_of(card).startswith(b"%PDF")
    order = card.vendor_order.order
    page = client.get(reverse("customer:anon-order", args=[order.number, order.verification_hash()])).content.decode()
    assert "à dépenser sur ce bon cadeau" in page
    assert "TVA comprise" not in page


def test_who_deletes_the_account_is_forgotten_on_cards_bought_and_received_and_waiting_ones_keep_their_words():
    buyer = UserFactory(email="camille@exemple.test")
    sent, waiting, received = given(), given(sent_at=None), given(to_email="Camille@exemple.test")
    Order.objects.exclude(pk=received.vendor_order.order_id).update(user=buyer)
    later = MONDAY + timedelta(days=30)
    kept = {each.what for each in retention.kept_of_person(buyer, now=later)}
    assert "Bon cadeau qui n’est pas encore parti" in kept
    accounts.erase(buyer, now=later)
    assert said(sent) == ("", "", "", "")
    assert said(waiting)[0] == "Maëlle"
    assert said(received)[3] == ""
    assert said(received)[0] == "Maëlle"


def test_what_is_due_is_read_in_two_queries(django_assert_num_queries):
    for _ in range(3):
        given()
    now = timezone.now() + 2 * WORDS_KEPT
    with django_assert_num_queries(2):
        assert len([each.vendor_order.order for each in forgetting.words_due(now)]) == 3
        assert len(list(forgetting.addresses_due(now))) == 3
