"""What of a vendor order bears which VAT, as it was frozen on its lines. Amounts are cents, tax included."""

from dataclasses import dataclass, field
from decimal import Decimal

from commerce.money import allocate, to_cents
from commerce.shipping.vat import delivery_by_rate


class LinesDontAddUp(AssertionError):
    """The order's lines are not what its vendor orders say: a defect, never to be invoiced."""


@dataclass
class RateShare:
    """What of a vendor order is sold at one rate, in per cent.

    `goods_cents` and `shipping_cents` are without what the vendor's own reductions take off, `reduction_cents`; what
    the operator's take off is a price that somebody else pays, and counts.
    """

    rate: Decimal
    lines: list = field(default_factory=list)
    goods_cents: int = 0
    shipping_cents: int = 0
    reduction_cents: int = 0
    shipping_reduction_cents: int = 0

    @property
    def total_cents(self):
        """What is due at this rate."""
        return self.goods_cents + self.shipping_cents


def rate_shares(vendor_order):
    """The shares of a vendor order, the highest rate first. They add up to its total and what the operator bears.

    The delivery follows the goods (`commerce.shipping.vat`). Raises LinesDontAddUp.
    """
    shares = {}
    for line in vendor_order.lines.order_by("pk"):
        share = shares.setdefault(line.vat_rate, RateShare(line.vat_rate))
        share.lines.append(line)
        share.goods_cents += line.taxable_cents
        share.reduction_cents += line.vendor_reduction_cents
    _check(vendor_order, shares.values())
    goods_by_rate = {rate: share.goods_cents for rate, share in shares.items()}
    shipping_cents = vendor_order.shipping_cents + vendor_order.operator_shipping_cents
    for rate, cents in delivery_by_rate(shipping_cents, goods_by_rate).items():
        shares[rate].shipping_cents = cents
    for rate, cents in delivery_by_rate(vendor_order.vendor_shipping_reduction_cents, goods_by_rate).items():
        shares[rate].shipping_reduction_cents = cents
    return [shares[rate] for rate in sorted(shares, reverse=True)]


def _check(vendor_order, shares):
    goods_cents = vendor_order.goods_cents + vendor_order.operator_goods_cents
    if sum(share.goods_cents for share in shares) != goods_cents:
        raise LinesDontAddUp(f"{vendor_order}: the lines are not {goods_cents} cents.")


def price_before_reductions(line):
    """What a line costs before every reduction."""
    return to_cents(line.line_price_before_discounts_incl_tax)


class Remainder:
    """What is left of an amount at each rate, {rate: cents}, while parts of it go back."""

    def __init__(self, by_rate):
        self.by_rate = dict(by_rate)

    def take(self, rate, cents):
        """Take an amount at this rate as far as it is left, the rest where there is some: [(rate, cents)]."""
        here = min(cents, self.by_rate[rate])
        self.by_rate[rate] -= here
        return [(rate, here), *self.spread(cents - here)]

    def spread(self, cents):
        """Take an amount in proportion to what is left at each rate: [(rate, cents)] of what isn't nothing."""
        parts = list(zip(self.by_rate, allocate(cents, list(self.by_rate.values())), strict=True))
        for rate, part in parts:
            self.by_rate[rate] -= part
        return [(rate, part) for rate, part in parts if part]
