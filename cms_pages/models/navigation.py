from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from cms_pages.blocks.links import FooterColumnBlock, MenuLinkBlock


@register_setting(icon="list-ul")
class NavigationLinks(BaseSiteSetting):
    """The links of header and footer. An editor orders them; a link to an unpublished page hides by itself."""

    header = StreamField([("link", MenuLinkBlock())], verbose_name=_("menu"), blank=True)
    footer = StreamField([("column", FooterColumnBlock())], verbose_name=_("pied de page"), blank=True)

    panels = [FieldPanel("header"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("menu et pied de page")
        verbose_name_plural = _("menus et pieds de page")
