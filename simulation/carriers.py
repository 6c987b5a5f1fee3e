"""What becomes of parcels on the way: proved, presumed, proved later, or lost and given back."""

from collections import Counter
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from commerce.order import parcels
from commerce.order.models import Parcel
from commerce.order.parcel_models import Receipt
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import RefundRefused, Wanted, returned_quantities
from simulation.habits import Habits

#: What becomes of a parcel, with its weight: the carrier or the buyer says so, nobody does, or somebody does later.
FATES = {"carrier": 42, "buyer": 14, "quiet": 24, "late proof": 12, "lost": 8}
#: Days after the expected one on which a later proof comes, and on which a buyer complains of a loss.
PROVED_AFTER, MISSED_AFTER = timedelta(days=3), timedelta(days=4)
#: The share of days on which a vendor or the team gives a lost parcel back; of lost ones that are never spoken of.
GIVEN_BACK, FORGOTTEN = 0.4, 0.15


class Carriers:
    """Decides for carriers, and for who speaks of a loss; `met` counts it."""

    def __init__(self, random):
        self.random, self.met = random, Counter()
        self.fates = Habits(random, FATES)

    def live(self, now):
        """A day."""
        today = timezone.localdate(now)
        unproved = Parcel.objects.filter(Q(delivered_at=None) | Q(delivery_basis=Receipt.PRESUMED))
        for parcel in unproved.filter(expected_on__lte=today + timedelta(days=1)).order_by("pk"):
            getattr(self, f"_{self.fates.of(parcel.pk).replace(' ', '_')}")(parcel, today, now)

    def _carrier(self, parcel, today, now):
        self._arrive(parcel, Receipt.CARRIER, now)

    def _buyer(self, parcel, today, now):
        if parcel.expected_on <= today:
            self._arrive(parcel, Receipt.BUYER, now)

    def _quiet(self, parcel, today, now):
        """Nobody says anything: it is presumed."""

    def _late_proof(self, parcel, today, now):
        """The carrier's note turns up when the receipt was presumed already, and says an earlier day."""
        if parcel.expected_on + PROVED_AFTER <= today:
            self._arrive(parcel, Receipt.CARRIER, now, at=now - timedelta(days=self.random.randint(0, 2)))

    def _arrive(self, parcel, basis, now, at=None):
        parcels.deliver(parcel, basis=basis, now=now, at=at)
        self.met[f"parcel:{basis}"] += 1

    def _lost(self, parcel, today, now):
        """The buyer complains; vendor or team give back what was in it."""
        if parcel.expected_on + MISSED_AFTER > today or self.random.random() >= GIVEN_BACK:
            return
        self.fates.turn(parcel.pk, "quiet")
        if self.random.random() < FORGOTTEN:
            return
        part = parcel.vendor_order
        returned, lines = returned_quantities(part), {}
        for content in parcel.lines.select_related("line"):
            lines[content.line_id] = min(content.quantity, content.line.quantity - returned[content.line_id])
        try:
            refund_decision.decide(
                part,
                Wanted(lines=lines),
                reason=Refund.Reason.LOST,
                door=self.random.choice([Refund.Door.VENDOR, Refund.Door.OPERATOR]),
                request_key=f"lost:{parcel.pk}",
                now=now,
            )
            self.met["parcel:lost"] += 1
        except RefundRefused as refused:
            self.met[f"parcel:refused:{refused.refusal}"] += 1
