"""French typography of what is shown: spaces that don't break, real apostrophes, real ellipses."""

import ast
import re
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext, override

from monquibus import translations

FAULTS = {
    "the space before ; ! ? is U+202F": r"[ \u00a0][;!?]",
    "the space before : is U+00A0": r"[ \u202f]:(?!\w)",
    "the spaces inside « » are U+00A0": r"«(?!\u00a0)|(?<!\u00a0)»",
    "a number and its € or % stay together": r"(?:\d|\)s) (?:€|%(?!\())",
    "an apostrophe is ’": r"\w'\w",
    "an ellipsis is …": r"\.\.\.",
}


@pytest.fixture(scope="module")
def sentences():
    """Every message but those that a migration has written down (labels, help texts): they change with a migration."""
    kept = {text for path in Path(settings.BASE_DIR).glob("c*/**/migrations/*.py") for text in _strings(path)}
    forms = (form for message in translations.messages() for form in _forms(message))
    return [form for form in forms if form not in kept]


def _strings(path):
    nodes = ast.walk(ast.parse(path.read_text()))
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _forms(message):
    return message.id if message.pluralizable else (message.id,)


@pytest.fixture(scope="module")
def doors():
    """What allauth says at the doors and in the rooms that we use, in the French that people read."""
    places = ("account/", "mfa/", "templates/account", "templates/mfa")
    path = Path(allauth.__file__).parent / "locale/fr/LC_MESSAGES/django.po"
    with path.open("rb") as file, override("fr"):
        used = (message for message in read_po(file) if any(line.startswith(places) for line, _ in message.locations))
        return [gettext(form) for message in used for form in _forms(message)]


@pytest.mark.parametrize("rule", FAULTS)
def test_messages_keep_the_rules_of_french_typography(sentences, rule):
    assert [sentence for sentence in sentences if re.search(FAULTS[rule], sentence)] == []


@pytest.mark.parametrize("rule", FAULTS)
def test_the_doors_keep_them_too(doors, rule):
    assert len(doors) > 150
    assert [sentence for sentence in doors if re.search(FAULTS[rule], sentence)] == []


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("the space before ; ! ? is U+202F", "Une question ?"),
        ("the space before : is U+00A0", "Motif : absent"),
        ("the spaces inside « » are U+00A0", "« Bol »"),
        ("a number and its € or % stay together", "%(price)s €"),
        ("an apostrophe is ’", "l'atelier"),
        ("an ellipsis is …", "Et ainsi de suite..."),
    ],
)
def test_each_rule_sees_its_fault(rule, wrong):
    assert re.search(FAULTS[rule], wrong)
