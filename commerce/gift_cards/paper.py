"""A gift card to print: one page that looks like the shop."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.money_format import euros
from commerce.typesetting.typeset import typeset


def pdf_of(card):
    """The PDF of a card, in bytes, in French: who gives it, what it is worth, its code and how it is spent."""
    with override(settings.LANGUAGE_CODE):
        data = {
            "author": card.vendor.name,
            "brand": card.vendor.name,
            "tagline": card.vendor.craft or card.vendor.town,
            "amount": euros(card.value_cents),
            "to_name": card.to_name,
            "from_name": card.from_name,
            "message": card.message,
            "code": card.code_in_groups,
            "address": f"{settings.SITE_URL}{card.vendor.get_absolute_url()}",
            "balance": f"{settings.SITE_URL}{reverse('gift_cards:balance')}",
        }
        title = _("Bon cadeau de %(shop)s") % {"shop": card.vendor.name}
    return typeset("gift_card", data, title=title, day=card.send_on)
