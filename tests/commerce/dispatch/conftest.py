import pytest

from commerce.order import lifecycle
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, VendorFactory
from tests.local_carriers import carriers, carriers_server  # noqa: F401


@pytest.fixture
def part():
    """A paid vendor order that Colissimo brings to the door."""
    vendor = VendorFactory(delivery_modes={"home": 690})
    vendor.delivery_modes.update(carrier="Colissimo")
    order = placed(ProductFactory(vendor=vendor, packed_grams=1200))
    lifecycle.confirm(order, now=MONDAY)
    return order.vendor_orders.get()
