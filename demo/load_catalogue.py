"""Product classes, categories, products with their variants, attributes, price and stock: in bulk, and only once."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from oscar.core.loading import get_model

from commerce.catalogue.models import OPTION_CODE, Category, Making, Option, Product
from commerce.catalogue.typology import install, kind_name
from commerce.money import to_euros
from commerce.partner.models import StockRecord
from commerce.search.indexing import index_products
from commerce.stock.opening import open_records
from demo.workshops.model import CATEGORIES
from demo.workshops.typography import typeset

ProductClass = get_model("catalogue", "ProductClass")
ProductAttribute = get_model("catalogue", "ProductAttribute")
ProductAttributeValue = get_model("catalogue", "ProductAttributeValue")
ProductCategory = get_model("catalogue", "ProductCategory")

BATCH = 500
#: Working days of preparation from which a piece of the demo is made to order.
SLOW = 10
#: What a packed piece weighs, by category or by the category above; the maker who didn't weigh has None.
PACKED_GRAMS = {
    "Bijoux": 120,
    "Accessoires de mode": 400,
    "Accessoires textile": 350,
    "Sacs": 1300,
    "Vases": 1800,
    "Vaisselle": 1200,
    "Luminaires": 2400,
    "Petit mobilier": 7500,
    "Pots et jardinières": 9000,
    "Sculptures": 6000,
}
DESCRIPTIONS = {
    "Bijoux": "Argent, or recyclé et pierres choisies une à une, montés à l'établi.",
    "Accessoires de mode": "Chapeaux mis en forme, bandeaux noués, toiles cousues pour durer.",
    "Accessoires textile": "Laines filées, soies imprimées à la planche, tricots repris à la main.",
    "Maroquinerie": "Cuirs à tannage végétal, coupés et cousus au point sellier.",
    "Maison": "Ce dont on se sert chaque jour : grès, lin, bois, osier, cire.",
    "Jardin": "Fer forgé, terre cuite et bois qui vieillissent dehors sans se plaindre.",
    "Art": "Gravures, peintures, photographies et sculptures, signées de qui les a faites.",
}


@transaction.atomic
def load_catalogue(vendors, articles, progress):
    """Create the articles that are missing at these vendors (by code). Returns how many products were created."""
    missing = _missing(vendors, articles)
    if not missing:
        progress.step(len(articles))
        return 0
    categories = _load_categories()
    install()
    classes = _load_classes(missing)
    progress.step(len(articles) - len(missing))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        _load(batch, vendors, classes, categories)
        progress.step(len(batch))
    return len(missing)


def _missing(vendors, articles):
    known = set(Product.objects.filter(vendor__in=vendors.values(), parent=None).values_list("vendor__code", "title"))
    return [article for article in articles if (article.workshop.code, article.title) not in known]


def _load_classes(articles):
    """The typology's kinds, with the attributes that its pieces have. Classes and attributes by name."""
    names = {}
    for article in articles:
        used = names.setdefault(kind_name(article.piece.category_path), {})
        used.update(dict.fromkeys(_attributes(article.piece)))
        if article.piece.variants:
            used[article.piece.variants.attribute] = None
    return {root: _load_class(root, used) for root, used in names.items()}


def _load_class(root, names):
    product_class, _ = ProductClass.objects.get_or_create(
        name=root, defaults={"requires_shipping": True, "track_stock": True}
    )
    known = dict(product_class.attributes.values_list("name", "pk"))
    ProductAttribute.objects.bulk_create(
        ProductAttribute(
            product_class=product_class,
            name=name,
            code=slugify(name).replace("-", "_"),
            type=ProductAttribute.TEXT,
            order=200,
        )
        for name in names
        if name not in known
    )
    return product_class, {attribute.name: attribute for attribute in product_class.attributes.all()}


def _load_categories():
    """The two-level tree. Lower categories by their path of names."""
    lower = {}
    for root_name, names in CATEGORIES.items():
        root = Category.objects.filter(depth=1, name=root_name).first() or Category.add_root(
            name=root_name, description=typeset(DESCRIPTIONS[root_name])
        )
        children = {child.name: child for child in root.get_children()}
        for name in names:
            lower[root_name, name] = children.get(name) or root.add_child(name=name)
    return lower


def _load(articles, vendors, classes, categories):
    products = Product.objects.bulk_create(
        _product(article, vendors[article.workshop.code], classes) for article in articles
    )
    pairs = list(zip(articles, products, strict=True))
    children = [child for article, product in pairs for child in _children(article, product)]
    Product.objects.bulk_create(child for child, _choice, _article in children)
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=categories[article.piece.category_path])
        for article, product in pairs
    )
    _load_attributes(pairs, children, classes)
    _load_options(products)
    _load_stock(pairs, children)
    _index(products)


def _product(article, vendor, classes):
    piece = article.piece
    return Product(
        structure=Product.PARENT if piece.variants else Product.STANDALONE,
        title=article.title,
        slug=slugify(article.title),
        description=piece.description,
        product_class=classes[kind_name(piece.category_path)][0],
        vendor=vendor,
        preparation_days=piece.preparation_days,
        packed_grams=PACKED_GRAMS.get(piece.category, PACKED_GRAMS.get(piece.category_path[0])),
        making=_making(piece),
        art_work=piece.art_work,
        approved_at=timezone.now(),
        personalisation=_asked_text(piece),
        variant_label=piece.variants.attribute if piece.variants else "",
    )


def _making(piece):
    """A slow piece is made to order; one that its certificate calls unique is."""
    if "unique" in piece.attributes.get("Certificat", "") and not piece.variants:
        return Making.UNIQUE
    return Making.TO_ORDER if (piece.preparation_days or 0) >= SLOW else Making.READY


def _asked_text(piece):
    return typeset("Texte à graver ou à broder") if piece.personalisable else ""


def _children(article, parent):
    if not article.piece.variants:
        return []
    return [
        (_child(parent, f"{parent.title}, {choice[0]}"), (number, *choice), article)
        for number, choice in enumerate(article.piece.variants.choices, start=1)
    ]


def _child(parent, title):
    return Product(
        structure=Product.CHILD,
        parent=parent,
        title=title,
        variant_label=title.removeprefix(f"{parent.title}, "),
        slug=slugify(title),
        vendor_id=parent.vendor_id,
    )


def _attributes(piece):
    return dict(piece.attributes)


def _load_attributes(pairs, children, classes):
    values = [
        (product, classes[kind_name(article.piece.category_path)][1][name], text)
        for article, product in pairs
        for name, text in _attributes(article.piece).items()
    ]
    values += [
        (child, classes[kind_name(article.piece.category_path)][1][article.piece.variants.attribute], choice[1])
        for child, choice, article in children
    ]
    ProductAttributeValue.objects.bulk_create(
        ProductAttributeValue(product=product, attribute=attribute, value_text=text)
        for product, attribute, text in values
    )


def _load_options(products):
    option, _ = Option.objects.get_or_create(code=OPTION_CODE, defaults={"name": "Personnalisation", "type": "text"})
    links = Product.product_options.through
    links.objects.bulk_create(links(product=product, option=option) for product in products if product.personalisation)


def _load_stock(pairs, children):
    records = [
        _record(product, article.sku, article.piece.price_cents, article.piece.stock)
        for article, product in pairs
        if not article.piece.variants
    ]
    records += [
        _record(child, f"{article.sku}-{number}", price_cents, stock)
        for child, (number, _value, price_cents, stock), article in children
    ]
    open_records(StockRecord.objects.bulk_create(records))


def _record(product, sku, price_cents, stock):
    return StockRecord(
        product=product,
        partner_id=product.vendor_id,
        partner_sku=sku,
        price=to_euros(price_cents),
        num_in_stock=stock,
        num_allocated=0,
    )


def _index(products):
    """Bulk creation sends no signal: the search engine is told here."""
    index_products([product.pk for product in products])
