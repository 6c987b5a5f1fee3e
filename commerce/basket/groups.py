"""A basket seen by vendor: each group becomes one vendor order."""

from dataclasses import dataclass, field

from commerce.money import to_cents


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
    def discount_cents(self):
        """Reductions on these lines."""
        return sum(to_cents(line.line_price_incl_tax) for line in self.lines) - self.goods_cents

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
