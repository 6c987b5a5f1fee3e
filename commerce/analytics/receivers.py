"""Pages that were shown and baskets that took something, counted."""

from django.utils import timezone

from commerce.analytics.counting import mark
from commerce.analytics.models import Mark
from commerce.analytics.visitors import is_counted


def count_view(sender, product, request, **_signal):
    """Somebody opened the page of a piece."""
    _count(Mark.Kind.VIEW, product, request)


def count_basket(sender, product, request, **_signal):
    """Somebody put a piece into the basket, however many of it."""
    _count(Mark.Kind.BASKET, product, request)


def _count(kind, product, request):
    if is_counted(request, product):
        mark(kind, product, now=timezone.now())
