"""What refunds give back of a sales invoice, rate by rate. Amounts are cents, tax included.

A line goes back at its own rate. What goes back without a line, or of a line that an earlier amount lowered, goes back
in proportion to what is left at each rate; so does delivery. Refunds of everything give back what was invoiced.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from commerce.invoicing.rates import Remainder, rate_shares
from commerce.money import allocate, proportion
from commerce.settlement.models import Refund


@dataclass(frozen=True)
class Article:
    """One line of a credit note. `rate` is in per cent."""

    label: str
    detail: str
    quantity: int
    cents: int
    rate: Decimal


@dataclass(frozen=True)
class Returned:
    """What one refund gives back: what its credit note lists, what of it the operator had paid, and what earlier ones
    gave back, {rate: cents}.
    """

    articles: list
    operator_cents: int
    before: dict


def lowering_the_price(refunds):
    """Those that lower what the vendor sold for: not the operator's own, nor what a bank took back."""
    return refunds.filter(bearer=Refund.Bearer.VENDOR).exclude(reason=Refund.Reason.CHARGEBACK)


def returned(refund):
    """What `refund` gives back, after the earlier ones of its vendor order."""
    part = refund.vendor_order
    refunds = lowering_the_price(part.refunds.filter(pk__lte=refund.pk)).order_by("pk")
    return replay(part, refunds.prefetch_related("lines__line", "decided_with__lines__line"))[-1]


def replay(part, refunds):
    """What each of these refunds gives back, the earliest first."""
    shares = rate_shares(part)
    goods = Remainder({share.rate: share.goods_cents for share in shares})
    shipping = Remainder({share.rate: share.shipping_cents for share in shares})
    gone, earlier, replayed = Counter(), [], []
    for refund in refunds:
        replayed.append(_give_back(part, refund, earlier, (goods, shipping), dict(gone)))
        for article in replayed[-1].articles:
            gone[article.rate] += article.cents
        earlier.append(refund)
    return replayed


def _give_back(part, refund, earlier, left, before):
    goods, shipping = left
    listed = _listed(refund, earlier)
    articles = [
        Article(line.title, "", quantity if rate == line.vat_rate else 1, cents, rate)
        for line, quantity, whole_cents in listed
        for rate, cents in goods.take(line.vat_rate, whole_cents)
    ]
    rest_cents = refund.goods_cents - sum(cents for *_, cents in listed)
    articles += _articles("Remboursement partiel", refund.note, goods.spread(rest_cents))
    of_goods = Counter()
    for article in articles:
        of_goods[article.rate] += article.cents
    articles += _articles("Livraison", "", shipping.spread(refund.shipping_cents))
    added = _operators(part, [*earlier, refund]), _operators(part, earlier)
    goods_cents, shipping_cents = (with_it - without for with_it, without in zip(*added, strict=True))
    taken_up = Counter(dict(shipping.spread(shipping_cents)))
    if goods_cents:
        for rate, cents in zip(of_goods, allocate(goods_cents, list(of_goods.values())), strict=True):
            taken_up.update(dict(goods.take(rate, cents)))
    articles += _articles("Réduction de la place de marché, reprise", "", taken_up.items())
    return Returned(articles, goods_cents + shipping_cents, before)


def _articles(label, detail, parts):
    return [Article(label, detail, 1, cents, rate) for rate, cents in parts if cents]


def _listed(refund, earlier):
    """(line, quantity, cents) of the lines that a refund gives back.

    What one decision gives back on several cards lists its lines once: each card's refund bears its part of them. It
    is less than their price too where some of it went back as an amount before.
    """
    decision = refund.decided_with or refund
    lines = [(each.line, each.quantity, each.amount_cents) for each in decision.lines.all()]
    listed_cents = sum(cents for *_, cents in lines)
    borne_cents = sum(each.goods_cents for each in earlier if decision.pk in (each.pk, each.decided_with_id))
    ours_cents = min(refund.goods_cents, max(0, listed_cents - borne_cents))
    if ours_cents == listed_cents:
        return lines
    cut = allocate(ours_cents, [cents for *_, cents in lines])
    return [(line, quantity, cents) for (line, quantity, _), cents in zip(lines, cut, strict=True) if cents]


def _operators(part, refunds):
    """What these refunds give back of what the operator's reductions had paid, of goods and of delivery.

    It is counted over all refunds so far, so that several of everything credit exactly what was invoiced.
    """
    goods_cents = sum(refund.goods_cents for refund in refunds)
    shipping_cents = sum(refund.shipping_cents for refund in refunds)
    return (
        proportion(part.operator_goods_cents, goods_cents, part.goods_cents) if goods_cents else 0,
        proportion(part.operator_shipping_cents, shipping_cents, part.shipping_cents) if shipping_cents else 0,
    )
