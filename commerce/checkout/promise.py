"""What the recap promised: a fingerprint that comes back with the button, so nobody pays another price than shown."""

from django.core import signing

SALT = "commerce.checkout.promise"


def _content(basket, shipping_method, total, gift_cards):
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
                choice.option.promised_on.isoformat(),
                choice.relay_point.code if choice.relay_point else "",
            ]
            for choice in shipping_method.choices
        ],
        [[use.card.pk, use.goods_cents, use.shipping_cents] for use in gift_cards],
    ]


def fingerprint(basket, shipping_method, total, gift_cards=()):
    """Signed summary of goods, prices, delivery, total and gift cards, for the form behind the order button."""
    return signing.dumps(_content(basket, shipping_method, total, gift_cards), salt=SALT, compress=True)


def is_kept(token, basket, shipping_method, total, gift_cards=()):
    """Whether basket, delivery, total and gift cards are still what the recap showed."""
    try:
        return signing.loads(token, salt=SALT) == _content(basket, shipping_method, total, gift_cards)
    except signing.BadSignature:
        return False


def promised_basket_id(token):
    """The basket that a recap was made of, or None for a forged token."""
    try:
        return signing.loads(token, salt=SALT)[0]
    except signing.BadSignature:
        return None
