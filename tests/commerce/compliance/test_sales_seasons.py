from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from commerce.compliance.models import SalesSeason
from commerce.compliance.sales_seasons import is_sales_season, says_sales, summer_day, winter_day

PARIS = ZoneInfo("Europe/Paris")


def paris(*numbers):
    return datetime(*numbers, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("year", "winter", "summer"),
    [
        (2024, date(2024, 1, 10), date(2024, 6, 26)),
        (2025, date(2025, 1, 8), date(2025, 6, 25)),
        (2026, date(2026, 1, 7), date(2026, 6, 24)),
        (2027, date(2027, 1, 6), date(2027, 6, 23)),
    ],
)
def test_the_law_says_which_wednesday(year, winter, summer):
    assert (winter_day(year), summer_day(year)) == (winter, summer)


@pytest.mark.parametrize("text", ["Soldes d’hiver", "SOLDES", "solde", "Les soldés… non, les soldes"])
def test_the_word_is_heard_however_it_is_written(text):
    assert says_sales(text)


@pytest.mark.parametrize("text", ["Promotion", "soldat", "consoldes"])
def test_other_words_are_free(text):
    assert not says_sales(text)


@pytest.mark.django_db
def test_a_season_is_open_from_eight_to_the_last_midnight():
    assert is_sales_season(paris(2027, 1, 6, 8), paris(2027, 2, 3))
    assert not is_sales_season(paris(2027, 1, 6, 7, 59, 59), paris(2027, 2, 3))
    assert not is_sales_season(paris(2027, 1, 6, 8), paris(2027, 2, 3, 0, 0, 1))


@pytest.mark.django_db
def test_a_decree_moves_a_season():
    SalesSeason.objects.create(starts_at=paris(2027, 1, 20, 8), ends_at=paris(2027, 2, 17), source="Arrêté")
    assert is_sales_season(paris(2027, 1, 21), paris(2027, 2, 10))
    assert not is_sales_season(paris(2027, 1, 7), paris(2027, 1, 10))
    assert is_sales_season(paris(2027, 6, 24), paris(2027, 6, 30))
