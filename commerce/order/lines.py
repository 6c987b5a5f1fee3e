"""An order's lines, written in bulk: Oscar's own creator asks the database several times per line."""

from oscar.core.loading import get_model

from commerce.offer.bearers import borne_of_line
from commerce.order.models import Line

LinePrice = get_model("order", "LinePrice")
LineAttribute = get_model("order", "LineAttribute")
OrderLineDiscount = get_model("order", "OrderLineDiscount")


def create_lines(order, vendor_orders, basket, discounts):
    """Write the lines of `basket` with their prices, options and reductions.

    `vendor_orders` maps vendor ids to vendor orders, `discounts` maps offer ids to order discounts.
    """
    basket_lines = list(basket.all_lines())
    lines = Line.objects.bulk_create(
        [_line(order, vendor_orders[basket_line.product.vendor_id], basket_line) for basket_line in basket_lines]
    )
    pairs = list(zip(lines, basket_lines, strict=True))
    LinePrice.objects.bulk_create(price for pair in pairs for price in _prices(order, *pair))
    LineAttribute.objects.bulk_create(attribute for pair in pairs for attribute in _attributes(*pair))
    OrderLineDiscount.objects.bulk_create(
        discount for pair in pairs for discount in _discounts(*pair, discounts=discounts)
    )
    return lines


def _line(order, vendor_order, basket_line):
    product, stockrecord = basket_line.product, basket_line.stockrecord
    promotion = basket_line.purchase_info.price.promotion
    tracks_stock = product.get_product_class().track_stock
    return Line(
        order=order,
        vendor_order=vendor_order,
        partner=product.vendor,
        partner_name=product.vendor.name,
        partner_sku=stockrecord.partner_sku,
        stockrecord=stockrecord,
        product=product,
        title=product.get_title(),
        upc=product.upc,
        quantity=basket_line.quantity,
        line_price_excl_tax=basket_line.line_price_excl_tax_incl_discounts,
        line_price_incl_tax=basket_line.line_price_incl_tax_incl_discounts,
        line_price_before_discounts_excl_tax=basket_line.line_price_excl_tax,
        line_price_before_discounts_incl_tax=basket_line.line_price_incl_tax,
        unit_price_incl_tax=basket_line.unit_price_incl_tax,
        unit_price_excl_tax=basket_line.unit_price_excl_tax,
        tax_code=basket_line.tax_code,
        vendor_reduction_cents=borne_of_line(basket_line).vendor_cents,
        personalisation=basket_line.personalisation,
        promotion_id=promotion and promotion.promotion_id,
        num_allocated=basket_line.quantity if tracks_stock else 0,
    )


def _prices(order, line, basket_line):
    for incl_tax, excl_tax, quantity in basket_line.get_price_breakdown():
        yield LinePrice(
            order=order,
            line=line,
            quantity=quantity,
            price_incl_tax=incl_tax,
            price_excl_tax=excl_tax,
            tax_code=basket_line.tax_code,
        )


def _attributes(line, basket_line):
    for attribute in basket_line.attributes.all():
        option = attribute.option
        yield LineAttribute(line=line, option=option, type=option.code, value=attribute.value)


def _discounts(line, basket_line, *, discounts):
    for discount in basket_line.discounts:
        if discount.offer and discount.offer.id in discounts:
            yield OrderLineDiscount(
                line=line,
                order_discount=discounts[discount.offer.id],
                is_incl_tax=discount.incl_tax,
                amount=discount.amount,
            )
