"""The rule of `docs/money.md` on who gets what, written a second time from its text, in exact fractions.

It shares no code with `commerce`: what both say alike is right, or wrong twice in the same way.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor


def half_up(amount):
    """The nearest whole cent of an exact amount; half a cent goes up."""
    return floor(amount + Fraction(1, 2))


@dataclass
class Due:
    """What each gets of a vendor order, in cents."""

    commission: int
    vat: int
    vendor: int
    reserve: int


def who_gets_what(*, paid_goods, paid_shipping, operator_goods, operator_shipping, rate, fixed, vat_rate, on_shipping):
    """The text: the commission bears on goods as if the operator's reductions didn't exist; on shipping only if the
    plan says so. It never exceeds what it bears on, and leaves a cent. The operator's reductions are paid out of
    commission and VAT, what these can't pay out of the reserve; the vendor gets what remains.
    """
    vat_share = Fraction(vat_rate) / 100
    worth = paid_goods + paid_shipping + operator_goods + operator_shipping
    borne_on = worth if on_shipping else worth - paid_shipping - operator_shipping
    commission = half_up(Fraction(borne_on) * Fraction(rate) / 100) + fixed
    vat = half_up(commission * vat_share)
    most = min(borne_on, worth - 1) if worth else 0
    wanted = commission + vat if commission + vat <= most else most
    given = operator_goods + operator_shipping
    if wanted < commission + vat or given:
        kept = wanted - given if wanted > given else 0
        vat = half_up(kept * vat_share / (1 + vat_share))
        commission = kept - vat
    return Due(commission, vat, worth - wanted, given - wanted if given > wanted else 0)
