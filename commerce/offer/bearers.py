"""Who pays a reduction: the vendor, the operator, or both. Pure arithmetic; amounts are cents, shares per cents."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.money import allocate


class Bearer(models.TextChoices):
    """Who bears what an offer takes off."""

    VENDOR = "vendor", _("L’artisan")
    OPERATOR = "operator", _("MonQuibus")
    SHARED = "shared", _("Les deux, par parts")


@dataclass(frozen=True)
class Borne:
    """A reduction, cut by who pays it."""

    operator_cents: int = 0
    vendor_cents: int = 0

    def __add__(self, other):
        return Borne(self.operator_cents + other.operator_cents, self.vendor_cents + other.vendor_cents)


def cut_reduction(amount_cents, operator_rate):
    """Cut a reduction between operator (`operator_rate` per cent) and vendor, by largest remainder.

    A cent that belongs to both equally is the operator's, so that nobody can shift halves of cents onto vendors.
    """
    hundredths = int(Decimal(operator_rate) * 100)
    return Borne(*allocate(amount_cents, [hundredths, 10_000 - hundredths]))


def borne_of_line(line):
    """What the reductions of a basket line cost operator and vendor. One without an offer is the operator's."""
    borne = Borne()
    for amount_cents, offer in line.reductions():
        borne += cut_reduction(amount_cents, offer.operator_rate if offer else 100)
    return borne
