"""What a shop needs before it opens, step by step. Whether a step is done is read from the data, never from a flag."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Step:
    """One page of the registration.

    `missing(vendor, now=…)` says in French what is still missing, one short sentence each; nothing means done. `order`
    places the step among the others, `question` is the anchor of a question of the FAQ, where there is one.
    """

    code: str
    title: str
    why: str
    url_name: str
    missing: Callable[..., list[str]]
    order: int
    question: str = ""
    #: Asked only of who sells online: a simple listing needs no bank account, identity check or delivery.
    only_to_sell: bool = False

    def concerns(self, vendor):
        """Whether this vendor's plan asks for it."""
        return not (self.only_to_sell and vendor.is_listing)

    @property
    def url(self):
        """Address of the page."""
        return reverse(self.url_name)

    @property
    def question_url(self):
        """Address of the question in the FAQ, or empty."""
        return f"/questions/#{self.question}" if self.question else ""


@dataclass(frozen=True)
class StepOfVendor:
    """Where a vendor stands with one step."""

    step: Step
    missing: list[str]

    @property
    def is_done(self):
        """Whether nothing is missing."""
        return not self.missing


_joined = {}


def join(step):
    """Make a step part of every registration. Called in `AppConfig.ready`; a code that joins again replaces itself."""
    _joined[step.code] = step


def all_steps():
    """Every Step, in order."""
    return sorted(_joined.values(), key=lambda step: (step.order, step.code))


def steps_of(vendor, *, now):
    """A StepOfVendor per step that the plan asks for, in order. As many queries whatever the vendor filled in."""
    asked = [step for step in all_steps() if step.concerns(vendor)]
    return [StepOfVendor(step, list(step.missing(vendor, now=now))) for step in asked]


def missing_of(vendor, *, now):
    """The StepOfVendor that aren't done, in order: empty when the file may be sent."""
    return [state for state in steps_of(vendor, now=now) if not state.is_done]


def asked_of_sellers_only():
    """Steps that a simple listing wasn't asked for, and would be if it sold, in order."""
    return [step for step in all_steps() if step.only_to_sell]
