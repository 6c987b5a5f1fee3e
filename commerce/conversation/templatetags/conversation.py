"""The template library `conversation`: what product and shop pages say of messages."""

from django import template
from django.utils import timezone

from commerce.conversation.answering import response_time_of
from commerce.conversation.opening import may_ask_about

register = template.Library()


@register.simple_tag
def response_time(vendor):
    """How soon the shop answers, in words, or "". One query."""
    return str(response_time_of(vendor, now=timezone.now()))


@register.filter
def can_be_asked_about(product):
    """Whether the page of this product offers to ask."""
    return may_ask_about(product)
