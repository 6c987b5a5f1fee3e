"""A product's page as search engines read it (schema.org): what the page shows, and nothing else."""

from datetime import timedelta

from django.utils import timezone

from commerce.catalogue.models import Making
from commerce.money import to_cents

SCHEMA = "https://schema.org/"


def product_data(sheet, absolute):
    """The sheet as schema.org's Product. `absolute` makes a whole address of one of this site.

    Its offer, where the shop sells online, has the price that the page shows, promotions counted, tax included.
    """
    product = sheet.product
    known = {
        "name": product.title,
        "description": product.description,
        "image": [absolute(picture.src) for picture in sheet.pictures],
        "category": sheet.lineage[-1].name if sheet.lineage else "",
        "brand": {"@type": "Brand", "name": sheet.vendor.name},
        "offers": _offers(sheet, absolute),
    }
    kept = {name: value for name, value in known.items() if value}
    return {"@context": "https://schema.org", "@type": "Product", "url": absolute(sheet.url), **kept}


def _offers(sheet, absolute):
    stock = sheet.stock
    if sheet.vendor.is_listing or stock.lowest_price is None:
        return None
    offer = {
        "url": absolute(sheet.url),
        "priceCurrency": "EUR",
        "availability": SCHEMA + _availability(sheet),
        "itemCondition": f"{SCHEMA}NewCondition",
        "seller": {
            "@type": "Organization",
            "name": sheet.vendor.name,
            "url": absolute(sheet.vendor.get_absolute_url()),
        },
    }
    lowest = _number(stock.lowest_price)
    if sheet.has_several_prices:
        prices = {"lowPrice": lowest, "highPrice": _number(stock.highest_price), "offerCount": len(sheet.variants)}
        return {"@type": "AggregateOffer", **prices, **offer}
    until = {"priceValidUntil": _last_day(sheet.promotion).isoformat()} if sheet.promotion else {}
    return {"@type": "Offer", "price": lowest, **until, **offer}


def _availability(sheet):
    if not sheet.can_be_bought:
        return "OutOfStock"
    return "MadeToOrder" if sheet.product.making == Making.TO_ORDER else "InStock"


def _last_day(promotion):
    """The last day on which the promotion lowers the price all day or in part, in Europe/Paris."""
    return timezone.localdate(promotion.ends_at - timedelta(microseconds=1))


def _number(euros):
    """« 36.00 », as schema.org wants it."""
    cents = to_cents(euros)
    return f"{cents // 100}.{cents % 100:02}"
