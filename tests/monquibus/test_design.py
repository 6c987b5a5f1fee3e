import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from monquibus import views
from monquibus.component_examples import ExampleForm, wrong_form

STYLES = Path(settings.BASE_DIR) / "site" / "static" / "css"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
STYLES_MAX_BYTES = 40_000


def test_all_styles_together_stay_light():
    assert sum(style.stat().st_size for style in STYLES.glob("*.css")) < STYLES_MAX_BYTES


def test_every_style_that_exists_is_loaded_once():
    loaded = re.findall(r"css/([\w-]+\.css)", render_to_string("components/stylesheets.html"))
    assert sorted(loaded) == sorted(style.name for style in STYLES.glob("*.css"))


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("components/*.html")), ids=lambda path: path.name)
def test_a_component_names_its_inputs_in_its_first_line(template):
    if template.name != "index.html":
        assert re.match(r"\{# .*(Inputs?|No input).* #\}", template.read_text().splitlines()[0])


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=str)
def test_no_page_needs_an_inline_style_or_script(template):
    if "emails" not in template.parts:
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)", template.read_text())


def test_the_living_page_shows_every_component(rf, db):
    content = views.components(rf.get("/composants/")).content.decode()
    for shown in ("card", "timeline", "choice", "basket-group", "form-summary", "empty-state", "quote", "steps"):
        assert f'class="{shown}"' in content


def field_of(form, name):
    return str(form[name].as_field_group())


def test_a_field_ties_its_reason_and_its_error_to_its_widget():
    field = field_of(wrong_form(), "siret")
    assert 'aria-describedby="id_siret_helptext id_siret_error"' in field
    assert 'id="id_siret_helptext"' in field
    assert 'id="id_siret_error"' in field
    assert 'aria-invalid="true"' in field


def test_a_group_of_options_is_a_fieldset_with_its_legend():
    field = field_of(ExampleForm(), "plan")
    assert "<fieldset" in field
    assert "<legend>" in field
    assert 'aria-describedby="id_plan_helptext"' in field


def test_a_required_field_says_so_in_words():
    assert "(obligatoire)" in field_of(ExampleForm(), "siret")
    assert "(obligatoire)" not in field_of(ExampleForm(), "newsletter")


def test_the_summary_of_errors_leads_to_the_fields():
    summary = render_to_string("components/form_errors.html", {"form": wrong_form()})
    assert 'href="#id_siret"' in summary
    assert "Il manque un chiffre" in summary


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "500.html"])
def test_error_pages_keep_the_professionals_doors_open(name, rf, db):
    needs_nothing = name in {"500.html", "403_csrf.html"}
    content = render_to_string(name, request=None if needs_nothing else rf.get("/"))
    assert content.count("Espace professionnel") >= 2
    assert content.count("Contact professionnel") >= 2
    assert content.count("<h1") == 1


def test_a_reduced_price_is_said_in_words_too():
    price = render_to_string("components/price.html", {"price": 15900, "before": 18900})
    assert "Prix de référence" in price
    assert "189,00\N{NO-BREAK SPACE}€" in price
