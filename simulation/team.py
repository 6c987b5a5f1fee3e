"""What the operator's team and the vendors do about trouble: fill the reserve, hold, answer banks, new accounts."""

from collections import Counter
from contextlib import suppress

from django.core.exceptions import ValidationError

from commerce.customer.models import User
from commerce.mangopay.exceptions import MangopayError
from commerce.order.models import VendorOrder
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import Partner
from commerce.plans import choices
from commerce.plans.models import Plan, PlanChoice
from commerce.settlement import accounts, chargebacks, holds, reserve
from commerce.settlement.models import Dispute, Hold, Incident
from commerce.settlement.refund_request import RefundRefused
from demo.load_accounts import iban
from demo.mangopay_pages import authenticate

#: Shares of days on which the team holds a share, lifts one, answers a bank; a vendor acts; a plan is switched.
HELD, LIFTED, ANSWERED, REGISTERED, SWITCHED = 0.25, 0.2, 0.3, 0.35, 0.04
FIRST_WIRE_CENTS, WIRE_CENTS, LAST_WIRE_CENTS = 15_000, (20_000, 90_000), 20_000_000
FILE = [("OTHER", [b"%PDF-1.4\n% what we know\n".ljust(40_000, b" ")])]


def colleague():
    """Somebody of the team, who decides with reasons."""
    return User.objects.get_or_create(email="equipe@simulation.test")[0]


class Team:
    """Decides for operator and vendors; `met` counts what they did."""

    def __init__(self, random):
        self.random, self.met = random, Counter()
        self._accounts = 1000

    def live(self, now):
        """A day."""
        if self._is_short():
            self.wire(self.random.randint(*WIRE_CENTS), now)
        self._hold(now)
        self._lift(now)
        for dispute in Dispute.objects.filter(settled_at=None).order_by("pk"):
            if dispute.awaits_us and self.random.random() < ANSWERED:
                self._answer(dispute, now)
        self.register_accounts(REGISTERED)
        self._switch_plan(now)

    def _is_short(self):
        return Incident.objects.filter(subject=reserve.SHORTAGE, solved_at=None).exists()

    def wire(self, cents, now):
        """Announce a wire for the reserve."""
        with suppress(MangopayError):
            reserve.announce_funding(cents, now=now)

    def _hold(self, now):
        waiting = VendorOrder.objects.filter(status=VendorOrderStatus.RECEIVED, release=None).order_by("-pk")[:40]
        if waiting and self.random.random() < HELD:
            with suppress(holds.NothingToHold):
                part = self.random.choice(list(waiting))
                holds.place(part, reason=Hold.Reason.OPERATOR, note="Nous vérifions cette vente.", now=now)
                self.met["hold"] += 1

    def _lift(self, now):
        for hold in Hold.objects.filter(reason=Hold.Reason.OPERATOR, lifted_at=None).order_by("pk"):
            if self.random.random() < LIFTED:
                holds.lift(hold, now=now)
                self.met["hold:lifted"] += 1

    def _answer(self, dispute, now):
        with suppress(MangopayError, RefundRefused):
            if self.random.random() < 0.15:
                chargebacks.give_up(dispute, now=now)
                self.met["dispute:given up"] += 1
            else:
                chargebacks.contest(dispute, FILE, now=now)
                self.met["dispute:answered"] += 1

    def register_accounts(self, share=1.0):
        """Vendors whose bank refused their account register another one."""
        for vendor in Partner.objects.exclude(refused_recipient_id="").order_by("pk"):
            if vendor.refused_recipient_id == vendor.mangopay_recipient_id and self.random.random() < share:
                self._accounts += 1
                with suppress(MangopayError):
                    authenticate(accounts.add_bank_account(vendor, iban=iban(self._accounts)))
                    self.met["account:new"] += 1

    def _switch_plan(self, now):
        if self.random.random() < SWITCHED:
            vendor = self.random.choice(list(Partner.objects.order_by("pk")))
            plan = self.random.choice(list(Plan.objects.order_by("pk")))
            with suppress(ValidationError):
                choices.ask_for(vendor, plan, PlanChoice.Period.MONTHLY, user=None, now=now)
                self.met["plan:asked"] += 1
