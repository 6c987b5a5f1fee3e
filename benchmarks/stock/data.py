"""The same shop in stock Oscar's tables: as many products and partners, a like tree of categories, a picture each."""

from decimal import Decimal

from django.contrib.auth.models import Permission, User
from oscar.core.loading import get_model

Category = get_model("catalogue", "Category")
Country = get_model("address", "Country")
Partner = get_model("partner", "Partner")
Product = get_model("catalogue", "Product")
ProductCategory = get_model("catalogue", "ProductCategory")
ProductClass = get_model("catalogue", "ProductClass")
ProductImage = get_model("catalogue", "ProductImage")
StockRecord = get_model("partner", "StockRecord")

ROOTS, BRANCHES, PARTNERS, BATCH = 7, 5, 16, 1_000
PARTNER_EMAIL = "atelier@stock.test"


def load_basics():
    """What is there once: a country, a product class, a tree of categories, partners, a partner's member."""
    Country.objects.create(iso_3166_1_a2="FR", printable_name="France", is_shipping_country=True)
    ProductClass.objects.create(name="Pièce", requires_shipping=True, track_stock=True)
    for number in range(ROOTS):
        root = Category.add_root(name=f"Rayon {number}")
        for branch in range(BRANCHES):
            root.add_child(name=f"Branche {number}-{branch}")
    Partner.objects.bulk_create(Partner(name=f"Atelier {number}", code=f"a{number}") for number in range(PARTNERS))
    member = User.objects.create_user("atelier", PARTNER_EMAIL, "monquibus")
    member.user_permissions.add(Permission.objects.get(codename="dashboard_access", content_type__app_label="partner"))
    Partner.objects.first().users.add(member)


def grow_to(count):
    """Adds products until there are `count`."""
    categories = list(Category.objects.filter(depth=2))
    partners = list(Partner.objects.order_by("pk"))
    for start in range(Product.objects.count(), count, BATCH):
        _add(range(start, min(start + BATCH, count)), categories, partners)


def _add(numbers, categories, partners):
    [product_class] = ProductClass.objects.all()
    products = Product.objects.bulk_create(
        Product(
            title=f"Bol en grès {number}", slug=f"bol-{number}", product_class=product_class, description="Tourné."
        )
        for number in numbers
    )
    numbered = list(zip(numbers, products, strict=True))
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=categories[number % len(categories)]) for number, product in numbered
    )
    ProductImage.objects.bulk_create(ProductImage(product=product, original="bol.webp") for product in products)
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product,
            partner=partners[number % len(partners)],
            partner_sku=f"bol-{number}",
            price_currency="EUR",
            price=Decimal(40),
            num_in_stock=10_000,
        )
        for number, product in numbered
    )


def hand_over(products, count):
    """Have these products sold by the first `count` partners in turn."""
    partners = Partner.objects.order_by("pk")[:count]
    for number, partner in enumerate(partners):
        StockRecord.objects.filter(product__in=products[number::count]).update(partner=partner)
