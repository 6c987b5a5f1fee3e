"""The file of a dispute beside its own steps: what was sent and arrived, what was sent back, what both wrote.

Each function takes an OrderDispute and gives rows of text for the operator's page and the papers for a bank.
"""

from django.utils.translation import ngettext

from commerce.conversation.models import Side
from commerce.conversation.record import messages_of
from commerce.withdrawal.timeline import events_of


def parcels_of(dispute):
    """[(parcel, carrier and tracking number, when it left, when it arrived, who says so)]."""
    return [
        (
            parcel.number,
            parcel.tracking_in_words or "—",
            parcel.shipped_at,
            parcel.delivered_at,
            parcel.get_delivery_basis_display() or "—",
        )
        for parcel in dispute.vendor_order.parcels.select_related("vendor_order").order_by("position")
    ]


def returns_of(dispute):
    """[(withdrawal, when, what happened, words)] of the withdrawals from the same vendor order."""
    return [
        (withdrawal.number, event.moment, event.label, event.detail)
        for withdrawal in dispute.vendor_order.withdrawals.prefetch_related("steps")
        for event in events_of(withdrawal)
    ]


def exchanges_of(dispute):
    """[(when, who, words)] that buyer and vendor wrote each other about this vendor order, outside of the dispute."""
    return [(each.written_at, Side(each.side).label, _with_files(each)) for each in messages_of(dispute.vendor_order)]


def _with_files(said):
    """The words, and how many files came with them."""
    count = len(said.attachments)
    files = ngettext("(%(n)d pièce jointe)", "(%(n)d pièces jointes)", count) % {"n": count} if count else ""
    return " ".join(filter(None, [said.text, files]))
