"""What the platform sells and what it asks of each kind: categories, kinds of product, and their attributes."""

from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractCategory, AbstractProductAttribute, AbstractProductClass


class ProductClass(AbstractProductClass):
    """A kind of product: which attributes its pieces have."""

    is_checked = models.BooleanField(
        _("relues par l’équipe"),
        help_text=_("Chaque pièce de ce type, et chaque changement de son texte, attend une relecture."),
        default=False,
    )
    asks_about_art = models.BooleanField(
        _("œuvres d’art possibles"),
        help_text=_("Un atelier qui facture la TVA peut y déclarer une œuvre d’art originale, à 5,5 %."),
        default=False,
    )

    class Meta(AbstractProductClass.Meta):
        abstract = False
        verbose_name = _("type de pièce")
        verbose_name_plural = _("types de pièce")


class Category(AbstractCategory):
    """A place in the typology. Its kind says what is asked of pieces filed there; without one, its parent's does."""

    product_class = models.ForeignKey(
        ProductClass,
        verbose_name=_("type de pièce"),
        help_text=_("Ce qui est demandé des pièces rangées ici. Vide : comme la catégorie au-dessus."),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="categories",
    )

    successor = models.ForeignKey(
        "self",
        verbose_name=_("remplacée par"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        editable=False,
    )

    class Meta(AbstractCategory.Meta):
        abstract = False

    @property
    @display(description=_("catégorie"))
    def full_name(self):
        """Its names from the root, as lists of the back office head the column."""
        return super().full_name


class ProductAttribute(AbstractProductAttribute):
    """One thing to say of a kind of product. `required`: before a piece goes online, never before it is kept."""

    class Rule(models.TextChoices):
        """How a text is judged, beyond being there."""

        FREE = "", _("Texte libre")
        COMPOSITION = "composition", _("Composition en pour cent, qui fait 100 %")

    rule = models.CharField(_("contrôle"), max_length=20, choices=Rule.choices, blank=True, default=Rule.FREE)
    help = models.CharField(_("explication"), max_length=200, blank=True)
    duty = models.CharField(
        _("texte de loi"), max_length=120, blank=True, help_text=_("La règle qui l’exige, s’il y en a une.")
    )
    suggestions = models.TextField(_("réponses proposées"), blank=True, help_text=_("Une par ligne."))
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta(AbstractProductAttribute.Meta):
        abstract = False
        ordering = ["order", "pk"]
        verbose_name = _("caractéristique")
        verbose_name_plural = _("caractéristiques")

    @property
    def suggested(self):
        """The answers that are offered, in order."""
        return [line.strip() for line in self.suggestions.splitlines() if line.strip()]
