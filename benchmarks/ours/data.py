"""The demo's shop, grown to any size, with a picture on each product as stock Oscar's has."""

from django.core.management import call_command
from django.db.models import CharField
from django.db.models.functions import Cast

from cms_pages.starter import create_starter_pages
from commerce.catalogue.models import Product, ProductImage
from commerce.partner.models import Partner, StockRecord
from commerce.shipping.models import DeliveryMode


def grow_to(count):
    """Has the demo add products until there are `count`."""
    call_command("demo", products=count, orders=0, no_pictures=True)
    create_starter_pages()
    without = Product.objects.filter(parent=None, images=None)
    ProductImage.objects.bulk_create(
        ProductImage(product=product, original="bol.webp", finished="bol.webp", width=900, height=1125)
        for product in without
    )


def hand_over(products, count):
    """Have these products sold, home delivery included, by `count` vendors in turn. Returns the vendors."""
    delivering = DeliveryMode.objects.filter(kind=DeliveryMode.Kind.HOME).values("vendor")
    vendors = list(Partner.objects.filter(status=Partner.Status.OPEN, pk__in=delivering).order_by("pk")[:count])
    for number, vendor in enumerate(vendors):
        theirs = [product.pk for product in products[number::count]]
        Product.objects.filter(pk__in=theirs).update(vendor=vendor)
        StockRecord.objects.filter(product__in=theirs).update(
            partner=vendor,
            partner_sku=Cast("product_id", CharField()),
            num_in_stock=10_000,
            num_allocated=0,
        )
    return vendors
