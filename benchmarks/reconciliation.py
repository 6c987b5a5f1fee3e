"""`python -m benchmarks.reconciliation [wallets]`: how long the nightly comparison takes, its memory and its calls.

Both books are filled in bulk: orders that were paid and wait, each with a wallet of its own at a local Mangopay.
"""

import os
import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

WALLETS = 100_000
CENTS = 4690
#: One wallet in so many holds nothing any more.
EMPTIED_EVERY = 3


def balance(number):
    """What the wallet of this order holds, in cents."""
    return 0 if number % EMPTIED_EVERY == 0 else CENTS + number % 977


def fill_mangopay(path, count):
    """Wallets of the client « monquibus » in a database that a local Mangopay made."""
    rows = [
        (f"wlt_m_{n:08}", "monquibus", 1_790_000_000, "{}", f"wlt_m_{n:08}", "DEFAULT", "EUR", balance(n), "", False)
        for n in range(count)
    ]
    columns = "id, client_id, creation_date, details, code, funds_type, currency, balance, description, blocked"
    with closing(sqlite3.connect(path)) as database, database:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO mangopay_sandbox_account ({columns}) VALUES ({marks})", rows)


def fill_book(count):
    """An order, its pay-in and its journal for each wallet."""
    from django.utils import timezone

    from commerce.ledger.models import Account, Entry, Journal
    from commerce.order.models import Order
    from commerce.settlement.models import PayIn

    now, numbers = timezone.now(), range(count)
    orders = Order.objects.bulk_create(
        [
            Order(number=f"{n}", total_incl_tax=1, total_excl_tax=1, currency="EUR", date_placed=now, site_id=1)
            for n in numbers
        ],
        batch_size=2000,
    )
    PayIn.objects.bulk_create(
        [
            PayIn(
                order=order,
                business_key=f"payin:{order.number}",
                amount_cents=balance(n),
                wallet_id=f"wlt_m_{n:08}",
                state=PayIn.State.SUCCEEDED,
                expires_at=now,
            )
            for n, order in enumerate(orders)
        ],
        batch_size=2000,
    )
    outside = Account.objects.create(code="outside:cards", kind=Account.Kind.OUTSIDE)
    wallets = Account.objects.bulk_create(
        [Account(code=f"order_wallet:{n}", kind=Account.Kind.ORDER_WALLET) for n in numbers], batch_size=5000
    )
    journals = Journal.objects.bulk_create(
        [Journal(business_key=f"payin:{n}", occurred_at=now, description="") for n in numbers], batch_size=5000
    )
    entries = [entry for n in numbers for entry in _movements(journals[n], wallets[n], outside, balance(n), Entry)]
    Entry.objects.bulk_create(entries, batch_size=5000)


def _movements(journal, wallet, outside, cents, entry):
    amounts = [cents, -cents] if cents else [CENTS, -CENTS, -CENTS, CENTS]
    accounts = [wallet, outside] * (len(amounts) // 2)
    return [
        entry(journal=journal, account=account, amount_cents=amount)
        for account, amount in zip(accounts, amounts, strict=True)
    ]


def compare(count):
    """Compare, and say what it took."""
    from commerce.mangopay.connection import recorded_calls
    from commerce.settlement.reconciliation import reconcile

    before, started = _peak_megabytes(), time.monotonic()
    with recorded_calls() as calls:
        result = reconcile()
    seconds = time.monotonic() - started
    sys.stdout.write(
        f"{count} wallets: {seconds:.1f} s, {len(calls)} calls, {result.difference_cents} cents of difference, "
        f"peak memory {_peak_megabytes():.0f} MB (before: {before:.0f} MB)\n"
    )


def _peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    """Fill both sides in a folder that is thrown away, in processes of their own, and compare."""
    import django

    count = int(sys.argv[1]) if len(sys.argv) > 1 else WALLETS
    with tempfile.TemporaryDirectory(prefix="reconciliation-") as name:
        folder = Path(name)
        os.environ |= {"SIMULATION_DIR": name, "SIMULATION_URL": "http://127.0.0.1:9"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "simulation.settings"
        from simulation.processes import local_mangopay

        with local_mangopay(folder / "mangopay.sqlite3"):
            pass
        fill_mangopay(folder / "mangopay.sqlite3", count)
        with local_mangopay(folder / "mangopay.sqlite3") as address:
            os.environ["MANGOPAY_BASE_URL"] = address
            django.setup()
            from simulation.opening import make_database

            make_database()
            if os.fork() == 0:  # What filling takes is not to be measured.
                fill_book(count)
                os._exit(0)
            os.wait()
            compare(count)


if __name__ == "__main__":
    main()
