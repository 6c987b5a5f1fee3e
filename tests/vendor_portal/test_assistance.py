"""An operator on the telephone fills in the vendor's own file, and reaches nothing that the vendor alone may do."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from commerce.communication.models import Mail
from commerce.customer.models import User
from commerce.invoicing.mandates import mandate_in_force
from commerce.partner import invitations
from commerce.partner.models import Membership, Partner
from commerce.registration import assistance
from commerce.registration.models import Registration
from commerce.registration.start import start
from commerce.registration.terms import accepted_by
from tests.factories import AppointmentFactory, InvitationFactory, PlanFactory, UserFactory, VendorFactory
from vendor_portal.urls import urlpatterns

pytestmark = pytest.mark.django_db
STEPS = {f"registration-{step}" for step in ("business", "makes", "profile", "delivery")}
#: Pages that look at nobody's shop but the visitor's own.
ANYBODY = {"home", "registration", "bank-account-stop"}


@pytest.fixture
def operator():
    user = UserFactory(first_name="Sacha", last_name="Delorme")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "keep_appointments"]))
    return user


@pytest.fixture
def file():
    PlanFactory()
    return start(UserFactory(email="maelle@exemple.test"), shop_name="Sellerie Kervran", now=timezone.now())


@pytest.fixture
def helping(client, operator, file):
    """A client in whose session the operator fills in the file."""
    client.force_login(operator)
    session = client.session
    assistance.enter(session, file, now=timezone.now())
    session.save()
    return client


def address_of(pattern):
    values = {"int": 1, "slug": "X-1", "string": "forged"}
    found = pattern.pattern.converters.items()
    kwargs = {name: values[type(one).__name__.removesuffix("Converter").lower()] for name, one in found}
    return reverse(f"vendor_portal:{pattern.name}", kwargs=kwargs)


def test_only_steps_without_a_signature_open_whatever_the_method(helping, file):
    opened = set()
    for pattern in urlpatterns:
        answers = [helping.get(address_of(pattern)), helping.post(address_of(pattern), {"shop_name": "x"})]
        opened |= {pattern.name for answer in answers if answer.status_code not in (403, 404, 405)}
    assert opened - ANYBODY == STEPS
    assert mandate_in_force(file.vendor) is None
    assert not accepted_by(file.vendor)
    assert not file.vendor.plan_choices.exists()
    file.refresh_from_db()
    assert file.status == Registration.Status.STARTED


def test_nobody_joins_a_shop_or_opens_one_while_helping(helping, file, operator):
    invitation = InvitationFactory(email=operator.email)
    addresses = [
        reverse("vendor_portal:invitation", args=[invitations.token_of(invitation)]),
        reverse("vendor_portal:join-request"),
        reverse("vendor_portal:registration-start"),
    ]
    for address in addresses:
        assert helping.get(address).status_code == helping.post(address, {"shop_name": "x"}).status_code == 403
    assert not operator.memberships.exists()
    helping.post(reverse("appointments_desk:leave"))
    assert [helping.get(address).status_code for address in addresses] == [200, 200, 200]


def test_what_the_operator_fills_in_stands_in_the_vendors_file_with_a_name_in_the_log(helping, file, operator):
    page = helping.get(reverse("vendor_portal:registration")).content.decode()
    assert "Vous remplissez le dossier de Sellerie Kervran" in page
    answer = helping.post(reverse("vendor_portal:registration-makes"), {"makes": "Des sacs en cuir cousus main."})
    assert answer.status_code in (200, 302)
    file.refresh_from_db()
    assert file.makes == "Des sacs en cuir cousus main."
    entry = ModelLogEntry.objects.get(action="registration.assist")
    assert (entry.user, entry.object_id, entry.data["step"]) == (operator, str(file.pk), "makes")


def test_the_owner_sees_no_helper_and_works_as_before(client, file):
    client.force_login(file.started_by)
    assert "Vous remplissez le dossier" not in client.get(reverse("vendor_portal:registration")).content.decode()
    assert client.get(reverse("vendor_portal:registration-terms")).status_code == 200


@pytest.mark.parametrize("end", ["open", "sent", "late", "rights", "left"])
def test_it_ends_by_itself(helping, file, operator, end):
    if end == "open":
        Partner.objects.filter(pk=file.vendor_id).update(status=Partner.Status.OPEN)
    if end == "sent":
        Registration.objects.filter(pk=file.pk).update(status="submitted", submitted_at=timezone.now())
    if end == "late":
        session = helping.session
        assistance.enter(session, file, now=timezone.now() - timedelta(hours=3))
        session.save()
    if end == "rights":
        operator.user_permissions.clear()
    if end == "left":
        helping.post(reverse("appointments_desk:leave"))
    for step in STEPS:
        assert helping.get(reverse(f"vendor_portal:{step}")).status_code == 404


def test_a_caller_without_an_account_gets_one_that_only_the_mailbox_opens(client, operator):
    PlanFactory()
    appointment = AppointmentFactory(email="nouvelle@exemple.test")
    client.force_login(operator)
    address = reverse("appointments_desk:assist", args=[appointment.pk])
    answer = client.post(address, {"shop_name": "Sellerie\nKervran"})
    assert answer.url == reverse("vendor_portal:registration")
    person = User.objects.get(email="nouvelle@exemple.test")
    assert not person.has_usable_password()
    assert Membership.objects.get(user=person).partner.name == "Sellerie Kervran"
    mail = Mail.objects.get(event="registration_assisted")
    assert (mail.recipient, reverse("account_reset_password") in mail.text) == (person.email, True)
    assert not Membership.objects.filter(user=operator).exists()


def test_a_caller_who_began_alone_goes_on_in_the_same_file(client, operator, file):
    appointment = AppointmentFactory(email="maelle@exemple.test")
    client.force_login(operator)
    address = reverse("appointments_desk:assist", args=[appointment.pk])
    assert "shop_name" not in client.get(address).context["form"].fields
    for _ in range(2):
        client.post(address)
    assert Registration.objects.get() == file
    assert Mail.objects.filter(event="registration_assisted").count() == 1


def test_an_open_shop_cannot_be_entered(client, operator):
    owner = UserFactory(email="ouverte@exemple.test")
    VendorFactory(member=owner)
    client.force_login(operator)
    address = reverse("appointments_desk:assist", args=[AppointmentFactory(email=owner.email).pk])
    page = client.post(address, {"shop_name": "Autre"})
    assert "déjà envoyé" in page.content.decode()
    assert assistance.SESSION_KEY not in client.session


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "\x00"])
def test_an_absurd_name_begins_nothing(client, operator, name):
    client.force_login(operator)
    address = reverse("appointments_desk:assist", args=[AppointmentFactory().pk])
    assert client.post(address, {"shop_name": name}).context["form"].errors
    assert not Registration.objects.exists()


def test_nobody_without_the_permission_opens_a_file(client):
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    address = reverse("appointments_desk:assist", args=[AppointmentFactory().pk])
    assert client.post(address, {"shop_name": "x"}).url == "/cms/"
