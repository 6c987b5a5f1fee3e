import pytest
from django.utils import timezone

from commerce.catalogue.models import Category
from commerce.invoicing import mandates
from commerce.partner.models import Partner
from commerce.plans.models import PlanChoice
from commerce.registration import steps, terms
from commerce.registration.models import TermsText
from tests.factories import RegistrationFactory, TermsTextFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OURS = {"business", "makes", "plan", "terms", "profile", "delivery"}


@pytest.fixture
def file():
    return RegistrationFactory()


def left(vendor):
    return {state.step.code for state in steps.missing_of(vendor, now=NOW)} & OURS


def test_a_new_file_lacks_what_nobody_typed(file):
    blank = dict.fromkeys(("siret", "legal_name", "street", "postcode", "town", "email"), "")
    Partner.objects.filter(pk=file.vendor_id).update(**blank)
    file.vendor.refresh_from_db()
    assert left(file.vendor) == OURS
    states = {state.step.code: state for state in steps.steps_of(file.vendor, now=NOW)}
    assert "SIRET" in states["business"].missing
    assert len(states["terms"].missing) == 3


def test_a_file_is_complete_because_of_what_it_says_not_because_of_a_flag(file):
    vendor = file.vendor
    Partner.objects.filter(pk=vendor.pk).update(
        phone="+33600000000", tagline="Du cuir", story="Depuis 1998.", department="Nièvre"
    )
    file.makes = "Des sacs"
    file.save()
    file.categories.add(Category.add_root(name="Maroquinerie"))
    PlanChoice.objects.create(vendor=vendor, plan=vendor.plan, starts_on=NOW.date(), asked_at=NOW, settled_at=NOW)
    owner = vendor.memberships.get().user
    for document in TermsText.Document:
        terms.accept(vendor, TermsTextFactory(document=document), by=owner, now=NOW)
    mandates.accept(vendor, by=owner, now=NOW)
    vendor.delivery_modes.create(kind="home")
    vendor.refresh_from_db()
    assert not left(vendor)
    vendor.phone = ""
    assert left(vendor) == {"business"}


def test_a_company_in_creation_may_prepare_and_not_send(file):
    file.vendor.trade, file.vendor.phone = Partner.Trade.IN_CREATION, "+33600000000"
    assert "business" in left(file.vendor)


def test_only_an_owner_accepts(file):
    text = TermsTextFactory()
    with pytest.raises(mandates.NotTheOwner):
        terms.accept(file.vendor, text, by=UserFactory(), now=NOW)
    assert not file.vendor.acceptances.exists()


def test_steps_of_other_packages_join_in_their_order(file, monkeypatch):
    monkeypatch.setattr(steps, "_joined", dict(steps._joined))
    steps.join(
        steps.Step(
            code="identity",
            title="Identité",
            why="",
            url_name="vendor_portal:home",
            missing=lambda vendor, *, now: ["Une pièce"],
            order=50,
        )
    )
    codes = [state.step.code for state in steps.steps_of(file.vendor, now=NOW)]
    assert codes.index("terms") < codes.index("identity") < codes.index("profile")
