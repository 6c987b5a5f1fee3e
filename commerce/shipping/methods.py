"""One Oscar shipping method made of one choice per vendor."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.methods import Base
from oscar.core import prices

from commerce.money import to_euros
from commerce.partner.strategy import tax_included
from commerce.shipping.reductions import borne_of_delivery, shipping_reductions
from commerce.shipping.vat import delivery_by_rate


class PerVendorDelivery(Base):
    """Delivers each vendor's goods as the buyer chose for that vendor, less what offers take off.

    It lowers each delivery itself: Oscar's wrapper knows one charge, and nobody would know whose delivery it lowered.
    """

    code = "par-atelier"
    name = _("Une livraison par atelier")

    def __init__(self, choices, offers=()):
        self.choices = choices
        self.reductions = shipping_reductions(choices, offers)

    @property
    def charges_cents(self):
        """What each vendor's delivery costs, reductions deducted, in the order of the choices."""
        lowered = [reduction.parts_cents for reduction in self.reductions]
        return [
            choice.option.charge_cents - sum(parts[position] for parts in lowered)
            for position, choice in enumerate(self.choices)
        ]

    @property
    def is_discounted(self):
        """Whether an offer makes any delivery cheaper (Oscar's name)."""
        return bool(self.reductions)

    def calculate(self, basket):
        """The charge of all deliveries, reductions deducted, each taxed as its goods are."""
        charges = [
            tax_included(to_euros(part_cents), rate)
            for cents, choice in zip(self.charges_cents, self.choices, strict=True)
            for rate, part_cents in delivery_by_rate(cents, choice.group.taxable_by_rate).items()
        ]
        return prices.Price(
            currency=basket.currency or "EUR",
            excl_tax=sum((charge.excl_tax for charge in charges), Decimal(0)),
            tax=sum((charge.tax for charge in charges), Decimal(0)),
        )

    def discount(self, basket):
        """What all offers together take off, in Decimal euros (Oscar's name)."""
        return to_euros(sum(reduction.total_cents for reduction in self.reductions))

    def discount_of(self, offer):
        """What one offer takes off, in Decimal euros."""
        return to_euros(sum(reduction.total_cents for reduction in self.reductions if reduction.offer == offer))

    def borne(self, position):
        """What the reductions of one delivery cost operator and vendor."""
        return borne_of_delivery(self.reductions, position)
