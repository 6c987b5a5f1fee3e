"""Finding an answer: search without JavaScript, an address per question, data for robots."""

import json
import re

import pytest
from django.core.exceptions import ValidationError

from cms_pages.models import FaqAudiencePage
from cms_pages.models.questions import QuestionBlock


def _questions(html):
    return re.findall(r'<details class="disclosure" id="([^"]+)"', html)


def test_a_question_has_an_anchor_and_an_address_of_its_own(home, client):
    html = client.get("/questions/professionnels/").content.decode()
    assert 'id="professionnels-quand-suis-je-paye"' in html
    assert 'href="/questions/professionnels/quand-suis-je-paye/"' in html
    alone = client.get("/questions/professionnels/quand-suis-je-paye/").content.decode()
    assert "Quand le virement arrive-t-il" in re.search(r"<h1[^>]*>(.*?)</h1>", alone)[1]
    assert 'rel="canonical" href="http://testserver/questions/professionnels/quand-suis-je-paye/"' in alone


def test_a_question_that_nobody_asked_is_not_found(home, client):
    assert client.get("/questions/professionnels/la-question-absente/").status_code == 404


@pytest.mark.parametrize("text", ["photo fond blanc", "PHOTOS FONDS BLANCS", "résolution", "resolution"])
def test_search_ignores_accents_case_and_plurals(home, client, text):
    html = client.get("/questions/", {"q": text}).content.decode()
    assert _questions(html) == ["professionnels-bonnes-photos"]
    assert "1 réponse" in html


def test_an_unfinished_word_already_finds(home, client):
    assert "professionnels-retractation-client" in _questions(
        client.get("/questions/", {"q": "rétract"}).content.decode()
    )


def test_words_without_an_answer_lead_to_the_contact_form(home, client):
    html = client.get("/questions/", {"q": "zeppelin"}).content.decode()
    assert _questions(html) == []
    assert 'href="/contact/?sujet=zeppelin"' in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "x" * 10_000, "\x00", "😀", "%' OR 1=1 --", "de la"])
def test_strange_searches_answer_and_inject_nothing(home, client, text):
    response = client.get("/questions/", {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_robots_read_every_question_as_structured_data(home, client):
    html = client.get("/questions/professionnels/").content.decode()
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    data = json.loads(data)
    assert data["@type"] == "FAQPage"
    assert len(data["mainEntity"]) == len(_questions(html)) > 25


def test_structured_data_cannot_leave_its_block(home, client):
    page = FaqAudiencePage.objects.get(slug="acheteurs")
    answer = {"question": "Et </script><script>alert(1) ?", "answer": "<p>R</p>", "slug": "malin"}
    page.sections = [("section", {"title": "T", "questions": [answer]})]
    page.save_revision().publish()
    html = client.get("/questions/acheteurs/").content.decode()
    assert "<script>alert(1)" not in html


def test_an_address_is_made_of_the_question_then_kept():
    block = QuestionBlock()
    first = block.clean(block.to_python({"question": "Où va l’argent ?", "answer": "<p>Là.</p>", "slug": ""}))
    assert first["slug"] == "ou-va-l-argent"
    reworded = block.clean(
        block.to_python({"question": "Où part l’argent ?", "answer": "<p>Là.</p>", "slug": first["slug"]})
    )
    assert reworded["slug"] == "ou-va-l-argent"


def test_two_questions_of_a_page_cannot_share_an_address(home):
    page = FaqAudiencePage.objects.get(slug="acheteurs")
    twin = {"question": "Q", "answer": "<p>R</p>", "slug": "twin"}
    page.sections = [("section", {"title": "T", "questions": [twin, twin]})]
    with pytest.raises(ValidationError, match="twin"):
        page.full_clean()


def test_reading_more_questions_costs_no_more_queries(home, client, django_assert_max_num_queries):
    client.get("/questions/")
    with django_assert_max_num_queries(12) as first:
        client.get("/questions/")
    page = FaqAudiencePage.objects.get(slug="acheteurs")
    many = [{"question": f"Q {n}", "answer": "<p>R</p>", "slug": f"q-{n}"} for n in range(200)]
    page.sections = [("section", {"title": f"T {n}", "questions": many[n * 20 : n * 20 + 20]}) for n in range(10)]
    page.save_revision().publish()
    client.get("/questions/")
    with django_assert_max_num_queries(12) as second:
        client.get("/questions/")
    assert len(second) == len(first)
