from oscar.apps.checkout import utils


class CheckoutSessionData(utils.CheckoutSessionData):
    """What the buyer said so far, with one delivery choice per vendor."""

    def choose_delivery(self, choices):
        """Keep the choices: {vendor id: {"kind": …, "relay_point": code or ""}}."""
        self._set("delivery", "choices", {str(vendor_id): choice for vendor_id, choice in choices.items()})

    def delivery_choices(self):
        """The choices by vendor id."""
        return {int(vendor_id): choice for vendor_id, choice in (self._get("delivery", "choices") or {}).items()}
