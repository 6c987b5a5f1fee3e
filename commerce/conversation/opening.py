"""Which conversations there may be: about a piece that visitors see, or about a vendor order that was paid."""

from datetime import timedelta

from django.utils.translation import gettext as _

from commerce.conversation.exceptions import TooManyMessages
from commerce.conversation.models import Conversation

#: Pieces that one person may begin to ask about in a day.
QUESTIONS_PER_DAY = 15


def may_ask_about(product):
    """Whether its page offers to ask: a shop that only lists shows its own address instead."""
    return not product.vendor.is_listing


def may_write_about(vendor_order):
    """Whether both may write about it: once it was paid."""
    return vendor_order.confirmed_at is not None


def about_piece(product, buyer, *, now):
    """The buyer's conversation about a piece, begun if there is none. Raises TooManyMessages."""
    known = Conversation.objects.filter(buyer=buyer, product=product, vendor_order=None).first()
    if known:
        return known
    recent = Conversation.objects.filter(buyer=buyer, vendor_order=None, started_at__gt=now - timedelta(days=1))
    if recent.count() >= QUESTIONS_PER_DAY:
        raise TooManyMessages(_("Vous avez posé beaucoup de questions aujourd’hui. Reprenez demain."))
    begun = {"vendor": product.vendor, "title": product.get_title()[:255], "started_at": now, "moved_at": now}
    return Conversation.objects.get_or_create(buyer=buyer, product=product, vendor_order=None, defaults=begun)[0]


def about_order(vendor_order, *, now):
    """The conversation about a vendor order, begun if there is none."""
    begun = {
        "vendor_id": vendor_order.vendor_id,
        "buyer_id": vendor_order.order.user_id,
        "started_at": now,
        "moved_at": now,
    }
    return Conversation.objects.get_or_create(vendor_order=vendor_order, defaults=begun)[0]


def is_open_to_contacts(conversation):
    """Whether contact data are read as they were written: the buyer has paid something to this shop."""
    if not hasattr(conversation, "has_ordered"):
        found = Conversation.objects.filter(pk=conversation.pk).with_openness()
        conversation.has_ordered = found.values_list("has_ordered", flat=True).get()
    return conversation.has_ordered
