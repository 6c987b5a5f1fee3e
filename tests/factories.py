"""Test data: the smallest believable objects. Every factory works alone and takes overrides by keyword."""

import time
from datetime import date, timedelta
from decimal import Decimal

import factory
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from oscar.core.loading import get_model
from stdnum import luhn

from commerce.announcements.models import Announcement
from commerce.appointments.models import Appointment, Slot
from commerce.catalogue.models import Product
from commerce.customer import second_factor
from commerce.customer.models import User
from commerce.partner import holidays
from commerce.partner.models import Membership, Partner, StockRecord
from commerce.partner.people_models import Invitation, JoinRequest
from commerce.plans.models import Plan, PlanTerms
from commerce.promotions.models import Promotion
from commerce.registration.models import Registration, TermsText
from commerce.requirements.models import Requirement, RequirementRecord
from commerce.shipping.models import DeliveryMode, RelayPoint

ProductClass = get_model("catalogue", "ProductClass")
Category = get_model("catalogue", "Category")
Country = get_model("address", "Country")


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ("iso_3166_1_a2",)

    iso_3166_1_a2 = "FR"
    iso_3166_1_a3 = "FRA"
    iso_3166_1_numeric = "250"
    printable_name = name = "France"
    is_shipping_country = True


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("personne{}@exemple.test".format)
    first_name = "Camille"
    last_name = "Martin"
    password = factory.django.Password("monquibus")


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = "commission"
    name = "Commission seule"
    kind = Plan.Kind.COMMISSION

    @factory.post_generation
    def terms(self, create, extracted, **overrides):
        rates = {"commission_rate": Decimal(12), "commission_vat_rate": Decimal(20), **overrides}
        PlanTerms.objects.get_or_create(plan=self, starts_on=date(2020, 1, 1), defaults=rates)


class VendorFactory(DjangoModelFactory):
    """A vendor who is open, verified and offers home delivery, collection and relay points."""

    class Meta:
        model = Partner
        skip_postgeneration_save = True

    name = factory.Sequence("Atelier {}".format)
    email = factory.Sequence("atelier{}@exemple.test".format)
    status = Partner.Status.OPEN
    plan = factory.SubFactory(PlanFactory)
    legal_name = factory.SelfAttribute("name")
    representative_first_name = "Jeanne"
    representative_last_name = "Lemoine"
    siret = "73282932000074"
    street = "3 rue des Potiers"
    postcode = "89520"
    town = "Saint-Amand-en-Puisaye"
    preparation_days = 2

    @factory.post_generation
    def delivery_modes(self, create, extracted, **_):
        charges = {"home": 690, "collect": 0, "relay": 490} if extracted is None else extracted
        for kind, cents in charges.items():
            DeliveryMode.objects.create(vendor=self, kind=kind, charge_cents=cents, transit_days=2)

    @factory.post_generation
    def member(self, create, extracted, **_):
        if extracted:
            Membership.objects.create(partner=self, user=extracted, role=Membership.Role.OWNER)


def siret(number):
    """A SIRET that may exist, of a firm of its own."""
    siren = f"5{number:07}"
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(f"{siren}0001")


class RegistrationFactory(DjangoModelFactory):
    """The file of a shop in preparation, whose owner began it."""

    class Meta:
        model = Registration

    vendor = factory.SubFactory(
        VendorFactory, status=Partner.Status.DRAFT, delivery_modes={}, siret=factory.Sequence(siret)
    )
    started_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        file = super()._create(model_class, *args, **kwargs)
        Membership.objects.create(partner=file.vendor, user=file.started_by, role=Membership.Role.OWNER)
        return file


class TermsTextFactory(DjangoModelFactory):
    class Meta:
        model = TermsText

    document = TermsText.Document.OPERATOR
    version = factory.Sequence("2026-{}".format)
    body = "<p>Chacun ses droits.</p>"
    effective_on = date(2026, 1, 1)


class RequirementFactory(DjangoModelFactory):
    """A paper that every vendor must send, unless told otherwise."""

    class Meta:
        model = Requirement

    code = factory.Sequence("demande-{}".format)
    kind = Requirement.Kind.DOCUMENT
    title = factory.Sequence("Une attestation n° {}".format)
    why = "Pour être sûrs."


class RequirementRecordFactory(DjangoModelFactory):
    """A paper that a vendor sent."""

    class Meta:
        model = RequirementRecord

    vendor = factory.SubFactory(VendorFactory)
    requirement = factory.SubFactory(RequirementFactory)
    outcome = RequirementRecord.Outcome.ATTESTED
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4 secret %%EOF", "paper"))
    file_name = "attestation.pdf"
    content_type = "application/pdf"
    recorded_at = factory.LazyFunction(timezone.now)


def on_holiday(vendor, *, days=7, now=None, **more):
    """The holiday that begins now for a vendor, for so many days."""
    now = now or timezone.now()
    back_on = timezone.localdate(now) + timedelta(days=days)
    return holidays.plan(vendor, first_day=timezone.localdate(now), back_on=back_on, now=now, **more)


def with_second_factor(client, user):
    """A test client whose person signed in and has just shown a second factor."""
    client.force_login(user)
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
    session = client.session
    session[second_factor.SET_UP_KEY] = {"user": user.pk, "at": time.time()}
    session.save()
    return client


class InvitationFactory(DjangoModelFactory):
    """An invitation that was just sent."""

    class Meta:
        model = Invitation

    vendor = factory.SubFactory(VendorFactory)
    email = factory.Sequence("invite{}@exemple.test".format)
    role = Membership.Role.WORKSHOP
    sent_at = factory.LazyFunction(timezone.now)


class JoinRequestFactory(DjangoModelFactory):
    """Somebody who asks to join a shop."""

    class Meta:
        model = JoinRequest

    vendor = factory.SubFactory(VendorFactory)
    person = factory.SubFactory(UserFactory)
    siret = factory.SelfAttribute("vendor.siret")
    asked_at = factory.LazyFunction(timezone.now)


class ProductClassFactory(DjangoModelFactory):
    class Meta:
        model = ProductClass
        django_get_or_create = ("name",)

    name = "Pièce d’atelier"
    requires_shipping = True
    track_stock = True


class ProductFactory(DjangoModelFactory):
    """A product for sale: 40,00 €, five in stock, unless `price` and `stock` say otherwise."""

    class Meta:
        model = Product
        skip_postgeneration_save = True

    title = factory.Sequence("Bol n° {}".format)
    vendor = factory.SubFactory(VendorFactory)
    product_class = factory.SubFactory(ProductClassFactory)
    structure = Product.STANDALONE

    @classmethod
    def _create(cls, model_class, *args, price=Decimal("40.00"), stock=5, **kwargs):
        product = super()._create(model_class, *args, **kwargs)
        if product.structure != Product.PARENT:
            StockRecord.objects.create(
                product=product,
                partner=product.vendor,
                partner_sku=f"{product.pk}",
                price=price,
                num_in_stock=stock,
                num_allocated=0,
            )
        return product


class PromotionFactory(DjangoModelFactory):
    """A tenth off a whole shop, since an hour ago and for a week; or `percent=None, amount_cents=…`."""

    class Meta:
        model = Promotion

    vendor = factory.SubFactory(VendorFactory)
    name = "Fête des potiers"
    percent = 10
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda promotion: promotion.starts_at + timedelta(days=7))


class RelayPointFactory(DjangoModelFactory):
    class Meta:
        model = RelayPoint

    code = factory.Sequence("FR{:05}".format)
    carrier = "Relais local"
    name = "Épicerie du Canal"
    street = "12 quai du Canal"
    postcode = "69004"
    town = "Lyon"


class SlotFactory(DjangoModelFactory):
    """A free half hour, one day after the other at 10:00 in Paris, from tomorrow on."""

    class Meta:
        model = Slot

    starts_at = factory.Sequence(lambda number: _ten_o_clock(1 + number))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(minutes=30))


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    slot = factory.SubFactory(SlotFactory)
    name = "Maëlle Kervran"
    phone = factory.Sequence("+336123{:05}".format)
    email = factory.Sequence("maelle{}@exemple.test".format)
    subject = "Je fais des sacs en cuir, par où commencer ?"


def _ten_o_clock(days):
    return timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=days)


class AnnouncementFactory(DjangoModelFactory):
    """An announcement to every shop, since long ago."""

    class Meta:
        model = Announcement

    title = "Marché de Noël : pensez à vos délais"
    text = "Annoncez dès maintenant vos dernières dates d’envoi."
    starts_on = date(2020, 1, 1)
