from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms_pages.blocks.text import STORY_BLOCKS
from cms_pages.models.base import PublicPage
from cms_pages.pictures import LEAD, shown_picture
from cms_pages.selections import story_cards, works_of


class StoryIndexPage(PublicPage):
    """The magazine's contents. An editor writes its introduction; the stories below it list themselves."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["cms_pages.HomePage"]
    subpage_types = ["cms_pages.StoryPage"]

    class Meta:
        verbose_name = _("sommaire des récits")
        verbose_name_plural = _("sommaires des récits")

    def get_context(self, request, *args, **kwargs):
        stories = StoryPage.objects.child_of(self).live().order_by("-first_published_at", "-pk")
        return {**super().get_context(request, *args, **kwargs), "stories": story_cards(stories)}


class StoryPage(PublicPage):
    """An artisan's story. An editor names the workshop, writes chapters between pictures and quotes; the workshop's
    pieces follow by themselves, with the price and stock of the moment."""

    introduction = models.TextField(_("introduction"), help_text=_("Trois phrases, reprises dans les sommaires."))
    author = models.CharField(_("signature"), max_length=120, blank=True)
    vendor = models.ForeignKey(
        "partner.Partner",
        verbose_name=_("atelier"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Ses pièces en vente s’affichent à la fin du récit."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("image d’ouverture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alternative = models.CharField(
        _("texte de remplacement"),
        max_length=250,
        blank=True,
        help_text=_("Ce que l’image montre, pour qui ne la voit pas. Vide : la description de l’image."),
    )
    body = StreamField(STORY_BLOCKS, verbose_name=_("récit"), blank=True)

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("author"),
        FieldPanel("vendor"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alternative")], heading=_("Ouverture")),
        FieldPanel("body"),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types = ["cms_pages.StoryIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("récit d’artisan")
        verbose_name_plural = _("récits d’artisans")

    def get_context(self, request, *args, **kwargs):
        shop, works = works_of(self.vendor_id)
        picture = shown_picture(self.picture, LEAD, alt=self.alternative)
        return {**super().get_context(request, *args, **kwargs), "shop": shop, "works": works, "picture": picture}

    @property
    def alternative(self):
        return self.picture_alternative or (self.picture.description if self.picture else "")
