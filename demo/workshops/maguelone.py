"""A candle shop that pours its own wax."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "f": (
        "figuier",
        ("mousse", "orange"),
        "Cela sent la feuille froissée et le lait vert, pas la confiture.",
        {"Parfum": "Figuier"},
    ),
    "g": (
        "garrigue",
        ("olive", "safran"),
        "Thym, ciste, un peu de pierre chaude : le sentier derrière la maison, à six heures du soir.",
        {"Parfum": "Garrigue"},
    ),
    "s": (
        "sel et tamaris",
        ("pastel", "beurre"),
        "Une odeur claire d'étang et de bois flotté, qui se fait oublier puis revient.",
        {"Parfum": "Sel et tamaris"},
    ),
    "c": (
        "cire d'abeille",
        ("miel", "safran"),
        "Aucun parfum ajouté : la cire des ruches du Larzac sent déjà le miel.",
        {"Parfum": "Miel, naturel"},
    ),
    "o": (
        "orange brûlée",
        ("orange", "garance"),
        "L'écorce d'abord, puis la cannelle, puis le feu de bois.",
        {"Parfum": "Orange et cannelle"},
    ),
}
FORMS = [
    ("Bougie en verre soufflé", "Bougies", 34, "candle", {"form": "jar"}, "Le verre, soufflé à Claret, a des bulles ; on le garde ensuite pour les pinceaux. Quarante-cinq heures de flamme.", "fgso", {"choices": ("Poids de cire", {"180 g": 34, "320 g": 49}), "attributes": {"Durée": "45 h et plus"}}),
    ("Pilier de cire", "Bougies", 22, "candle", {"form": "pillar"}, "Coulé en trois fois pour qu'il ne se creuse pas. Coupez la mèche à cinq millimètres, il brûlera droit.", "co", {"attributes": {"Dimensions": "H 15 cm, Ø 7 cm", "Durée": "60 h"}}),
    ("Trois cierges et leurs pieds", "Bougies", 39, "candle", {"form": "tapers"}, "Trempés trente fois dans la cire chaude et pendus par deux, à l'ancienne. Les pieds de bois tourné sont compris.", "cg", {"attributes": {"Dimensions": "H 25 cm", "Durée": "8 h chacun"}}),
    ("Grand pilier d'église", "Bougies", 38, "candle", {"form": "pillar", "lit": False}, "Deux kilos de cire. Il accompagne un hiver entier de dîners.", "c", {"attributes": {"Dimensions": "H 30 cm, Ø 9 cm", "Durée": "150 h"}, "stock": 4}),
    ("Lanterne de terrasse", "Lanternes et tuteurs", 58, "lantern", {"form": "square"}, "Tôle pliée et peinte, quatre verres qui coulissent pour le ménage. Vendue avec une bougie d'extérieur.", "gs", {"attributes": {"Matière": "Tôle d'acier et verre", "Dimensions": "H 32 cm"}}),
    ("Lanterne du jardin d'hiver", "Lanternes et tuteurs", 64, "lantern", {"form": "slim"}, "Des montants fins comme des joncs, un toit à quatre pans. On la pose ou on la pend.", "fo", {"attributes": {"Matière": "Tôle d'acier et verre", "Dimensions": "H 36 cm"}}),
    ("Boîte à allumettes longues", "Paniers et boîtes", 26, "box_with_lid", {"form": "inlaid"}, "Un pot de bois à couvercle marqueté, soixante allumettes de vingt centimètres, un grattoir caché dessous.", "oc", {"attributes": {"Matière": "Hêtre tourné", "Dimensions": "H 22 cm"}}),
    ("Pochon de fondants", "Bougies", 12, "candle", {"form": "jar", "lit": False}, "Huit pastilles de cire à poser sur un brûleur, dans un bocal de conserve. C'est la meilleure façon de choisir son parfum.", "fg", {"attributes": {"Durée": "8 × 6 h"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="chandelle-maguelone",
    name="La Chandelle de Maguelone",
    craft="Cirière et marchande de lumières",
    status="commercant",
    person_type="business",
    first_name="Farida",
    last_name="Benzekri",
    legal_name="La Chandelle de Maguelone EURL",
    siret=siret("00174936"),
    street="17 rue du Bras-de-Fer",
    postcode="34000",
    town="Montpellier",
    department="Hérault",
    tagline="On coule le lundi, on vend le reste de la semaine",
    story=(
        "La boutique était une droguerie ; Farida en a gardé le comptoir, les tiroirs étiquetés et l'habitude des clients d'y entrer pour un conseil. "
        "Elle coule ses bougies le lundi, portes fermées, avec une cire de colza pressée dans le Gers et celle d'un apiculteur du Larzac. "
        "Les parfums sont composés par une amie nez, à Grasse, qui n'a droit qu'à cinq matières par bougie : c'est la règle de la maison."
    ),
    opening_hours="Du mardi au samedi, de 10 h à 19 h",
    delivery=Delivery(home=590, relay=390, collect=0, free_from=6000),
    hand=Hand(
        paper="bulle",
        key="suie",
        grounds=("abricot", "beurre", "tilleul"),
        shapes=("arch", "rays"),
        shading="gouged",
        wobble=0.6,
        misregister=0.7,
        dryness=1,
    ),
    inks=("orange", "safran"),
    portrait=("scarf", "apron"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {
                "Matière": "Cire de colza et d'abeille",
                "Entretien": "Mèche à 5 mm, jamais sans surveillance",
                "Origine": "Hérault",
            },
        )
    ),
    preparation_days=2,
    vat_rate="20",
    plan="abonnement",
)
