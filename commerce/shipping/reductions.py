"""What offers take off the deliveries of a basket, vendor by vendor. Amounts are cents."""

from dataclasses import dataclass

from commerce.money import allocate, to_cents, to_euros
from commerce.offer.bearers import Borne, cut_reduction


@dataclass(frozen=True)
class ShippingReduction:
    """What one offer takes off each delivery: `parts_cents` in the order of the choices."""

    offer: object
    parts_cents: tuple[int, ...]

    @property
    def total_cents(self):
        """What the offer takes off all deliveries together."""
        return sum(self.parts_cents)

    def borne(self, position):
        """What the reduction of one delivery costs operator and vendor."""
        return cut_reduction(self.parts_cents[position], self.offer.operator_rate)


def shipping_reductions(choices, offers):
    """Apply the offers, first come first served: a delivery is lowered by one offer at most, as Oscar lowers a whole.

    An offer of one vendor reaches that vendor's delivery only; another is spread over the charges that it reaches.
    """
    free = [choice.option.charge_cents for choice in choices]
    reductions = []
    for offer in offers:
        reached = [
            cents if offer.reaches(choice.vendor.pk) else 0 for cents, choice in zip(free, choices, strict=True)
        ]
        taken_cents = _taken_cents(offer, sum(reached))
        if taken_cents:
            reductions.append(ShippingReduction(offer, tuple(allocate(taken_cents, reached))))
            free = [0 if seen else cents for cents, seen in zip(free, reached, strict=True)]
    return reductions


def _taken_cents(offer, charge_cents):
    """What an offer takes off deliveries that cost `charge_cents` together: never more than they cost."""
    if not charge_cents:
        return 0
    return max(0, min(charge_cents, to_cents(offer.shipping_discount(to_euros(charge_cents)))))


def borne_of_delivery(reductions, position):
    """What all reductions of one delivery cost operator and vendor."""
    return sum((reduction.borne(position) for reduction in reductions), Borne())
