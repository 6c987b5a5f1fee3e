"""The lengths of time that statistics are asked for: whole weeks, so that weekends are compared with weekends."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

#: Days of a period, days of each of its steps, its name.
LENGTHS = {
    7: (1, _("7 jours")),
    28: (1, _("4 semaines")),
    91: (7, _("3 mois")),
    364: (28, _("1 an")),
}
USUAL = 28


@dataclass(frozen=True)
class Period:
    """`days` days until `last`, that day included. Days are Europe/Paris."""

    last: date
    days: int

    @property
    def first(self):
        return self.last - timedelta(days=self.days - 1)

    @property
    def before(self):
        """The period of the same length just before."""
        return Period(self.first - timedelta(days=1), self.days)

    @property
    def steps(self):
        """First and last day of each part that a picture shows as one bar."""
        length = LENGTHS[self.days][0]
        starts = (self.first + timedelta(days=done) for done in range(0, self.days, length))
        return [(start, start + timedelta(days=length - 1)) for start in starts]


def asked_period(text, today):
    """The Period of so many days that ends today; the usual one for anything odd."""
    days = int(text) if text in map(str, LENGTHS) else USUAL
    return Period(today, days)
