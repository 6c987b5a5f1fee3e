"""What the recap promised: a fingerprint that comes back with the button, so nobody pays another price than shown."""

from django.core import signing

SALT = "commerce.checkout.promise"


def _content(basket, shipping_method, total):
    delivery = getattr(shipping_method, "method", shipping_method)
    return [
        basket.pk,
        str(total.incl_tax),
        [
            [line.pk, line.product_id, line.quantity, str(line.line_price_incl_tax_incl_discounts)]
            for line in basket.all_lines()
        ],
        [
            [
                choice.vendor.pk,
                choice.option.kind,
                choice.option.charge_cents,
                choice.relay_point.code if choice.relay_point else "",
            ]
            for choice in delivery.choices
        ],
    ]


def fingerprint(basket, shipping_method, total):
    """Signed summary of goods, prices, delivery and total, for the form behind the order button."""
    return signing.dumps(_content(basket, shipping_method, total), salt=SALT, compress=True)


def is_kept(token, basket, shipping_method, total):
    """Whether basket, delivery and total are still what the recap showed."""
    try:
        return signing.loads(token, salt=SALT) == _content(basket, shipping_method, total)
    except signing.BadSignature:
        return False


def promised_basket_id(token):
    """The basket that a recap was made of, or None for a forged token."""
    try:
        return signing.loads(token, salt=SALT)[0]
    except signing.BadSignature:
        return None
