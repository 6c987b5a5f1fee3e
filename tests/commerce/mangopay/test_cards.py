import pytest

from commerce.mangopay.cards import Browser, card_desk
from commerce.mangopay.exceptions import Refused
from commerce.mangopay.gateway import gateway
from commerce.settlement.operations import new_key
from tests.local_mangopay import CARD, CARD_WITH_CHALLENGE, tokenised

pytestmark = pytest.mark.django_db
BROWSER = Browser("203.0.113.7", "text/html", "Essai/1.0")
BACK = "http://testserver/retour/"


@pytest.fixture
def payer(mangopay):
    """A user and a wallet of its own, in place of the operator's reserve."""
    desk = gateway()
    user_id = desk.create_payer(first_name="Jeanne", last_name="Lemoine", email="a@exemple.test", key=new_key())
    return user_id, desk.create_wallet(owner_id=user_id, description="Réserve", key=new_key())


def card_of(user_id, number=CARD):
    begun = card_desk().begin_registration(user_id, key=new_key(), tag="carte")
    return card_desk().finish_registration(begun.id, tokenised(begun.url, begun.access_key, begun.data, number))


def agreement_of(user_id, wallet_id, number=CARD, cents=2280):
    card = card_of(user_id, number)
    return card_desk().begin_subscription(
        author_id=user_id,
        card_id=card.card_id,
        credited_user_id=user_id,
        wallet_id=wallet_id,
        first_cents=cents,
        key=new_key(),
        tag="accord",
    )


def first(agreement, cents=2280, key=None):
    return card_desk().first_payment(
        agreement, amount_cents=cents, browser=BROWSER, return_url=BACK, key=key or new_key(), tag="premier"
    )


def following(agreement, cents=2280, key=None):
    return card_desk().next_payment(agreement, amount_cents=cents, key=key or new_key(), tag="suite")


def test_a_card_is_registered_without_passing_through_us(payer):
    registration = card_of(payer[0])
    assert (registration.status, bool(registration.card_id)) == ("VALIDATED", True)


def test_a_mistyped_number_comes_back_as_what_is_wrong(payer):
    registration = card_of(payer[0], "4970107111111118")
    assert (registration.status, registration.result_code) == ("ERROR", "105202")


def test_the_customer_pays_once_and_the_card_goes_on_by_itself(payer):
    user_id, wallet_id = payer
    agreement = agreement_of(user_id, wallet_id)
    assert first(agreement).has_succeeded
    assert following(agreement, 2281).has_succeeded
    assert gateway().wallet(wallet_id).balance_cents == 4561


def test_the_bank_may_ask_its_client_the_first_time(payer, mangopay):
    agreement = agreement_of(*payer, number=CARD_WITH_CHALLENGE)
    payment = first(agreement)
    assert payment.status == "CREATED"
    mangopay.confirm(payment.redirect_url)
    assert gateway().look("payins", payment.id).has_succeeded
    assert following(agreement).has_succeeded


def test_the_same_key_never_debits_twice(payer):
    user_id, wallet_id = payer
    agreement = agreement_of(user_id, wallet_id)
    first(agreement)
    key = new_key()
    made = following(agreement, key=key)
    assert gateway().response_by_key(key).id == made.id
    assert gateway().wallet(wallet_id).balance_cents == 2 * 2280


def test_an_agreement_that_was_ended_debits_nothing_more(payer):
    user_id, wallet_id = payer
    agreement = agreement_of(user_id, wallet_id)
    first(agreement)
    card_desk().end_subscription(agreement)
    with pytest.raises(Refused):
        following(agreement)
    assert gateway().wallet(wallet_id).balance_cents == 2280


def test_only_its_last_digits_and_its_end_are_known_of_a_card(payer):
    registered = card_of(payer[0])
    card = card_desk().card(registered.card_id)
    assert (card.last_digits, card.expires, card.is_active) == (CARD[-4:], "1230", True)
    assert not card_desk().deactivate(card.id).is_active
    assert not card_desk().deactivate(card.id).is_active


def test_keys_asked_for_twice_are_the_same_keys(payer):
    key = new_key()
    begun = [card_desk().begin_registration(payer[0], key=key, tag="carte") for _twice in range(2)]
    assert begun[0] == begun[1]
    assert card_desk().registration(begun[0].id).status == "CREATED"
