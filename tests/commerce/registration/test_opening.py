import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.invoicing.mandates import NotTheOwner
from commerce.partner.models import Membership, Partner
from commerce.registration.models import Registration
from commerce.registration.opening import NotReady, open_shop, what_keeps_closed
from tests.commerce.registration.conftest import file_in
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
Status = Registration.Status


@pytest.fixture
def approved(lack):
    return file_in(Status.APPROVED)


def test_an_approved_shop_opens_once_by_its_owners_hand(approved):
    for _twice in range(2):
        open_shop(approved.vendor, by=approved.started_by, now=NOW)
    vendor = Partner.objects.get(pk=approved.vendor_id)
    assert (vendor.status, vendor.opened_at) == (Partner.Status.OPEN, NOW)
    assert Mail.objects.get().event == "shop_opened"


@pytest.mark.parametrize("status", [status for status in Status if status != Status.APPROVED])
def test_no_shop_opens_before_the_operator_said_yes(lack, status):
    file = file_in(status)
    with pytest.raises(NotReady, match="valider"):
        open_shop(file.vendor, by=file.started_by, now=NOW)
    assert Partner.objects.get(pk=file.vendor_id).status == Partner.Status.DRAFT


def test_an_approved_shop_stays_closed_while_something_blocking_is_missing(approved, lack):
    lack.missing = ["Une photo"]
    assert what_keeps_closed(approved.vendor, now=NOW) == ["Une étape\u00a0: Une photo"]
    with pytest.raises(NotReady):
        open_shop(approved.vendor, by=approved.started_by, now=NOW)


@pytest.mark.parametrize("change", [{"siret": ""}, {"trade": Partner.Trade.IN_CREATION}])
def test_a_firm_that_is_not_registered_yet_may_prepare_and_not_open(approved, change):
    Partner.objects.filter(pk=approved.vendor_id).update(**change)
    with pytest.raises(NotReady, match="immatriculée"):
        open_shop(approved.vendor, by=approved.started_by, now=NOW)


@pytest.mark.parametrize("status", ["suspended", "closing", "closed"])
def test_what_the_operator_or_the_owner_ended_is_not_opened_by_this_door(approved, status):
    Partner.objects.filter(pk=approved.vendor_id).update(status=status)
    with pytest.raises(NotReady):
        open_shop(approved.vendor, by=approved.started_by, now=NOW)


def test_staff_does_not_open_the_shop(approved):
    person = UserFactory()
    Membership.objects.create(partner=approved.vendor, user=person, role=Membership.Role.MANAGER)
    with pytest.raises(NotTheOwner):
        open_shop(approved.vendor, by=person, now=NOW)


@pytest.mark.parametrize("is_operator", [False, True])
def test_a_shop_in_preparation_is_shown_to_nobody_at_its_public_addresses(client, approved, is_operator):
    bag = ProductFactory(vendor=approved.vendor, title="Cabas secret")
    client.force_login(UserFactory(is_staff=is_operator, is_superuser=is_operator))
    for address in (approved.vendor.get_absolute_url(), bag.get_absolute_url()):
        assert client.get(address).status_code == 404
    for address in (reverse("partner:list"), reverse("catalogue:index")):
        shown = client.get(address).content.decode()
        assert approved.vendor.name not in shown
        assert "Cabas secret" not in shown
    open_shop(approved.vendor, by=approved.started_by, now=NOW)
    assert client.get(approved.vendor.get_absolute_url()).status_code == 200
    assert client.get(bag.get_absolute_url()).status_code == 200
