import pytest

from commerce.order import lifecycle
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory, with_second_factor


@pytest.fixture
def member(db):
    return UserFactory()


@pytest.fixture
def vendor(member):
    return VendorFactory(name="Atelier Lemoine", member=member)


@pytest.fixture
def product(vendor):
    return ProductFactory(vendor=vendor, title="Vase à col étroit", stock=5)


@pytest.fixture
def order(product):
    """A paid order over three workshops; the vendor's part is to be sent home."""
    order = placed(product, ProductFactory(title="Bague du voisin"), ProductFactory(title="Cabas du voisin"))
    lifecycle.confirm(order, now=MONDAY)
    return order


@pytest.fixture
def part(order, vendor):
    return order.vendor_orders.get(vendor=vendor)


@pytest.fixture
def collection(product, vendor):
    """The vendor's part of a paid order that its buyer collects."""
    order = placed(product, kinds=("collect",))
    lifecycle.confirm(order, now=MONDAY)
    return order.vendor_orders.get()


@pytest.fixture
def portal(client, member, vendor):
    client.force_login(member)
    return client


@pytest.fixture
def sure_portal(client, member, vendor):
    """The portal for a member who has just shown a second factor."""
    return with_second_factor(client, member)
