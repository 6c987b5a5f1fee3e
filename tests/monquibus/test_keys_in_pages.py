"""Keys are written into pages as they are: Django's number format would put a space into them from 1,000 on."""

import re
from pathlib import Path

from django.conf import settings

#: A key of a row, printed without a filter. Fields and attributes of forms are no keys.
BARE_KEY = re.compile(r"\{\{ (?!form\.|attrs\.|field\.)[\w.]+\.(?:pk|id) \}\}")


def test_no_template_leaves_a_key_to_the_number_format():
    templates = Path(settings.BASE_DIR, "templates")
    found = {
        str(path.relative_to(templates)): BARE_KEY.findall(path.read_text()) for path in templates.rglob("*.html")
    }
    assert {name: keys for name, keys in found.items() if keys} == {}


def test_such_a_key_is_recognised():
    assert BARE_KEY.search('<option value="{{ variant.pk }}">')
    assert not BARE_KEY.search('<option value="{{ variant.pk|stringformat:"s" }}">')
