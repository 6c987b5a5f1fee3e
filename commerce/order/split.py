"""Cutting an order into its vendor orders, to the exact cent."""

from commerce.basket.groups import vendor_groups
from commerce.money import to_cents
from commerce.order.models import VendorOrder


class SharesDontAddUp(AssertionError):
    """The vendor orders' totals are not what the buyer pays: a defect, never to be written."""


def create_vendor_orders(order, basket, delivery):
    """Write one vendor order per vendor of the basket, with their `delivery`. Returns them by vendor id."""
    places = {choice.vendor.pk: place for place, choice in enumerate(delivery.choices)}
    vendor_orders = [
        _vendor_order(order, position, group, delivery, places[group.vendor.pk])
        for position, group in enumerate(vendor_groups(basket), start=1)
    ]
    return {part.vendor_id: part for part in VendorOrder.objects.bulk_create(vendor_orders)}


def _vendor_order(order, position, group, delivery, place):
    choice = delivery.choices[place]
    mode = choice.option.mode
    on_goods, on_shipping = group.reductions, delivery.borne(place)
    return VendorOrder(
        order=order,
        vendor=group.vendor,
        number=f"VO-{order.number}-{position}",
        goods_cents=group.goods_cents,
        shipping_cents=delivery.charges_cents[place],
        standard_shipping_cents=choice.option.standard_cents,
        vendor_reduction_cents=on_goods.vendor_cents,
        vendor_shipping_reduction_cents=on_shipping.vendor_cents,
        operator_goods_cents=on_goods.operator_cents,
        operator_shipping_cents=on_shipping.operator_cents,
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
