"""Where money goes: a first account at once, another one after 48 hours, warned everywhere and stopped by a link."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commerce.communication.models import Mail
from commerce.identity import addresses, bank_accounts
from commerce.identity.models import BankAccount, FormerAddress
from commerce.mangopay import connection
from commerce.mangopay.exceptions import MangopayError, Refused
from commerce.mangopay.models import KeptKey
from commerce.partner.models import Partner
from commerce.settlement import due
from commerce.settlement.models import Incident
from commerce.settlement.reasons import account_reasons
from tests.commerce.identity.vendors import (
    KNOWN_IBAN,
    account_in_force,
    asked,
    confirm,
    fresh,
    opened,
    owner_of,
    with_second_factor,
)
from tests.factories import UserFactory
from tests.local_mangopay import IBAN

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def vendor(mangopay):
    """A vendor whose first account serves, and whose owner may change it."""
    vendor = opened(mangopay, email="boutique@exemple.test")
    account_in_force(mangopay, vendor, now=NOW)
    with_second_factor(owner_of(vendor))
    Mail.objects.all().delete()
    return fresh(vendor)


def changed(mangopay, vendor, now=NOW):
    """Another account, asked for and confirmed."""
    account = asked(vendor, now=now)
    confirm(mangopay, account, now=now)
    return fresh(account)


def news():
    return Mail.objects.filter(event__startswith="bank_account_")


def test_a_first_account_serves_at_once_and_its_iban_is_nowhere(mangopay):
    vendor = opened(mangopay)
    account = account_in_force(mangopay, vendor)
    assert (account.state, account.country, account.last_digits) == ("in_force", "FR", IBAN[-4:])
    vendor = fresh(vendor)
    assert (vendor.mangopay_recipient_id, vendor.recipient_is_active) == (account.recipient_id, True)
    rows = [
        *BankAccount.objects.values(),
        *KeptKey.objects.values(),
        *Mail.objects.values(),
        *Partner.objects.values(),
    ]
    assert not [value for row in rows for value in row.values() if IBAN[4:20] in str(value)]


def test_until_it_is_confirmed_an_account_is_nowhere(mangopay):
    vendor = opened(mangopay)
    account = asked(vendor, iban=IBAN)
    assert fresh(account).state == "pending"
    assert fresh(vendor).mangopay_recipient_id == ""
    assert not news().exists()


@pytest.mark.parametrize("verdict", ["FAILED", "EXPIRED"])
def test_an_account_whose_confirmation_fails_is_given_up_and_may_be_asked_for_again(mangopay, verdict):
    vendor = opened(mangopay)
    account = asked(vendor, iban=IBAN)
    mangopay.control("POST", f"users/{vendor.mangopay_user_id}/authenticate", verdict=verdict)
    bank_accounts.look(account, now=NOW)
    assert fresh(account).state == "cancelled"
    assert account_in_force(mangopay, vendor).state == "in_force"


@pytest.mark.parametrize(
    ("name", "check", "waits"),
    [("EuroCorp", "MATCH", False), ("EuroCarp", "CLOSE_MATCH", True), ("Autre", "NO_MATCH", True)],
)
def test_the_banks_opinion_of_the_name_is_kept_and_doubts_wait_for_a_word(mangopay, name, check, waits):
    vendor = opened(mangopay, legal_form="business")
    account = asked(vendor, iban=KNOWN_IBAN, legal_name=name)
    assert (account.name_check, account.needs_a_word_on_the_name) == (check, waits)
    confirm(mangopay, account)
    assert fresh(account).state == ("pending" if waits else "in_force")
    bank_accounts.insist(account, now=NOW)
    confirm(mangopay, account)
    assert fresh(account).state == "in_force"


def test_a_bank_without_an_opinion_stops_nobody(mangopay):
    assert account_in_force(mangopay, opened(mangopay)).name_check == "MATCH_NOT_POSSIBLE"


def test_a_corrected_name_takes_the_place_of_the_doubtful_one(mangopay):
    vendor = opened(mangopay, legal_form="business")
    doubtful = asked(vendor, iban=KNOWN_IBAN, legal_name="EuroCarp")
    confirm(mangopay, right := asked(vendor, iban=KNOWN_IBAN, legal_name="EuroCorp"))
    assert (fresh(doubtful).state, fresh(right).state) == ("cancelled", "in_force")


def test_two_clicks_register_one_account(mangopay):
    vendor = opened(mangopay)
    with connection.recorded_calls() as calls, mangopay.fault("drop_after", method="POST", path="users/*/recipients"):
        asked(vendor, iban=IBAN)
    assert BankAccount.objects.count() == 1
    assert len([call for call in calls if call.method == "POST"]) == 1


def test_a_wrong_iban_is_refused_by_its_field_and_leaves_nothing(mangopay):
    with pytest.raises(Refused) as refusal:
        asked(opened(mangopay), iban=IBAN[:-1] + "9")
    assert any(path.endswith("IBAN") for path in refusal.value.fields)
    assert not BankAccount.objects.exists()


def test_a_password_alone_changes_no_account(mangopay):
    vendor = opened(mangopay)
    account_in_force(mangopay, vendor)
    with pytest.raises(bank_accounts.SecondFactorMissing):
        asked(vendor)


def test_for_48_hours_money_goes_to_the_old_account_and_then_to_the_new_one(mangopay, vendor):
    old = vendor.mangopay_recipient_id
    account = changed(mangopay, vendor)
    assert (account.state, account.takes_effect_at) == ("waiting", NOW + timedelta(hours=48))
    due.settle(now=NOW + timedelta(hours=47, minutes=59, seconds=59))
    assert fresh(vendor).mangopay_recipient_id == old
    for _twice in range(2):
        due.settle(now=NOW + timedelta(hours=48))
    assert fresh(vendor).mangopay_recipient_id == account.recipient_id
    assert list(BankAccount.objects.values_list("state", flat=True)) == ["in_force", "replaced"]
    assert news().filter(subject__contains="en service").count() == 2


def test_where_the_old_account_is_gone_money_waits_for_the_new_one(mangopay, vendor):
    changed(mangopay, vendor)
    Partner.objects.filter(pk=vendor.pk).update(
        refused_recipient_id=vendor.mangopay_recipient_id, payout_refusal="BANKACCOUNT_HAS_BEEN_CLOSED"
    )
    waits = lambda: "bank_account_refused" in [reason.wait for reason in account_reasons(fresh(vendor))]  # noqa: E731
    assert waits()
    due.settle(now=NOW + timedelta(hours=48))
    assert not waits()


def test_everybody_is_warned_at_the_addresses_of_today_and_of_lately(mangopay, vendor):
    other_owner = UserFactory(email="associee@exemple.test")
    vendor.memberships.create(user=other_owner, role="owner")
    vendor.memberships.create(user=UserFactory(email="equipe@exemple.test"), role="staff")
    vendor.email = "nouvelle@exemple.test"
    vendor.save()
    addresses.give_up("vieille@exemple.test", vendor=vendor, now=NOW - timedelta(days=31))
    changed(mangopay, vendor, now=timezone.now())
    warned = {"nouvelle@exemple.test", "boutique@exemple.test", "associee@exemple.test"}
    warned.add(owner_of(vendor).email)
    assert set(news().values_list("recipient", flat=True)) == warned
    assert all("/compte-bancaire/arreter/" in mail.text and "FR •••• 2606" in mail.text for mail in news())


def test_a_shop_saved_without_a_new_address_leaves_none(vendor):
    vendor.save()
    vendor.save(update_fields=["name"])
    assert not FormerAddress.objects.exists()


def test_a_stopped_change_never_happens_and_the_operator_knows(mangopay, vendor):
    old = vendor.mangopay_recipient_id
    account = changed(mangopay, vendor)
    token = bank_accounts.stop_url(account).rstrip("/").rsplit("/", 1)[-1]
    for _twice in range(2):
        assert bank_accounts.stop(bank_accounts.by_token(token), now=NOW)
    due.settle(now=NOW + timedelta(hours=49))
    assert (fresh(account).state, fresh(vendor).mangopay_recipient_id) == ("stopped", old)
    assert Incident.objects.filter(subject=f"bank-account:{account.pk}").count() == 1
    assert news().filter(subject__contains="arrêté").count() == 2
    assert changed(mangopay, vendor, now=NOW + timedelta(hours=50)).state == "waiting"


def test_a_change_that_took_effect_cant_be_stopped(mangopay, vendor):
    account = changed(mangopay, vendor)
    due.settle(now=NOW + timedelta(hours=48))
    assert not bank_accounts.stop(account, now=NOW + timedelta(hours=48))
    assert fresh(account).state == "in_force"


def test_a_second_change_waits_its_turn(mangopay, vendor):
    changed(mangopay, vendor)
    with pytest.raises(bank_accounts.ChangeRefused):
        asked(vendor, iban=KNOWN_IBAN)


def test_an_account_that_mangopay_closed_meanwhile_never_serves(mangopay, vendor):
    old = vendor.mangopay_recipient_id
    account = changed(mangopay, vendor)
    connection.current().put(f"/recipients/{account.recipient_id}", {"Status": "DEACTIVATED"})
    due.settle(now=NOW + timedelta(hours=48))
    assert (fresh(account).state, fresh(vendor).mangopay_recipient_id) == ("cancelled", old)


def test_a_lost_hook_or_a_person_who_never_came_back_is_made_up_for(mangopay, vendor):
    account = asked(vendor, now=NOW)
    _account, address = bank_accounts.look(account, now=NOW)
    mangopay.authenticate(address)
    due.settle(now=NOW + timedelta(minutes=16))
    assert fresh(account).state == "waiting"


def test_while_mangopay_is_out_of_reach_the_wait_only_grows(mangopay, vendor):
    account = changed(mangopay, vendor)
    with mangopay.fault("error_before", method="GET", path="recipients/*"):
        due.settle(now=NOW + timedelta(hours=48))
    assert fresh(account).state == "waiting"
    due.settle(now=NOW + timedelta(hours=48, minutes=15))
    assert fresh(account).state == "in_force"


def test_a_forged_link_leads_nowhere(mangopay, vendor):
    account = changed(mangopay, vendor)
    for token in ("", "x", str(account.pk), f"{account.pk}:x", bank_accounts.stop_url(account)[-20:]):
        assert bank_accounts.by_token(token) is None


@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seconds=st.integers(0, 200_000), stopped_after=st.none() | st.integers(0, 200_000))
def test_whenever_the_scheduler_comes_money_never_goes_to_a_new_account_too_early(vendor, seconds, stopped_after):
    old = vendor.mangopay_recipient_id
    BankAccount.objects.filter(vendor=vendor, state__in=["waiting", "in_force"]).delete()
    Partner.objects.filter(pk=vendor.pk).update(mangopay_recipient_id=old)
    account = BankAccount.objects.create(
        vendor=vendor,
        recipient_id=f"rec-{seconds}-{stopped_after}",
        country="FR",
        last_digits="0000",
        state="waiting",
        takes_effect_at=NOW + bank_accounts.WAIT,
    )
    if stopped_after is not None and stopped_after < seconds:
        bank_accounts.stop(account, now=NOW + timedelta(seconds=stopped_after))
    bank_accounts._end_wait(account.pk, "ACTIVE", NOW + timedelta(seconds=seconds))
    serves = seconds >= 172_800 and (stopped_after is None or stopped_after >= seconds)
    assert (fresh(vendor).mangopay_recipient_id == account.recipient_id) == serves
    account.delete()


def test_a_failed_first_call_can_be_repeated(mangopay):
    vendor = opened(mangopay)
    with mangopay.fault("drop_before", method="POST", path="users/*/recipients"), pytest.raises(MangopayError):
        asked(vendor, iban=IBAN)
    asked(vendor, iban=IBAN)
    assert BankAccount.objects.count() == 1
