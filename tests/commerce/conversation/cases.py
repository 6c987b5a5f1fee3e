"""Conversations, written through the rules, for tests."""

import io
from datetime import timedelta
from email.message import EmailMessage
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from commerce.communication.spam_trap import new_stamp
from commerce.conversation import opening
from commerce.conversation.addresses import reply_address
from commerce.conversation.models import Conversation, Side
from commerce.conversation.writing import write
from commerce.order import lifecycle
from tests.commerce.baskets import MONDAY, placed
from tests.factories import ProductFactory, UserFactory, VendorFactory

NOW = MONDAY + timedelta(days=1)
_keys = count()


def paid_part(vendor=None, *, user=None, title="Bol à anse"):
    """The one vendor order of a paid order; a guest's unless `user` says whose."""
    order = placed(ProductFactory(vendor=vendor or VendorFactory(), title=title), user=user)
    lifecycle.confirm(order, now=MONDAY)
    return order.vendor_orders.select_related("vendor", "order__user").get()


def question(text="Est-il étanche ?", *, buyer=None, product=None, now=NOW):
    """A buyer's question about a piece, just written."""
    buyer = buyer or UserFactory(first_name="Léa", last_name="Roy")
    conversation = opening.about_piece(product or ProductFactory(title="Bol à anse"), buyer, now=now)
    said(conversation, text, now=now)
    return fresh(conversation)


def about(part, text="Quand part-il ?", *, side=Side.BUYER, now=NOW):
    """What somebody wrote about a vendor order."""
    conversation = opening.about_order(part, now=now)
    said(conversation, text, side=side, now=now)
    return fresh(conversation)


def said(conversation, text="Merci !", *, side=Side.BUYER, now=NOW, key="", **more):
    """One more message."""
    return write(conversation, side, text=text, request_key=key or f"cle-{next(_keys)}", now=now, **more)


def fresh(conversation):
    """The conversation as the next request finds it."""
    return Conversation.objects.with_what_pages_show().get(pk=conversation.pk)


def typed(text="Bonjour, est-il étanche ?", **more):
    """The form of a message, as a hand sends it."""
    return {"text": text, "opened_at": new_stamp(timezone.now() - timedelta(minutes=1)), "website": "", **more}


def picture(size=(640, 480), kind="PNG", name="photo.png"):
    """A picture that a person may send."""
    content = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(content, kind)
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def paper(content=b"%PDF-1.4 devis %%EOF", name="devis.pdf"):
    """A PDF that a person may send."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def reply(conversation, side, sender, text="Oui, il l’est.", *, message_id="<a@exemple.test>", to="", **headers):
    """A mail as a program sends it when somebody answers one of ours."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Quelqu’un <{sender}>", to or reply_address(conversation, side)
    mail["Subject"] = "Re: Commande"
    if message_id:
        mail["Message-ID"] = message_id
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail
