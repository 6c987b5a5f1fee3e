"""One list for the vendor and the operators: what is asked of whom, what was given, and files that lie."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from commerce.catalogue.models import Category
from commerce.compliance.models import TaxIdentity
from commerce.invoicing.mandates import NotTheOwner
from commerce.registration import terms
from commerce.requirements.listing import blocking_missing, requirements_of, states_of
from commerce.requirements.models import Requirement, RequirementRecord, WrittenForGood
from commerce.requirements.recording import attest, judge
from tests.factories import (
    PlanFactory,
    ProductFactory,
    RegistrationFactory,
    RequirementFactory,
    TermsTextFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
Kind, Outcome = Requirement.Kind, RequirementRecord.Outcome
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


@pytest.fixture(autouse=True)
def _nothing_asked_yet():
    Requirement.objects.all().delete()


@pytest.fixture
def file():
    return RegistrationFactory()


def picture(form, size=(8, 8)):
    written = io.BytesIO()
    Image.new("RGB", size).save(written, form)
    return written.getvalue()


def paper(content=PDF, name="attestation.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def state_of(vendor):
    [state] = requirements_of(vendor, now=NOW)
    return state


def test_what_is_asked_depends_on_trade_plan_category_and_day(file):
    bags = Category.add_root(name="Sacs").add_child(name="Cabas")
    file.categories.add(bags)
    everybody = RequirementFactory()
    RequirementFactory(trades=["artiste-auteur"])
    mine = RequirementFactory(trades=["artisan"])
    RequirementFactory(retired_on=timezone.localdate(NOW))
    later = RequirementFactory(retired_on=timezone.localdate(NOW) + timedelta(days=1))
    above, elsewhere = RequirementFactory(), RequirementFactory()
    above.categories.add(bags.get_parent())
    elsewhere.categories.add(Category.add_root(name="Bijoux"))
    asked = [state.requirement for state in requirements_of(file.vendor, now=NOW)]
    assert asked == [everybody, mine, later, above]
    file.vendor.plan = PlanFactory(code="vitrine", kind="listing")
    assert requirements_of(file.vendor, now=NOW) == []


FACTS = {
    "siret": lambda vendor: setattr(vendor, "siret", "73282932000074"),
    "phone": lambda vendor: setattr(vendor, "phone", "+33600000000"),
    "story": lambda vendor: setattr(vendor, "story", "Depuis 1998."),
    "portrait": lambda vendor: setattr(vendor, "portrait", "ateliers/a.webp"),
    "banner": lambda vendor: setattr(vendor, "banner", "ateliers/b.webp"),
    "bank_account": lambda vendor: setattr(vendor, "recipient_is_active", True),
    "tax_identity": lambda vendor: TaxIdentity.objects.create(
        vendor=vendor, tin="0123456789012", birth_date="1980-01-01", birth_town="Lyon"
    ),
}


@pytest.mark.parametrize("attribute", Requirement.Attribute.values)
def test_the_machine_reads_each_datum_from_the_shop_itself(file, attribute):
    RequirementFactory(kind=Kind.ATTRIBUTE, attribute=attribute)
    file.vendor.siret = ""
    assert not state_of(file.vendor).is_met
    FACTS[attribute](file.vendor)
    assert state_of(file.vendor).is_met


def test_pieces_are_counted_once_they_are_online_whether_or_not_the_shop_is_open(file):
    RequirementFactory(kind=Kind.PRODUCTS, number=2)
    ProductFactory(vendor=file.vendor)
    ProductFactory(vendor=file.vendor, is_public=False)
    assert state_of(file.vendor).in_words == "1 sur 2"
    ProductFactory(vendor=file.vendor)
    assert state_of(file.vendor).is_met


def test_terms_count_once_every_text_in_force_is_accepted(file):
    RequirementFactory(kind=Kind.TERMS)
    assert not state_of(file.vendor).is_met
    terms.accept(file.vendor, TermsTextFactory(), by=file.started_by, now=NOW)
    assert state_of(file.vendor).is_met
    TermsTextFactory(document="mangopay")
    assert not state_of(file.vendor).is_met


@pytest.mark.parametrize("outcome", dict(RequirementRecord.OF_OPERATORS))
def test_an_answer_is_attested_then_judged_with_name_and_date_and_nothing_is_overwritten(file, outcome):
    asked, operator = RequirementFactory(kind=Kind.QUESTION), UserFactory()
    assert blocking_missing(file.vendor, now=NOW) == [asked.title]
    attest(file.vendor, asked, by=file.started_by, now=NOW, answer="CM2C, cm2c.net")
    assert blocking_missing(file.vendor, now=NOW) == []
    judge(file.vendor, asked, outcome=outcome, by=operator, now=NOW, note="Vu.")
    state = state_of(file.vendor)
    assert (state.record.outcome, state.record.recorded_by, state.record.answer) == (
        outcome,
        operator,
        "CM2C, cm2c.net",
    )
    assert state.is_met == (outcome != Outcome.REJECTED)
    assert RequirementRecord.objects.count() == 2
    with pytest.raises(WrittenForGood):
        state.record.save()


def test_the_same_answer_given_twice_is_one_row(file):
    asked = RequirementFactory(kind=Kind.QUESTION)
    for _twice in range(2):
        attest(file.vendor, asked, by=file.started_by, now=NOW, answer="CM2C")
    assert RequirementRecord.objects.count() == 1


@pytest.mark.parametrize("kind", [Kind.ATTRIBUTE, Kind.PRODUCTS, Kind.TERMS])
def test_what_the_machine_checks_nobody_attests_nor_waives(file, kind):
    asked = RequirementFactory(kind=kind, attribute="siret", number=1)
    with pytest.raises(ValidationError):
        attest(file.vendor, asked, by=file.started_by, now=NOW, answer="Si si")
    with pytest.raises(ValidationError):
        judge(file.vendor, asked, outcome=Outcome.WAIVED, by=UserFactory(), now=NOW, note="Bon")


def test_nothing_is_verified_that_nobody_gave_and_a_rejection_says_why(file):
    asked = RequirementFactory(kind=Kind.QUESTION)
    said = {"by": UserFactory(), "now": NOW}
    for outcome, note in ((Outcome.VERIFIED, "x"), (Outcome.REJECTED, "x"), (Outcome.WAIVED, ""), ("attested", "x")):
        with pytest.raises(ValidationError):
            judge(file.vendor, asked, outcome=outcome, note=note, **said)
    with pytest.raises(NotTheOwner):
        attest(file.vendor, asked, answer="Moi", **said)


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "application/pdf"), (picture("JPEG"), "image/jpeg"), (picture("PNG"), "image/png")]
)
def test_a_paper_is_what_its_content_says_and_lies_where_no_address_leads(file, content, kind):
    asked = RequirementFactory()
    record = attest(file.vendor, asked, by=file.started_by, now=NOW, paper=paper(content, "../../e.html"))
    assert record.content_type == kind
    assert record.file_name.startswith(asked.code)
    assert "html" not in record.file.name
    with pytest.raises(ValueError, match="not accessible via a URL"):
        record.file.url  # noqa: B018


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"%PDF-1.7 cut",
        b"\x00" * 99,
        picture("GIF"),
        picture("PNG")[:40],
        b"MZ" + PDF,
        b"x" * 9_000_000,
    ],
)
def test_a_file_that_lies_is_refused_with_a_sentence_and_nothing_is_kept(file, content):
    with pytest.raises(ValidationError):
        attest(file.vendor, RequirementFactory(), by=file.started_by, now=NOW, paper=paper(content))
    assert not RequirementRecord.objects.exists()


def test_lists_of_twenty_vendors_ask_as_much_as_the_list_of_one():
    asked = RequirementFactory(kind=Kind.QUESTION)
    files = RegistrationFactory.create_batch(20)
    for file in files:
        attest(file.vendor, asked, by=file.started_by, now=NOW, answer="CM2C")

    def queries(some):
        with CaptureQueriesContext(connection) as captured:
            assert all(states[0].is_met for states in states_of([file.vendor for file in some], now=NOW).values())
        return len(captured)

    assert queries(files[:1]) == queries(files)
