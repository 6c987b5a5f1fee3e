from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms_pages.blocks.links import LinkBlock
from cms_pages.choosers import ProductChooserBlock
from cms_pages.pictures import COLUMN, shown_picture
from cms_pages.questions import sections_of
from cms_pages.selections import chosen_products

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("phrase"))
    author = blocks.CharBlock(label=_("qui la dit"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("citation")
        template = "cms_pages/blocks/quote.html"


class PictureBlock(blocks.StructBlock):
    """A picture in the text. The image asks for its text alternative, or to be marked as decorative."""

    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("légende"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("image")
        template = "cms_pages/blocks/picture.html"

    def get_context(self, value, parent_context=None):
        image = value["image"]
        alternative = "" if image is None or image.decorative else image.contextual_alt_text
        picture = shown_picture(image, COLUMN, alt=alternative)
        return {**super().get_context(value, parent_context), "picture": picture}


class VideoBlock(blocks.StructBlock):
    """A video as a link: the visitor leaves knowingly, and this site loads nothing from elsewhere."""

    title = blocks.CharBlock(label=_("titre"), max_length=160)
    address = blocks.URLBlock(label=_("adresse de la vidéo"))
    duration = blocks.CharBlock(label=_("durée"), required=False, max_length=40, help_text=_("« 4 minutes »"))
    transcript = blocks.RichTextBlock(label=_("transcription"), required=False, features=["bold", "italic"])

    class Meta:
        icon = "media"
        label = _("vidéo")
        template = "cms_pages/blocks/video.html"


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("titre"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("texte"))
    tone = blocks.ChoiceBlock(
        label=_("ton"),
        required=False,
        choices=[("good", _("bonne nouvelle")), ("trouble", _("mise en garde"))],
    )

    class Meta:
        icon = "info-circle"
        label = _("encadré")
        template = "cms_pages/blocks/notice.html"


class QuestionsExcerptBlock(blocks.StructBlock):
    """The questions of one audience page whose section is named here; all of the first section when none is."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    page = blocks.PageChooserBlock(label=_("questions de"), page_type="cms_pages.FaqAudiencePage")
    section = blocks.CharBlock(label=_("rubrique"), required=False, max_length=120)

    class Meta:
        icon = "help"
        label = _("extrait des questions")
        template = "cms_pages/blocks/questions_excerpt.html"

    def get_context(self, value, parent_context=None):
        page = value["page"]
        sections = sections_of(page.specific) if page and page.live else []
        wanted = [section for section in sections if section.title == value["section"]] or sections
        questions = wanted[0].questions if wanted else []
        return {**super().get_context(value, parent_context), "questions": questions}


class ProductsBlock(blocks.StructBlock):
    """Chosen products, with the price and stock of the moment; those that went offline disappear by themselves."""

    title = blocks.CharBlock(label=_("titre"), max_length=120)
    products = blocks.ListBlock(ProductChooserBlock())

    class Meta:
        icon = "tag"
        label = _("produits choisis")
        template = "cms_pages/blocks/products.html"

    def get_context(self, value, parent_context=None):
        return {**super().get_context(value, parent_context), "cards": chosen_products(value["products"])}


TEXT_BLOCKS = [
    ("text", blocks.RichTextBlock(label=_("texte"), features=FEATURES, template="cms_pages/blocks/text.html")),
    ("notice", NoticeBlock()),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("questions", QuestionsExcerptBlock()),
    ("products", ProductsBlock()),
    ("button", LinkBlock(label=_("bouton"))),
]

STORY_BLOCKS = [
    (
        "chapter",
        blocks.CharBlock(label=_("chapitre"), max_length=160, icon="title", template="cms_pages/blocks/chapter.html"),
    ),
    (
        "text",
        blocks.RichTextBlock(
            label=_("texte"),
            features=["bold", "italic", "link", "ul", "hr"],
            template="cms_pages/blocks/story_text.html",
        ),
    ),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("video", VideoBlock()),
    ("products", ProductsBlock()),
]
