"""All my data: made once, complete, in constant memory, for its owner alone, and gone after a week."""

import csv
import io
import json
import tracemalloc
from datetime import timedelta
from tempfile import TemporaryFile
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.communication.models import Mail
from commerce.leaving import export
from commerce.leaving.export_tables import PARTS
from commerce.leaving.models import Export
from commerce.order import lifecycle
from commerce.order.models import Order, VendorOrder
from commerce.settlement import due
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def vendor(owner):
    return VendorFactory(name="Terre Courbe", member=owner)


def asked(vendor, owner):
    """An export whose task hasn't run."""
    return Export.objects.create(vendor=vendor, asked_by=owner)


def archive_of(made):
    made.refresh_from_db()
    return ZipFile(io.BytesIO(made.file.read()))


def test_the_file_holds_what_is_the_vendors_and_nothing_of_anybody_else(vendor, owner):
    stranger = ProductFactory(title="Bague du voisin")
    mine = ProductFactory(vendor=vendor, title="=SOMME(A1)")
    order = placed(mine, stranger)
    lifecycle.confirm(order, now=MONDAY)
    made = asked(vendor, owner)
    assert export.make(made, now=NOW)
    archive = archive_of(made)
    whole = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    assert "Bague du voisin" not in whole
    assert "camille@exemple.test" not in whole
    assert "8 rue Dumenge" not in whole
    rows = list(csv.DictReader(io.StringIO(archive.read("produits.csv").decode()), delimiter=";"))
    assert rows[0]["product__title"] == "'=SOMME(A1)"
    [order_row] = json.loads(archive.read("commandes.json"))
    assert order_row["number"] == order.vendor_orders.get(vendor=vendor).number
    assert json.loads(archive.read("boutique.json"))["personnes"][0]["user__email"] == owner.email
    assert Mail.objects.get(event="export_ready").recipient == owner.email


def test_asked_for_twice_it_is_made_once(vendor, owner):
    first, second = (export.ask(vendor, by=owner, now=NOW) for _twice in range(2))
    assert first == second
    assert not export.make(first, now=NOW)


def test_a_worker_that_died_is_followed_by_another_and_the_late_one_leaves_nothing(vendor, owner):
    made = asked(vendor, owner)
    Export.objects.filter(pk=made.pk).update(claimed_at=NOW)
    assert list(export.unmade(NOW + timedelta(minutes=19))) == []
    later = NOW + timedelta(minutes=21)
    assert list(export.unmade(later)) == [made]
    assert export.make(made, now=later)
    storage = Export._meta.get_field("file").storage
    _folders, before = storage.listdir("exports")
    late = storage.save("exports/late.zip", io.BytesIO(b""))
    assert not export._finish(made, late, NOW)
    assert storage.listdir("exports")[1] == before


def test_after_a_week_the_file_is_gone(vendor, owner):
    made = asked(vendor, owner)
    export.make(made, now=NOW)
    made.refresh_from_db()
    for _twice in range(2):
        due.settle(now=made.ready_at + export.KEPT)
    assert not made.file.storage.exists(made.file.name)
    assert export.ready(vendor, now=made.ready_at + export.KEPT) is None


def test_thousands_of_orders_take_no_more_memory_than_a_few(vendor):
    part = placed(ProductFactory(vendor=vendor)).vendor_orders.get()
    lifecycle.confirm(part.order, now=MONDAY)
    part.refresh_from_db()
    copied = ("goods_cents", "shipping_cents", "delivery_kind", "promised_on")
    template = {name: getattr(part, name) for name in copied}
    number, plain = 4_000, {"total_incl_tax": 1, "total_excl_tax": 1, "currency": "EUR", "date_placed": NOW}
    Order.objects.bulk_create((Order(number=f"x{i}", **plain) for i in range(number)), batch_size=2_000)
    copied = {**template, "vendor": vendor, "status": "confirmed", "confirmed_at": NOW}
    orders = Order.objects.filter(number__startswith="x").only("pk")
    VendorOrder.objects.bulk_create(
        (VendorOrder(order=order, number=f"x{order.pk}-1", **copied) for order in orders), batch_size=2_000
    )
    [write] = [part for part in PARTS if getattr(part, "table", "") == "commandes"]
    with TemporaryFile() as target, ZipFile(target, "w") as archive:
        tracemalloc.start()
        write(archive, vendor)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert archive.getinfo("commandes.json").file_size > number * 300
    assert peak < 3 * 1024 * 1024


def test_only_an_owner_who_is_signed_in_fetches_it(vendor, owner, client):
    made = asked(vendor, owner)
    export.make(made, now=NOW)
    address = reverse("vendor_portal:data-file", args=[made.pk])
    assert client.get(address).status_code == 302
    client.force_login(owner)
    assert client.get(address)["Content-Disposition"].startswith("attachment")
    page = client.get(reverse("vendor_portal:data")).content.decode()
    assert address in page
    client.post(reverse("vendor_portal:data"))
    assert Export.objects.count() == 1
