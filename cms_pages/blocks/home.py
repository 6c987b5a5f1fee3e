from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms_pages.blocks.links import LinkBlock
from cms_pages.blocks.text import TEXT_BLOCKS
from cms_pages.choosers import ProductChooserBlock, VendorChooserBlock
from cms_pages.pictures import COLUMN, shown_picture
from cms_pages.selections import (
    chosen_products,
    chosen_vendors,
    newest_products,
    newest_story,
    newest_vendors,
)

ICONS = [
    ("hand", _("main")),
    ("return", _("retour")),
    ("shield", _("bouclier")),
    ("truck", _("camion")),
    ("store", _("atelier")),
    ("phone", _("téléphone")),
]


class HeroBlock(blocks.StructBlock):
    """The opening of the page; its title is the page's only first-level heading."""

    eyebrow = blocks.CharBlock(label=_("surtitre"), required=False, max_length=120)
    title = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.TextBlock(label=_("texte"), required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("boutons"), max_num=2)
    image = ImageBlock(label=_("image"), required=False, help_text=_("Vide : la gravure de la maison."))

    class Meta:
        icon = "home"
        label = _("ouverture")
        template = "cms_pages/blocks/hero.html"

    def get_context(self, value, parent_context=None):
        image = value["image"]
        picture = shown_picture(image, COLUMN, alt=image.contextual_alt_text) if image else None
        return {**super().get_context(value, parent_context), "picture": picture}


class ProductSelectionBlock(blocks.StructBlock):
    """Products that an editor chose or, when none is chosen, the newest."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    products = blocks.ListBlock(
        ProductChooserBlock(),
        label=_("produits"),
        required=False,
        default=[],
        help_text=_("Aucun : les dernières pièces mises en vente, deux par atelier au plus."),
    )
    count = blocks.IntegerBlock(label=_("combien"), default=8, min_value=2, max_value=24)

    class Meta:
        icon = "tag"
        label = _("sélection de produits")
        template = "cms_pages/blocks/product_selection.html"

    def get_context(self, value, parent_context=None):
        cards = chosen_products(value["products"]) if value["products"] else newest_products(value["count"])
        return {**super().get_context(value, parent_context), "cards": cards}


class VendorSelectionBlock(blocks.StructBlock):
    """Workshops that an editor chose or, when none is chosen, those that opened last."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    vendors = blocks.ListBlock(
        VendorChooserBlock(),
        label=_("ateliers"),
        required=False,
        default=[],
        help_text=_("Aucun : les derniers ateliers ouverts."),
    )
    count = blocks.IntegerBlock(label=_("combien"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "group"
        label = _("sélection d’ateliers")
        template = "cms_pages/blocks/vendor_selection.html"

    def get_context(self, value, parent_context=None):
        shops = chosen_vendors(value["vendors"]) if value["vendors"] else newest_vendors(value["count"])
        return {**super().get_context(value, parent_context), "shops": shops}


class NewestStoryBlock(blocks.StructBlock):
    """The artisan's story that was published last."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)

    class Meta:
        icon = "doc-full"
        label = _("dernier récit")
        template = "cms_pages/blocks/newest_story.html"

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "story": newest_story()}


class ReasonBlock(blocks.StructBlock):
    icon = blocks.ChoiceBlock(label=_("dessin"), choices=ICONS, default="hand")
    title = blocks.CharBlock(label=_("titre"), max_length=80)
    text = blocks.TextBlock(label=_("texte"))


class ReasonsBlock(blocks.StructBlock):
    """Reasons to trust this shop, in three or four short columns."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    reasons = blocks.ListBlock(ReasonBlock(), label=_("raisons"), max_num=4)

    class Meta:
        icon = "check"
        label = _("raisons de faire confiance")
        template = "cms_pages/blocks/reasons.html"


class ProfessionalCallBlock(blocks.StructBlock):
    """An invitation to makers."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    text = blocks.TextBlock(label=_("texte"))
    links = blocks.ListBlock(LinkBlock(), label=_("boutons"), max_num=2)

    class Meta:
        icon = "user"
        label = _("appel aux artisans")
        template = "cms_pages/blocks/professional_call.html"


HOME_BLOCKS = [
    ("hero", HeroBlock()),
    ("product_selection", ProductSelectionBlock()),
    ("vendor_selection", VendorSelectionBlock()),
    ("newest_story", NewestStoryBlock()),
    ("reasons", ReasonsBlock()),
    ("professional_call", ProfessionalCallBlock()),
    *[(name, block) for name, block in TEXT_BLOCKS if name in ("text", "quote", "questions")],
]
