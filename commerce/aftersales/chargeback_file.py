"""The file that answers a bank: for each kind of evidence that Mangopay takes, one paper built from the order.

It says what the system knows, who said it and when, and nothing else. The papers are in French, as the banks read.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from commerce.aftersales import evidence
from commerce.communication.mails import send
from commerce.compliance.identity import operator
from commerce.settlement import chargebacks
from commerce.typesetting.typeset import typeset
from commerce.typesetting.wording import in_words

#: Mangopay's types of evidence that we can give, in the order of reading, and what the paper is called.
PAPERS = {
    "INVOICE": ("Ce qui a été commandé et payé", evidence.purchase),
    "DELIVERY_PROOF": ("Ce qui a été remis, quand et à qui", evidence.delivery),
    "USER_CORRESPONDANCE": ("Ce qui a été écrit", evidence.said),
    "REFUND_PROOF": ("Ce qui a déjà été remboursé", evidence.refunds),
}
#: What goes with a paper as further pages.
PICTURES = {"USER_CORRESPONDANCE": evidence.pictures}
#: A contest holds when something was handed over or given back: those papers say so.
SUFFICIENT = {"DELIVERY_PROOF", "REFUND_PROOF"}


def kinds(dispute):
    """Mangopay's types of the papers that have something to say, in the order of reading."""
    with override("fr"):
        return [kind for kind, (_title, sections) in PAPERS.items() if sections(dispute)]


def paper(dispute, kind, *, note="", now):
    """One paper as a PDF, in bytes. `note` is the operator's, for the bank. Raises KeyError for an unknown kind."""
    title, sections = PAPERS[kind]
    order, day = dispute.pay_in.order, timezone.localdate(now)
    house = operator()
    with override("fr"):
        data = {
            "author": house.name,
            "brand": settings.OPERATOR["BRAND"],
            "tagline": settings.OPERATOR["TAGLINE"],
            "title": title,
            "order": order.number,
            "day": in_words(day),
            "facts": evidence.dispute(dispute),
            "note": note if kind == "INVOICE" else "",
            "sections": sections(dispute),
            "footer": [", ".join([house.name, *house.lines[:2]]), " · ".join(house.numbers)],
        }
    return typeset("chargeback", data, title=f"{title}, commande {order.number}", day=day)


def documents(dispute, *, note="", now):
    """The whole file, as `chargebacks.contest` takes it: [(Mangopay's type, [a PDF, then pictures])]."""
    return [
        (kind, [paper(dispute, kind, note=note, now=now), *PICTURES.get(kind, lambda _dispute: [])(dispute)])
        for kind in kinds(dispute)
    ]


def contest(dispute, *, note="", now):
    """Build the file and defend the whole payment with it. Returns the Dispute.

    Raises RefundRefused outside of its time, Refused, OutcomeUnknown or Unavailable: ask again.
    """
    return chargebacks.contest(dispute, documents(dispute, note=note, now=now), now=now)


def unanswered(now):
    """Disputes near their deadline that nobody answered, and that our papers can defend.

    Where nothing was handed over nor given back there is nothing to contest with: the operator decides.
    """
    waiting = chargebacks.near_deadline(now).filter(contest_deadline_at__gt=now, file_sent_at=None)
    return [each for each in waiting.select_related("pay_in__order") if SUFFICIENT.intersection(kinds(each))]


def answer(dispute, *, now):
    """Answer for the operator, who didn't, and say so. Raises like `contest`."""
    dispute = contest(dispute, now=now)
    office_url = settings.SITE_URL + reverse("money:dispute", args=[dispute.pk])
    context = {"dispute": dispute, "order": dispute.pay_in.order, "office_url": office_url}
    send(event="dispute_answered", key=dispute.resource_id, recipient=settings.OPERATOR_EMAIL, context=context)
