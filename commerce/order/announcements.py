"""Who is told what when an order moves on. One mail per event and person."""

from django.conf import settings
from django.urls import reverse

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.gift_cards import letters


def order_path(order):
    """The buyer's link to the order: signed, so that a guest needs no account."""
    return reverse("customer:anon-order", args=[order.number, order.verification_hash()])


def order_address(order):
    """The same link, absolute, for mails."""
    return f"{settings.SITE_URL}{order_path(order)}"


def order_confirmed(order):
    """One mail to the buyer for the whole order, one to each vendor for its own part."""
    vendor_orders = list(
        order.vendor_orders.select_related("vendor", "relay_point").prefetch_related("lines").order_by("pk")
    )
    if vendor_orders[0].is_gift_card:
        letters.bought(order, vendor_orders[0], order_url=order_address(order))
        return
    send(
        event="order_confirmed",
        key=order.number,
        recipient=order.email,
        context={"order": order, "vendor_orders": vendor_orders, "order_url": order_address(order)},
    )
    for vendor_order in vendor_orders:
        portal_url = f"{settings.SITE_URL}/espace-pro/commandes/{vendor_order.number}/"
        shops.tell(
            vendor_order.vendor,
            event="vendor_order_received",
            key=vendor_order.number,
            context={"vendor_order": vendor_order, "order": order, "portal_url": portal_url},
            url=portal_url,
        )


def parcel_shipped(parcel, contents):
    """Tell the buyer that this parcel is on its way, with its (line, quantity) pairs and whether more follows."""
    vendor_order = parcel.vendor_order
    key = vendor_order.number if parcel.position == 1 else parcel.number
    told = {"parcel": parcel, "contents": contents, "more_follows": vendor_order.is_to_send}
    _tell_buyer("vendor_order_shipped", vendor_order, key=key, **told)


def vendor_order_ready(vendor_order):
    """Tell the buyer that this part waits at the workshop, and with which code."""
    _tell_buyer("vendor_order_ready", vendor_order)


def _tell_buyer(event, vendor_order, *, key="", **more):
    send(
        event=event,
        key=key or vendor_order.number,
        recipient=vendor_order.order.email,
        context={
            "vendor_order": vendor_order,
            "order": vendor_order.order,
            "lines": vendor_order.lines.all(),
            **more,
            "order_url": order_address(vendor_order.order),
        },
    )
