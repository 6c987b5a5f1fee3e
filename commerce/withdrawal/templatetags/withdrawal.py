"""The template library `withdrawal`: what the order page needs to know of the right to withdraw."""

from django import template
from django.utils import timezone

from commerce.withdrawal.right import right_of

register = template.Library()


@register.simple_tag
def right_to_withdraw(vendor_order):
    """The Right of a vendor order now. No query."""
    return right_of(vendor_order, now=timezone.now())
