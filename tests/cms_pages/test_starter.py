"""What a new site opens with: everything, once, well typeset, and right in law."""

import re

import pytest
from PIL import Image
from wagtail.models import Locale, Page, Site

from cms_pages.models import FaqAudiencePage, HomePage, StandardPage, StoryPage
from cms_pages.questions import sections_of
from cms_pages.starter import (
    buyer_questions,
    create_starter_pages,
    legal,
    practical,
    professional_questions,
    stories,
)
from cms_pages.starter.model import as_html
from tests.factories import VendorFactory

TEXTS = (
    "mentions-legales cgv cgu-professionnels classement-des-offres donnees-personnelles accessibilite retractation "
    "livraison a-propos comment-l-argent-arrive"
)
STORIES = "quarante-heures-de-feu l-homme-qui-ne-compte-pas-ses-heures une-largeur-de-bras la-presse-qui-ne-bouge-plus"
ADDRESSES = [
    "/",
    "/questions/",
    "/questions/acheteurs/",
    "/questions/professionnels/",
    "/recits/",
    "/contact/",
    "/contact-professionnel/",
    *(f"/{slug}/" for slug in TEXTS.split()),
    *(f"/recits/{slug}/" for slug in STORIES.split()),
]


def test_every_page_answers_with_one_title_and_a_canonical_address(home, client):
    for address in ADDRESSES:
        response = client.get(address)
        assert response.status_code == 200, address
        html = response.content.decode()
        assert len(re.findall(r"<h1[\s>]", html)) == 1, address
        assert f'rel="canonical" href="http://testserver{address}"' in html


def test_building_the_site_twice_changes_nothing(home):
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision"))
    assert create_starter_pages() == home
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision")) == before


def test_what_an_editor_rewrote_is_left_alone(home):
    page = StandardPage.objects.get(slug="a-propos")
    page.title = "Qui nous sommes"
    page.save_revision().publish()
    create_starter_pages()
    assert StandardPage.objects.get(slug="a-propos").title == "Qui nous sommes"


def test_the_welcome_page_of_a_fresh_wagtail_gives_way(db):
    Locale.objects.create(language_code="fr")
    root = Page.add_root(instance=Page(title="Root", slug="root"))
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    home = create_starter_pages()
    assert [page.specific for page in Page.objects.child_of(root)] == [home]
    assert Site.objects.get().root_page.specific == home == HomePage.objects.get()


def test_stories_belong_to_the_workshops_that_exist_and_show_what_is_drawn(db):
    vendor = VendorFactory(code="gres-marchenoir")
    vendor.code = "gres-marchenoir"
    vendor.save()
    create_starter_pages(lambda code, piece, view: Image.new("RGB", (600, 750), "navy"))
    stories = {story.slug: story for story in StoryPage.objects.all()}
    assert stories["quarante-heures-de-feu"].vendor == vendor
    assert stories["une-largeur-de-bras"].vendor is None
    assert all(story.picture and story.picture_alternative for story in stories.values())
    pictures = [block for block in stories["quarante-heures-de-feu"].body if block.block_type == "picture"]
    assert pictures
    assert all(block.value["image"].contextual_alt_text for block in pictures)


def test_the_content_is_typeset_as_french_print():
    written = [text for module in (buyer_questions, professional_questions) for text in _rubric_texts(module)]
    written += [text for page in (*legal.TEXTS, *practical.TEXTS) for text in (page.title, page.lead, page.body)]
    written += [part if isinstance(part, str) else getattr(part, "text", "") for s in stories.ALL for part in s.parts]
    written += [s.introduction for s in stories.ALL]
    for text in written:
        prose = re.sub(r"\]\([^)]*\)", "]", text)
        assert "'" not in prose, prose
        assert '"' not in prose, prose
        assert not re.search(r"(?<![\u202f\s])[;!?»]", prose.replace("\n", " ")), prose
        assert not re.search(r"[ \n][;:!?»]", prose), prose
        assert not re.search(r"«(?!\u202f)", prose), prose
        assert not re.search(r"(?<=\w):(?!//)", re.sub(r"https?:", "", prose)), prose


def _rubric_texts(module):
    for rubric in module.RUBRICS:
        yield rubric.title
        for answer in rubric.answers:
            yield from (answer.question, answer.text)


def _answer(slug):
    for page in FaqAudiencePage.objects.all():
        for section in sections_of(page):
            for question in section.questions:
                if question.slug == slug:
                    return question.plain_answer.replace("\u202f", " ").replace("\u00a0", " ")
    raise AssertionError(slug)


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("commencer", "Espace professionnel"),
        ("rendez-vous", "rendez-vous téléphonique"),
        ("prix-d-entree", "gratuite"),
        ("formules", "abonnement avec une commission réduite"),
        ("quels-produits", "maroquinerie"),
        ("mangopay", "compte de paiement"),
        ("verification-identite", "blanchiment"),
        ("validation", "e-mail"),
        ("changer-expedition", "Mode d’expédition"),
        ("quand-suis-je-paye", "21 jours après la confirmation"),
        ("pourquoi-21-jours", "L’acheteur garde alors son droit"),
        ("combien-de-produits", "15 à 20"),
        ("bonnes-photos", "fond blanc"),
        ("promotion", "date de fin"),
        ("coupon", "Ajouter"),
        ("bon-cadeau", "pour votre boutique seulement"),
        ("produit-indisponible", "stock remis à zéro"),
        ("retractation-client", "14 jours à compter de la réception"),
        ("etat-du-retour", "ne suffit pourtant pas à refuser"),
        ("retour-abime", "jamais à zéro de manière automatique"),
    ],
)
def test_the_questions_of_makers_say_what_the_operator_promised_within_the_law(home, slug, says):
    assert says in _answer(slug)


def test_no_page_links_to_the_closed_european_dispute_platform(home, client):
    assert not any("ec.europa.eu/consumers/odr" in client.get(address).content.decode() for address in ADDRESSES)


def test_marked_text_becomes_rich_text():
    marked = "## Titre\n\nDeux\nlignes, [un lien](/la/) et **du gras**.\n\n- un\n- deux\n  suite"
    assert as_html(marked) == (
        '<h2>Titre</h2><p>Deux lignes, <a href="/la/">un lien</a> et <b>du gras</b>.</p>'
        "<ul><li>un</li><li>deux suite</li></ul>"
    )
