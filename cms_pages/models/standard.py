from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms_pages.blocks.text import TEXT_BLOCKS
from cms_pages.models.base import PublicPage


class StandardPage(PublicPage):
    """Any other page: legal texts, explanations, landing pages. An editor writes a lead, then composes blocks."""

    lead = models.TextField(_("chapeau"), blank=True, help_text=_("Deux phrases qui disent ce que l’on trouvera ici."))
    in_force_since = models.DateField(
        _("en vigueur depuis le"),
        null=True,
        blank=True,
        help_text=_("Pour un texte juridique : le jour où cette version s’applique."),
    )
    body = StreamField(TEXT_BLOCKS, verbose_name=_("contenu"), blank=True)

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("in_force_since"),
        FieldPanel("body"),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cms_pages.HomePage", "cms_pages.StandardPage"]

    class Meta:
        verbose_name = _("page de texte")
        verbose_name_plural = _("pages de texte")
