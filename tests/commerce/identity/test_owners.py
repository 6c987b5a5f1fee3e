"""A vendor's user at Mangopay: opened once, in the right category, confirmed, told of changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.identity import owners
from commerce.identity.models import Owner
from commerce.mangopay import connection
from commerce.mangopay.exceptions import Refused
from commerce.registration.models import TermsText
from commerce.settlement import due
from tests.commerce.identity.vendors import BIRTHDAY, fresh, opened, sent
from tests.factories import RegistrationFactory, TermsTextFactory, VendorFactory

pytestmark = pytest.mark.django_db


def open_owner(vendor, **more):
    asked = {"birthday": BIRTHDAY, "nationality": "FR", "email": vendor.email, **more}
    return owners.open_owner(vendor, **asked, now=timezone.now())


def at_mangopay(vendor):
    return connection.current().get(f"/sca/users/{vendor.mangopay_user_id}").body


def told():
    """What the shop's own address was told of identity."""
    return Mail.objects.filter(event__startswith="identity_", recipient__startswith="atelier")


@pytest.mark.parametrize(
    ("legal_form", "kind"), [("natural", None), ("soletrader", "SOLETRADER"), ("business", "BUSINESS")]
)
def test_an_owner_is_made_in_the_category_of_the_firm(mangopay, legal_form, kind):
    vendor = opened(mangopay, confirmed=False, legal_form=legal_form)
    made = at_mangopay(vendor)
    assert (made["UserCategory"], made["TermsAndConditionsAccepted"]) == ("OWNER", True)
    assert made.get("LegalPersonType") == kind


def test_nobody_is_made_before_the_terms_were_accepted(mangopay):
    TermsTextFactory(document=TermsText.Document.MANGOPAY)
    vendor = RegistrationFactory().vendor
    with pytest.raises(owners.TermsMissing):
        open_owner(vendor)
    assert not fresh(vendor).mangopay_user_id


def test_opening_twice_makes_one_owner_and_one_wallet(mangopay):
    vendor = VendorFactory()
    with connection.recorded_calls() as calls:
        for _twice in range(2):
            open_owner(vendor)
    made = [call.path for call in calls if call.method == "POST" and "enrollment" not in call.path]
    assert sorted(made) == ["/sca/users/legal", "/wallets"]


def test_birthday_and_nationality_are_in_no_row_of_ours(mangopay):
    vendor = opened(mangopay, confirmed=False)
    kept = [str(value) for row in Owner.objects.values() for value in row.values()]
    kept += [str(value) for value in type(vendor).objects.filter(pk=vendor.pk).values().get().values()]
    assert not [value for value in kept if "1980" in value]


def test_an_address_that_mangopay_refuses_is_named_and_nothing_is_kept(mangopay):
    vendor = VendorFactory()
    with pytest.raises(Refused) as refusal:
        open_owner(vendor, email="pas une adresse")
    assert "Email" in refusal.value.fields
    assert not Owner.objects.exists()
    open_owner(vendor)
    assert fresh(vendor).mangopay_user_id


@pytest.mark.parametrize("verdict", ["VALIDATED", "FAILED", "EXPIRED"])
def test_a_confirmation_ends_in_one_of_three_ways(mangopay, verdict):
    vendor = opened(mangopay, confirmed=False)
    mangopay.control("POST", f"users/{vendor.mangopay_user_id}/authenticate", verdict=verdict)
    owners.look_at_user(vendor.mangopay_user_id, now=timezone.now(), outcome="" if verdict == "VALIDATED" else verdict)
    owner = Owner.objects.get()
    expected = ("ACTIVE", "") if verdict == "VALIDATED" else ("PENDING_USER_ACTION", verdict)
    assert (owner.status, owner.enrolment_trouble) == expected


def test_after_a_failure_a_fresh_link_confirms(mangopay):
    vendor = opened(mangopay, confirmed=False)
    mangopay.control("POST", f"users/{vendor.mangopay_user_id}/authenticate", verdict="EXPIRED")
    owners.look_at_user(vendor.mangopay_user_id, now=timezone.now(), outcome="EXPIRED")
    address = owners.confirmation_url(vendor, return_url="http://testserver/espace-pro/identite/?a=1")
    assert "&returnUrl=http%3A%2F%2Ftestserver%2Fespace-pro%2Fidentite%2F%3Fa%3D1&lang=fr" in address
    mangopay.authenticate(address)
    assert owners.look(vendor, now=timezone.now()).status == "ACTIVE"
    assert Owner.objects.get().enrolment_trouble == ""


def test_a_hook_that_says_failed_after_the_fact_is_not_believed(mangopay):
    vendor = opened(mangopay)
    owners.look_at_user(vendor.mangopay_user_id, now=timezone.now(), outcome="FAILED")
    assert Owner.objects.get().enrolment_trouble == ""


def test_a_lost_hook_is_made_up_for_at_night(mangopay):
    vendor = opened(mangopay, confirmed=False)
    mangopay.control("POST", f"users/{vendor.mangopay_user_id}/authenticate", verdict="VALIDATED")
    due.check_nightly(now=timezone.now())
    assert Owner.objects.get().status == "ACTIVE"


def test_whoever_is_verified_hears_of_it_once(mangopay):
    vendor = opened(mangopay)
    for kind in ("IDENTITY_PROOF", "REGISTRATION_PROOF"):
        sent(mangopay, vendor, kind, tag="accept")
    for _twice in range(2):
        owners.look(vendor, now=timezone.now())
    assert fresh(vendor).kyc_level == "REGULAR"
    mail = told().get()
    assert mail.subject == "Votre identité est vérifiée"


def test_whoever_is_verified_hears_of_it_although_the_hook_was_lost(mangopay):
    vendor = opened(mangopay)
    for kind in ("IDENTITY_PROOF", "REGISTRATION_PROOF"):
        sent(mangopay, vendor, kind, tag="accept")
    for _twice in range(2):
        due.check_nightly(now=timezone.now())
    assert told().get().subject == "Votre identité est vérifiée"
    assert not owners.out_of_step(timezone.now()).exists()


def test_whoever_loses_the_level_and_finds_it_again_hears_of_it_again(mangopay):
    vendor, now = opened(mangopay), timezone.now()
    for day, level in enumerate(["REGULAR", "LIGHT", "REGULAR"]):
        type(vendor).objects.filter(pk=vendor.pk).update(kyc_level=level)
        for found in owners.out_of_step(now):
            owners.note_level_again(found, now=now + timedelta(days=day))
    assert told().count() == 2


def test_a_new_name_is_told_to_mangopay_and_outdates_the_papers(mangopay):
    vendor = opened(mangopay)
    for kind in ("IDENTITY_PROOF", "REGISTRATION_PROOF"):
        sent(mangopay, vendor, kind, tag="accept")
    assert not owners.has_changed(vendor)
    vendor.representative_last_name = "Lemoine-Petit"
    vendor.save()
    assert owners.has_changed(vendor)
    owners.tell_changes(vendor, now=timezone.now())
    assert not owners.has_changed(vendor)
    assert at_mangopay(vendor)["LegalRepresentative"]["LastName"] == "Lemoine-Petit"
    mangopay.quiet()
    due.check_nightly(now=timezone.now())
    assert set(vendor.proofs.values_list("state", flat=True)) == {"out_of_date"}
    assert fresh(vendor).kyc_level == "LIGHT"
    assert (
        Mail.objects.filter(
            event__startswith="identity_", recipient__startswith="atelier", subject__contains="à renouveler"
        ).count()
        == 2
    )


def test_a_person_who_becomes_a_firm_needs_people(mangopay):
    vendor = opened(mangopay, legal_form="natural")
    vendor.legal_form = "business"
    vendor.save()
    with pytest.raises(owners.OtherPerson):
        owners.tell_changes(vendor, now=timezone.now())


def test_eighteen_years_are_counted_on_the_29th_of_february_too():
    moment = timezone.datetime(2028, 2, 29, 12, tzinfo=timezone.get_current_timezone())
    assert str(owners.latest_birthday(moment)) == "2010-02-28"
