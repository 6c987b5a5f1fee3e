from datetime import date

import pytest

from commerce.mangopay.exceptions import Refused
from commerce.partner.models import Partner
from commerce.settlement import accounts
from tests.factories import VendorFactory
from tests.local_mangopay import IBAN, open_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("legal_form", ["natural", "soletrader"])
def test_a_vendor_goes_from_nothing_to_verified_and_payable(mangopay, legal_form):
    vendor = open_account(VendorFactory(legal_form=legal_form), mangopay)
    kept = Partner.objects.get(pk=vendor.pk)
    assert kept.kyc_level == Partner.KycLevel.REGULAR
    assert kept.recipient_is_active
    assert all([kept.mangopay_user_id, kept.mangopay_wallet_id, kept.mangopay_recipient_id])


def test_opening_an_account_again_opens_nothing_twice(mangopay):
    vendor = VendorFactory()
    accounts.open_account(vendor, birthday=date(1980, 5, 17))
    first = (vendor.mangopay_user_id, vendor.mangopay_wallet_id)
    assert accounts.open_account(vendor, birthday=date(1980, 5, 17))
    assert (vendor.mangopay_user_id, vendor.mangopay_wallet_id) == first


def test_a_wrong_iban_is_refused_with_the_field_that_is_wrong(mangopay):
    vendor = VendorFactory()
    accounts.open_account(vendor, birthday=date(1980, 5, 17))
    with pytest.raises(Refused) as refusal:
        accounts.add_bank_account(vendor, iban=IBAN[:-1] + "9")
    assert any("IBAN" in field for field in refusal.value.fields)
    assert not Partner.objects.get(pk=vendor.pk).mangopay_recipient_id


def test_a_bank_account_that_nobody_confirmed_is_not_payable(mangopay):
    vendor = VendorFactory()
    mangopay.authenticate(accounts.open_account(vendor, birthday=date(1980, 5, 17)))
    accounts.add_bank_account(vendor, iban=IBAN)
    assert not accounts.refresh_account(vendor).recipient_is_active
