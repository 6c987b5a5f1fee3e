"""`python -m benchmarks.money_room [vendor orders]`: queries and milliseconds of the money room's pages.

The book is filled in bulk: vendor orders of two hundred vendors, four in five released and paid out.
"""

import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

VENDOR_ORDERS = 100_000
VENDORS = 200
GOODS_CENTS, SHIPPING_CENTS, COMMISSION_CENTS, VAT_CENTS = 4000, 690, 480, 96
NET_CENTS = GOODS_CENTS + SHIPPING_CENTS - COMMISSION_CENTS - VAT_CENTS
BATCH = 5000
RUNS = 5


def fill(count, now):
    """Vendor orders with pay-ins, releases and their journals, oldest first, a thousand a day."""
    from commerce.ledger.models import Account
    from tests.factories import VendorFactory

    Kind = Account.Kind  # noqa: N806
    vendors = [VendorFactory() for _ in range(VENDORS)]
    codes = {
        "outside:cards": Kind.OUTSIDE,
        "outside:banks": Kind.OUTSIDE,
        "fees:commission": Kind.FEES,
        "fees:commission_vat": Kind.FEES,
        **{f"vendor_wallet:{vendor.pk}": Kind.VENDOR_WALLET for vendor in vendors},
        **{f"order_wallet:{number}": Kind.ORDER_WALLET for number in range(count)},
    }
    made = Account.objects.bulk_create([Account(code=c, kind=k) for c, k in codes.items()], batch_size=BATCH)
    accounts = {account.code: account for account in made}
    for start in range(0, count, BATCH):
        _fill(range(start, min(start + BATCH, count)), count, vendors, accounts, now)


def _fill(numbers, count, vendors, accounts, now):
    from commerce.order.models import Order, VendorOrder
    from commerce.settlement.models import PayIn, Release

    ages = {n: timedelta(days=(count - n) // 1000, hours=1) for n in numbers}
    orders = Order.objects.bulk_create(
        [
            Order(number=f"{n}", total_incl_tax=1, total_excl_tax=1, currency="EUR", date_placed=now, site_id=1)
            for n in numbers
        ]
    )
    parts = VendorOrder.objects.bulk_create(
        [
            VendorOrder(
                order=order,
                vendor=vendors[n % VENDORS],
                number=f"VO-{n}-1",
                status="received",
                goods_cents=GOODS_CENTS,
                shipping_cents=SHIPPING_CENTS,
                delivery_kind="home",
                promised_on=now.date(),
                commission_rate=12,
                commission_fixed_cents=0,
                commission_vat_rate=20,
                commission_on_shipping=False,
                confirmed_at=now - ages[n],
                received_at=now - ages[n] + timedelta(minutes=30),
            )
            for n, order in zip(numbers, orders, strict=True)
        ]
    )
    done = {"state": "succeeded", "concluded_at": now}
    PayIn.objects.bulk_create(
        [
            PayIn(order=order, business_key=f"payin:{order.number}", amount_cents=4690, expires_at=now, **done)
            for order in orders
        ]
    )
    released = [(n, part) for n, part in zip(numbers, parts, strict=True) if n < count * 4 // 5]
    Release.objects.bulk_create(
        [
            Release(
                vendor_order=part,
                business_key=f"release:{part.number}",
                amount_cents=GOODS_CENTS + SHIPPING_CENTS,
                goods_cents=GOODS_CENTS,
                shipping_cents=SHIPPING_CENTS,
                commission_cents=COMMISSION_CENTS,
                commission_vat_cents=VAT_CENTS,
                state="succeeded",
                concluded_at=now - ages[n] + timedelta(days=15),
            )
            for n, part in released
        ]
    )
    _book(numbers, {n for n, _part in released}, vendors, accounts, now)


def _book(numbers, released, vendors, accounts, now):
    from commerce.ledger.models import Entry, Journal

    postings = {}
    for n in numbers:
        wallet, vendor = f"order_wallet:{n}", f"vendor_wallet:{vendors[n % VENDORS].pk}"
        paid = [("outside:cards", -4690), (wallet, GOODS_CENTS), (wallet, SHIPPING_CENTS)]
        postings[f"payin:{n}"] = paid
        if n in released:
            postings[f"release:VO-{n}-1"] = [
                (wallet, -GOODS_CENTS),
                (wallet, -SHIPPING_CENTS),
                (vendor, NET_CENTS - SHIPPING_CENTS),
                (vendor, SHIPPING_CENTS),
                ("fees:commission", COMMISSION_CENTS),
                ("fees:commission_vat", VAT_CENTS),
            ]
    made = Journal.objects.bulk_create([Journal(business_key=k, occurred_at=now, description="") for k in postings])
    Entry.objects.bulk_create(
        [
            Entry(journal=journal, account=accounts[code], amount_cents=cents)
            for journal, each in zip(made, postings.values(), strict=True)
            for code, cents in each
        ],
        batch_size=BATCH,
    )


def measure(name, act):
    """The best of some runs, with the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    best = None
    for _ in range(RUNS):
        started = time.perf_counter()
        act()
        took = time.perf_counter() - started
        best = min(best or took, took)
    with CaptureQueriesContext(connection) as queries:
        act()
    sys.stdout.write(f"{name}: {best * 1000:.0f} ms, {len(queries)} queries\n")
    if "--slow" in sys.argv:
        for query in sorted(queries, key=lambda q: -float(q["time"]))[:4]:
            sys.stdout.write(f"   {query['time']} {query['sql'][:1500]}\n")


def main():
    """Fill a database that is thrown away, and open the pages as an operator."""
    import django

    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else VENDOR_ORDERS
    with tempfile.TemporaryDirectory(prefix="money-room-") as folder:
        os.environ |= {"SIMULATION_DIR": folder, "SIMULATION_URL": "http://127.0.0.1:9"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "simulation.settings"
        django.setup()
        from django.conf import settings
        from django.test import Client
        from django.urls import reverse
        from django.utils import timezone

        from commerce.settlement.figures import figures
        from monquibus.settings import base
        from simulation.opening import make_database
        from tests.factories import UserFactory

        settings.ALLOWED_HOSTS, settings.MIDDLEWARE = ["testserver"], base.MIDDLEWARE
        make_database()
        now = timezone.now()
        fill(count, now)
        client = Client()
        client.force_login(UserFactory(is_staff=True, is_superuser=True))
        measure("figures of the day", lambda: figures(now=now))
        for name in ("home", "vendor_orders", "payins", "vendors", "payouts", "refunds"):
            measure(name, lambda name=name: client.get(reverse(f"money:{name}")))
        search = {"vendor order by number": "q=VO-4217-1", "vendor orders of an amount": "amount=46.90"}
        for name, query in search.items():
            measure(name, lambda query=query: client.get(f"{reverse('money:vendor_orders')}?{query}"))
        from commerce.order.models import VendorOrder

        part = VendorOrder.objects.get(number="VO-7-1")
        measure("one vendor order", lambda: client.get(reverse("money:vendor_order", args=[part.pk])))
        measure("one vendor", lambda: client.get(reverse("money:vendor", args=[part.vendor_id])))


if __name__ == "__main__":
    main()
