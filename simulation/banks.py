"""What banks and Mangopay do to a marketplace that it didn't ask for: disputes, failed payouts, returns, the bill."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from commerce.settlement.fees_bill import bill_day
from commerce.settlement.models import Dispute, PayIn, Payout, ReserveFunding
from commerce.settlement.refund_request import left_on_bank_card

DONE = PayIn.State.SUCCEEDED
#: Of this share of the day's orders a buyer's bank disputes a payment, of any age.
DISPUTES_SHARE = 0.04
KINDS = {"CONTESTABLE": 6, "NOT_CONTESTABLE": 2, "RETRIEVAL": 1}
REASONS = ("FRAUD", "PRODUCT_NOT_PROVIDED", "PRODUCT_UNACCEPTABLE", "DUPLICATE", "OTHER")
RESULTS = {"WON": 3, "LOST": 3, "VOID": 1, "REOPENED": 1}
#: Shares of days on which an open dispute is decided, payouts are stuck, one is returned, a user is blocked.
DECIDED, STUCK, RETURNED, BLOCKED, UNBLOCKED, WIRED = 0.12, 0.15, 0.3, 0.05, 0.4, 0.7
#: What a stuck payout comes to, with its weight: "" lets it be.
PAYOUT_ENDS = {"succeed": 4, "121001": 1, "121006": 1, "121030": 1, "121999": 2, "": 1}
RETURN_REASONS = ("BANKACCOUNT_HAS_BEEN_CLOSED", "BANKACCOUNT_INCORRECT", "OWNER_DOT_NOT_MATCH_BANKACCOUNT")
#: A bank returns what it took weeks ago.
WEEKS_LATER = timedelta(days=10)


class Banks:
    """Decides at the local Mangopay's control; `met` counts what happened."""

    def __init__(self, mangopay, random):
        self.mangopay, self.random, self.met = mangopay, random, Counter()
        self._blocked = set()

    def live(self, orders, now):
        """A day with so many orders."""
        for _order in range(orders):
            if self.random.random() < DISPUTES_SHARE:
                self._dispute()
        self._decide_disputes()
        self._end_payouts()
        self._return_payout(now)
        self._send_bill(now)
        self._block_somebody()
        self.bring_wires()

    def rest(self):
        """Whatever payouts are still stuck get through, and nobody is blocked any more."""
        self.mangopay.control("POST", "delays", payout=0.02)
        for user_id in sorted(self._blocked):
            self._unblock(user_id)
        for payout in Payout.objects.filter(state=Payout.State.CREATED):
            self._at_bank(payout, "succeed")

    def _dispute(self):
        paid = PayIn.objects.filter(state=DONE, order__vendor_orders__confirmed_at__isnull=False, paid_cents__gt=0)
        latest = list(paid.distinct().order_by("-pk")[:150])
        if not latest:
            return
        pay_in = self.random.choice(latest)
        left = sum(left_on_bank_card(part).total_cents for part in pay_in.order.vendor_orders.all())
        if left < 1:
            return
        kind = self.random.choices(list(KINDS), KINDS.values())[0]
        cents = left if self.random.random() < 0.5 else self.random.randint(1, left)
        path = f"payins/{pay_in.resource_id}/dispute"
        if self.mangopay.try_control("POST", path, type=kind, reason=self.random.choice(REASONS), amount=cents):
            self.met[f"dispute:{kind}"] += 1

    def _decide_disputes(self):
        for dispute in Dispute.objects.exclude(status=Dispute.Status.CLOSED).order_by("pk"):
            if self.random.random() < DECIDED:
                result = self.random.choices(list(RESULTS), RESULTS.values())[0]
                if self.mangopay.try_control("POST", f"disputes/{dispute.resource_id}", result=result):
                    self.met[f"dispute:{result}"] += 1

    def _end_payouts(self):
        for payout in Payout.objects.filter(state=Payout.State.CREATED).order_by("pk"):
            self._at_bank(payout, self.random.choices(list(PAYOUT_ENDS), PAYOUT_ENDS.values())[0])
        is_stuck = self.random.random() < STUCK
        self.mangopay.control("POST", "delays", payout=None if is_stuck else 0.02)

    def _at_bank(self, payout, end):
        if end == "succeed":
            self.mangopay.try_control("POST", f"payouts/{payout.resource_id}/succeed")
        elif end and self.mangopay.try_control("POST", f"payouts/{payout.resource_id}/fail", result_code=end):
            self.met["payout:failed"] += 1

    def _return_payout(self, now):
        old = Payout.objects.filter(state=DONE, returned_at=None, concluded_at__lte=now - WEEKS_LATER)
        if old and self.random.random() < RETURNED:
            payout = self.random.choice(list(old.order_by("pk")))
            reason = self.random.choice(RETURN_REASONS)
            if self.mangopay.try_control("POST", f"payouts/{payout.resource_id}/return", reason=reason):
                self.met["payout:returned"] += 1

    def _send_bill(self, now):
        today = timezone.localdate(now)
        if today == bill_day(today):
            client_id = settings.MANGOPAY["CLIENT_ID"]
            taken = self.mangopay.control("POST", "fees/bill", client_id=client_id)["billed"]
            self.met["bill"] += 1
            self.met["bill:cents"] += taken

    def _block_somebody(self):
        for user_id in sorted(self._blocked):
            if self.random.random() < UNBLOCKED:
                self._unblock(user_id)
        payouts = Payout.objects.order_by("-pk")[:20]
        if payouts and self.random.random() < BLOCKED:
            user_id = self.random.choice(list(payouts.select_related("vendor"))).vendor.mangopay_user_id
            self.mangopay.control("POST", f"users/{user_id}", outflows_blocked=True)
            self._blocked.add(user_id)
            self.met["user:blocked"] += 1

    def _unblock(self, user_id):
        self.mangopay.control("POST", f"users/{user_id}", outflows_blocked=False)
        self._blocked.discard(user_id)

    def bring_wires(self, share=WIRED):
        """Announced wires arrive at the reserve."""
        for funding in ReserveFunding.objects.exclude(resource_id="").exclude(state=DONE).order_by("pk"):
            if self.random.random() < share and self.mangopay.try_control(
                "POST", f"bankwires/{funding.resource_id}/settle"
            ):
                self.met["wire"] += 1
