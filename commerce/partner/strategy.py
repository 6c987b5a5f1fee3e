"""How the shop prices and offers a product: tax included, from its maker's stock record, while the shop sells."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.apps.partner import availability, prices, strategy

from commerce.catalogue.art_works import vat_rate_of
from commerce.date_format import date_format
from commerce.money import to_euros
from commerce.promotions.prices import selling_cents, unit_price

CENT = Decimal("0.01")


class Closed(availability.Base):
    """The shop isn't selling now, whatever its stock."""

    code = "closed"
    message = "Cet atelier ne vend pas en ligne en ce moment."

    def is_purchase_permitted(self, quantity):
        """Never, with the reason."""
        return False, self.message


class OnHoliday(availability.Base):
    """The maker is away and takes no order meanwhile."""

    code = "holiday"

    def __init__(self, vendor, holiday):
        said = {"shop": vendor.name, "day": date_format(holiday.back_on, "j F")}
        self.message = _("%(shop)s est en congé et ne prend pas de commande avant le %(day)s.") % said

    def is_purchase_permitted(self, quantity):
        """Not before the return, with its day."""
        return False, self.message


def tax_included(price, vat_rate, currency="EUR"):
    """Oscar's price of an amount that already includes VAT at `vat_rate` per cent."""
    excl_tax = (price / (1 + vat_rate / 100)).quantize(CENT, rounding=ROUND_HALF_UP)
    return prices.TaxInclusiveFixedPrice(
        currency=currency, excl_tax=excl_tax, tax=price - excl_tax, tax_code=f"{vat_rate.normalize():f}"
    )


class MarketplaceStrategy(strategy.UseFirstStockRecord, strategy.StockRequired, strategy.Structured):
    """One maker, one stock record, one price for everybody: the lowest of the promotion that runs and, in a line of a
    basket, of the tier that its quantity reaches.
    """

    def select_stockrecord(self, product):
        return product.stockrecords.with_promotion(timezone.now()).first()

    def fetch_for_line(self, line, stockrecord=None):
        if hasattr(line, "promotion") and line.stockrecord:
            line.stockrecord.promotion = line.promotion
        return strategy.PurchaseInfo(
            price=self.pricing_policy(line.product, line.stockrecord, line.quantity),
            availability=self.availability_policy(line.product, line.stockrecord),
            stockrecord=line.stockrecord,
        )

    def pricing_policy(self, product, stockrecord, quantity=1):
        if not stockrecord or stockrecord.price is None:
            return prices.Unavailable()
        price = unit_price(stockrecord, quantity, timezone.now())
        policy = tax_included(to_euros(price.cents), vat_rate_of(product), stockrecord.price_currency)
        policy.promotion, policy.tier = price.promotion, price.tier
        return policy

    def parent_pricing_policy(self, product, children_stock):
        """The lowest price of its variants."""
        now = timezone.now()
        priced = [record for _child, record in children_stock if record and record.price is not None]
        return self.pricing_policy(product, min(priced, key=lambda record: selling_cents(record, now), default=None))

    def availability_policy(self, product, stockrecord):
        now = timezone.now()
        if not product.vendor.sells_at(now):
            holiday = product.vendor.holiday_at(now)
            return OnHoliday(product.vendor, holiday) if holiday else Closed()
        if not (product.parent if product.is_child else product).is_public:
            return availability.Unavailable()
        return super().availability_policy(product, stockrecord)


class Selector:
    """Oscar's seam: the strategy of every request."""

    def strategy(self, request=None, user=None, **kwargs):
        return MarketplaceStrategy(request)
