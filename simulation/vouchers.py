"""Coupons of the simulated marketplace, each with the one who pays it."""

from datetime import UTC, datetime
from decimal import Decimal

from oscar.core.loading import get_model

from commerce.offer.models import Benefit, Condition, ConditionalOffer, Range

Voucher = get_model("voucher", "Voucher")

#: The shares of baskets with one coupon and with two.
WITH_ONE, WITH_TWO = 0.25, 0.05
#: (type, value, who pays, the operator's part in per cent, whether it is limited to one vendor).
COUPONS = (
    (Benefit.PERCENTAGE, "10", "operator", None, False),
    (Benefit.FIXED, "80", "operator", None, False),
    (Benefit.PERCENTAGE, "15", "vendor", None, True),
    (Benefit.FIXED, "7.35", "vendor", None, True),
    (Benefit.PERCENTAGE, "25", "shared", "40", True),
    (Benefit.SHIPPING_PERCENTAGE, "100", "operator", None, False),
    (Benefit.SHIPPING_ABSOLUTE, "3.33", "vendor", None, True),
)


def print_coupons(vendors):
    """Make the coupons; those that vendors pay belong to the first vendors, one each."""
    everything = Range.objects.create(name="Tout", includes_all_products=True)
    owners = iter(vendors)
    for number, (kind, value, bearer, operator_share, is_limited) in enumerate(COUPONS):
        offer = ConditionalOffer.objects.create(
            name=f"Offre {number}",
            offer_type=ConditionalOffer.VOUCHER,
            exclusive=False,
            bearer=bearer,
            operator_share=operator_share and Decimal(operator_share),
            vendor=next(owners) if is_limited else None,
            benefit=Benefit.objects.create(
                type=kind, value=Decimal(value), range=None if kind.startswith("Shipping") else everything
            ),
            condition=Condition.objects.create(type=Condition.COUNT, value=1, range=everything),
        )
        voucher = Voucher.objects.create(
            name=f"BON{number}",
            code=f"BON{number}",
            start_datetime=datetime(2020, 1, 1, tzinfo=UTC),
            end_datetime=datetime(2100, 1, 1, tzinfo=UTC),
        )
        voucher.offers.add(offer)


def some(random):
    """The coupons that this buyer types: mostly none, sometimes two."""
    number = random.choices((0, 1, 2), (1 - WITH_ONE - WITH_TWO, WITH_ONE, WITH_TWO))[0]
    return random.sample(list(Voucher.objects.order_by("pk")), number)
