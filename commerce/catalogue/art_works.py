"""Original works of art: the sale of one bears the reduced rate of VAT, whoever sells it.

Sources: CGI, art. 278-0 bis (since 1 January 2025, loi n° 2023-1322, art. 83); which works are meant: CGI, ann. III,
art. 98 A, II. Jewellery, gold- and silversmiths' work are none of them.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Per cent.
REDUCED_RATE = Decimal("5.5")


class ArtWork(models.TextChoices):
    """The works that the law names, in its order."""

    PAINTING = "painting", _("Peinture, dessin ou collage")
    PRINT = "print", _("Gravure, estampe ou lithographie")
    SCULPTURE = "sculpture", _("Sculpture")
    TAPESTRY = "tapestry", _("Tapisserie ou textile mural")
    CERAMIC = "ceramic", _("Céramique")
    ENAMEL = "enamel", _("Émail sur cuivre")
    PHOTOGRAPH = "photograph", _("Photographie")


#: What must be true of each, as a vendor reads it.
CONDITIONS = {
    ArtWork.PAINTING: _("entièrement de la main de l’artiste ; ni modèle artisanal, ni décor peint sur un objet."),
    ArtWork.PRINT: _(
        "tirage limité, tiré directement de planches gravées à la main par l’artiste, sans procédé photomécanique."
    ),
    ArtWork.SCULPTURE: _(
        "entièrement exécutée par l’artiste ; une fonte, à huit exemplaires au plus, contrôlés par l’artiste."
    ),
    ArtWork.TAPESTRY: _("faite à la main d’après le carton original d’un artiste, huit exemplaires au plus."),
    ArtWork.CERAMIC: _("exemplaire unique, entièrement exécuté par l’artiste et signé de sa main."),
    ArtWork.ENAMEL: _(
        "entièrement exécuté à la main, huit exemplaires numérotés au plus, signés de l’artiste ou de l’atelier, "
        "aucun bijou."
    ),
    ArtWork.PHOTOGRAPH: _(
        "prise par l’artiste, tirée par lui ou sous son contrôle, signée et numérotée, trente exemplaires au plus, "
        "tous formats et supports confondus."
    ),
}

#: How many of one work there may be at most, where the law counts them.
MOST_COPIES = {
    ArtWork.SCULPTURE: 8,
    ArtWork.TAPESTRY: 8,
    ArtWork.CERAMIC: 1,
    ArtWork.ENAMEL: 8,
    ArtWork.PHOTOGRAPH: 30,
}


def vat_rate_of(product):
    """The VAT within the price of a piece or variant, in per cent: its vendor's, or the reduced one of a work of art.

    Zero where the vendor is in franchise, whatever it sells. Reads `vendor` and, of a variant, `parent`.
    """
    usual = product.vendor.vat_rate
    shown = product.parent if product.is_child else product
    return min(usual, REDUCED_RATE) if shown.art_work else usual


def asks_about_art(product_class, vendor):
    """Whether this vendor is asked of a piece of this kind if it is one: where the answer changes its VAT."""
    return bool(product_class and product_class.asks_about_art and vendor.vat_rate > REDUCED_RATE)
