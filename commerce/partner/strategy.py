"""How the shop prices and offers a product: tax included, from its maker's stock record, while the shop sells."""

from decimal import ROUND_HALF_UP, Decimal

from oscar.apps.partner import availability, prices, strategy

CENT = Decimal("0.01")


class Closed(availability.Base):
    """The shop isn't selling now, whatever its stock."""

    code = "closed"
    message = "Cet atelier ne vend pas en ligne en ce moment."

    def is_purchase_permitted(self, quantity):
        """Never, with the reason."""
        return False, self.message


def tax_included(price, vat_rate, currency="EUR"):
    """Oscar's price of an amount that already includes VAT at `vat_rate` per cent."""
    excl_tax = (price / (1 + vat_rate / 100)).quantize(CENT, rounding=ROUND_HALF_UP)
    return prices.TaxInclusiveFixedPrice(
        currency=currency, excl_tax=excl_tax, tax=price - excl_tax, tax_code=f"{vat_rate.normalize():f}"
    )


class MarketplaceStrategy(strategy.UseFirstStockRecord, strategy.StockRequired, strategy.Structured):
    """One maker, one stock record, one price for everybody."""

    def fetch_for_line(self, line, stockrecord=None):
        return self.fetch_for_product(line.product, line.stockrecord)

    def pricing_policy(self, product, stockrecord):
        if not stockrecord or stockrecord.price is None:
            return prices.Unavailable()
        return tax_included(stockrecord.price, product.vendor.vat_rate, stockrecord.price_currency)

    def parent_pricing_policy(self, product, children_stock):
        """The lowest price of its variants."""
        priced = [record for _child, record in children_stock if record and record.price is not None]
        return self.pricing_policy(product, min(priced, key=lambda record: record.price, default=None))

    def availability_policy(self, product, stockrecord):
        if not product.vendor.can_sell:
            return Closed()
        if not (product.parent if product.is_child else product).is_public:
            return availability.Unavailable()
        return super().availability_policy(product, stockrecord)


class Selector:
    """Oscar's seam: the strategy of every request."""

    def strategy(self, request=None, user=None, **kwargs):
        return MarketplaceStrategy(request)
