"""Days and rates as documents say them: in French, whatever language is active."""

from django.utils.translation import override

from commerce.date_format import date_format


def in_words(day):
    """« 1er décembre 2026 »."""
    with override("fr"):
        return date_format(day, "j F Y")


def month_in_words(month):
    """« décembre 2026 »."""
    with override("fr"):
        return date_format(month, "F Y")


def percent(rate):
    """« 5,5 % » of a Decimal."""
    return f"{rate.normalize():f}".replace(".", ",") + "\N{NARROW NO-BREAK SPACE}%"
