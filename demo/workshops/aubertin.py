"""A basket maker in Haute-Marne."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "b": (
        "osier brut",
        ("écorce", "osier"),
        "L'osier garde son écorce : brun, vert et roux selon la variété.",
        {"Coloris": "Brun nuancé"},
    ),
    "n": (
        "osier blanc",
        ("osier", "tabac"),
        "Les brins sont pelés en mai, à la montée de sève ; ils blondissent avec les années.",
        {"Coloris": "Blond"},
    ),
    "m": (
        "osier bouilli",
        ("rouille", "miel"),
        "Bouilli six heures avec sa peau, l'osier prend une teinte de thé que rien ne déteint.",
        {"Coloris": "Fauve"},
    ),
}
FORMS = [
    ("Panier à anse", "Paniers et boîtes", 62, "basket", {"form": "round", "handle": "arch"}, "Le panier du marché, celui que l'on pose par terre sans qu'il verse. L'anse est un brin de châtaignier fendu.", "bnm", {"attributes": {"Dimensions": "Ø 36 cm, H 22 cm"}}),
    ("Panier à bûches", "Paniers et boîtes", 98, "basket", {"form": "tall", "handle": "ears"}, "Le fond est croisé sur seize montants ; il a porté mon apprenti, pour voir.", "bm", {"attributes": {"Dimensions": "Ø 45 cm, H 42 cm"}, "preparation_days": 8}),
    ("Corbeille à pain", "Paniers et boîtes", 34, "basket", {"form": "flat", "handle": "none"}, "Basse et large, une baguette y tient coupée en deux. Tressage serré, les miettes restent dedans.", "nm", {"choices": ("Diamètre", {"24 cm": 34, "30 cm": 42}), "attributes": {"Dimensions": "H 8 cm"}}),
    ("Corbeille à deux oreilles", "Paniers et boîtes", 48, "basket", {"form": "flat", "handle": "ears"}, "Pour le linge plié, les pommes, le courrier en retard.", "bn", {"attributes": {"Dimensions": "Ø 40 cm, H 14 cm"}}),
    ("Cache-pot haut", "Pots et jardinières", 44, "basket", {"form": "tall", "handle": "none"}, "Il habille un pot de vingt-quatre et supporte une soucoupe. Un fond de zinc sur demande.", "n", {"attributes": {"Dimensions": "Ø 28 cm, H 28 cm"}}),
    ("Suspension cloche", "Luminaires", 118, "pendant_light", {"form": "bell"}, "Le tressage à jour jette au plafond une ombre de branchages. Livrée avec douille et deux mètres de fil tissé.", "bm", {"attributes": {"Dimensions": "Ø 38 cm, H 34 cm"}, "preparation_days": 10}),
    ("Suspension dôme", "Luminaires", 132, "pendant_light", {"form": "dome", "facets": True}, "Monté sur huit arceaux, ce dôme éclaire une table de six sans éblouir personne.", "n", {"attributes": {"Dimensions": "Ø 50 cm, H 28 cm"}, "preparation_days": 10, "stock": 2}),
    ("Miroir soleil", "Miroirs et horloges", 89, "mirror", {"form": "sun"}, "Vingt-quatre rayons d'osier plein, liés un à un autour d'un verre biseauté.", "nm", {"attributes": {"Dimensions": "Ø 48 cm"}}),
    ("Panier de cueillette", "Paniers et boîtes", 54, "basket", {"form": "flat", "handle": "arch"}, "Plat, pour que les girolles ne s'écrasent pas les unes sur les autres.", "b", {"attributes": {"Dimensions": "42 × 30 cm"}, "stock": 3}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="vannerie-aubertin",
    name="Vannerie Aubertin",
    craft="Vannier",
    status="artisan",
    person_type="soletrader",
    first_name="Joël",
    last_name="Aubertin",
    legal_name="Joël Aubertin EI",
    siret=siret("00285617"),
    street="26 Grande Rue",
    postcode="52500",
    town="Bussières-lès-Belmont",
    department="Haute-Marne",
    tagline="L'osier coupé en janvier, tressé quand il est prêt",
    story=(
        "Joël coupe lui-même son osier, un hectare et demi au bord de l'Amance, en janvier, quand les brins cassent net. "
        "Il travaille assis par terre, le panier entre les genoux, sur une planche inclinée que son maître lui a laissée. "
        "Il ne sait pas combien de temps prend un panier et n'aime pas qu'on le lui demande. "
        "Son apprenti, Timéo, tient la vente en ligne."
    ),
    opening_hours="Tous les matins sauf dimanche, de 8 h à 12 h",
    delivery=Delivery(home=1290, relay=None, collect=0, free_from=15000),
    hand=Hand(
        paper="chine",
        key="sépia",
        grounds=("tilleul", "paille", "lin"),
        shapes=("hill", "disc"),
        shading="engraved",
        wobble=1.0,
        facet=5,
        misregister=0.5,
        dryness=2,
    ),
    inks=("osier", "rouille"),
    portrait=("bald", "beard"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {
                "Matière": "Osier de la vallée de l'Amance",
                "Entretien": "Mouiller une fois l'an, sécher à l'ombre",
                "Origine": "Haute-Marne",
            },
        )
    ),
    preparation_days=5,
)
