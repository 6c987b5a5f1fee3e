"""Shelves filled for tests: products with categories, pictures, attributes and variants."""

from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commerce.catalogue.models import (
    Category,
    Product,
    ProductAttribute,
    ProductAttributeValue,
    ProductCategory,
    ProductImage,
)
from tests.factories import ProductClassFactory, ProductFactory

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636000000002000148afa471"
    "0000000049454e44ae426082"
)


def category(name="Céramique", parent=None):
    """A public category, below `parent` or at the root."""
    return parent.add_child(name=name) if parent else Category.add_root(name=name)


def put(product, *categories):
    """The product, now in these categories."""
    for held_by in categories:
        ProductCategory.objects.create(product=product, category=held_by)
    return product


def with_picture(product):
    """The product, with a picture of one pixel, which no task cluster is asked to finish."""
    name = default_storage.save("produits/point.png", ContentFile(DOT))
    ProductImage.objects.create(product=product, original=name, finished=name, width=1, height=1)
    return product


def with_attribute(product, name, value):
    """The product, with a text attribute."""
    code = name.lower().replace(" ", "_")
    attribute, _ = ProductAttribute.objects.get_or_create(
        product_class=ProductClassFactory(), code=code, defaults={"name": name, "type": "text"}
    )
    ProductAttributeValue.objects.create(product=product, attribute=attribute, value_text=value)
    return product


def ring_in_sizes(*sizes, vendor, price=Decimal("120.00")):
    """A parent product with a variant per (size, units in stock)."""
    parent = ProductFactory(title="Bague Griotte", structure=Product.PARENT, vendor=vendor)
    for size, stock in sizes:
        child = ProductFactory(
            title=f"Bague Griotte {size}",
            structure=Product.CHILD,
            parent=parent,
            product_class=None,
            vendor=vendor,
            price=price,
            stock=stock,
        )
        with_attribute(child, "Taille", size)
    return parent
