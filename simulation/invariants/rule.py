"""The rule of `docs/money.md` on who gets what, in exact fractions, sharing no code with what it judges."""

from dataclasses import dataclass
from fractions import Fraction


def nearest(amount):
    """The nearest whole cent; half a cent goes up."""
    return int((amount + Fraction(1, 2)) // 1)


@dataclass(frozen=True)
class Due:
    """Commission and its VAT of a vendor order, and what the reserve adds, in cents."""

    commission: int = 0
    vat: int = 0
    subsidy: int = 0

    def plus(self, other):
        """Both together."""
        return Due(self.commission + other.commission, self.vat + other.vat, self.subsidy + other.subsidy)

    def less(self, other):
        """What is left of it."""
        return Due(self.commission - other.commission, self.vat - other.vat, self.subsidy - other.subsidy)


def due_of(part):
    """What the operator earns of a vendor order under its frozen terms, and what its reserve adds."""
    reductions = part.operator_goods_cents + part.operator_shipping_cents
    goods = part.goods_cents + part.operator_goods_cents
    delivery = part.shipping_cents + part.operator_shipping_cents
    borne_on = goods + delivery if part.commission_on_shipping else goods
    tax = Fraction(part.commission_vat_rate) / 100
    commission = nearest(borne_on * Fraction(part.commission_rate) / 100) + part.commission_fixed_cents
    vat = nearest(commission * tax)
    ceiling = max(0, min(borne_on, goods + delivery - 1))
    full = min(commission + vat, ceiling)
    kept = max(0, full - reductions)
    if kept < commission + vat:
        vat = nearest(kept * tax / (1 + tax))
        commission = kept - vat
    return Due(commission, vat, max(0, reductions - full))


@dataclass(frozen=True)
class Paid:
    """What one payer paid of a vendor order, a gift card or (`payment` None) the bank card, and what it bears."""

    payment: int | None
    goods: int
    shipping: int
    due: Due
    on_shipping: bool


def paid_by(part, payments):
    """Every payer's Paid. Gift cards bear in proportion, one after the other; each leaves a cent to be transferred."""
    whole = Paid(None, part.goods_cents, part.shipping_cents, due_of(part), part.commission_on_shipping)
    payers, before, left = [], Due(), whole.due
    goods = shipping = 0
    for payment in sorted(payments, key=lambda each: each.pk):
        goods, shipping = goods + payment.goods_cents, shipping + payment.shipping_cents
        upto = back_of(whole, goods, shipping)
        own = _leaving_a_cent(upto.less(before), payment.goods_cents + payment.shipping_cents)
        payers.append(Paid(payment.pk, payment.goods_cents, payment.shipping_cents, own, part.commission_on_shipping))
        before, left = upto, left.less(own)
    rest = part.goods_cents - goods, part.shipping_cents - shipping
    bank = _leaving_a_cent(left, sum(rest)) if payers else left
    return [Paid(None, *rest, bank, part.commission_on_shipping), *payers]


def _leaving_a_cent(due, paid):
    ceiling = max(0, paid - 1)
    vat = min(due.vat, ceiling)
    return Due(min(due.commission, ceiling - vat), vat, due.subsidy)


def back_of(paid, goods, shipping):
    """What of a payer's part goes back once so many cents of goods and shipping went back to that payer in all."""
    whole = paid.due
    counts_all = paid.on_shipping or not paid.goods
    returned = goods + shipping if counts_all else goods
    borne_on = paid.goods + paid.shipping if counts_all else paid.goods
    if not borne_on:
        return Due()
    fees = nearest(Fraction((whole.commission + whole.vat) * returned, borne_on))
    commission = nearest(Fraction(whole.commission * fees, whole.commission + whole.vat)) if fees else 0
    return Due(commission, fees - commission, nearest(Fraction(whole.subsidy * returned, borne_on)))
