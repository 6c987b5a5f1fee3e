"""A shop's conversations by what the vendor looks for."""

from django.db.models import Exists, OuterRef, Q

from commerce.conversation.models import Conversation, Message, Side


def of_shop(vendor):
    """What the shop reads, what moved last first; what was erased is left out."""
    return Conversation.objects.of_vendor(vendor).filter(emptied_at=None).order_by("-moved_at", "-pk")


def in_state(conversations, state):
    """Those that are to answer, unread, about orders, about pieces, or closed; all for another word."""
    picks = {
        "a-repondre": lambda: conversations.awaiting().filter(closed_at=None),
        "non-lues": lambda: conversations.unread_by(Side.VENDOR),
        "commandes": lambda: conversations.filter(vendor_order__isnull=False),
        "questions": lambda: conversations.filter(vendor_order=None),
        "closes": lambda: conversations.filter(closed_at__isnull=False),
    }
    return picks[state]() if state in picks else conversations


def matching(conversations, words):
    """Those in whose order, piece, buyer or messages the words stand. Of messages only what anybody may read."""
    said = Message.objects.filter(conversation=OuterRef("pk"), masked__icontains=words, hidden_at=None)
    return conversations.filter(
        Q(vendor_order__number__icontains=words)
        | Q(title__icontains=words)
        | Q(vendor_order__order__shipping_address__first_name__icontains=words)
        | Q(vendor_order__order__shipping_address__last_name__icontains=words)
        | Q(buyer__first_name__icontains=words)
        | Exists(said)
    )
