"""What a piece sells at, and the price that is crossed out beside it: one rule for every page, mail and basket.

**The one rule of several reductions of a price: the lowest price wins, and they never add up.** Whoever brings
another kind of lower price hands it to `best_price`, as promotions and the tiers of a quantity do.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import F, Q

from commerce.compliance.models import PriceChange
from commerce.compliance.prior_price import Reduction, prior_price
from commerce.money import to_cents
from commerce.promotions.models import Promotion, QuantityTier
from commerce.promotions.running import Promoted


def best_price(*cents):
    """The price that wins among those that may be asked for a piece; None among them means « doesn't apply »."""
    return min((each for each in cents if each is not None), default=None)


def promotion_of(record, now):
    """What a promotion makes of a stock record's price now (`Promoted`), or None.

    No query where `with_promotion` annotated the record; one otherwise.
    """
    if not hasattr(record, "promotion"):
        found = type(record).objects.filter(pk=record.pk).with_promotion(now).values_list("promotion", flat=True)
        record.promotion = found.first()
    return Promoted.read(record.promotion)


class UnitPrice(NamedTuple):
    """What each of so many pieces costs, in cents, and what made it so: a promotion, a tier, or neither."""

    cents: int
    promotion: Promoted | None
    tier: QuantityTier | None


def unit_price(record, quantity, now):
    """The UnitPrice of a stock record, which has a price, for so many of it. It never rises with the quantity.

    A promotion wins over a tier that asks the same. Tiers are read (a query, where they weren't prefetched) for more
    than one piece only: they begin at two.
    """
    usual_cents, promotion = to_cents(record.price), promotion_of(record, now)
    for_one = best_price(usual_cents, promotion and promotion.cents)
    reached = [tier for tier in (record.tiers.all() if quantity > 1 else ()) if tier.from_quantity <= quantity]
    asked = {tier.price_of(usual_cents): tier for tier in reached}
    cents = best_price(for_one, *asked)
    return UnitPrice(
        cents,
        promotion if promotion and promotion.cents == cents else None,
        asked[cents] if cents < for_one else None,
    )


def selling_cents(record, now):
    """What one piece costs now, in cents, tax included; None without a price."""
    return None if record.price is None else unit_price(record, 1, now).cents


def price_ladder(record, now):
    """(from how many pieces on, cents for each) of a stock record with a price, as they are asked now.

    The first step is one piece; only steps that lower the price are told. `tiers` were prefetched, or one query.
    """
    steps = [(1, selling_cents(record, now))]
    for tier in record.tiers.all():
        cents = unit_price(record, tier.from_quantity, now).cents
        if cents < steps[-1][1]:
            steps.append((tier.from_quantity, cents))
    return steps


def prior_prices(records, now):
    """The price in cents to cross out, by stock record id, of those that a promotion lowers and the law lets say so.

    `records` were annotated by `with_promotion`. Two queries, however many; none where no promotion runs.
    """
    lowered = [record for record in records if record.promotion]
    if not lowered:
        return {}
    changes = _changes(lowered)
    reductions = _reductions(lowered)
    found = {record.pk: prior_price(changes[record.pk], reductions[record.pk], now) for record in lowered}
    return {pk: cents for pk, cents in found.items() if cents is not None}


def _changes(records):
    """The price history by stock record id, oldest first."""
    changes = defaultdict(list)
    rows = PriceChange.objects.filter(stockrecord__in=records).order_by("since", "pk")
    for pk, since, price in rows.values_list("stockrecord_id", "since", "price"):
        changes[pk].append((since, None if price is None else to_cents(price)))
    return changes


def _reductions(records):
    """Past and running promotions by the stock record that they reach."""
    by_product = defaultdict(list)
    for record in records:
        by_product[record.product_id].append(record.pk)
        by_product[record.product.parent_id].append(record.pk)
    reached = Q(scope=Promotion.Scope.SHOP) | Q(reaches__product__in=[pk for pk in by_product if pk])
    promotions = Promotion.objects.filter(reached, vendor__in={record.partner_id for record in records})
    reductions = defaultdict(list)
    for promotion in promotions.annotate(product_id=F("reaches__product"), joined_at=F("reaches__since")):
        if promotion.scope == Promotion.Scope.SHOP:
            pks = [record.pk for record in records if record.partner_id == promotion.vendor_id]
        else:
            pks = by_product.get(promotion.product_id, [])
        starts_at = max(filter(None, [promotion.starts_at, promotion.joined_at]))
        for pk in pks:
            reductions[pk].append(Reduction(starts_at, promotion.ends_at, promotion.lowered))
    return reductions
