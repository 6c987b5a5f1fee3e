import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import write_po

from monquibus import translations


@pytest.fixture
def english(settings, tmp_path):
    """Writes an English catalogue of the given messages where Django looks for it."""
    settings.LOCALE_PATHS = [tmp_path]

    def write(*messages, fuzzy=False):
        catalogue = Catalog(locale="en")
        for message, translation in messages:
            catalogue.add(message, translation, flags=["fuzzy"] if fuzzy else [])
        path = translations.catalogue_path("en")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)

    return write


def used(*messages):
    catalogue = Catalog()
    for message in messages:
        catalogue.add(message)
    return catalogue


def ids(messages):
    return [message.id for message in messages]


def project(root, **files):
    for name, text in files.items():
        folder = root / ("templates" if name.endswith("html") else "commerce")
        folder.mkdir(exist_ok=True)
        (folder / name.replace("_", ".")).write_text(text)
    return root


def test_messages_of_code_and_templates_are_found(tmp_path):
    root = project(
        tmp_path,
        shop_py='title = _("Votre panier")\ncount = ngettext("%(n)s pièce", "%(n)s pièces", n)\n',
        page_html=(
            '<h1>{% translate "L’atelier" %}</h1> {{ name|default:_("Sans nom") }}\n'
            "    {% blocktranslate trimmed count n=n %}\n{{ n }} ligne\n"
            "{% plural %}\n{{ n }} lignes{% endblocktranslate %}"
            '{% translate "Payer" context "bouton" %}'
        ),
    )
    found = {(message.context, message.id) for message in translations.messages(root) if message.id}
    assert found == {
        (None, "Votre panier"),
        (None, ("%(n)s pièce", "%(n)s pièces")),
        (None, "L’atelier"),
        (None, "Sans nom"),
        (None, ("%(n)s ligne", "%(n)s lignes")),
        ("bouton", "Payer"),
    }


def test_a_text_without_translation_is_missing(english):
    english(("Votre panier", "Your basket"), ("Payer", ""))
    assert ids(translations.missing("en", used("Votre panier", "Payer", "Expédier"))) == ["Payer", "Expédier"]


def test_a_translation_to_be_reviewed_is_missing(english):
    english(("Votre panier", "Your cart"), fuzzy=True)
    assert ids(translations.missing("en", used("Votre panier"))) == ["Votre panier"]


def test_a_plural_lacking_one_form_is_missing(english):
    pieces = ("%(n)s pièce", "%(n)s pièces")
    english((pieces, ("%(n)s piece", "")))
    assert ids(translations.missing("en", used(pieces))) == [pieces]


def test_catalogues_are_compiled_once_for_each_change(english):
    english(("Votre panier", "Your basket"))
    [compiled] = translations.compile_catalogues()
    with compiled.open("rb") as file:
        assert read_mo(file).get("Votre panier").string == "Your basket"
    assert translations.compile_catalogues() == []
