"""Whom the simulated marketplace consists of: vendors with their goods, and guests who order."""

from datetime import date
from decimal import Decimal

from oscar.core.loading import get_model

from commerce.catalogue.models import Product
from commerce.money import to_euros
from commerce.partner.models import Partner, StockRecord
from commerce.plans.models import Plan, PlanTerms
from commerce.shipping.models import DeliveryMode, RelayPoint
from demo.buyers import BUYERS
from demo.shopping import place_order

Country = get_model("address", "Country")
ProductClass = get_model("catalogue", "ProductClass")

VENDORS = 8
PRODUCTS_EACH = 6
#: Rates in per cent and fixed parts in cents of the plans in play.
PLANS = [("commission", Decimal("12"), 0), ("abonnement", Decimal("6.5"), 25), ("essai", Decimal("30"), 99)]


def settle_in(random):
    """Make the marketplace's vendors, their goods and their delivery modes. Returns the vendors."""
    Country.objects.create(iso_3166_1_a2="FR", name="France", printable_name="France", is_shipping_country=True)
    RelayPoint.objects.create(code="R1", carrier="Relais", name="Tabac", street="1 rue", postcode="69004", town="Lyon")
    kind = ProductClass.objects.create(name="Pièce d’atelier", requires_shipping=True, track_stock=True)
    plans = [_plan(*terms) for terms in PLANS]
    return [_vendor(index, random, kind, plans[index % len(plans)]) for index in range(VENDORS)]


def _plan(code, rate, fixed_cents):
    plan = Plan.objects.create(code=code, name=code, kind=Plan.Kind.COMMISSION)
    PlanTerms.objects.create(
        plan=plan, starts_on=date(2020, 1, 1), commission_rate=rate, commission_fixed_cents=fixed_cents
    )
    return plan


def _vendor(index, random, kind, plan):
    vendor = Partner.objects.create(
        name=f"Atelier {index}",
        email=f"atelier{index}@simulation.test",
        status=Partner.Status.OPEN,
        plan=plan,
        legal_name=f"Atelier {index}",
        representative_first_name="Jeanne",
        representative_last_name=f"Simulée {index}",
        siret="73282932000074",
        street="1 rue des Essais",
        postcode="69004",
        town="Lyon",
        vat_rate=Decimal("20") if index % 2 else Decimal(0),
        preparation_days=random.randint(1, 5),
    )
    DeliveryMode.objects.bulk_create(
        DeliveryMode(vendor=vendor, kind=mode, charge_cents=cents, transit_days=random.randint(1, 4))
        for mode, cents in (("home", 691), ("relay", 457), ("collect", 0))
    )
    for number in range(PRODUCTS_EACH):
        product = Product.objects.create(title=f"Pièce {index}.{number}", vendor=vendor, product_class=kind)
        StockRecord.objects.create(
            product=product,
            partner=vendor,
            partner_sku=f"{number}",
            price=to_euros(random.randint(50, 25_000)),
            num_in_stock=random.choice([1, 3, 40, 400]),
            num_allocated=0,
        )
    return vendor


def order_something(random, now):
    """A guest orders from several workshops. Raises UnableToPlaceOrder where stock is gone."""
    wishes = random.sample(list(Product.objects.for_sale().select_related("vendor")), random.randint(1, 5))
    kinds = random.sample(DeliveryMode.Kind.values, len(DeliveryMode.Kind.values))
    return place_order(random.choice(BUYERS), wishes, kinds, now=now)
