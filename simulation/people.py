"""Whom the simulated marketplace consists of: vendors with their goods, and guests who order."""

from datetime import date
from decimal import Decimal

from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from commerce.catalogue.models import Product
from commerce.money import to_euros
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.partner.models import Partner, StockRecord
from commerce.plans.models import Plan, PlanTerms
from commerce.shipping.models import DeliveryMode, RelayPoint
from commerce.stock import rule
from demo.buyers import BUYERS
from demo.shopping import place_order
from simulation import vouchers
from simulation.gifts import offer as offer_gift_cards
from simulation.returns import offer_returns

Country = get_model("address", "Country")
ProductClass = get_model("catalogue", "ProductClass")

VENDORS = 8
PRODUCTS_EACH = 6
#: The share of pieces sold out that are made again on a day.
REMADE = 0.3
#: Kind, rate in per cent, fixed part and subscription in cents, and whether shipping bears commission too.
PLANS = [
    (Plan.Kind.COMMISSION, Decimal("12"), 0, 0, False),
    (Plan.Kind.SUBSCRIPTION, Decimal("6.5"), 25, 1900, False),
    (Plan.Kind.COMMISSION, Decimal("30"), 99, 0, True),
]


def settle_in(random):
    """Make the marketplace's vendors, their goods and their delivery modes. Returns the vendors."""
    Country.objects.create(iso_3166_1_a2="FR", name="France", printable_name="France", is_shipping_country=True)
    RelayPoint.objects.create(code="R1", carrier="Relais", name="Tabac", street="1 rue", postcode="69004", town="Lyon")
    kind = ProductClass.objects.create(name="Pièce d’atelier", requires_shipping=True, track_stock=True)
    plans = [_plan(number, *terms) for number, terms in enumerate(PLANS)]
    vendors = [_vendor(index, random, kind, plans[index % len(plans)]) for index in range(VENDORS)]
    vouchers.print_coupons(vendors)
    offer_gift_cards(vendors)
    offer_returns(vendors)
    return vendors


def _plan(number, kind, rate, fixed_cents, monthly_fee_cents, on_shipping):
    plan = Plan.objects.create(code=f"formule-{number}", name=f"Formule {number}", kind=kind)
    PlanTerms.objects.create(
        plan=plan,
        starts_on=date(2020, 1, 1),
        commission_rate=rate,
        commission_fixed_cents=fixed_cents,
        commission_on_shipping=on_shipping,
        monthly_fee_cents=monthly_fee_cents,
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


def restock(random):
    """Workshops make again what is sold out, in their time."""
    for record in StockRecord.objects.filter(num_in_stock__lte=Coalesce("num_allocated", 0)).order_by("pk"):
        if random.random() < REMADE:
            rule.restock(record, shown=0, typed=random.choice([1, 5, 60]))


def order_something(random, now, *, gifts):
    """A guest orders from several workshops, now and then two of a kind, with coupons or with gift cards.

    Raises UnableToPlaceOrder where stock is gone.
    """
    shelf = list(Product.objects.for_sale().values_list("pk", flat=True))
    if not shelf:
        raise UnableToPlaceOrder("Everything is sold.")
    chosen = Product.objects.filter(pk__in=random.sample(shelf, min(len(shelf), random.randint(1, 5))))
    wishes = list(chosen.select_related("vendor__plan", "product_class").prefetch_related("stockrecords"))
    wishes += random.choices(wishes, k=random.choice([0, 0, 1, 2]))
    kinds = random.sample(DeliveryMode.Kind.values, len(DeliveryMode.Kind.values))
    cards = gifts.in_the_pocket({wish.vendor_id for wish in wishes})
    buyer, coupons = random.choice(BUYERS), vouchers.some(random)
    return place_order(buyer, wishes, kinds, vouchers=coupons, gift_card_ids=cards, now=now)
