"""Oscar's catalogue for many vendors: a product belongs to its maker, a picture has responsive renditions."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductImage
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet
from pictures.models import PictureField
from wagtail.search import index

from commerce.catalogue.pictures import shown_picture
from commerce.search.words import index_words


class ProductQuerySet(OscarProductQuerySet):
    def for_public_display(self):
        """Products that a visitor may see: online, of a shop that is shown."""
        return self.public().filter(vendor__status__in=["open", "paused"])

    def in_listings(self):
        """Products on public display, each once: variants are found on their parent's page."""
        return self.for_public_display().filter(structure__in=[Product.STANDALONE, Product.PARENT])

    def for_sale(self):
        """Products that a visitor may buy now: the shop sells, and the product or one of its variants is in stock."""
        selling = self.for_public_display().filter(vendor__status="open").exclude(vendor__plan__kind="listing")
        return selling.filter(Exists(_left_of("product")) | Exists(_left_of("product__parent")))

    def with_lowest_price(self):
        """Adds `lowest_price`, in Decimal euros: the product's own, or that of its cheapest variant."""
        return self.annotate(
            lowest_price=Coalesce(Subquery(_price_of("product")), Subquery(_price_of("product__parent")))
        )


def _records_of(link):
    """Stock records that reach the product of the outer query through `link`."""
    return apps.get_model("partner", "StockRecord").objects.filter(**{link: OuterRef("pk")})


def _left_of(link):
    return _records_of(link).filter(num_in_stock__gt=Coalesce("num_allocated", 0))


def _price_of(link):
    return _records_of(link).order_by("price").values("price")[:1]


class Product(index.Indexed, AbstractProduct):
    """A handmade article. It belongs to one vendor; its variants are Oscar's children, of the same vendor."""

    vendor = models.ForeignKey(
        "partner.Partner", verbose_name=_("artisan"), on_delete=models.PROTECT, related_name="products"
    )
    preparation_days = models.PositiveSmallIntegerField(
        _("préparation, en jours ouvrés"),
        null=True,
        blank=True,
        help_text=_("Vide : le délai habituel de l’atelier."),
    )

    objects = ProductQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("search_words"),
        index.FilterField("date_created"),
        index.FilterField("is_public"),
        index.FilterField("structure"),
        index.FilterField("vendor"),
    ]

    class Meta(AbstractProduct.Meta):
        abstract = False
        indexes = [models.Index(fields=["vendor", "structure", "-date_created"], name="products_of_a_vendor")]

    @property
    def picture(self):
        """The first picture, of the variant or else of its parent, as pages show it; None without any."""
        images = self.images.all() or (self.parent.images.all() if self.is_child else ())
        return shown_picture(next(iter(images), None))

    @property
    def search_words(self):
        """What a shopper may type to find it: title, maker, trade, town, categories, attributes, description."""
        values = [value.value_as_text for value in self.attribute_values.all()]
        categories = [category.name for category in self.categories.all()]
        vendor = self.vendor
        texts = [self.title, vendor.name, vendor.craft, vendor.town, *categories, *values, self.description]
        return index_words(" ".join(map(str, texts)))

    @classmethod
    def get_indexed_objects(cls):
        """Variants are found through their parent."""
        indexed = super().get_indexed_objects().exclude(structure=cls.CHILD).select_related("vendor")
        values = ["attribute_values__attribute", "attribute_values__value_option"]
        return indexed.prefetch_related("categories", *values)

    def save(self, *args, **kwargs):
        if self.is_child:
            self.vendor_id = self.parent.vendor_id
        super().save(*args, **kwargs)


class ProductImage(AbstractProductImage):
    """A picture of a product. `caption` is its text alternative; renditions have names that need no query."""

    original = PictureField(
        _("image"),
        upload_to="produits/%Y/%m/",
        max_length=255,
        aspect_ratios=["4/5"],
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)

    class Meta(AbstractProductImage.Meta):
        abstract = False


from oscar.apps.catalogue.models import *  # noqa: E402, F403
