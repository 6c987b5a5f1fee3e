"""What was written about a vendor order, for whoever judges: a bank, or the operator in a dispute."""

from dataclasses import dataclass
from datetime import datetime

from commerce.conversation.models import Message


@dataclass(frozen=True)
class Said:
    """One message as it was written: `side` is "buyer" or "vendor", `attachments` are Attachment rows."""

    side: str
    text: str
    written_at: datetime
    attachments: list
    is_hidden: bool


def messages_of(vendor_order):
    """[Said] of a vendor order, oldest first; what the operator hid is among them, and says so. Two queries."""
    found = Message.objects.filter(conversation__vendor_order=vendor_order).prefetch_related("attachments")
    return [
        Said(each.side, each.text, each.written_at, list(each.attachments.all()), is_hidden=each.hidden_at is not None)
        for each in found.order_by("written_at", "pk")
    ]
