"""What carriers accept, by the name that a vendor typed: weight and measures of one parcel."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Limits:
    """The heaviest and largest parcel: grams, centimetres; None where the carrier says nothing.

    `sum_cm` bounds length + width + height, `girth_cm` length + 2 × (width + height).
    """

    grams: int
    longest_cm: int
    sum_cm: int | None = None
    girth_cm: int | None = None


#: From the carriers' general terms as merchants' modules quote them (docs/carriers.md names them). A name that isn't
#: here is a carrier whose parcels the vendor hands over and follows by hand: nothing is known of it, nothing refused.
LIMITS = {
    "colissimo": Limits(grams=30_000, longest_cm=100, sum_cm=150),
    "chronopost": Limits(grams=30_000, longest_cm=150, girth_cm=300),
    "mondial relay": Limits(grams=25_000, longest_cm=120, sum_cm=150),
}


def limits_of(carrier):
    """The Limits of a carrier by its name, in any case, or None."""
    return LIMITS.get(" ".join(carrier.casefold().split()))


def too_much(limits, grams, sizes):
    """Why a parcel of these `grams` can't go, in words, or "". Each of `sizes` is a piece's three sides, in cm."""
    if grams > limits.grams:
        return _("%(carried)s au plus par colis, le vôtre pèse %(grams)s") % {
            "carried": kilos(limits.grams),
            "grams": kilos(grams),
        }
    for sides in sizes:
        if measure := _too_large(limits, *sorted(sides, reverse=True)):
            return measure
    return ""


def _too_large(limits, length, width, height):
    measures = (
        (limits.longest_cm, length, _("%(most)s cm de long au plus, une pièce en fait %(measured)s")),
        (limits.sum_cm, length + width + height, _("longueur, largeur et hauteur : %(most)s cm en tout au plus")),
        (limits.girth_cm, length + 2 * (width + height), _("longueur et tour du colis : %(most)s cm au plus")),
    )
    for most, measured, words in measures:
        if most is not None and measured > most:
            return words % {"most": most, "measured": measured}
    return ""


def kilos(grams):
    """1500 → « 1,5 kg », 250 → « 250 g »."""
    if grams < 1000:
        return f"{grams}\u00a0g"
    number = f"{grams / 1000:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{number}\u00a0kg"
