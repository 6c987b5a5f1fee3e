"""Buyers who change their mind, early, late or after the payout, and what becomes of what they send back."""

import io
from collections import Counter
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from commerce.order.models import VendorOrder
from commerce.settlement.models import PayIn
from commerce.settlement.refund_request import RefundRefused
from commerce.withdrawal import deciding, evidence, returning
from commerce.withdrawal.declaring import declare
from commerce.withdrawal.exceptions import ActionNotAllowed, WithdrawalRefused
from commerce.withdrawal.models import ReturnTerms, Withdrawal
from commerce.withdrawal.right import pieces_of, right_of
from commerce.withdrawal.states import Role, State
from simulation.habits import Habits
from simulation.regrets import LATEST, STATES
from simulation.team import colleague

#: Of this share of the day's orders a buyer withdraws from some vendor order, of any age.
WITHDRAWN = 0.3
#: How often he looks for one from which he still may, before he tries the last one all the same.
LOOKS_MAX = 4
#: What buyers do after the declaration, what becomes of the parcel, and what the vendor does with it.
BUYERS = {"posts": 72, "posts late": 10, "never": 18}
FATES = {"arrives": 85, "lost": 15}
VENDORS = {"accepts": 40, "reduces": 32, "silent": 22, "accepts unseen": 6}
#: How a buyer takes a reduction, and what a team does about it.
REDUCED = {"agrees": 3, "appeals": 5, "silent": 3, "vendor gives in": 1}
TEAM = {"judges": 85, "forgets": 15}
#: The share of days on which somebody gets round to it, and of actions that are asked for twice.
DONE_TODAY, TWICE = 0.4, 0.1
#: Every so many vendors, one pays the way back.
PAYS_RETURNS = 3
RECEIPT = b"%PDF-1.4 recu %%EOF"


def offer_returns(vendors):
    """Some vendors pay the way back."""
    ReturnTerms.objects.bulk_create(
        ReturnTerms(vendor=vendor, pays_returns=True) for vendor in vendors[::PAYS_RETURNS]
    )


class Returns:
    """Decides for buyers, vendors and the team; `met` counts it."""

    def __init__(self, random):
        self.random, self.met = random, Counter()
        self.buyers, self.fates = Habits(random, BUYERS), Habits(random, FATES)
        self.vendors, self.reduced = Habits(random, VENDORS), Habits(random, REDUCED)
        self.team, self._pictures = Habits(random, TEAM), None

    def live(self, orders, now):
        """A day with so many orders."""
        for _order in range(orders):
            if self.random.random() < WITHDRAWN:
                self._declare(now)
        cases = Withdrawal.objects.open().select_related("vendor_order__vendor", "vendor_order__order__user")
        for case in cases.order_by("pk"):
            if self._is_today():
                self._go_on(case, now)

    def _is_today(self, share=DONE_TODAY):
        return self.random.random() < share

    def _declare(self, now):
        for _look in range(LOOKS_MAX):
            state, part = self._choose()
            if part is None or right_of(part, now=now).is_open:
                break
        if part is None:
            return
        quantities = self._some(part)
        said = {"name": "Camille Simulée", "email": part.order.email, "now": now}
        key = UUID(int=self.random.getrandbits(128)).hex
        try:
            for _time in range(1 + self._is_today(TWICE)):
                case = declare(part, quantities, request_key=key, **said)
        except (WithdrawalRefused, RefundRefused) as refused:
            self.met[f"withdrawal:refused:{getattr(refused, 'refusal', 'no right')}"] += 1
            return
        self.met[f"withdrawal:{state}"] += 1
        self.met["withdrawal:at once"] += case.state == State.REFUNDED

    def _choose(self):
        paid = VendorOrder.objects.filter(order__pay_in__state=PayIn.State.SUCCEEDED)
        paid = paid.select_related("order__user", "vendor").order_by("-pk")
        for state in self.random.sample(list(STATES), len(STATES)):
            if parts := list(paid.filter(**STATES[state])[:LATEST]):
                return state, self.random.choice(parts)
        return "", None

    def _some(self, part):
        """All that may be given up, or some of it."""
        pieces = {piece.line.pk: piece.quantity for piece in pieces_of(part)}
        if not pieces or self.random.random() < 0.4:
            return pieces
        chosen = self.random.sample(sorted(pieces), self.random.randint(1, len(pieces)))
        return {pk: self.random.randint(1, pieces[pk]) for pk in chosen}

    def _go_on(self, case, now):
        """One step, by whoever's turn it is."""
        before = case.state
        try:
            for _time in range(1 + self._is_today(TWICE)):
                self._step(case, now)
        except ActionNotAllowed:
            self.met["return:twice"] += 1
        except WithdrawalRefused:
            self.met[f"return:refused:{before}"] += 1
        except RefundRefused as refused:
            self.met[f"return:refused:{refused.refusal}"] += 1

    def _step(self, case, now):
        """Takes the case as it was when it was first looked at: who clicks twice sees an old page."""
        steps = {
            State.DECLARED: self._post,
            State.DISPATCHED: self._arrive,
            State.MISSING: self._search,
            State.RETURNED: self._inspect,
            State.REDUCED: self._take_the_reduction,
            State.APPEALED: self._judge,
        }
        steps[case.state](case, now)

    def _did(self, action):
        self.met[f"return:{action}"] += 1

    def _post(self, case, now):
        today, habit = timezone.localdate(now), self.buyers.of(case.pk)
        if case.vendor_pays_return and not case.evidence.exists():
            returning.send_label(case, self._paper("etiquette.pdf"), now=now)
            self._did("label")
        elif self.vendors.of(case.pk) == "accepts unseen":
            returning.accept(case, restock=False, now=now)
            self._did("accepted unseen")
        elif habit == "never":
            self._give_up_on(case, today, now)
        elif habit == "posts" or (case.return_by - today).days <= 2:
            if self._is_today(0.1):
                returning.receive(case, now=now)  # Brought to the workshop.
            else:
                proof = self._paper("preuve.pdf") if self._is_today(0.3) else None
                returning.send_back(case, tracking_number=f"RET{case.pk}", proof=proof, now=now)
            self._did("posted")

    def _give_up_on(self, case, today, now):
        """Nothing comes: the team closes it, tried too soon now and then."""
        if today > case.return_by or self._is_today(0.05):
            deciding.close(case, reasons="Rien n’est revenu.", now=now, actor=colleague())
            self._did("closed")

    def _arrive(self, case, now):
        if self.fates.of(case.pk) == "lost":
            if self._is_today(0.3):
                returning.report_missing(case, self.random.choice([Role.BUYER, Role.VENDOR]), now=now)
                self._did("lost")
        elif self.vendors.of(case.pk) == "accepts unseen":
            returning.accept(case, now=now)
            self._did("accepted unseen")
        elif self.vendors.of(case.pk) != "silent" or self._is_today(0.15):
            returning.receive(case, now=now)
            self._did("received")

    def _search(self, case, now):
        """The team looks at the proof; now and then the parcel turns up."""
        if self._is_today(0.2):
            returning.receive(case, now=now)
            self._did("found")
        elif self._is_today(0.7):
            deciding.refund(case, reasons="La preuve d’envoi suffit.", now=now, actor=colleague())
            self._did("decided for the buyer")
        else:
            deciding.close(case, reasons="Aucune preuve d’envoi.", now=now, actor=colleague())
            self._did("closed")

    def _inspect(self, case, now):
        habit = self.vendors.of(case.pk)
        if habit == "silent":
            return
        restock = self._is_today(0.6)
        most = returning.reducible_cents(case)
        if habit == "reduces" and most:
            cents = self.random.choice([1, most, self.random.randint(1, most)])
            returning.reduce(case, cents=cents, reason="Rayée.", pictures=self._photos(), restock=restock, now=now)
            self._did("reduced")
        else:
            returning.accept(case, restock=restock, now=now)
            self._did("accepted")

    def _take_the_reduction(self, case, now):
        habit = self.reduced.of(case.pk)
        if habit == "agrees":
            deciding.agree(case, now=now)
        elif habit == "appeals":
            deciding.appeal(case, words="Elle était ainsi.", pictures=self._photos(), now=now)
        elif habit == "vendor gives in":
            returning.accept(case, restock=True, now=now)
        else:
            return
        self._did(habit)

    def _judge(self, case, now):
        left = case.reduction_cents - case.given_up_cents
        if self.team.of(case.pk) == "forgets":
            return
        if self._is_today(0.2):
            returning.accept(case, now=now)
            self._did("vendor gives in")
        else:
            cents = self.random.choice([0, left, self.random.randint(0, left)])
            deciding.decide(case, cents=cents, reasons="Usure partielle.", now=now, actor=colleague())
            self._did("judged")

    def _paper(self, name):
        return SimpleUploadedFile(name, RECEIPT, content_type="application/pdf")

    def _photos(self):
        """One picture, encoded once: what is lived here is the reduction."""
        if self._pictures is None:
            content = io.BytesIO()
            Image.new("RGB", (400, 300), "tan").save(content, "PNG")
            file = SimpleUploadedFile("photo.png", content.getvalue(), content_type="image/png")
            self._pictures = evidence.read_pictures([file])
        return self._pictures
