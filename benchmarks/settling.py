"""`python -m benchmarks.settling [vendor orders…]`: how many shares settlement moves in a second, and how that grows.

The book is filled in bulk: four vendor orders in five were released long ago, one in five waits for its day, and as
many as `DUE` are due. Mangopay answers at once, so that what is measured is ours.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from itertools import count as numbers_from
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000)
DUE = 500


class AtOnce:
    """A Mangopay that does whatever it is asked before the question ends."""

    def __init__(self):
        self._numbers = numbers_from(1)

    def _done(self, kind, status, amount_cents, fees_cents, tag):
        from commerce.mangopay.records import Transaction

        credited = amount_cents - fees_cents
        return Transaction(f"{kind}_{next(self._numbers)}", status, amount_cents, fees_cents, credited, tag=tag)

    def transfer(self, *, amount_cents, fees_cents, tag, **_more):
        """A transfer that succeeded."""
        return self._done("transfer", "SUCCEEDED", amount_cents, fees_cents, tag)

    def payout(self, *, amount_cents, tag, **_more):
        """A payout that the bank was told of."""
        return self._done("payout", "CREATED", amount_cents, 0, tag)


def fill(count, now):
    """So many vendor orders in every state, none of them due, and then those that are."""
    from benchmarks import money_room
    from commerce.ledger.models import Account
    from commerce.order.models import VendorOrder
    from commerce.partner.models import Partner

    money_room.fill(count, now)
    young = {"confirmed_at": now - timedelta(days=3), "received_at": now - timedelta(days=1)}
    VendorOrder.objects.filter(release=None).update(**young)
    for vendor in Partner.objects.all():
        vendor.kyc_level, vendor.recipient_is_active = Partner.KycLevel.REGULAR, True
        vendor.mangopay_user_id = vendor.mangopay_wallet_id = vendor.mangopay_recipient_id = f"made_up_{vendor.pk}"
        vendor.save()
    due = range(count, count + DUE)
    Account.objects.bulk_create([Account(code=f"order_wallet:{n}", kind=Account.Kind.ORDER_WALLET) for n in due])
    accounts = Account.objects.in_bulk(field_name="code")
    money_room._fill(due, count, list(Partner.objects.order_by("pk")), accounts, now)
    old = {"confirmed_at": now - timedelta(days=30), "received_at": now - timedelta(days=28)}
    VendorOrder.objects.filter(number__in=[f"VO-{n}-1" for n in due]).update(**old)


def measure(count):
    """Fill a database that is thrown away, settle, and print a line of the table."""
    import django

    django.setup()
    from django.utils import timezone

    from commerce.settlement import due, payouts, release
    from commerce.settlement.models import Release
    from simulation.opening import make_database

    make_database()
    now = timezone.now()
    fill(count, now)
    mangopay = AtOnce()
    release.current_gateway = payouts.current_gateway = lambda: mangopay
    before = Release.objects.count()
    clock = _Clock(due)
    seconds, _cpu_seconds, summary = _timed(lambda: due.settle(now=now))
    moved = Release.objects.count() - before
    assert (moved, summary.troubles) == (DUE, {}), (moved, list(summary.troubles.items())[:3])
    idle, _cpu_seconds, _summary = _timed(lambda: due.settle(now=now))
    alone, cpu = clock.seconds, clock.cpu_seconds
    figures = (f"{moved / alone:.0f}", f"{moved / cpu:.0f}", f"{seconds:.1f}", f"{idle * 1000:.0f}")
    _say(f"{count:,}", *figures)


def _say(*columns):
    sys.stdout.write("".join(f"{column:>21}" for column in columns) + "\n")
    sys.stdout.flush()


class _Clock:
    """Measures settlement's step of releases by itself."""

    def __init__(self, due):
        self.seconds = self.cpu_seconds = 0
        self._each = due.Summary.each
        due.Summary.each = lambda *args: self._run(*args)

    def _run(self, summary, step, *more):
        seconds, cpu_seconds, _nothing = _timed(lambda: self._each(summary, step, *more))
        if step == "released":
            self.seconds += seconds
            self.cpu_seconds += cpu_seconds


def _timed(act):
    started, started_cpu = time.perf_counter(), time.process_time()
    result = act()
    return time.perf_counter() - started, time.process_time() - started_cpu, result


def main(sizes):
    """A process and a database of its own for each size."""
    _say("vendor orders", "released per second", "per CPU second", "s, payouts too", "ms with nothing due")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="settling-") as folder:
            surroundings = {
                **os.environ,
                "SIMULATION_DIR": folder,
                "SIMULATION_URL": "http://127.0.0.1:9",
                "MANGOPAY_BASE_URL": "http://127.0.0.1:9",
                "DJANGO_SETTINGS_MODULE": "simulation.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
            }
            command = [sys.executable, "-m", "benchmarks.settling", "--one", str(size)]
            subprocess.run(command, cwd=ROOT, env=surroundings, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
