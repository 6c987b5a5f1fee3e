"""Every event of which somebody is told, declared once by the app that sends it, in its module `mail_events`.

    events.declare(
        Event(
            "order_late",
            title=_("Commande en retard"),
            audience=Audience.SHOP,
            right=Right.ORDERS,
            when=_("Le lendemain de la date promise, si rien n’est parti."),
            placeholders=(ORDER, PART, SHOP),
            sample=lambda: letters.late(example_part(), cancelled_on=DAY, is_last=False),
        ),
    )

Its texts are `templates/emails/<name>.{subject.txt,txt,html}`. `docs/notifications.md` says how to add one.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """To whom an event is told."""

    BUYER = "buyer", _("Acheteur")
    SHOP = "shop", _("Boutique")
    OPERATOR = "operator", _("Équipe MonQuibus")
    #: Whoever wrote, booked, reported or was invited, with or without an account.
    PERSON = "person", _("Autre personne")


class NotDeclared(LookupError):
    """Somebody is told of an event that no `mail_events` module declares."""


@dataclass(frozen=True)
class Placeholder:
    """A value of the event that the operator's words may name, as `{commande}`.

    `path` leads to it in the mail's context, as `order.number`; `words` says it, e.g. cents as euros.
    """

    name: str
    label: Promise
    path: str
    words: Callable = str

    def value(self, context):
        """What stands in for it in this mail. Raises LookupError and AttributeError where the context has none."""
        first, *rest = self.path.split(".")
        found = context[first]
        for name in rest:
            found = getattr(found, name)
        return self.words(found)


@dataclass(frozen=True)
class Event:
    """What is told, to whom and when; `right` is what a member of the shop needs to be told too.

    `sample` returns a believable context, or calls the function that sends such a mail with believable objects. An
    event `is_optional` if a member may do without its mails; it stays in the portal. `is_editable` is False for what
    has to be told in exactly these words.
    """

    name: str
    title: Promise
    audience: Audience
    when: Promise
    sample: Callable
    right: str = ""
    is_optional: bool = False
    is_editable: bool = True
    placeholders: tuple[Placeholder, ...] = ()

    def __post_init__(self):
        if (self.audience == Audience.SHOP) != bool(self.right):
            raise ValueError(f"{self.name}: an event for a shop, and only that, says which right its readers need.")

    @property
    def context(self):
        """The sample's context. Raises NotDeclared where the sample tells of other events only."""
        with rehearsal() as told:
            context = self.sample()
        if isinstance(context, dict):
            return context
        contexts = [each.context for each in told if each.event == self.name]
        if not contexts:
            raise NotDeclared(f"The sample of « {self.name} » tells of {[each.event for each in told]}.")
        return contexts[0]


_declared: dict[str, Event] = {}


def declare(*events):
    """Have these events known. Raises ValueError for a name that another event has."""
    for event in events:
        if event.name in _declared:
            raise ValueError(f"The event « {event.name} » is declared twice.")
        _declared[event.name] = event


def declared():
    """Every event, by audience and then in the order of declaration."""
    order = list(Audience)
    return sorted(_declared.values(), key=lambda event: order.index(event.audience))


def event_of(name):
    """The event of this name. Raises NotDeclared."""
    try:
        return _declared[name]
    except KeyError:
        raise NotDeclared(
            f"The event « {name} » is told but not declared. Add it to the module mail_events.py of the app that "
            "sends it; docs/notifications.md shows how."
        ) from None


@dataclass(frozen=True)
class Told:
    """What a rehearsal would have sent."""

    event: str
    context: dict


_rehearsal = ContextVar("rehearsal", default=None)


@contextmanager
def rehearsal():
    """Within it, mails are listed and not decided: samples are made by the very functions that send."""
    told = []
    token = _rehearsal.set(told)
    try:
        yield told
    finally:
        _rehearsal.reset(token)


def is_rehearsed(event, context):
    """Whether this mail is only rehearsed; it is then listed."""
    told = _rehearsal.get()
    if told is None:
        return False
    told.append(Told(event, context))
    return True
