import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commerce.partner.departments import department_of
from commerce.partner.models import Partner
from commerce.registration.firms import has_another_shop, read_siret
from commerce.registration.models import Registration
from tests.factories import RegistrationFactory, VendorFactory, siret


@pytest.mark.parametrize(
    "typed",
    ["73282932000074", "732 829 320 00074", " 732.829.320.00074 ", "35600000000048", "35600000009075"],
)
def test_a_siret_is_read_with_or_without_spaces_and_la_poste_has_its_own_sum(typed):
    assert len(read_siret(typed)) == 14


@pytest.mark.parametrize("typed", ["7328293200007", "73282932000075", "35600000009076", "0" * 14, "x" * 14, "٣" * 14])
def test_a_siret_that_cannot_be_is_refused_with_a_sentence(typed):
    with pytest.raises(ValidationError):
        read_siret(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_fourteen_digits_or_a_sentence(typed):
    try:
        number = read_siret(typed)
    except ValidationError:
        return
    assert number == "" or (len(number) == 14 and number.isascii() and number.isdigit())


@given(st.integers(0, 10**7 - 1), st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, change):
    right = siret(number)
    wrong = right[:place] + str((int(right[place]) + change) % 10) + right[place + 1 :]
    assert read_siret(right) == right
    with pytest.raises(ValidationError):
        read_siret(wrong)


@pytest.mark.parametrize(
    ("postcode", "name"),
    [
        ("58000", "Nièvre"),
        ("20000", "Corse-du-Sud"),
        ("20200", "Haute-Corse"),
        ("97400", "La Réunion"),
        ("01000", "Ain"),
    ],
)
def test_a_postcode_tells_the_department(postcode, name):
    assert department_of(postcode) == name


@pytest.mark.parametrize("postcode", ["", "99000", "96000", "98000", "5800", "580000", "58 00", "٥٨٠٠٠", "00000"])
def test_france_has_no_such_postcode(postcode):
    assert department_of(postcode) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "file_status", "keeps_out"),
    [
        (Partner.Status.OPEN, None, True),
        (Partner.Status.CLOSED, None, False),
        (Partner.Status.DRAFT, Registration.Status.STARTED, False),
        (Partner.Status.DRAFT, Registration.Status.SUBMITTED, True),
        (Partner.Status.DRAFT, Registration.Status.REFUSED, False),
        (Partner.Status.OPEN, Registration.Status.APPROVED, True),
    ],
)
def test_a_firm_has_one_shop_whatever_its_establishment(status, file_status, keeps_out):
    mine = RegistrationFactory().vendor
    elsewhere = mine.siret[:9] + "00029"
    other = VendorFactory(siret=elsewhere, status=status)
    if file_status:
        sent_at = None if file_status == Registration.Status.STARTED else "2026-11-01T00:00Z"
        Registration.objects.create(vendor=other, status=file_status, submitted_at=sent_at)
    assert has_another_shop(mine) is keeps_out
