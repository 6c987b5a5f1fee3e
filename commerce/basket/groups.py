"""A basket seen by vendor: each group becomes one vendor order."""

from dataclasses import dataclass, field

from commerce.catalogue.art_works import vat_rate_of
from commerce.catalogue.packing import packed_grams, packed_size
from commerce.money import to_cents
from commerce.offer.bearers import Borne, borne_of_line
from commerce.promotions.prices import prior_prices


@dataclass
class VendorGroup:
    """The lines of one vendor, in basket order."""

    vendor: object
    lines: list = field(default_factory=list)

    @property
    def goods_cents(self):
        """Goods of this vendor after reductions, tax included."""
        return sum(to_cents(line.line_price_incl_tax_incl_discounts) for line in self.lines)

    @property
    def reductions(self):
        """What the reductions on these lines cost operator and vendor."""
        return sum((borne_of_line(line) for line in self.lines), Borne())

    @property
    def taxable_by_rate(self):
        """What the vendor sells its goods for, {VAT rate in per cent: cents}: its own reductions are deducted."""
        cents_by_rate = {}
        for line in self.lines:
            cents = to_cents(line.line_price_incl_tax) - borne_of_line(line).vendor_cents
            rate = vat_rate_of(line.product)
            cents_by_rate[rate] = cents_by_rate.get(rate, 0) + cents
        return cents_by_rate

    @property
    def grams(self):
        """What the packed goods weigh together."""
        return sum(line.quantity * packed_grams(line.product) for line in self.lines)

    @property
    def sizes(self):
        """The three sides, in cm, of each packed piece whose maker measured it."""
        return tuple(size for line in self.lines if (size := packed_size(line.product)))

    @property
    def preparation_days(self):
        """Working days until the slowest article is ready."""
        usual = self.vendor.preparation_days
        return max(usual if (days := _own_preparation(line.product)) is None else days for line in self.lines)


def _own_preparation(product):
    if product.preparation_days is None and product.is_child:
        return product.parent.preparation_days
    return product.preparation_days


def vendor_groups(basket):
    """The basket's lines by vendor, in the order in which the vendors' first articles were added."""
    groups = {}
    for line in basket.all_lines():
        vendor = line.product.vendor
        groups.setdefault(vendor.pk, VendorGroup(vendor)).lines.append(line)
    return list(groups.values())


def crossed_out(lines, now):
    """The price in cents to cross out beside that of each piece, by line id: as on the product's page.

    Two queries, and only where a promotion lowers a line. A tier crosses nothing out: it is no reduction of the price.
    """
    lowered = [line for line in lines if getattr(line.purchase_info.price, "promotion", None)]
    for line in lowered:
        line.stockrecord.product = line.product
    before = prior_prices([line.stockrecord for line in lowered], now)
    return {line.pk: before[line.stockrecord_id] for line in lowered if line.stockrecord_id in before}
