"""Statistics as people read them: figures beside those before, and rows of a file."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commerce.money import to_euros
from commerce.money_format import euros


@dataclass(frozen=True)
class Comparison:
    """One figure in words, now and before, and by how much it changed, "" where nothing can be compared."""

    label: str
    now: str
    before: str
    change: str


def comparisons(now, before, returned, returned_before):
    """The Figures of two periods and what came back in them, as Comparisons."""
    rows = [
        (_("Vues de vos pièces"), count, now.views, before.views),
        (_("Mises au panier"), count, now.baskets, before.baskets),
        (_("Commandes"), count, now.orders, before.orders),
        (_("Commandes pour 100 vues"), rate, now.conversion, before.conversion),
        (_("Ventes"), euros, now.cents, before.cents),
        (_("Commandes avec un retour"), count, returned.orders, returned_before.orders),
        (_("Rendu aux acheteurs"), euros, returned.cents, returned_before.cents),
    ]
    return [Comparison(label, written(a), written(b), change(a, b)) for label, written, a, b in rows]


def count(number):
    """A number with its thousands apart."""
    return number_format(number, force_grouping=True)


def rate(value):
    """Orders per hundred looks; a dash where nobody looked."""
    return "–" if value is None else number_format(value, decimal_pos=1)


def change(now, before):
    """By how much it grew, as « +12 % »; "" where there was nothing before."""
    if now is None or not before:
        return ""
    per_cent = round(100 * (now - before) / before)
    sign = "+" if per_cent > 0 else "\N{MINUS SIGN}" if per_cent < 0 else ""
    return f"{sign}{count(abs(per_cent))}\N{NO-BREAK SPACE}%"


def step_rows(statistics):
    """The rows of a file: each step of the period, oldest first, a header before them."""
    yield [
        _("Du"),
        _("Au"),
        _("Vues"),
        _("Mises au panier"),
        _("Commandes"),
        _("Ventes"),
        _("Vues avant"),
        _("Mises au panier avant"),
        _("Commandes avant"),
        _("Ventes avant"),
    ]
    for step in statistics.steps:
        yield [f"{step.first:%d/%m/%Y}", f"{step.last:%d/%m/%Y}", *_cells(step.figures), *_cells(step.before)]


def _cells(figures):
    return [figures.views, figures.baskets, figures.orders, to_euros(figures.cents)]


def piece_rows(pieces):
    """The rows of a file: each Piece, a header before them."""
    yield [_("Pièce"), _("Vues"), _("Mises au panier"), _("Commandes"), _("Vendues"), _("Ventes")]
    for piece in pieces:
        yield [
            piece.product.get_title(),
            piece.views,
            piece.baskets,
            piece.orders,
            piece.sold,
            to_euros(piece.cents),
        ]
