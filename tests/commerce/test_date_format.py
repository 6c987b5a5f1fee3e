"""« 1er juin », on pages and in sentences."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from commerce.date_format import date_format

FIRST, SECOND = date(2026, 6, 1), date(2026, 6, 2)


def shown(value, format='"j F Y"'):
    return Template("{{ day|date:" + format + " }}").render(Context({"day": value}))


@pytest.mark.parametrize(
    ("day", "format", "words"),
    [
        (FIRST, "j F", "1er juin"),
        (FIRST, "l j F Y", "lundi 1er juin 2026"),
        (FIRST, None, "1er juin 2026"),
        (FIRST, "SHORT_DATE_FORMAT", "01/06/2026"),
        (FIRST, "F Y", "juin 2026"),
        (SECOND, "j F", "2 juin"),
    ],
)
def test_the_first_day_of_a_month_is_an_ordinal(day, format, words):
    assert date_format(day, format) == words


def test_every_template_says_it_too():
    assert shown(FIRST) == "1er juin 2026"
    assert shown(FIRST, '"Y-m-d"') == "2026-06-01"
    assert shown(None) == shown("") == ""


def test_the_day_is_that_of_paris():
    assert shown(datetime(2026, 5, 31, 22, 30, tzinfo=UTC)) == "1er juin 2026"


def test_other_languages_say_a_number():
    with override("en"):
        assert date_format(FIRST, "j F") == "1 June"
