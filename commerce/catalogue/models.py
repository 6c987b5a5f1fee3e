"""Oscar's catalogue for many vendors: a product belongs to its maker, a picture has responsive renditions."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductImage
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet
from pictures.models import PictureField
from wagtail.search import index

from commerce.catalogue.art_works import ArtWork
from commerce.catalogue.examinations import examination_of
from commerce.catalogue.history_models import ProductChange  # noqa: F401
from commerce.catalogue.pictures import shown_picture
from commerce.catalogue.renditions import finish_soon
from commerce.catalogue.typology_models import Category, ProductAttribute, ProductClass  # noqa: F401
from commerce.promotions.running import lowest_cents
from commerce.search.words import index_words

#: In the typology: in a category that is public, like those above it.
IS_FILED = {"categories__is_public": True, "categories__ancestors_are_public": True}


class ProductQuerySet(OscarProductQuerySet):
    def for_public_display(self):
        """Products that a visitor may see: online, of a shop that is shown."""
        return self.public().filter(vendor__status="open")

    def in_listings(self):
        """Products on public display, each once: variants are found on their parent's page."""
        return self.for_public_display().filter(structure__in=[Product.STANDALONE, Product.PARENT])

    def with_a_page(self):
        """Products whose page a visitor may open: those on public display, and those that left the lists by themselves
        when they were sold out, which their page says.
        """
        left = ~Q(structure=Product.CHILD) & ~Exists(_left_of("product")) & ~Exists(_left_of("product__parent"))
        by_itself = [_records_of(link).filter(is_off_until_back=True) for link in ("product", "product__parent")]
        is_left = left & (Exists(by_itself[0]) | Exists(by_itself[1]))
        return self.filter(Q(is_public=True) | is_left, vendor__status="open")

    def prepared(self):
        """Products that are online, or lack nothing but an open shop to be (`preparing.missing_of`), each once."""
        is_told = Q(title__regex=r"\S", description__regex=r"\S", images__isnull=False, **IS_FILED)
        has_stock = Exists(_left_of("product").filter(price__gt=0)) | Exists(_left_of("product__parent"))
        whole = self.model.objects.filter(is_told, has_stock).filter(~Exists(_unanswered()))
        return self.filter(
            Q(is_public=True) | Q(pk__in=whole.order_by().values("pk")),
            structure__in=[Product.STANDALONE, Product.PARENT],
        )

    def for_sale(self):
        """Products that a visitor may buy now: the shop sells, and the product or one of its variants is in stock."""
        selling = self.for_public_display().exclude(vendor__plan__kind="listing").filter(~Exists(_shut()))
        return selling.filter(Exists(_left_of("product")) | Exists(_left_of("product__parent")))

    def with_lowest_price(self):
        """Adds `lowest_cents`, promotions of now counted: the product's own, or that of its cheapest variant."""
        return self.annotate(
            lowest_cents=Coalesce(Subquery(_price_of("product")), Subquery(_price_of("product__parent")))
        )


def _shut():
    """Holidays that keep the vendor of the outer query from selling now."""
    running = apps.get_model("partner", "Holiday").objects.running(timezone.now())
    return running.filter(vendor=OuterRef("vendor"), orders_paused=True)


def _unanswered():
    """Required attributes of the outer query's product that neither it nor a variant of it has."""
    values = apps.get_model("catalogue", "ProductAttributeValue").objects.filter(attribute=OuterRef("pk"))
    piece = OuterRef(OuterRef("pk"))
    answered = values.filter(Q(product=piece) | Q(product__parent=piece))
    return ProductAttribute.objects.filter(
        ~Exists(answered), product_class=OuterRef("product_class"), required=True
    ).order_by()


def _records_of(link):
    """Stock records that reach the product of the outer query through `link`."""
    return apps.get_model("partner", "StockRecord").objects.filter(**{link: OuterRef("pk")})


def _left_of(link):
    return _records_of(link).filter(num_in_stock__gt=Coalesce("num_allocated", 0))


def _price_of(link):
    priced = _records_of(link).filter(price__isnull=False).annotate(cents=lowest_cents(timezone.now()))
    return priced.order_by("cents").values("cents")[:1]


#: Oscar's option that every personalised piece has.
OPTION_CODE = "personnalisation"


class Making(models.TextChoices):
    """How a piece comes to be. Stock counts what is there or, made to order, how many orders are still taken."""

    READY = "ready", _("Prête à partir")
    UNIQUE = "unique", _("Pièce unique")
    TO_ORDER = "order", _("Fabriquée à la commande")


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

    packed_grams = models.PositiveIntegerField(_("poids emballé, en grammes"), null=True, blank=True)
    packed_length_cm = models.PositiveSmallIntegerField(_("longueur emballée, en cm"), null=True, blank=True)
    packed_width_cm = models.PositiveSmallIntegerField(_("largeur emballée, en cm"), null=True, blank=True)
    packed_height_cm = models.PositiveSmallIntegerField(_("hauteur emballée, en cm"), null=True, blank=True)

    making = models.CharField(_("fabrication"), max_length=10, choices=Making.choices, default=Making.READY)
    #: Which original work of art a piece is, as its vendor declares; empty for any other, and for variants.
    art_work = models.CharField(_("œuvre d’art originale"), max_length=10, choices=ArtWork.choices, blank=True)
    personalisation = models.CharField(
        _("texte demandé à l’acheteur"), max_length=80, blank=True, help_text=_("« Prénom à graver », par exemple.")
    )
    personalisation_length = models.PositiveSmallIntegerField(_("caractères, au plus"), default=30)
    personalisation_required = models.BooleanField(_("texte obligatoire"), default=False)
    #: When it was first shown, or approved by the operator; emptied when it was taken off, or changed while offline.
    approved_at = models.DateTimeField(_("vue ou approuvée le"), null=True, blank=True, editable=False)
    is_watched = models.BooleanField(_("relue à chaque changement"), default=False, editable=False)
    #: Of a parent, what its variants differ by (« Taille »); of a variant, its own (« 52 »).
    variant_label = models.CharField(_("modèle"), max_length=60, blank=True)

    objects = ProductQuerySet.as_manager()

    #: `commerce.search.indexing` writes the index, not Wagtail.
    search_auto_update = False
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
    #: The file whose renditions stand.
    finished = models.CharField(max_length=255, editable=False, default="", blank=True)
    #: What `examiner.examine` found, as `examinations` writes it; None where nobody looked.
    findings = models.JSONField(editable=False, null=True, blank=True)

    class Meta(AbstractProductImage.Meta):
        abstract = False

    @property
    def is_finished(self):
        """Whether pages may name the renditions; until then they show the file itself."""
        return self.finished == self.original.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.original and not self.is_finished:
            finish_soon(self)

    @property
    def shown(self):
        """The picture as pages show it."""
        return shown_picture(self, self.caption)

    @property
    def examination(self):
        """What the examiner found, in words; None while it hasn't looked."""
        return examination_of(self)


from oscar.apps.catalogue.models import *  # noqa: E402, F403
