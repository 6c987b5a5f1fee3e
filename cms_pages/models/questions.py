from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from cms_pages.models.base import PublicPage
from cms_pages.questions import matching, sections_of, structured_data

TEMPLATE = "cms_pages/questions.html"


class QuestionBlock(blocks.StructBlock):
    """One question. Its address is made of it once, then kept, so that links to it survive a rewording."""

    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("réponse"), features=["bold", "italic", "ol", "ul", "link"])
    slug = blocks.CharBlock(
        label=_("adresse"), required=False, max_length=80, help_text=_("Vide : faite avec la question.")
    )

    class Meta:
        icon = "help"
        label = _("question")

    def clean(self, value):
        value = super().clean(value)
        value["slug"] = slugify(value["slug"] or value["question"].replace("’", " "))[:80].strip("-")
        return value


class SectionBlock(blocks.StructBlock):
    """Questions on one subject, in order."""

    title = blocks.CharBlock(label=_("rubrique"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))

    class Meta:
        icon = "list-ul"
        label = _("rubrique")


class SearchableQuestions(PublicPage):
    """A page of questions that can be searched, with or without JavaScript."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        text = request.GET.get("q", "").strip()[:200]
        sections = self.all_sections()
        found = matching(sections, text) if text else sections
        return {
            **super().get_context(request, *args, **kwargs),
            "text": text,
            "sections": sections,
            "found": found,
            "found_count": sum(len(section.questions) for section in found),
            "structured_data": structured_data(sections),
        }


class FaqIndexPage(SearchableQuestions):
    """All the questions of all audiences. An editor writes its introduction; the audiences are the pages below it."""

    template = TEMPLATE
    parent_page_types = ["cms_pages.HomePage"]
    subpage_types = ["cms_pages.FaqAudiencePage"]

    class Meta:
        verbose_name = _("sommaire des questions")
        verbose_name_plural = _("sommaires des questions")

    def all_sections(self):
        audiences = FaqAudiencePage.objects.child_of(self).live().order_by("path")
        return [section for audience in audiences for section in sections_of(audience)]


class FaqAudiencePage(RoutablePageMixin, SearchableQuestions):
    """The questions of one audience. An editor orders sections and questions by hand; each question has an address."""

    sections = StreamField([("section", SectionBlock())], verbose_name=_("rubriques"), blank=True)

    content_panels = [*SearchableQuestions.content_panels, FieldPanel("sections")]
    search_fields = [*PublicPage.search_fields, index.SearchField("sections")]
    template = TEMPLATE
    parent_page_types = ["cms_pages.FaqIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("questions d’un public")
        verbose_name_plural = _("questions par public")

    def all_sections(self):
        return sections_of(self)

    def clean(self):
        super().clean()
        slugs = [value["slug"] for block in self.sections for value in block.value["questions"]]
        twice = {slug for slug in slugs if slug and slugs.count(slug) > 1}
        if twice:
            message = _("Deux questions ont la même adresse : %(slug)s. Changez l’une d’elles.")
            raise ValidationError({"sections": message % {"slug": ", ".join(sorted(twice))}})

    @path("<slug:slug>/", name="question")
    def question(self, request, slug):
        """One question alone, at the address to share."""
        for section in self.all_sections():
            for question in section.questions:
                if question.slug == slug:
                    return self.render(
                        request, template="cms_pages/question.html", context_overrides=self._only(section, question)
                    )
        raise Http404

    def _only(self, section, question):
        return {
            "question": question,
            "section": section,
            "trail": self.trail((question.title, "")),
            "structured_data": structured_data([replace(section, questions=[question])]),
        }

    def get_sitemap_urls(self, request=None):
        own = super().get_sitemap_urls(request)
        root = own[0]["location"]
        questions = [question for section in self.all_sections() for question in section.questions]
        return [*own, *({**own[0], "location": f"{root}{question.slug}/"} for question in questions)]
