"""The local Mangopay of a simulation: its clock, its faults, and what buyers do on its payment page."""

import requests

from demo import mangopay_pages

CALL_FAULTS = ("error_before", "error_after", "drop_before", "drop_after")
HOOK_FAULTS = ("hook_lost", "hook_duplicated", "hook_delayed", "hook_reordered")


class Control:
    """The control API of a local Mangopay. `random` seeds the faults."""

    def __init__(self, address, random):
        self.address, self.random = address, random
        self.hits, self._counted = {}, {}
        self._line = requests.Session()
        self._line.trust_env = False

    def set_clock(self, moment):
        """Let Mangopay live until `moment` (aware), with everything that falls due on the way."""
        self._ask("POST", "clock", now=moment.timestamp())

    def inject(self, share):
        """From now on this share of calls and of hooks goes wrong, in every known way."""
        self._count()
        self._ask("DELETE", "faults")
        kinds = [*CALL_FAULTS, *HOOK_FAULTS] if share else []
        for kind in kinds:
            rule = {"probability": share / 4, "seed": self.random.randrange(2**31)}
            self._ask("POST", "faults", kind=kind, **rule)

    def control(self, method, path, /, **body):
        """Have a bank, an officer or Mangopay itself decide. Returns the answer."""
        return self._ask(method, path, **body)

    def try_control(self, method, path, /, **body):
        """The same where it may be too late to decide: what was answered, or None."""
        try:
            return self._ask(method, path, **body)
        except requests.HTTPError:
            return None

    def wait(self):
        """Until whatever is due has happened and every hook was delivered."""
        self._ask("POST", "quiet", seconds=10)

    def audit(self):
        """Whether Mangopay's own books hold."""
        return self._ask("GET", "audit")

    def faults_done(self):
        """How many calls and hooks went wrong so far, under the names of the last line."""
        self._count()
        return {
            "faults_injected": sum(self.hits.get(kind, 0) for kind in CALL_FAULTS),
            "hooks_lost": self.hits.get("hook_lost", 0),
            "hooks_duplicated": self.hits.get("hook_duplicated", 0),
        }

    def _count(self):
        for fault in self._ask("GET", "faults")["faults"]:
            counted = self._counted.get(fault["number"], 0)
            self.hits[fault["kind"]] = self.hits.get(fault["kind"], 0) + fault["hits"] - counted
            self._counted[fault["number"]] = fault["hits"]

    def _ask(self, method, path, **body):
        answer = self._line.request(method, f"{self.address}/control/{path}", json=body or None, timeout=60)
        answer.raise_for_status()
        return answer.json()


def act_at_the_till(habit, address):
    """Do on the payment page what this buyer is in the habit of."""
    if habit == "pay":
        mangopay_pages.pay(address)
    elif habit == "be_refused":
        mangopay_pages.pay(address, card="refused")
    elif habit == "cancel":
        mangopay_pages.give_up(address)
