"""What workshops do with what is ordered: all of it at once, in several parcels, later than promised, or nothing."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from commerce.catalogue.models import Product
from commerce.fulfilment import collecting, delays, unavailable
from commerce.fulfilment.exceptions import NotPossible
from commerce.fulfilment.models import Unavailability
from commerce.order import lifecycle, parcels
from commerce.order.exceptions import WrongCollectionCode
from commerce.order.models import VendorOrder
from commerce.order.status import TO_SEND, VendorOrderStatus
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Wanted
from simulation.habits import Habits
from simulation.people import restock

#: How a workshop deals with a vendor order, with its weight.
WORK = {"prompt": 62, "in_pieces": 12, "missing": 10, "delaying": 7, "silent": 5, "slow": 4}
#: What follows a delay that was announced.
AFTER_A_DELAY = {"prompt": 7, "silent": 3}
#: What is said of a piece that isn't there.
MISSING = {"refund": 4, "delay": 4, "another": 4}
#: How a buyer takes a proposal, and how one deals with what waits at the workshop.
ANSWERS = {"accept": 5, "refuse": 3, "silence": 4}
COLLECTORS = {"comes": 80, "never": 20}
#: Shares of days on which somebody gets round to it; of buyers who call off after a delay; of mistyped codes.
DONE_TODAY, SLOWLY_DONE, CALLED_OFF, MISTYPED = 0.6, 0.08, 0.25, 0.1
#: The share of pieces out of the shop that are shown again on a day, and of steps that are asked for twice.
SHOWN_AGAIN, TWICE = 0.3, 0.1


class Workshops:
    """Decides for vendors, and for buyers what they answer; `met` counts it."""

    def __init__(self, random):
        self.random, self.met = random, Counter()
        self.work = Habits(random, WORK)
        self.answers, self.collectors = Habits(random, ANSWERS), Habits(random, COLLECTORS)

    def live(self, now):
        """A day."""
        restock(self.random)
        self._show_again()
        self._answer_proposals(now)
        parts = VendorOrder.objects.filter(status__in=TO_SEND).select_related("vendor", "order__user")
        for part in parts.prefetch_related("lines", "parcels__lines", "delays", "unavailabilities").order_by("pk"):
            if not self._is_called_off(part, now):
                getattr(self, f"_{self.work.of(part.pk)}")(part, now)
        for part in VendorOrder.objects.filter(status=VendorOrderStatus.READY).order_by("pk"):
            self._wait_for_the_buyer(part, now)

    def _is_today(self, share=DONE_TODAY):
        return self.random.random() < share

    def _show_again(self):
        """What was missing is made again, and shown."""
        for product in Product.objects.filter(is_public=False).order_by("pk"):
            if self._is_today(SHOWN_AGAIN):
                Product.objects.filter(pk=product.pk).update(is_public=True)

    def _prompt(self, part, now):
        if self._is_today() and not self._waits_for_an_answer(part):
            self._hand_over(part, now)

    def _slow(self, part, now):
        if self._is_today(SLOWLY_DONE):
            self._hand_over(part, now)

    def _silent(self, part, now):
        """Nothing at all: the clock calls it off."""

    def _waits_for_an_answer(self, part):
        """Mostly the parcel waits for the answer; now and then it has left by then."""
        return any(row.is_open for row in part.unavailabilities.all()) and not self._is_today(0.1)

    def _hand_over(self, part, now):
        if part.is_collection:
            lifecycle.make_ready(part, now=now)
        else:
            lifecycle.ship(part, tracking_number=f"SIM{part.pk}", now=now)

    def _in_pieces(self, part, now):
        left = parcels.left_to_send(part)
        if part.is_collection or sum(quantity for _line, quantity in left) < 2:
            self._prompt(part, now)
        elif self._is_today():
            some = {line.pk: self.random.randint(0, quantity) for line, quantity in left}
            if not any(some.values()):
                some[left[0][0].pk] = 1
            for _time in range(1 + self._is_today(TWICE)):
                number = part.parcels.count() + 1
                key = f"simulated:{part.pk}:{len(part.parcels.all()) + 1}"
                parcels.hand_over(part, some, tracking_number=f"SIM{part.pk}-{number}", request_key=key, now=now)
            self.met["parcel:of several"] += 1
            if self._is_today(0.15):
                self.work.turn(part.pk, "silent")

    def _delaying(self, part, now):
        """The day before the promise, or after it, a later one is announced; some don't keep that one either."""
        today = timezone.localdate(now)
        if part.promised_on > today + timedelta(days=1):
            return
        new_on = max(part.promised_on, today) + timedelta(days=self.random.randint(1, 9))
        for _time in range(1 + self._is_today(TWICE)):
            delays.announce(part, new_on, note="Le four est en panne.", now=now)
        self.met["delay:announced"] += 1
        self.work.turn(part.pk, self.random.choices(list(AFTER_A_DELAY), AFTER_A_DELAY.values())[0])

    def _is_called_off(self, part, now):
        """A buyer may call off what isn't sent, most of all after a delay."""
        delayed = [
            each for each in part.delays.all() if timezone.localdate(each.announced_at) < timezone.localdate(now)
        ]
        if not delayed or not self._is_today(CALLED_OFF):
            return False
        try:
            refund_decision.decide(
                part,
                Wanted(everything=True),
                reason=Refund.Reason.CANCELLED,
                door=Refund.Door.BUYER,
                request_key=f"called-off:{part.pk}:{delayed[0].pk}",
                now=now,
            )
        except RefundRefused as refused:
            self.met[f"delay:refused:{refused.refusal}"] += 1
            return False
        self.met["delay:called off"] += 1
        return True

    def _missing(self, part, now):
        """A piece can't be sent, found the day one wants to."""
        if not self._is_today():
            return
        self.work.turn(part.pk, "prompt")
        line, quantity = self.random.choice(parcels.left_to_send(part))
        manner = self.random.choices(list(MISSING), MISSING.values())[0]
        key = f"simulated:{line.pk}:{now:%Y%m%d}"
        quantity = quantity if manner == "another" else self.random.randint(1, quantity)
        try:
            for _time in range(1 + self._is_today(TWICE)):
                getattr(self, f"_say_{manner}")(part, line, quantity, key, now)
        except NotPossible as refused:
            self.met[f"missing:refused:{refused.refusal}"] += 1
        except RefundRefused as refused:
            self.met[f"missing:refused:{refused.refusal}"] += 1

    def _say_refund(self, part, line, quantity, key, now):
        row = unavailable.declare(line, quantity, request_key=key, now=now)
        self.met[f"missing:{row.state}"] += 1

    def _say_delay(self, part, line, quantity, key, now):
        new_on = max(part.promised_on, timezone.localdate(now)) + timedelta(days=self.random.randint(1, 12))
        unavailable.propose(line, quantity, new_on=new_on, request_key=key, now=now)
        self.met["missing:delay proposed"] += 1

    def _say_another(self, part, line, quantity, key, now):
        others = unavailable.replacements(line, now=now)
        if not others:
            self._say_refund(part, line, quantity, key, now)
            return
        unavailable.propose(line, quantity, replacement=self.random.choice(others), request_key=key, now=now)
        self.met["missing:another proposed"] += 1

    def _answer_proposals(self, now):
        for row in Unavailability.objects.open().select_related("line", "vendor_order").order_by("pk"):
            answer = self.answers.of(row.pk)
            if answer == "silence" or not self._is_today():
                continue
            try:
                row = getattr(unavailable, answer)(row, now=now)
            except RefundRefused as refused:
                self.met[f"proposal:refused:{refused.refusal}"] += 1
                continue
            self.met[f"proposal:{answer}:{row.state}"] += 1

    def _wait_for_the_buyer(self, part, now):
        if self.collectors.of(part.pk) == "never":
            self._give_up(part, now)
        elif self._is_today(0.5):
            if self._is_today(MISTYPED):
                self._mistype(part, now)
            lifecycle.collect(part, code=part.collection_code, now=now)
            self.met["collect:came"] += 1

    def _mistype(self, part, now):
        try:
            lifecycle.collect(part, code="OOOO00", now=now)
        except WrongCollectionCode:
            self.met["collect:wrong code"] += 1

    def _give_up(self, part, now):
        """Nobody came for three weeks; tried too soon now and then."""
        if not (collecting.may_be_given_up(part, now=now) or self._is_today(0.02)):
            return
        try:
            for _time in range(1 + self._is_today(TWICE)):
                collecting.give_up(part, now=now)
            self.met["collect:given up"] += 1
        except NotPossible as refused:
            self.met[f"collect:refused:{refused.refusal}"] += 1
        except RefundRefused as refused:
            self.met[f"collect:refused:{refused.refusal}"] += 1
