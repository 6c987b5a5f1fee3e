"""Oscar's catalogue for many vendors: a product belongs to its maker, a picture has responsive renditions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductImage
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet
from pictures.models import PictureField

from commerce.catalogue.pictures import shown_picture


class ProductQuerySet(OscarProductQuerySet):
    def for_public_display(self):
        """Products that a visitor may see: online, of a shop that is shown."""
        return self.public().filter(vendor__status__in=["open", "paused"])

    def for_sale(self):
        """Products on public display that are in stock, themselves or one of their variants."""
        in_stock = Q(stockrecords__num_in_stock__gt=models.functions.Coalesce("stockrecords__num_allocated", 0))
        variant_in_stock = Q(
            children__stockrecords__num_in_stock__gt=models.functions.Coalesce(
                "children__stockrecords__num_allocated", 0
            )
        )
        return self.for_public_display().filter(in_stock | variant_in_stock).distinct()


class Product(AbstractProduct):
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

    class Meta(AbstractProduct.Meta):
        abstract = False
        indexes = [models.Index(fields=["vendor", "structure", "-date_created"], name="products_of_a_vendor")]

    @property
    def picture(self):
        """The first picture, of the variant or else of its parent, as pages show it; None without any."""
        images = self.images.all() or (self.parent.images.all() if self.is_child else ())
        return shown_picture(next(iter(images), None))

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
