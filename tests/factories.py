"""Test data: the smallest believable objects. Every factory works alone and takes overrides by keyword."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory
from oscar.core.loading import get_model

from commerce.catalogue.models import Product
from commerce.customer.models import User
from commerce.partner.models import Membership, Partner, StockRecord
from commerce.plans.models import Plan, PlanTerms
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


class RelayPointFactory(DjangoModelFactory):
    class Meta:
        model = RelayPoint

    code = factory.Sequence("FR{:05}".format)
    carrier = "Relais local"
    name = "Épicerie du Canal"
    street = "12 quai du Canal"
    postcode = "69004"
    town = "Lyon"
