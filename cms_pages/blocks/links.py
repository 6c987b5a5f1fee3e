from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LinkValue(blocks.StructValue):
    @property
    def url(self):
        """Where the link leads; empty when its page is gone or unpublished."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """A link to one of our pages, or to an address of the site that isn't one (the shop, the portal)."""

    label = blocks.CharBlock(label=_("texte du lien"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    address = blocks.CharBlock(
        label=_("adresse"),
        required=False,
        max_length=250,
        help_text=_("Pour ce qui n’est pas une page : /boutique/, /espace-pro/, https://…"),
    )

    class Meta:
        icon = "link"
        label = _("lien")
        template = "cms_pages/blocks/button.html"
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["address"]):
            raise blocks.StructBlockValidationError(
                {"address": ValidationError(_("Choisissez une page ou donnez une adresse, l’une des deux."))}
            )
        if value["address"] and not value["address"].startswith(("/", "https://", "mailto:")):
            raise blocks.StructBlockValidationError(
                {"address": ValidationError(_("Une adresse commence par / ou par https://."))}
            )
        return value


class MenuLinkBlock(LinkBlock):
    """A link of the header: those for professionals stand apart, on the right."""

    professional = blocks.BooleanBlock(label=_("pour les professionnels"), required=False)

    class Meta:
        icon = "link"
        label = _("lien du menu")
        value_class = LinkValue


class FooterColumnBlock(blocks.StructBlock):
    """A column of the footer."""

    title = blocks.CharBlock(label=_("titre"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("liens"))

    class Meta:
        icon = "list-ul"
        label = _("colonne")
