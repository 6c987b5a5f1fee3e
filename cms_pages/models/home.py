from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms_pages.blocks.home import HOME_BLOCKS
from cms_pages.models.base import PublicPage

#: Levels of address below the home page that can hold pages.
DEEPEST = 8


class HomePage(PublicPage):
    """The front door. An editor stacks blocks: opening, products, workshops, story, reasons to trust."""

    body = StreamField(HOME_BLOCKS, verbose_name=_("contenu"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    def trail(self, *more):
        return []

    def route(self, request, path_components):
        """Find a page by its whole address in one query, however deep, where Wagtail asks level by level."""
        if not path_components:
            return super().route(request, path_components)
        parts = path_components[:DEEPEST]
        addresses = [f"{self.url_path}{'/'.join(parts[:length])}/" for length in range(1, len(parts) + 1)]
        pages = list(Page.objects.descendant_of(self).filter(url_path__in=addresses).order_by("depth"))
        if not pages:
            raise Http404
        page = pages[-1].specific
        page.pages_above = pages[:-1]
        return page.route(request, path_components[page.depth - self.depth :])
