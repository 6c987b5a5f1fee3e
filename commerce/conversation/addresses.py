"""Addresses that answers to mails are sent to, and the pages of a conversation. An address is a secret of its reader.

`reponse+<conversation>-<side>-<signature>@<REPLY_DOMAIN>`: short enough for a local part (64 characters, RFC 5321),
without capitals, for some mail servers lose them.
"""

import base64
import re

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from commerce.conversation.models import Conversation, Side
from commerce.order.announcements import order_path

NAME = "reponse"
SALT = "commerce.conversation.addresses"
SIGNATURE_LENGTH = 24
LETTERS = {Side.BUYER: "a", Side.VENDOR: "v"}
TOKEN = re.compile(rf"{NAME}\+([0-9a-z]{{1,12}})-([av])-([a-z2-7]{{{SIGNATURE_LENGTH}}})@", re.IGNORECASE)


def reply_address(conversation, side):
    """Where this side's answers go by mail; "" where no domain takes them (`REPLY_DOMAIN`)."""
    if not settings.REPLY_DOMAIN:
        return ""
    said = f"{int_to_base36(conversation.pk)}-{LETTERS[side]}"
    return f"{NAME}+{said}-{_signature(said, settings.SECRET_KEY)}@{settings.REPLY_DOMAIN}"


def addressed(recipients):
    """The Conversation and Side that these recipients of a mail name, or None."""
    for recipient in recipients:
        found = TOKEN.search(recipient)
        if found and (known := _known(*(part.lower() for part in found.groups()))):
            return known
    return None


def _known(number, letter, signature):
    said = f"{number}-{letter}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(constant_time_compare(_signature(said, key), signature) for key in keys):
        return None
    found = Conversation.objects.with_what_pages_show().filter(pk=base36_to_int(number)).first()
    side = next(side for side, known in LETTERS.items() if known == letter)
    return (found, side) if found else None


def _signature(said, key):
    digest = salted_hmac(SALT, said, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE_LENGTH]


def buyer_path(conversation):
    """The buyer's page: by the order's signed link, or of the account."""
    if conversation.vendor_order_id is not None:
        return order_conversation_path(conversation.vendor_order)
    return reverse("conversation:conversation", args=[conversation.pk])


def order_conversation_path(vendor_order):
    """Where the buyer writes about a vendor order, whether somebody has written yet or not."""
    order = vendor_order.order
    return reverse("conversation:of-order", args=[order.number, order.verification_hash(), vendor_order.pk])


def vendor_path(conversation):
    """The shop's page."""
    return reverse("vendor_portal:message", args=[conversation.pk])


def path_for(conversation, side):
    """The page of this side."""
    return buyer_path(conversation) if side == Side.BUYER else vendor_path(conversation)


def order_path_of(conversation):
    """The buyer's order, or ""."""
    return order_path(conversation.vendor_order.order) if conversation.vendor_order_id is not None else ""
