"""What is said on screen and in which languages: finds messages, tells which lack a translation, compiles catalogues.

All of it is Python, so that a machine without GNU gettext makes and checks the same translations.
"""

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGES = ("cms_pages", "commerce", "demo", "site/monquibus", "templates", "vendor_portal")
SOURCE_LANGUAGE = "fr"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
CALL_IN_TEMPLATE = re.compile(
    r"""\s((?:n?p?gettext|_)\((?:u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:,\s*)?)+(?:count)?\))\s"""
)


def catalogue_path(language):
    """Where a language's translations are written, as gettext's .po."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def messages(root=None):
    """A Babel catalogue of every message that code and templates under `root` (default: the project) show."""
    root = Path(root or settings.BASE_DIR)
    found = Catalog()
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            for line, message, context in _messages_of(path):
                found.add(message, locations=[(str(path.relative_to(root)), line)], context=context)
    return found


def _messages_of(path):
    if path.suffix == ".py":
        source = path.read_bytes()
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        source = "\n".join(CALL_IN_TEMPLATE.findall(f" {templatize(path.read_text())} ")).encode()
    else:
        return
    for line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        yield (line if path.suffix == ".py" else 0), message, context


def read_catalogue(language):
    """A language's translations; an empty catalogue where none was written yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(language, used=None):
    """Messages, in order of first use, that `language` doesn't say: absent, empty in any plural form, or fuzzy."""
    written = read_catalogue(language)
    return [message for message in (used or messages()) if message.id and not _is_said(written, message)]


def _is_said(written, message):
    translation = written.get(message.id[0] if message.pluralizable else message.id, message.context)
    if translation is None or translation.fuzzy or translation.pluralizable != message.pluralizable:
        return False
    forms = translation.string if translation.pluralizable else [translation.string]
    return all(forms)


def compile_catalogues():
    """Writes each .po as the .mo that Django reads, where it is older than its source. Returns the paths written."""
    written = []
    for source in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))
        written.append(target)
    return written
