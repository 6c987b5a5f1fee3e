"""The VAT of a delivery follows the goods: it is a part of their price (CGI, art. 267, I, 2°), no service of its own.

Where they bear several rates, the delivery is cut in proportion to what they cost, tax included.
"""

from commerce.money import allocate


def delivery_by_rate(delivery_cents, goods_by_rate):
    """Cut a delivery by VAT rate, {rate: cents}, as its goods are, {rate: cents tax included}; it always adds up.

    By largest remainder, a tie going to the higher rate. Goods that cost nothing leave it at the highest.
    """
    rates = sorted(goods_by_rate, reverse=True)
    weights = [goods_by_rate[rate] for rate in rates]
    if not any(weights):
        weights[0] = 1
    return dict(zip(rates, allocate(delivery_cents, weights), strict=True))
