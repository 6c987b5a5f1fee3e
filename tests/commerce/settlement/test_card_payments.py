"""Subscriptions paid by card: what a vendor, its bank and the scheduler do, against the local Mangopay."""

from datetime import timedelta

import pytest

from commerce.communication.models import Mail
from commerce.ledger import book
from commerce.mangopay import connection
from commerce.mangopay.cards import card_desk
from commerce.mangopay.exceptions import Unavailable
from commerce.mangopay.gateway import Gateway, gateway
from commerce.settlement import card_payments, cards, chargebacks, debts, due, release, subscriptions
from commerce.settlement.models import CardRegistration, Debt, Incident, Reserve, SubscriptionPayment
from commerce.settlement.reconciliation import reconcile
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import DUE, order_of, paid, parts, received
from tests.commerce.settlement.subscribers import BROWSER, RETURN_URL, billed_vendor, pay_with, typed
from tests.local_mangopay import CARD, CARD_REFUSED, CARD_WITH_CHALLENGE

pytestmark = pytest.mark.django_db
BILL = 2280


@pytest.fixture
def vendor(mangopay):
    return billed_vendor(mangopay)


def days(number):
    return MONDAY + timedelta(days=number)


def owed():
    return [debt.open_cents for debt in Debt.objects.order_by("owed_at", "pk")]


def in_reserve():
    """What the reserve's wallet holds, and what the book says it holds."""
    return gateway().wallet(Reserve.objects.get().wallet_id).balance_cents, book.balance("reserve:main")


def states():
    return list(SubscriptionPayment.objects.order_by("pk").values_list("kind", "state", "amount_cents"))


def mails(event):
    return list(Mail.objects.filter(event=event).order_by("pk").values_list("text", flat=True))


def test_a_card_is_registered_by_paying_the_open_bill(vendor):
    card, payment = pay_with(vendor)
    card.refresh_from_db()
    assert (payment.state, payment.amount_cents, owed()) == ("succeeded", BILL, [0])
    assert (card.state, card.last_digits, card.expires_in_words) == ("active", CARD[-4:], "12/30")
    assert (card.tokeniser_url, card.access_key, card.preregistration_data) == ("", "", "")
    assert in_reserve() == (BILL, BILL)
    assert (book.balance("outside:cards"), book.balance(f"debt:{vendor.pk}")) == (-BILL, 0)
    assert reconcile().difference_cents == 0
    assert "22,80" in mails("subscription_paid")[0]


def test_the_next_bill_is_debited_by_itself_a_week_after_it_was_due(vendor):
    pay_with(vendor)
    due.settle(now=days(30))
    due.settle(now=days(36))
    assert owed() == [0, BILL]
    for _twice in range(2):
        due.settle(now=days(37))
    assert owed() == [0, 0]
    assert states()[-1] == ("mit", "succeeded", BILL)
    assert in_reserve() == (2 * BILL, 2 * BILL)
    assert reconcile().difference_cents == 0
    assert not mails("subscription_unpaid")


def test_the_bank_may_ask_its_client_and_the_return_is_believed_in_nothing(vendor, mangopay):
    card, payment = pay_with(vendor, CARD_WITH_CHALLENGE)
    assert (payment.state, "/3ds/" in payment.redirect_url) == ("created", True)
    assert card_payments.follow(payment, now=MONDAY).state == "created"
    assert owed() == [BILL]
    mangopay.confirm(payment.redirect_url)
    assert card_payments.follow(payment, now=MONDAY).state == "succeeded"
    assert owed() == [0]
    assert cards.active_card(vendor) == card


def test_whoever_refuses_at_the_bank_pays_nothing_and_leaves_no_card(vendor, mangopay):
    card, payment = pay_with(vendor, CARD_WITH_CHALLENGE)
    mangopay.confirm(payment.redirect_url, "refuse")
    assert "3-D Secure" in card_payments.follow(payment, now=MONDAY).explanation
    assert (cards.active_card(vendor), owed(), in_reserve()) == (None, [BILL], (0, 0))
    due.settle(now=MONDAY)
    card.refresh_from_db()
    assert card.ended_at
    assert not card_desk().card(card.card_id).is_active


def test_whoever_leaves_the_banks_page_is_forgotten_once_it_has_closed(vendor, mangopay):
    card, payment = pay_with(vendor, CARD_WITH_CHALLENGE)
    due.settle(now=MONDAY + timedelta(minutes=16))
    assert states() == [("cit", "created", BILL)]
    mangopay.confirm(payment.redirect_url, "refuse")
    due.settle(now=MONDAY + timedelta(minutes=31))
    assert states() == [("cit", "failed", BILL)]
    card.refresh_from_db()
    assert card.state == CardRegistration.State.REMOVED


@pytest.mark.parametrize("number", [CARD_REFUSED, "4970107111111118"])
def test_a_card_that_is_refused_is_explained_and_not_kept(vendor, number):
    card, payment = pay_with(vendor, number)
    assert (payment or card).explanation
    assert (cards.active_card(vendor), owed()) == (None, [BILL])
    card, payment = pay_with(vendor)
    assert payment.state == "succeeded"


@pytest.mark.parametrize(("line", "words"), [("01116", "Votre banque a refusé le paiement."), ("01125", "inactive.")])
def test_a_debit_that_the_bank_refuses_is_told_in_words_and_tried_three_times_more(mangopay, line, words):
    vendor = billed_vendor(mangopay, monthly_fee_cents=27_918)
    pay_with(vendor)
    refuse_debits(CardRegistration.objects.get(), line)
    due.settle(now=days(30))
    debts.forgive(Debt.objects.last(), 1, key="geste", now=days(30))
    for hours in range(0, 24 * 25, 12):
        due.settle(now=days(37) + timedelta(hours=hours))
    debits = [(state, cents) for kind, state, cents in states() if kind == "mit"]
    assert debits == [("failed", MAGIC_CENTS)] * 4
    told = mails("subscription_unpaid")
    assert len(told) == 1
    assert f"•••• {CARD[-4:]} n’a pas pu être débitée" in told[0]
    assert words in told[0]
    assert len(mails("subscription_reminder")) == len(mails("subscription_ended")) == 1
    assert book.balance(f"debt:{vendor.pk}") == -Debt.objects.last().open_cents
    assert not Incident.objects.filter(solved_at=None).exists()


#: The amount with which Mangopay's sandbox plays a bank that refuses.
MAGIC_CENTS = 33_501


def refuse_debits(card, line):
    """Have the bank refuse debits of the magic amount, for the reason that this line of the address stands for."""
    address = {"AddressLine1": "1 rue", "AddressLine2": line, "City": "Lyon", "PostalCode": "69004", "Country": "FR"}
    billing = {"FirstName": "Jeanne", "LastName": "Lemoine", "Address": {**address, "Region": ""}}
    connection.current().put(f"/recurringpayinregistrations/{card.agreement_id}", {"Billing": billing})


def test_a_debit_that_was_refused_once_goes_through_a_day_later(mangopay):
    vendor = billed_vendor(mangopay, monthly_fee_cents=27_918)
    pay_with(vendor)
    refuse_debits(CardRegistration.objects.get(), "01116")
    due.settle(now=days(30))
    debts.forgive(Debt.objects.last(), 1, key="geste", now=days(30))
    due.settle(now=days(37))
    refuse_debits(CardRegistration.objects.get(), "")
    due.settle(now=days(37) + timedelta(hours=23))
    assert owed() == [0, MAGIC_CENTS]
    due.settle(now=days(38))
    assert owed() == [0, 0]
    for number in range(39, 56):
        due.settle(now=days(number))
    assert not mails("subscription_reminder")
    assert cards.active_card(vendor)


def test_a_vendor_without_a_card_is_told_so_and_may_still_pay_on_mangopays_page(vendor, mangopay):
    due.settle(now=days(7))
    assert "aucune vente" in mails("subscription_unpaid")[0]
    bill, debt = card_payments.open_bill(vendor)
    payment = card_payments.pay_hosted(bill, debt, return_url=RETURN_URL, now=days(7))
    again = card_payments.pay_hosted(bill, debt, return_url=RETURN_URL, now=days(7))
    assert (again.pk, again.redirect_url) == (payment.pk, payment.redirect_url)
    mangopay.pay(payment.redirect_url)
    assert card_payments.follow(payment, now=days(7)).state == "succeeded"
    assert (owed(), in_reserve(), CardRegistration.objects.count()) == ([0], (BILL, BILL), 0)
    assert card_payments.open_bill(vendor) is None


def test_a_hosted_page_that_nobody_pays_gives_its_promise_back(vendor, mangopay):
    bill, debt = card_payments.open_bill(vendor)
    payment = card_payments.pay_hosted(bill, debt, return_url=RETURN_URL, now=MONDAY)
    assert debts.payable_cents(debt) == 0
    mangopay.abandon(payment.redirect_url)
    due.settle(now=MONDAY + timedelta(minutes=31))
    assert (debts.payable_cents(debt), states()) == (BILL, [("hosted", "failed", BILL)])


def test_what_a_card_is_about_to_pay_no_release_carries(vendor, mangopay):
    for part in parts(paid(mangopay, order_of(vendor))):
        received(part)
    bill, debt = card_payments.open_bill(vendor)
    payment = card_payments.pay_hosted(bill, debt, return_url=RETURN_URL, now=DUE)
    moved = release.release(part.pk, now=DUE)
    assert moved.debt_cents == 0
    mangopay.pay(payment.redirect_url)
    card_payments.follow(payment, now=DUE)
    assert (owed(), book.balance(f"debt:{vendor.pk}"), reconcile().difference_cents) == ([0], 0, 0)


def test_what_a_release_under_way_carries_no_card_pays(vendor, mangopay, monkeypatch):
    for part in parts(paid(mangopay, order_of(vendor))):
        received(part)
    bill, debt = card_payments.open_bill(vendor)
    with monkeypatch.context() as patch:
        patch.setattr(Gateway, "transfer", unreachable)
        with pytest.raises(Unavailable):
            release.release(part.pk, now=DUE)
    assert debts.payable_cents(debt) == 0
    assert card_payments.pay_hosted(bill, debt, return_url=RETURN_URL, now=DUE) is None
    assert pay_with(vendor, now=DUE)[1] is None
    assert subscriptions.collect(bill, now=DUE) == BILL
    assert not mails("subscription_unpaid")
    release.release(part.pk, now=DUE)
    assert (owed(), states(), in_reserve()) == ([0], [], (0, 0))


def unreachable(*_args, **_kwargs):
    raise Unavailable("Cut.")


def test_a_part_that_releases_paid_is_not_debited_again(vendor):
    pay_with(vendor)
    due.settle(now=days(30))
    debts.pay(Debt.objects.last(), 1000)
    due.settle(now=days(37))
    assert states()[-1] == ("mit", "succeeded", BILL - 1000)
    assert owed() == [0, 0]


def test_a_second_card_replaces_the_first_which_mangopay_forgets(vendor):
    first, _payment = pay_with(vendor)
    due.settle(now=days(30))
    second, _payment = pay_with(vendor, now=days(30))
    assert cards.active_card(vendor) == second
    due.settle(now=days(30))
    first.refresh_from_db()
    assert (first.state, bool(first.ended_at)) == ("removed", True)
    assert not card_desk().card(first.card_id).is_active
    due.settle(now=days(67))
    assert SubscriptionPayment.objects.filter(kind="mit").exclude(card=second).count() == 0


def test_a_card_that_was_removed_is_never_debited_again(vendor):
    card, _payment = pay_with(vendor)
    cards.remove_at_once(card, now=days(1))
    assert not card_desk().card(card.card_id).is_active
    for number in (30, 37, 38):
        due.settle(now=days(number))
    assert (len(states()), owed()) == (1, [0, BILL])
    assert "aucune vente" in mails("subscription_unpaid")[0]


def test_a_card_whose_bill_was_paid_meanwhile_is_not_kept(vendor):
    data = typed(vendor)
    debts.pay(Debt.objects.get(), BILL)
    card, payment = card_payments.register_and_pay(
        vendor, data=data, browser=BROWSER, return_url=RETURN_URL, now=MONDAY
    )
    assert (card.state, payment, in_reserve()) == ("removed", None, (0, 0))


def test_the_same_card_is_confirmed_in_person_after_its_bank_refused_a_debit(vendor):
    card, _payment = pay_with(vendor)
    due.settle(now=days(30))
    bill, debt = card_payments.open_bill(vendor)
    payment = card_payments.pay_present(card, bill, debt, browser=BROWSER, return_url=RETURN_URL, now=days(31))
    assert (payment.state, owed(), cards.active_card(vendor)) == ("succeeded", [0, 0], card)


def test_a_form_that_nobody_fills_in_is_thrown_away_after_a_day(vendor):
    card = cards.begin(vendor, user=None, now=MONDAY)
    assert cards.begin(vendor, user=None, now=MONDAY + timedelta(hours=1)).pk == card.pk
    due.settle(now=days(1))
    card.refresh_from_db()
    assert (card.state, card.access_key) == ("removed", "")
    assert cards.unfinished(vendor, now=days(1)) is None


def test_without_the_operators_reserve_no_card_is_asked_for(vendor):
    assert cards.may_pay_by_card(vendor)
    Reserve.objects.all().delete()
    assert not cards.may_pay_by_card(vendor)


def test_a_bank_that_disputes_a_subscription_alarms_the_operator_once(vendor, mangopay):
    _card, payment = pay_with(vendor)
    opened = mangopay.control("POST", f"payins/{payment.resource_id}/dispute", reason="FRAUD")
    for _twice in range(2):
        chargebacks.look_at_resource(opened["Id"], now=days(3))
    assert len(mails("operator_alarm")) == 1
    incident = Incident.objects.get(solved_at=None)
    assert payment.business_key in incident.subject
    assert vendor.name in incident.message
