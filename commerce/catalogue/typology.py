"""The typology that a new marketplace begins with: kinds of piece and what each must say. Operators edit it; what they
changed stays so.

Sources: regulation (EU) 1007/2011 for fibres, décret 2010-29 for leather, the CGI and décret 2002-65 for precious
metals and stones, regulation (EC) 1935/2004 for what touches food, décret 81-255 for editions.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from commerce.catalogue.models import Category, ProductAttribute, ProductClass

FIBRES_LAW = "Règlement (UE) n° 1007/2011"
LEATHER_LAW = "Décret n° 2010-29"
COMPOSITION = ProductAttribute.Rule.COMPOSITION


@dataclass(frozen=True)
class Asked:
    """One attribute of a kind."""

    name: str
    required: bool = False
    help: str = ""
    duty: str = ""
    rule: str = ""
    suggestions: tuple[str, ...] = ()


MATERIAL = Asked("Matière", required=True, help="Ce dont la pièce est faite.")
SIZE = Asked("Dimensions", help="Hauteur, largeur, profondeur ou diamètre, avec l’unité.")
CARE = Asked("Entretien", help="Ce qu’il faut faire, et ne pas faire.")
ORIGIN = Asked("Origine", help="Où la pièce est faite. « Fabriqué en France » doit pouvoir être prouvé.")
COLOUR = Asked("Coloris")
FIBRES = Asked(
    "Fibres",
    required=True,
    help="Chaque fibre avec sa part : « 80 % laine, 20 % soie ». Doublure à part, après un point-virgule.",
    duty=FIBRES_LAW,
    rule=COMPOSITION,
    suggestions=("100 % laine", "100 % coton", "100 % lin", "100 % soie"),
)
FOOD = Asked(
    "Contact alimentaire",
    help="Si la pièce touche ce que l’on mange.",
    duty="Règlement (CE) n° 1935/2004",
    suggestions=("Convient au contact alimentaire", "Décorative, ne convient pas au contact alimentaire"),
)

#: The kinds among which original works of art are found (CGI, ann. III, art. 98 A).
KINDS_WITH_ART = ("Maison", "Art")

#: Kinds by name, with the categories that are theirs, by name at any depth, and what they ask in order.
KINDS = {
    "Bijoux": (
        ("Bijoux",),
        (
            MATERIAL,
            Asked(
                "Titre",
                required=True,
                help="Le titre du métal précieux. Plaqué ou doré : l’épaisseur aussi.",
                duty="CGI, art. 522 ; décret n° 2002-65 pour les pierres",
                suggestions=(
                    "925 millièmes",
                    "800 millièmes",
                    "750 millièmes",
                    "585 millièmes",
                    "375 millièmes",
                    "Sans métal précieux",
                ),
            ),
            SIZE,
            CARE,
            ORIGIN,
        ),
    ),
    "Accessoires de mode": (("Accessoires de mode",), (MATERIAL, FIBRES, SIZE, COLOUR, CARE, ORIGIN)),
    "Accessoires textile": (("Accessoires textile",), (MATERIAL, FIBRES, SIZE, COLOUR, CARE, ORIGIN)),
    "Maroquinerie": (
        ("Maroquinerie",),
        (
            MATERIAL,
            Asked(
                "Animal",
                required=True,
                help="L’espèce dont vient le cuir.",
                duty=LEATHER_LAW,
                suggestions=("Vache", "Veau", "Chèvre", "Agneau", "Sans cuir"),
            ),
            Asked("Finition", help="Pleine fleur, fleur corrigée, croûte…", duty=LEATHER_LAW),
            SIZE,
            COLOUR,
            CARE,
            ORIGIN,
        ),
    ),
    "Textile de maison": (("Linge de maison", "Coussins et plaids"), (MATERIAL, FIBRES, SIZE, COLOUR, CARE, ORIGIN)),
    "Maison": (("Maison",), (MATERIAL, SIZE, COLOUR, FOOD, CARE, ORIGIN)),
    "Jardin": (("Jardin",), (MATERIAL, SIZE, COLOUR, CARE, ORIGIN)),
    "Art": (
        ("Art",),
        (
            Asked("Technique", help="Huile sur toile, linogravure, tirage pigmentaire…"),
            Asked("Matière"),
            Asked("Support"),
            SIZE,
            Asked("Tirage", help="Nombre d’exemplaires et d’épreuves, tous supports réunis.", duty="Décret n° 81-255"),
            Asked("Certificat", suggestions=("Pièce unique signée", "Certificat signé de l’artiste")),
            ORIGIN,
        ),
    ),
}


@transaction.atomic
def install():
    """Create the kinds that don't exist yet, and link the categories of that name that ask nothing yet."""
    for name, (_categories, asked) in KINDS.items():
        kind, is_new = ProductClass.objects.get_or_create(
            name=name,
            defaults={"requires_shipping": True, "track_stock": True, "asks_about_art": name in KINDS_WITH_ART},
        )
        if is_new:
            ProductAttribute.objects.bulk_create(_attribute(kind, one, order) for order, one in enumerate(asked, 1))
    link()


def _attribute(kind, asked, order):
    return ProductAttribute(
        product_class=kind,
        name=asked.name,
        code=slugify(asked.name).replace("-", "_"),
        type=ProductAttribute.TEXT,
        required=asked.required,
        help=asked.help,
        duty=asked.duty,
        rule=asked.rule,
        suggestions="\n".join(asked.suggestions),
        order=order * 10,
    )


def link():
    """Let the categories that have a kind's names, and none of their own, ask what it asks. May be run again."""
    kinds = {kind.name: kind for kind in ProductClass.objects.filter(name__in=KINDS)}
    for name, (categories, _asked) in KINDS.items():
        if name in kinds:
            Category.objects.filter(name__in=categories, product_class=None).update(product_class=kinds[name])


def kind_name(path):
    """The name of the kind of a category, given by the names from the root to it; empty where none is."""
    for category in reversed(path):
        for name, (categories, _asked) in KINDS.items():
            if category in categories:
                return name
    return ""
