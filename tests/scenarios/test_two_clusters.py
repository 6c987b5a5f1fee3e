"""Two task clusters and two web processes beside each other, on one database and one Mangopay that misbehaves."""

import sys
import time
from contextlib import ExitStack, suppress
from datetime import timedelta
from itertools import cycle

import pytest
from django.conf import settings as live_settings
from django.db.models import F
from django.utils import timezone
from django_q.conf import Conf
from django_q.models import OrmQ
from django_q.tasks import async_task

from commerce.communication.models import Mail
from commerce.ledger.models import Journal
from commerce.mangopay import hooks
from commerce.mangopay.gateway import gateway
from commerce.mangopay.models import HookNotice
from commerce.order.models import VendorOrder
from commerce.settlement import payins
from commerce.settlement.models import PayIn, Payout, Release
from commerce.settlement.reconciliation import reconcile
from simulation import invariants
from tests.commerce.settlement.orders import order_of, ready_vendor, received, started
from tests.local_mangopay import wait_until
from tests.scenarios.beside import process, web_processes

ORDERS = 30
SETTLEMENTS = 12
#: How often each thing goes wrong, of all hooks and of all calls.
SHARES = {"hook_lost": 0.2, "hook_duplicated": 0.4, "hook_delayed": 0.4, "drop_after": 0.05, "error_after": 0.05}

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def vendors(mangopay):
    """Four vendors whose accounts may be paid out."""
    return [ready_vendor(mangopay) for _ in range(4)]


@pytest.fixture
def beside(mangopay, vendors, settings, monkeypatch):
    """Two web processes, each with half of the hooks, and two task clusters. A fifth of the hooks is lost."""
    monkeypatch.setattr(Conf, "SYNC", False)
    client = {
        "MANGOPAY_BASE_URL": live_settings.MANGOPAY["BASE_URL"],
        "MANGOPAY_CLIENT_ID": live_settings.MANGOPAY["CLIENT_ID"],
    }
    with ExitStack() as stack:
        addresses = stack.enter_context(web_processes(2, **client))
        settings.SITE_URL = addresses[0]
        hooks.register_hooks()
        for (hook_id, url), address in zip(gateway().hooks().values(), cycle(addresses), strict=False):
            gateway().move_hook(hook_id, url.replace(addresses[0], address))
        for _ in range(2):
            stack.enter_context(process("manage.py", "qcluster", BESIDE_SITE_URL=addresses[0], **client))
        for kind, share in SHARES.items():
            mangopay.control("POST", "faults", kind=kind, probability=share, seed=7, seconds=0.5)
        yield mangopay
        mangopay.control("DELETE", "faults")


def page_of(order):
    """Where the buyer pays; whoever sees that Mangopay doesn't answer tries again."""
    for _ in range(4):
        with suppress(payins.PaymentUnavailable):
            return started(order, timezone.now()).redirect_url
    raise AssertionError("Mangopay never answers.")


def settle_everywhere():
    """Have both clusters settle at the same time, again and again."""
    for _ in range(SETTLEMENTS):
        async_task("commerce.settlement.tasks.settle")


def wait_for_all(rows, seconds=40):
    """Until there is no such row any more; the clusters settle meanwhile."""
    deadline = time.monotonic() + seconds
    while rows().exists():
        assert time.monotonic() < deadline, list(rows())
        hours_pass()
        if not OrmQ.objects.filter(lock__lte=timezone.now()).exists():
            settle_everywhere()
        time.sleep(0.3)


def hours_pass():
    """The time to pay is over, and no hook told of a payout for long: the scheduler looks by itself."""
    now = timezone.now()
    PayIn.objects.filter(expires_at__gt=now).update(expires_at=now)
    Payout.objects.open().filter(seen_at__isnull=False).update(seen_at=now - timedelta(hours=7))


def weeks_pass():
    """Everything that was received is due, and nobody has looked at anything for long."""
    now = timezone.now()
    VendorOrder.objects.update(confirmed_at=now - timedelta(days=40), received_at=now - timedelta(days=30))


def test_two_clusters_and_two_web_processes_do_everything_once(beside, vendors):
    for number in range(ORDERS):
        first = number % 4
        order = order_of(*(vendors * 2)[first : first + 1 + number % 3])
        beside.pay(page_of(order))
    wait_for_all(lambda: VendorOrder.objects.filter(confirmed_at=None))
    now = timezone.now()
    VendorOrder.objects.update(confirmed_at=now - timedelta(days=400))
    for part in VendorOrder.objects.all():
        received(part)
    weeks_pass()
    settle_everywhere()
    wait_for_all(lambda: VendorOrder.objects.exclude(release__state="succeeded"))
    wait_for_all(lambda: Payout.objects.exclude(state="succeeded"))
    wait_for_all(lambda: Mail.objects.filter(sent_at=None))
    wait_until(lambda: not OrmQ.objects.filter(lock__lte=timezone.now()).exists(), seconds=30)
    beside.control("DELETE", "faults")
    notices = HookNotice.objects.count()
    parts = VendorOrder.objects.count()
    sys.stdout.write(f"{ORDERS} orders, {parts} parts, {Payout.objects.count()} payouts, {notices} notices\n")
    keys = Journal.objects.values_list("business_key", flat=True)
    assert sum(key.startswith("payin:") for key in keys) == PayIn.objects.count() == ORDERS
    assert sum(key.startswith("release:") for key in keys) == Release.objects.count() == parts
    assert sum(key.endswith(":sent") for key in keys) == Payout.objects.count()
    assert Mail.objects.filter(event="order_confirmed").count() == ORDERS
    assert Mail.objects.filter(event="payout_sent").count() == Payout.objects.count()
    assert invariants.one_mail_per_event_and_person(now)
    assert invariants.journals_sum_to_zero(now)
    assert not Release.objects.exclude(amount_cents=F("vendor_order__goods_cents") + F("vendor_order__shipping_cents"))
    assert reconcile().difference_cents == 0
