"""An order of one workshop, for previews: it is in no database."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from commerce.order.models import Line, Order, VendorOrder
from commerce.order.parcel_models import Parcel
from commerce.order.status import VendorOrderStatus
from commerce.partner.examples import DAY, example_shop

#: When the example was paid.
PAID_AT = timezone.make_aware(timezone.datetime(DAY.year, DAY.month, DAY.day, 10, 30))


def example_order():
    """A paid order."""
    return Order(
        pk=0,
        number="100042",
        guest_email="camille@exemple.test",
        date_placed=PAID_AT,
        total_incl_tax=Decimal("74.90"),
        currency="EUR",
    )


def example_part(**more):
    """What the workshop has of it: two bowls, brought to the buyer's home."""
    told = {
        "pk": 0,
        "number": "100042-1",
        "order": example_order(),
        "vendor": example_shop(),
        "status": VendorOrderStatus.CONFIRMED,
        "goods_cents": 6800,
        "shipping_cents": 690,
        "delivery_kind": "home",
        "promised_on": DAY + timedelta(days=6),
        "collection_code": "K7M2",
        "confirmed_at": PAID_AT,
    }
    part = VendorOrder(**told | more)
    part._prefetched_objects_cache = {"lines": [_line(part)]}
    return part


def _line(part):
    return Line(
        pk=0, vendor_order=part, order=part.order, title="Bol bleu", quantity=2, line_price_incl_tax=Decimal("68.00")
    )


def example_parcel(part):
    """A parcel on its way, with all of it."""
    return Parcel(
        vendor_order=part,
        position=1,
        carrier="Colissimo",
        tracking_number="6A12345678901",
        expected_on=part.promised_on,
    )
