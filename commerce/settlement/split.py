"""Who gets what of a vendor order. Amounts are cents."""

from dataclasses import dataclass

from commerce.money import percentage


@dataclass(frozen=True)
class Share:
    """One vendor order, cut: goods + shipping = commission + VAT on it + net."""

    goods_cents: int
    shipping_cents: int
    commission_cents: int
    commission_vat_cents: int

    @property
    def total_cents(self):
        """What the buyer paid for this part."""
        return self.goods_cents + self.shipping_cents

    @property
    def fees_cents(self):
        """Commission, tax included."""
        return self.commission_cents + self.commission_vat_cents

    @property
    def net_cents(self):
        """What the vendor receives."""
        return self.total_cents - self.fees_cents


def share_of(vendor_order):
    """The share of a vendor order under the terms frozen at its confirmation. Raises ValueError before that."""
    if vendor_order.commission_rate is None:
        raise ValueError(f"{vendor_order} has no terms before its confirmation.")
    return share(
        goods_cents=vendor_order.goods_cents,
        shipping_cents=vendor_order.shipping_cents,
        rate=vendor_order.commission_rate,
        fixed_cents=vendor_order.commission_fixed_cents,
        vat_rate=vendor_order.commission_vat_rate,
    )


def share(*, goods_cents, shipping_cents, rate, fixed_cents, vat_rate):
    """Cut a vendor order. The commission bears on the goods after reductions, never on shipping.

    `rate` and `vat_rate` are per cents. The commission is rounded half up once, its VAT once. It takes at most the
    goods, and leaves at least one cent of the whole, because Mangopay refuses fees as high as the amount (001014).
    """
    commission_cents = percentage(goods_cents, rate) + fixed_cents
    vat_cents = percentage(commission_cents, vat_rate)
    limit_cents = max(0, min(goods_cents, goods_cents + shipping_cents - 1))
    if commission_cents + vat_cents > limit_cents:
        commission_cents, vat_cents = _within(limit_cents, vat_rate)
    return Share(goods_cents, shipping_cents, commission_cents, vat_cents)


def _within(fees_cents, vat_rate):
    """Commission and VAT whose sum is exactly `fees_cents`."""
    vat_cents = percentage(fees_cents, 100 * vat_rate / (100 + vat_rate))
    return fees_cents - vat_cents, vat_cents
