"""Money at our borders: integer cents of euro. Oscar's `Decimal` euros are converted here and nowhere else."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def to_cents(euros: Decimal) -> int:
    """Cents of an amount in euros, rounded half up once. Refuses floats, which have already lost the cent."""
    if isinstance(euros, float):
        raise TypeError("Money is never a float.")
    return int((Decimal(euros) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_euros(cents: int) -> Decimal:
    """Amount in euros, two decimals, of integer cents."""
    return (Decimal(cents) / 100).quantize(Decimal("0.01"))


def percentage(amount_cents: int, rate: Decimal) -> int:
    """`rate` per cent of an amount in cents, rounded half up."""
    exact = Decimal(amount_cents) * Decimal(rate) / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def proportion(total_cents: int, part: int, whole: int) -> int:
    """`part` of `whole` of a sum in cents, rounded half up: 0 for nothing, all of it for the whole.

    It never grows by more than `part` does where the sum is at most the whole. Raises ValueError for a part that is
    negative or exceeds the whole, or a whole of zero.
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} is no part of {whole}.")
    return (2 * total_cents * part + whole) // (2 * whole)


def allocate(total_cents: int, weights: list[int]) -> list[int]:
    """Split a sum over parts in proportion to their weights, by largest remainder: the parts always add up.

    Ties go to the earlier part. Weights that are all zero share equally. Raises ValueError without parts or with
    a negative weight.
    """
    if not weights or min(weights) < 0:
        raise ValueError("A sum is split over at least one part, and no weight is negative.")
    if not any(weights):
        weights = [1] * len(weights)
    exact = [Fraction(total_cents * weight, sum(weights)) for weight in weights]
    parts = [share.__floor__() for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for index in by_remainder[: total_cents - sum(parts)]:
        parts[index] += 1
    return parts
