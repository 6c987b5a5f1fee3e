"""What a late refund costs by law (art. L242-4 Code de la consommation): told to the operator, paid by hand."""

from decimal import Decimal

from commerce.money import percentage

#: Legal interest for debts to private persons, in per cent a year: to be checked each half-year in the Journal
#: officiel (arrêté under art. L313-2 Code monétaire et financier).
LEGAL_INTEREST_RATE = Decimal("6.67")
#: (days late at most, per cent added).
STEPS = (
    (10, LEGAL_INTEREST_RATE),
    (20, Decimal(5)),
    (30, Decimal(10)),
    (60, Decimal(20)),
    (90, Decimal(50)),
)
#: After ninety days, so many points for each month begun, until the price itself is doubled.
POINTS_PER_MONTH, MOST = Decimal(5), Decimal(100)


def surcharge_rate(days_late):
    """Per cent by which a refund grows that is so many days late; 0 in time."""
    if days_late <= 0:
        return Decimal(0)
    for most_days, rate in STEPS:
        if days_late <= most_days:
            return rate
    months = -(-(days_late - STEPS[-1][0]) // 30)
    return min(MOST, STEPS[-1][1] + POINTS_PER_MONTH * months)


def surcharge_cents(amount_cents, due_on, today):
    """What is owed on top of an amount that was due on a day (Europe/Paris) and isn't refunded `today`, in cents."""
    return percentage(amount_cents, surcharge_rate((today - due_on).days))
