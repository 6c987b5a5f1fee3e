"""Oscar's own pipeline of events, closed: money and parcels move by `lifecycle` and settlement, which book them."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.order import exceptions, processing

NOT_HERE = _(
    "Rien n’a changé : l’argent et les colis ne se mènent pas d’ici, où rien n’en serait compté. Remboursements, "
    "retenues et reprises se font dans l’espace Argent ; l’expédition est dite par l’artisan dans son espace."
)


class EventHandler(processing.EventHandler):
    """Refuses, in words, what Oscar's dashboard would write beside the book."""

    def handle_shipping_event(self, order, event_type, lines, line_quantities, **kwargs):
        """Raises InvalidShippingEvent."""
        raise exceptions.InvalidShippingEvent(NOT_HERE)

    def handle_payment_event(self, order, event_type, amount, lines=None, line_quantities=None, **kwargs):
        """Raises InvalidPaymentEvent."""
        raise exceptions.InvalidPaymentEvent(NOT_HERE)

    def handle_order_status_change(self, order, new_status, note_msg=None):
        """Raises InvalidOrderStatus: the status follows from the vendor orders."""
        raise exceptions.InvalidOrderStatus(NOT_HERE)
