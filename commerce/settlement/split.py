"""The share of a vendor order that exists, under the terms that its confirmation froze, by who paid it."""

from dataclasses import replace

from commerce.plans.commission import Part, Share, given_back, share


def share_of(vendor_order):
    """Who gets what of a vendor order. Raises ValueError before its confirmation."""
    if vendor_order.commission_rate is None:
        raise ValueError(f"{vendor_order} has no terms before its confirmation.")
    return share(
        goods_cents=vendor_order.goods_cents,
        shipping_cents=vendor_order.shipping_cents,
        rate=vendor_order.commission_rate,
        fixed_cents=vendor_order.commission_fixed_cents,
        vat_rate=vendor_order.commission_vat_rate,
        operator_goods_cents=vendor_order.operator_goods_cents,
        operator_shipping_cents=vendor_order.operator_shipping_cents,
        commission_on_shipping=vendor_order.commission_on_shipping,
    )


def cut_by_gift_cards(vendor_order, payments):
    """Write on gift cards' payments which part of the vendor order's share each bears, in proportion, once confirmed.

    A transfer's fees must leave a cent of it (Mangopay 001014): what a payment of some cents can't bear of the
    commission falls to what was paid by bank card.
    """
    whole, so_far = share_of(vendor_order), Part()
    for payment in payments:
        part = Part(payment.goods_cents, payment.shipping_cents)
        back = given_back(whole, part, before=so_far)
        payment.commission_vat_cents = min(back.commission_vat_cents, part.total_cents - 1)
        payment.commission_cents = min(back.commission_cents, part.total_cents - 1 - payment.commission_vat_cents)
        payment.subsidy_cents = back.subsidy_cents
        so_far += part


def payment_share_of(payment):
    """The part of its vendor order's share that a gift card paid."""
    return Share(
        payment.goods_cents,
        payment.shipping_cents,
        payment.commission_cents,
        payment.commission_vat_cents,
        payment.subsidy_cents,
        bool(payment.vendor_order.commission_on_shipping),
    )


def bank_share_of(vendor_order):
    """The share without what gift cards paid of it: what the order's own wallet holds. One query if they paid any."""
    whole = share_of(vendor_order)
    if not vendor_order.gift_card_cents:
        return whole
    payments = list(vendor_order.gift_card_payments.all())
    rest = replace(
        whole,
        goods_cents=whole.goods_cents - vendor_order.gift_card_goods_cents,
        shipping_cents=whole.shipping_cents - vendor_order.gift_card_shipping_cents,
        subsidy_cents=whole.subsidy_cents - sum(payment.subsidy_cents for payment in payments),
    )
    vat_cents = whole.commission_vat_cents - sum(payment.commission_vat_cents for payment in payments)
    commission_cents = whole.commission_cents - sum(payment.commission_cents for payment in payments)
    most_cents = max(0, rest.total_cents - 1)
    vat_cents = min(vat_cents, most_cents)
    return replace(
        rest, commission_vat_cents=vat_cents, commission_cents=min(commission_cents, most_cents - vat_cents)
    )
