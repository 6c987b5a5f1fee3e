"""One Oscar shipping method made of one choice per vendor."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.methods import Base
from oscar.core import prices

from commerce.money import allocate, to_cents, to_euros
from commerce.partner.strategy import tax_included


class PerVendorDelivery(Base):
    """Delivers each vendor's goods as the buyer chose for that vendor."""

    code = "par-atelier"
    name = _("Une livraison par atelier")

    def __init__(self, choices):
        self.choices = choices

    def calculate(self, basket):
        charges = [
            tax_included(to_euros(choice.option.charge_cents), choice.vendor.vat_rate) for choice in self.choices
        ]
        return prices.Price(
            currency=basket.currency or "EUR",
            excl_tax=sum((charge.excl_tax for charge in charges), Decimal(0)),
            tax=sum((charge.tax for charge in charges), Decimal(0)),
        )

    def charges_after_discount(self, charge):
        """What each vendor's delivery costs, in cents, when the whole costs `charge`: parts of the whole."""
        return allocate(to_cents(charge.incl_tax), [choice.option.charge_cents for choice in self.choices])
