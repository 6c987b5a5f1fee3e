"""Days as a person reads them: Django's `date_format` and its `date` filter, with the French « 1er » of a month.

The filter is built into every template, in the place of Django's own: nobody has to remember it.
"""

from django import template
from django.template import defaultfilters
from django.utils import formats
from django.utils.translation import get_language

register = template.Library()


def date_format(value, format=None):
    """Django's `formats.date_format`, saying « 1er juin » in French."""
    return formats.date_format(value, _with_ordinal(value, format))


@register.filter(expects_localtime=True)
def date(value, format=None):
    """Django's filter of that name, saying « 1er juin » in French."""
    return defaultfilters.date(value, _with_ordinal(value, format))


def _with_ordinal(value, format):
    if getattr(value, "day", 0) != 1 or not (get_language() or "").startswith("fr"):
        return format
    return formats.get_format(format or "DATE_FORMAT").replace("j F", r"j\e\r F")
