"""Scenarios whose every call to Mangopay is cut.

A scenario is a function of a `Run`: people press buttons (`run.person`), workers do their work (`run.worker`), the
scheduler settles (`run.settle`). A first life without a cut records each call of these steps and the state in which
everything ends. Then the scenario is lived again for every call and every way of cutting it, the days after it are
settled as the scheduler does, and everything must have ended as if nothing had been cut.
"""

import os
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from commerce.communication.models import Mail
from commerce.identity import owners
from commerce.identity.models import BankAccount, Owner, Proof
from commerce.ledger.models import Entry, Journal
from commerce.mangopay.exceptions import MangopayError
from commerce.order import lifecycle
from commerce.order.models import Order, VendorOrder
from commerce.partner.models import Partner
from commerce.settlement import due, payins
from commerce.settlement.models import Incident
from commerce.settlement.operations import Operation
from demo.time_travel import Moment
from simulation import invariants
from tests.commerce.baskets import MONDAY
from tests.commerce.settlement.orders import order_of, started
from tests.factories import VendorFactory
from tests.local_mangopay import open_account
from tests.scenarios.cuts import Died, Line, cuts_of, pattern

#: When the scheduler comes by after the scenario; a day and more, so that keys are forgotten.
CLOSING_PAUSES = (timedelta(minutes=16), timedelta(hours=7), timedelta(days=1), timedelta(days=1))
#: `make cuts` lives every cut; the suite one in so many, which has no factor in common with the three or five ways of
#: cutting a call: every way still comes up.
ONE_IN = 11
EVERY_CUT = "EVERY_CUT" in os.environ

_scenarios = []
_whole_lives = {}


def scenario(function):
    """Have the function lived with every cut."""
    _scenarios.append(function)
    return function


def scenarios_of(*modules):
    """The scenarios that these modules tell, in their order."""
    names = {module.__name__ for module in modules}
    return [function for function in _scenarios if function.__module__ in names]


class Run:
    """One life of a scenario, with its clock, in our process and at Mangopay. `mangopay` is the local one."""

    def __init__(self, mangopay, line):
        self.mangopay, self.line = mangopay, line
        self.given_up = []
        self._moment = None

    @property
    def client_id(self):
        """The client of Mangopay's that this life is lived as."""
        return settings.MANGOPAY["CLIENT_ID"]

    @property
    def now(self):
        """The moment at which the scenario is."""
        return self._moment.moment

    def at(self, moment):
        """Let time go on until this moment, with everything that falls due at Mangopay on the way."""
        self.stop_clock()
        self.mangopay.control("POST", "clock", now=moment.timestamp())
        self._moment = Moment(moment)
        self._moment.__enter__()

    def stop_clock(self):
        """Back to real time."""
        if self._moment:
            self._moment.__exit__(None, None, None)
        self._moment = None

    def later(self, **pause):
        """Let some time pass."""
        self.at(self.now + timedelta(**pause))

    def worker(self, step):
        """A step of a process that may die or fail. Nobody repeats it: the scheduler has to make up for it."""
        with suppress(Died, MangopayError), self.line.watched():
            return step()

    def person(self, step):
        """A step that somebody waits for: who sees an error page, or none at all, tries again."""
        with suppress(Died, MangopayError, payins.PaymentUnavailable), self.line.watched():
            return step()
        with self.line.watched():
            return step()

    def broken(self, way, step, number=1):
        """A step whose nth call was already cut this way before the scenario begins."""
        self.line.break_soon(number, way)
        with suppress(Died, MangopayError):
            step()

    def settle(self):
        """What the scheduler does, once Mangopay has done what it had to do."""
        self.mangopay.quiet()
        self.worker(lambda: due.settle(now=self.now))

    def check_nightly(self):
        """What the scheduler does at night."""
        self.mangopay.quiet()
        self.worker(lambda: due.check_nightly(now=self.now))

    def vendor(self, **kwargs):
        """A vendor whose account may be paid out; opened before anything is cut."""
        return open_account(VendorFactory(**kwargs), self.mangopay)

    def buys(self, *vendors, **kwargs):
        """An order with its payment page open. Where Mangopay can't be reached, the buyer orders a second time."""
        try:
            return self._ordered(vendors, kwargs)
        except payins.PaymentUnavailable:
            order = Order.objects.latest("pk")
            lifecycle.cancel_unpaid(order, now=self.now)
            self.given_up.append(order.pk)
            return self._ordered(vendors, kwargs)

    def _ordered(self, vendors, kwargs):
        order = order_of(*vendors, **kwargs)
        with suppress(Died), self.line.watched():
            return order, started(order, self.now)
        with self.line.watched():
            return order, started(order, self.now)

    def paid(self, *vendors, **kwargs):
        """An order that was paid for, and to which the buyer came back."""
        order, pay_in = self.buys(*vendors, **kwargs)
        self.mangopay.pay(pay_in.redirect_url)
        self.worker(lambda: payins.conclude_order(order, now=self.now))
        return order

    def close(self):
        """The days after: the scheduler runs, and nothing is cut any more."""
        self.line.cut = None
        for pause in CLOSING_PAUSES:
            self.at(self.now + pause)
            self.mangopay.quiet()
            due.check_nightly(now=self.now)


@dataclass(frozen=True)
class Life:
    """What came of a run: its calls, the questions asked, how everything ended, and what doesn't hold."""

    calls: list
    asked: set
    end: dict
    broken: list
    is_reordered: bool

    def differences(self, whole):
        """What ended otherwise than in the whole life: {what: (here, there)}."""
        # A buyer who gave up and ordered again has a user and a wallet more, rightly.
        compared = [name for name in whole.end if name != "made at Mangopay" or not self.is_reordered]
        return {name: (self.end[name], whole.end[name]) for name in compared if self.end[name] != whole.end[name]}


def live(function, mangopay, changeable, monkeypatch, cut=None):
    """Live a scenario as a client of Mangopay's of its own, in a database that is as before afterwards.

    `changeable` are the settings that may be changed.
    """
    changeable.MANGOPAY = {**settings.MANGOPAY, "BASE_URL": mangopay.url, "CLIENT_ID": f"coupe{uuid4().hex}"}
    line = Line(cut)
    run = Run(mangopay, line)
    with monkeypatch.context() as patch, _nothing_stays(), _real_time_after(run):
        line.tap(patch)
        run.at(MONDAY)
        function(run)
        run.close()
        broken = [name for name, holds in invariants.check(run.now).items() if not holds]
        return Life(line.calls, line.asked, _end(run, line.made), broken, bool(run.given_up))


def live_whole(lived, scenario):
    """The scenario's life without a cut, lived once per process."""
    if scenario not in _whole_lives:
        _whole_lives[scenario] = lived(scenario)
    return _whole_lives[scenario]


def live_cuts(lived, subtests, scenario):
    """Live a scenario with some of its cuts, or every: nothing may be broken, all must end as in the whole life."""
    whole = live_whole(lived, scenario)
    assert whole.broken == [], whole.broken
    every = cuts_of(whole.calls)
    cuts = every if EVERY_CUT else every[::ONE_IN]
    for cut in cuts:
        with subtests.test(str(cut)):
            life = lived(scenario, cut)
            assert life.broken == [], life.broken
            differences = life.differences(whole)
            assert not differences, differences
    sys.stdout.write(f"{len(whole.calls)} calls, {len(cuts)} of {len(every)} cuts\n")


@contextmanager
def _nothing_stays():
    """A transaction that counts as the test's own, rolled back at its end."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def _real_time_after(run):
    try:
        yield
    finally:
        run.stop_clock()
        run.mangopay.control("POST", "clock", now=time.time())


def _end(run, made):
    """Everything that must not depend on a cut, without the numbers that differ from run to run."""
    parts = VendorOrder.objects.order_by()
    unsolved = Incident.objects.filter(solved_at=None)
    return {
        "balances": _balances(),
        "journals": Counter(map(pattern, Journal.objects.values_list("business_key", flat=True))),
        "movements": _movements(run.given_up),
        "orders": Counter(parts.exclude(order__in=run.given_up).values_list("status", flat=True)),
        "mails": Counter((event, pattern(to)) for event, to in Mail.objects.values_list("event", "recipient")),
        "open incidents": Counter(map(pattern, unsolved.values_list("subject", flat=True))),
        "vendors": Counter(Partner.objects.values_list("kyc_level", "recipient_is_active", "outflows_blocked")),
        "owners": Counter((one.status, owners.has_changed(one.vendor)) for one in _owners()),
        "proofs": Counter(Proof.objects.exclude(state="abandoned").values_list("kind", "state", "reason")),
        "bank accounts": Counter(BankAccount.objects.values_list("last_digits", "state")),
        "made at Mangopay": made,
    }


def _owners():
    return Owner.objects.select_related("vendor")


def _balances():
    """Balances in cents, the same kind of account side by side."""
    sums = Entry.objects.order_by().values_list("account__code").annotate(total=Sum("amount_cents"))
    return sorted((pattern(code), cents) for code, cents in sums if cents)


def _movements(given_up):
    """How many movements of each kind, amount and state there are."""
    found = Counter()
    for model in (each for each in apps.get_models() if issubclass(each, Operation)):
        for row in model.objects.all():
            if getattr(row, "order_id", None) not in given_up:
                found[model.__name__, row.amount_cents, row.state] += 1
    return found
