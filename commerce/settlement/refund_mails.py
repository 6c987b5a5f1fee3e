"""Who is told what of a refund: the buyer that it comes and that it left, the vendor what it costs and why."""

from django.conf import settings
from django.urls import reverse

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.order.announcements import order_address
from commerce.settlement.models import Refund


def decided(refund):
    """One mail to the buyer, one to the vendor; of a lost chargeback only the vendor needs to be told."""
    context = _context(refund)
    if refund.reason == Refund.Reason.CHARGEBACK:
        _tell_shop("chargeback_charged", refund, context)
        return
    send(event="refund_decided", key=refund.business_key, recipient=refund.vendor_order.order.email, context=context)
    _tell_shop("refund_charged", refund, context)


def made_elsewhere(refund):
    """It was made at Mangopay's, and is done: the buyer hears that it left, the vendor what it costs and why."""
    _tell_shop("refund_charged", refund, _context(refund))
    done(refund)


def _context(refund):
    part = refund.vendor_order
    order = part.order
    context = {"refund": refund, "vendor_order": part, "order": order, "lines": refund.lines.select_related("line")}
    context["order_url"] = order_address(order)
    context["portal_url"] = settings.SITE_URL + reverse("vendor_portal:order", args=[part.number])
    decision = [refund, *refund.beside.all()]
    context["on_gift_cards_cents"] = sum(each.amount_cents for each in decision if each.gift_card_payment_id)
    context["vendor_cents"] = sum(each.vendor_cents for each in decision)
    context["fees_cents"] = sum(each.fees_cents for each in decision)
    return context


def _tell_shop(event, refund, context):
    url = context["portal_url"]
    shops.tell(refund.vendor_order.vendor, event=event, key=refund.business_key, context=context, url=url)


def done(refund):
    """The buyer's card is credited; whose bank took the money back knows, and a gift card shows what is on it."""
    if refund.dispute_id or refund.gift_card_payment_id:
        return
    order, part = refund.pay_in.order, refund.vendor_order
    send(
        event="payment_refunded",
        key=refund.business_key if part else order.number,
        recipient=order.email,
        context={
            "order": order,
            "refund": refund,
            "vendor_order": part,
            "order_url": order_address(order),
            "is_late": refund.reason == Refund.Reason.LATE,
        },
    )
