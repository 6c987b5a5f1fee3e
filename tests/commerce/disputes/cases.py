"""Disputes in every state, lived through the rules, for tests."""

from datetime import timedelta

from django.utils import timezone

from commerce.disputes import answering, clock, deciding
from commerce.disputes.grounds import Ground, Remedy, Wish
from commerce.disputes.models import OrderDispute
from commerce.disputes.opening import open_dispute
from commerce.disputes.states import Role, State
from tests.commerce.withdrawal.cases import DECLARED, everything, operator, pictures

OPENED = DECLARED


def opened(part, quantities=None, *, role=Role.BUYER, key="jeton", **more):
    """A dispute about everything of a part, or these quantities: a broken piece, unless said otherwise."""
    known = {"ground": Ground.BROKEN, "wish": Wish.REFUND, "words": "L’anse est cassée", "now": OPENED}
    if role == Role.VENDOR:
        known |= {"ground": Ground.OTHER, "wish": ""}
    return open_dispute(part, quantities or everything(part), role=role, request_key=key, **{**known, **more})


def soon(now, days=10):
    """A day that may be promised."""
    return timezone.localdate(now) + timedelta(days=days)


#: How each action is taken, by whoever the table allows.
ACTS = {
    ("explain", Role.VENDOR): lambda case, now: answering.explain(case, words="Bien emballée", now=now),
    ("refund_part", Role.VENDOR): lambda case, now: answering.refund_part(case, cents=700, words="Un geste", now=now),
    ("promise", Role.VENDOR): lambda case, now: answering.promise(
        case, remedy=Remedy.REPLACEMENT, by=soon(now), now=now
    ),
    ("refund", Role.VENDOR): lambda case, now: answering.refund(case, now=now),
    ("deliver", Role.VENDOR): lambda case, now: answering.deliver(case, words="Parti, 6A1", now=now),
    ("add", Role.BUYER): lambda case, now: answering.add(case, Role.BUYER, words="Encore", now=now),
    ("add", Role.VENDOR): lambda case, now: answering.add(case, Role.VENDOR, words="Encore", now=now),
    ("close", Role.BUYER): lambda case, now: answering.close(case, Role.BUYER, now=now),
    ("close", Role.VENDOR): lambda case, now: answering.close(case, Role.VENDOR, now=now),
    ("reply", Role.BUYER): lambda case, now: answering.reply(case, words="Ce n’est pas vrai", now=now),
    ("agree", Role.BUYER): lambda case, now: answering.agree(case, now=now),
    ("insist", Role.BUYER): lambda case, now: answering.insist(
        case, words="Cela ne suffit pas", pictures=pictures(), now=now
    ),
    ("decide", Role.OPERATOR): lambda case, now: deciding.decide(
        case, cents=300, reasons="En partie", now=now, actor=operator()
    ),
    ("order_remedy", Role.OPERATOR): lambda case, now: deciding.order_remedy(
        case, remedy=Remedy.REPAIR, by=soon(now), reasons="À réparer", now=now, actor=operator()
    ),
    ("escalate", Role.CLOCK): lambda case, now: clock.escalate(case, now=now),
    ("lapse", Role.CLOCK): lambda case, now: clock.lapse(case, now=now),
    ("overtake", Role.CLOCK): lambda case, now: clock.overtake(case, now=now),
}
EXPLAINED, ESCALATED = ("explain", Role.VENDOR), ("escalate", Role.CLOCK)
#: A way to each state, by whose dispute it is; None where there is none.
WAYS = {
    State.TO_VENDOR: {Role.BUYER: [], Role.VENDOR: None},
    State.TO_BUYER: {Role.BUYER: None, Role.VENDOR: []},
    State.ANSWERED: {Role.BUYER: [EXPLAINED], Role.VENDOR: None},
    State.TO_DECIDE: {Role.BUYER: [ESCALATED], Role.VENDOR: [ESCALATED]},
    State.PROMISED: {
        Role.BUYER: [("promise", Role.VENDOR)],
        Role.VENDOR: [ESCALATED, ("order_remedy", Role.OPERATOR)],
    },
    State.REMEDIED: {
        Role.BUYER: [("promise", Role.VENDOR), ("deliver", Role.VENDOR)],
        Role.VENDOR: [ESCALATED, ("order_remedy", Role.OPERATOR), ("deliver", Role.VENDOR)],
    },
    State.SETTLED: {Role.BUYER: [("refund", Role.VENDOR)], Role.VENDOR: [("refund", Role.VENDOR)]},
    State.DECIDED: {
        Role.BUYER: [ESCALATED, ("decide", Role.OPERATOR)],
        Role.VENDOR: [ESCALATED, ("decide", Role.OPERATOR)],
    },
    State.CLOSED: {Role.BUYER: [("close", Role.BUYER)], Role.VENDOR: [("close", Role.VENDOR)]},
}
ALL_WAYS = [(state, opener) for state, ways in WAYS.items() for opener, way in ways.items() if way is not None]


def brought_to(state, part, *, opener=Role.BUYER, now=OPENED, **more):
    """A dispute about everything of a part, brought to a state."""
    case = opened(part, more.pop("quantities", None), role=opener, now=now, **more)
    for hours, step in enumerate(WAYS[state][opener], start=1):
        ACTS[step](case, now + timedelta(hours=hours))
    return again(case)


def again(case):
    """The dispute as it is in the database."""
    return OrderDispute.objects.select_related("vendor_order__vendor", "vendor_order__order__user").get(pk=case.pk)
