"""What buyer, vendor and operator get under an offer, before it exists. Pure arithmetic; amounts are cents."""

from dataclasses import dataclass
from decimal import Decimal

from commerce.money import percentage, to_cents
from commerce.offer.bearers import Borne, cut_reduction
from commerce.plans.commission import Share, share


@dataclass(frozen=True)
class Offered:
    """What an offer takes off and who pays: `kind` is a type of Oscar's Benefit, `value` euros or per cent.

    `operator_rate` is what the operator bears, in per cent; at most `most_pieces` are lowered, if it is given.
    """

    kind: str
    value: Decimal | None
    operator_rate: Decimal
    most_pieces: int | None = None


@dataclass(frozen=True)
class SampleBasket:
    """One vendor's part of a basket: `pieces` alike for `goods_cents` in all, and their delivery."""

    label: str
    goods_cents: int
    shipping_cents: int
    pieces: int = 1


@dataclass(frozen=True)
class Outcome:
    """A sample basket under an offer and a plan's terms: buyer = vendor + operator, who may lose."""

    basket: SampleBasket
    terms: object
    on_goods: Borne
    on_shipping: Borne
    share: Share

    @property
    def borne(self):
        """The whole reduction, by who pays it."""
        return self.on_goods + self.on_shipping

    @property
    def reduction_cents(self):
        """What the buyer saves."""
        return self.borne.operator_cents + self.borne.vendor_cents

    @property
    def buyer_cents(self):
        """What the buyer pays."""
        return self.share.total_cents

    @property
    def vendor_cents(self):
        """What the vendor receives."""
        return self.share.net_cents

    @property
    def operator_cents(self):
        """What the operator keeps of its commission, VAT included; below zero, what its reserve adds."""
        return self.share.fees_cents - self.share.subsidy_cents


@dataclass(frozen=True)
class Preview:
    """A sample basket without the offer and with it, and the worst that the offer can cost."""

    without: Outcome
    sample: Outcome
    worst: Outcome

    @property
    def columns(self):
        """The three outcomes, as they are read."""
        return [self.without, self.sample, self.worst]


def preview(offered, *, sample, terms, baskets, all_terms):
    """The Preview of an offer on the basket `sample` under `terms`; the worst is sought over `baskets`.

    `all_terms` are the terms in force of every plan: the worst is under the lowest commission among them. Terms
    have the fields of PlanTerms.
    """
    nothing = Offered(kind="", value=None, operator_rate=Decimal(0))
    return Preview(
        without=outcome(nothing, sample, terms),
        sample=outcome(offered, sample, terms),
        worst=worst(offered, [*baskets, sample], all_terms),
    )


def outcome(offered, basket, terms):
    """What each gets of one basket under an offer."""
    goods_off, shipping_off = _taken_off(offered, basket)
    on_goods = cut_reduction(goods_off, offered.operator_rate)
    on_shipping = cut_reduction(shipping_off, offered.operator_rate)
    cut = share(
        goods_cents=basket.goods_cents - goods_off,
        shipping_cents=basket.shipping_cents - shipping_off,
        rate=terms.commission_rate,
        fixed_cents=terms.commission_fixed_cents,
        vat_rate=terms.commission_vat_rate,
        operator_goods_cents=on_goods.operator_cents,
        operator_shipping_cents=on_shipping.operator_cents,
        commission_on_shipping=terms.commission_on_shipping,
    )
    return Outcome(basket, terms, on_goods, on_shipping, cut)


def worst(offered, baskets, all_terms):
    """The outcome that costs most: the operator where it bears something, else the vendor, in proportion."""
    outcomes = [
        min((outcome(offered, basket, terms) for terms in all_terms), key=lambda found: found.operator_cents)
        for basket in baskets
    ]
    return min(outcomes, key=_loss_of_operator if offered.operator_rate else _loss_of_vendor)


def _loss_of_operator(found):
    return found.operator_cents, -found.reduction_cents


def _loss_of_vendor(found):
    return Decimal(found.vendor_cents) / (found.basket.goods_cents + found.basket.shipping_cents or 1)


def _taken_off(offered, basket):
    """What the offer takes off goods and delivery."""
    off = _KINDS.get(offered.kind)
    if off is None:
        return 0, 0
    charge = basket.shipping_cents if offered.kind.startswith("Shipping") else basket.goods_cents
    taken = max(0, min(charge, off(offered, basket)))
    return (0, taken) if offered.kind.startswith("Shipping") else (taken, 0)


def _reached(offered, basket):
    """How many pieces the offer lowers, and what they cost."""
    pieces = min(basket.pieces, offered.most_pieces or basket.pieces)
    return pieces, basket.goods_cents * pieces // basket.pieces


#: What each type of Oscar's Benefit takes off, before it is limited to what there is.
_KINDS = {
    "Percentage": lambda offered, basket: percentage(_reached(offered, basket)[1], offered.value),
    "Absolute": lambda offered, basket: min(to_cents(offered.value), _reached(offered, basket)[1]),
    "Fixed": lambda offered, basket: to_cents(offered.value) * _reached(offered, basket)[0],
    "Multibuy": lambda offered, basket: basket.goods_cents // basket.pieces,
    "Fixed price": lambda offered, basket: basket.goods_cents - to_cents(offered.value),
    "Shipping percentage": lambda offered, basket: percentage(basket.shipping_cents, offered.value),
    "Shipping absolute": lambda offered, basket: to_cents(offered.value),
    "Shipping fixed price": lambda offered, basket: basket.shipping_cents - to_cents(offered.value or 0),
}
