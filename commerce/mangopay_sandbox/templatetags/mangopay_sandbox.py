"""How the pages write money and moments."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import template

register = template.Library()
PARIS = ZoneInfo("Europe/Paris")
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


@register.filter
def money(amount: int, currency: str = "EUR") -> str:
    """Cents as « 1 234,50 € », with no-break spaces."""
    units, cents = divmod(abs(amount), 100)
    grouped = f"{units:,}".replace(",", "\u202f")
    return f"{'−' if amount < 0 else ''}{grouped},{cents:02d}\u00a0{SIGNS.get(currency, currency)}"


@register.filter
def moment(seconds: float | None) -> str:
    """A unix time as a French date and time in Paris."""
    if seconds is None:
        return "—"
    return datetime.fromtimestamp(seconds, UTC).astimezone(PARIS).strftime("%d/%m/%Y %H:%M:%S")
