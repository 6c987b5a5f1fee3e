"""What a shop takes along of its conversations: as it reads them, masked where it reads them masked."""

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When

from commerce.conversation.models import Conversation, Message, Side
from commerce.leaving.export_tables import table
from commerce.order.models import VendorOrder

_CONVERSATION = ["pk", "vendor_order__number", "title", "started_at", "moved_at", "closed_at"]
_MESSAGE = ["conversation_id", "side", "channel", "written_at", "as_read"]


def _messages(vendor):
    bought = VendorOrder.objects.filter(confirmed_at__isnull=False)
    by_buyer = bought.filter(vendor=vendor, order__user=OuterRef("conversation__buyer"))
    is_open = Q(side=Side.VENDOR) | Exists(by_buyer) | Exists(bought.filter(pk=OuterRef("conversation__vendor_order")))
    as_read = Case(
        When(hidden_at__isnull=False, then=Value("", output_field=TextField())),
        When(is_open, then=F("text")),
        default=F("masked"),
    )
    return Message.objects.filter(conversation__vendor=vendor).annotate(as_read=as_read)


PARTS = [
    table("conversations", lambda vendor: Conversation.objects.filter(vendor=vendor), _CONVERSATION),
    table("conversations-messages", _messages, _MESSAGE),
]
