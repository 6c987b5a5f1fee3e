"""The template library `money`: amounts as a person reads them."""

from decimal import Decimal

from django import template
from django.utils import formats

from commerce.money import to_euros

register = template.Library()


@register.filter
def euros(amount: int | Decimal | None) -> str:
    """Integer cents, or `Decimal` euros, as « 1 234,50 € » in the reader's language; nothing for None."""
    if amount is None or amount == "":
        return ""
    if isinstance(amount, int):
        amount = to_euros(amount)
    number = formats.number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)
    thousands = number.replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
    return f"{thousands}\N{NO-BREAK SPACE}€".replace("-", "\N{MINUS SIGN}")
