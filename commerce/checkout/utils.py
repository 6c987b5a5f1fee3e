from oscar.apps.checkout import utils


class CheckoutSessionData(utils.CheckoutSessionData):
    """What the buyer said so far, with one delivery choice per vendor."""

    def choose_delivery(self, choices):
        """Keep the choices: {vendor id: {"kind": …, "relay_point": code or ""}}."""
        self._set("delivery", "choices", {str(vendor_id): choice for vendor_id, choice in choices.items()})

    def add_gift_card(self, pk):
        """Keep a gift card to pay with; the same one once, five at most."""
        self._set("gift_cards", "ids", [*(kept for kept in self.gift_card_ids() if kept != pk), pk][-5:])

    def remove_gift_card(self, pk):
        """Don't pay with it after all."""
        self._set("gift_cards", "ids", [kept for kept in self.gift_card_ids() if kept != pk])

    def gift_card_ids(self):
        """Keys of the gift cards to pay with, in the order in which they were typed."""
        return self._get("gift_cards", "ids") or []

    def delivery_choices(self):
        """The choices by vendor id."""
        return {int(vendor_id): choice for vendor_id, choice in (self._get("delivery", "choices") or {}).items()}
