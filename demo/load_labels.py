"""One label that waits to be stuck on, where the local carriers answer."""

from contextlib import suppress

from commerce.dispatch.labels import NoLabel, ask_for_label, can_label, usual_grams
from commerce.order.models import VendorOrder


def load_labels(*, now):
    """Have a label made for the oldest order that waits for one; a second time changes nothing."""
    waiting = VendorOrder.objects.to_fulfil().select_related("vendor", "order", "relay_point").order_by("pk")
    for part in waiting:
        if can_label(part):
            with suppress(NoLabel):
                ask_for_label(part, grams=usual_grams(part), request_key=f"demo:{part.pk}", now=now)
            return
