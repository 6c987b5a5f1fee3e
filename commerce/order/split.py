"""Cutting an order into its vendor orders, to the exact cent."""

from commerce.basket.groups import vendor_groups
from commerce.money import to_cents
from commerce.order.models import VendorOrder


class SharesDontAddUp(AssertionError):
    """The vendor orders' totals are not what the buyer pays: a defect, never to be written."""


def create_vendor_orders(order, basket, shipping_method, shipping_charge):
    """Write one vendor order per vendor of the basket. Returns them by vendor id."""
    delivery = getattr(shipping_method, "method", shipping_method)  # Oscar wraps a method that an offer makes cheaper.
    shares = delivery.charges_after_discount(shipping_charge)
    choices = {choice.vendor.pk: (choice, share) for choice, share in zip(delivery.choices, shares, strict=True)}
    vendor_orders = []
    for position, group in enumerate(vendor_groups(basket), start=1):
        choice, shipping_cents = choices[group.vendor.pk]
        vendor_orders.append(_vendor_order(order, position, group, choice, shipping_cents))
    return {part.vendor_id: part for part in VendorOrder.objects.bulk_create(vendor_orders)}


def _vendor_order(order, position, group, choice, shipping_cents):
    mode = choice.option.mode
    return VendorOrder(
        order=order,
        vendor=group.vendor,
        number=f"VO-{order.number}-{position}",
        goods_cents=group.goods_cents,
        shipping_cents=shipping_cents,
        delivery_kind=mode.kind,
        carrier=mode.carrier,
        transit_days=mode.transit_days,
        relay_point=choice.relay_point,
        promised_on=choice.option.promised_on,
    )


def check_sum(order, vendor_orders):
    """Assert that the parts are the whole. Raises SharesDontAddUp, which undoes the placement."""
    parts = sum(vendor_order.total_cents for vendor_order in vendor_orders.values())
    whole = to_cents(order.total_incl_tax)
    if parts != whole:
        raise SharesDontAddUp(f"Order {order.number}: {parts} cents in parts, {whole} in all.")
