"""Buyers and vendors who call the team: what they say to one another, and what is decided. Banks are elsewhere."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from commerce.disputes import answering, deciding, opening
from commerce.disputes.exceptions import ActionNotAllowed, DisputeRefused
from commerce.disputes.giving_back import left_in
from commerce.disputes.models import OrderDispute
from commerce.disputes.states import Role
from commerce.order.models import VendorOrder
from commerce.settlement.models import PayIn, Refund
from commerce.settlement.refund_request import RefundRefused
from simulation.habits import Habits
from simulation.regrets import LATEST, STATES
from simulation.team import colleague

#: Of this share of the day's orders somebody calls the team about some vendor order, of any age.
CALLED = 0.12
#: Where the money may be; before dispatch there is nothing to quarrel about.
WHERE = [state for state in STATES if state != "before_dispatch"]
#: Who opens it, and what the other side and the team do about it, with its weight.
OPENERS = {Role.BUYER: 85, Role.VENDOR: 15}
VENDORS = {"explain": 4, "refund": 3, "refund_part": 3, "promise": 3, "silence": 3}
BUYERS = {"agree": 3, "insist": 5, "silence": 4}
PROMISES = {"deliver": 6, "refund": 1, "silence": 3}
TEAM = {"decide": 8, "order_remedy": 2}
#: Shares of days on which somebody gets round to it, of steps taken twice, of those who add something or give up.
DONE_TODAY, TWICE, ADDED, CLOSED = 0.4, 0.1, 0.1, 0.04


class Quarrels:
    """Decides for buyers, vendors and the team; `met` counts it."""

    def __init__(self, random):
        self.random, self.met = random, Counter()
        self.vendors, self.buyers = Habits(random, VENDORS), Habits(random, BUYERS)
        self.promises, self.team = Habits(random, PROMISES), Habits(random, TEAM)

    def live(self, orders, now):
        """A day with so many orders."""
        for _order in range(orders):
            if self.random.random() < CALLED:
                self._open(now)
        for case in OrderDispute.objects.open().select_related("vendor_order").order_by("pk"):
            if self._is_today():
                self._go_on(case, now)

    def _is_today(self, share=DONE_TODAY):
        return self.random.random() < share

    def _open(self, now):
        paid = VendorOrder.objects.of_goods().filter(order__pay_in__state=PayIn.State.SUCCEEDED).order_by("-pk")
        state = self.random.choice(WHERE)
        parts = list(paid.filter(**STATES[state])[:LATEST])
        if not parts:
            return
        part, role = self.random.choice(parts), self.random.choices(list(OPENERS), OPENERS.values())[0]
        grounds, pieces = opening.grounds_of(part, role, now=now), opening.pieces_of(part)
        if not grounds or not pieces:
            return
        ground = self.random.choice(grounds)
        chosen = self.random.sample(pieces, self.random.randint(1, len(pieces)))
        said = {"role": role, "ground": ground, "words": "L’anse est cassée.", "now": now}
        said["wish"] = self.random.choice(opening.wishes_of(ground)) if role == Role.BUYER else ""
        said["request_key"] = UUID(int=self.random.getrandbits(128)).hex
        quantities = {piece.line.pk: self.random.randint(1, piece.quantity) for piece in chosen}
        try:
            for _time in range(1 + self._is_today(TWICE)):
                opening.open_dispute(part, quantities, **said)
            self.met[f"quarrel:{state}"] += 1
        except DisputeRefused:
            self.met["quarrel:refused"] += 1

    def _go_on(self, case, now):
        try:
            for _time in range(1 + self._is_today(TWICE)):
                getattr(self, f"_{case.state}")(case, now)
        except ActionNotAllowed:
            self.met["quarrel:twice"] += 1
        except DisputeRefused:
            self.met[f"quarrel:refused:{case.state}"] += 1
        except RefundRefused as refused:
            self.met[f"quarrel:refused:{refused.refusal}"] += 1

    def _did(self, action):
        self.met[f"quarrel:{action}"] += 1

    def _to_vendor(self, case, now):
        if self._is_today(CLOSED):
            answering.close(case, Role.BUYER, now=now)
            self._did("closed")
        elif self._is_today(ADDED):
            answering.add(case, Role.BUYER, words="Une photo suit.", now=now)
        else:
            self._answer(case, self.vendors.of(case.pk), now)

    def _answer(self, case, habit, now):
        said = {"words": "Elle était entière.", "now": now}
        if habit == "explain":
            answering.explain(case, **said)
        elif habit == "refund":
            answering.refund(case, now=now)
        elif habit == "refund_part":
            most = left_in(case).total_cents
            answering.refund_part(case, cents=self.random.randint(1, max(1, most - 1)), **said)
        elif habit == "promise":
            by = timezone.localdate(now) + timedelta(days=self.random.randint(0, 12))
            remedy = self.random.choice(answering.remedies_of(case, now=now))
            answering.promise(case, remedy=remedy, by=by, now=now)
        else:
            return
        self._did(habit)

    def _to_buyer(self, case, now):
        if self._is_today(CLOSED):
            answering.close(case, Role.VENDOR, now=now)
            self._did("closed")
        elif self.buyers.of(case.pk) == "insist":
            answering.reply(case, words="Ce n’est pas ainsi.", now=now)
            self._did("reply")

    def _answered(self, case, now):
        habit = self.buyers.of(case.pk)
        if habit == "agree":
            answering.agree(case, now=now)
        elif habit == "insist":
            answering.insist(case, words="Cela ne suffit pas.", now=now)
        else:
            return
        self._did(habit)

    def _promised(self, case, now):
        habit = self.promises.of(case.pk)
        if habit == "silence":
            if self.buyers.of(case.pk) == "insist" and self._is_today(0.2):
                answering.insist(case, words="Rien ne vient.", now=now)
                self._did("insist")
        elif habit == "deliver":
            answering.deliver(case, words="Parti.", now=now)
            self._did("deliver")
        else:
            answering.refund(case, now=now)
            self._did("refund")

    def _remedied(self, case, now):
        self._answered(case, now)

    def _to_decide(self, case, now):
        if self._is_today(ADDED):
            answering.add(case, self.random.choice([Role.BUYER, Role.VENDOR]), words="Encore ceci.", now=now)
            return
        if self._is_today(0.5):
            return
        said = {"reasons": "Les photos le montrent.", "now": now, "actor": colleague()}
        if self.team.of(case.pk) == "order_remedy":
            self.team.turn(case.pk, "decide")
            by = timezone.localdate(now) + timedelta(days=self.random.randint(0, 10))
            remedy = self.random.choice(answering.remedies_of(case, now=now))
            deciding.order_remedy(case, remedy=remedy, by=by, **said)
            self._did("order_remedy")
            return
        most = left_in(case).total_cents
        cents = self.random.choice([0, most, self.random.randint(0, most)])
        bearer = self.random.choice([Refund.Bearer.VENDOR, Refund.Bearer.VENDOR, Refund.Bearer.OPERATOR])
        deciding.decide(case, cents=cents, bearer=bearer, **said)
        self._did("decide")
