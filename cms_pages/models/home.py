from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms_pages.blocks.home import HOME_BLOCKS
from cms_pages.models.base import PublicPage


class HomePage(PublicPage):
    """The front door. An editor stacks blocks: opening, products, workshops, story, reasons to trust."""

    body = StreamField(HOME_BLOCKS, verbose_name=_("contenu"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")
