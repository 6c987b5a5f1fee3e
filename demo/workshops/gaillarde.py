"""A garden pottery in the Gard."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "t": (
        "terre nue",
        ("terre", "mousse"),
        "Sans émail : elle boit l'arrosage, se couvre de sel puis de mousse, et c'est ce qu'on lui demande.",
        {"Coloris": "Terre rouge"},
    ),
    "m": (
        "émail miel",
        ("miel", "sapin"),
        "Le miel coule en flammes sur une engobe blanche, jaune au ventre et brun au pied.",
        {"Coloris": "Jaune miel"},
    ),
    "v": (
        "émail vert",
        ("sapin", "olive"),
        "Un vert de cuivre brillant, celui des jarres que l'on voit devant les mas.",
        {"Coloris": "Vert cuivre"},
    ),
    "b": (
        "badigeon blanc",
        ("ivoire", "mousse"),
        "Passé à la chaux, qui s'en ira par plaques d'ici quelques étés.",
        {"Coloris": "Blanc de chaux"},
    ),
}
FORMS = [
    ("Vase de jardin à guirlande", "Pots et jardinières", 168, "planter", {"form": "belly"}, "La forme que l'on tourne ici depuis quatre siècles : guirlande, macarons, pied mouluré. Il accueille un agrume de trois ans.", "mvt", {"choices": ("Diamètre", {"40 cm": 168, "55 cm": 290}), "attributes": {"Gel": "Résiste à −15 °"}, "preparation_days": 10}),
    ("Pot évasé", "Pots et jardinières", 38, "planter", {"form": "flared"}, "Le pot de tous les jours, à bord large pour le soulever à deux mains. Percé, avec ses trois cales.", "tbv", {"choices": ("Diamètre", {"22 cm": 38, "30 cm": 54}), "attributes": {"Gel": "Résiste à −15 °"}}),
    ("Jardinière de fenêtre", "Pots et jardinières", 64, "planter", {"form": "trough"}, "Soixante centimètres, fond surélevé pour que l'eau s'en aille. Cinq géraniums ou un potager d'aromates.", "tm", {"attributes": {"Dimensions": "60 × 20 × 18 cm", "Gel": "Résiste à −15 °"}}),
    ("Cylindre à cactus", "Pots et jardinières", 29, "planter", {"form": "cylinder"}, "Droit, lourd du bas, il ne bascule pas sous un cierge d'un mètre.", "bt", {"attributes": {"Dimensions": "Ø 18 cm, H 18 cm"}}),
    ("Jarre à huile", "Pots et jardinières", 240, "vase", {"form": "jar", "decor": "dip"}, "Montée au colombin, deux jours par jarre. Vide, elle suffit à un coin de terrasse.", "mv", {"attributes": {"Dimensions": "H 62 cm, Ø 44 cm"}, "stock": 1, "preparation_days": 12}),
    ("Cruche à eau", "Vaisselle", 48, "jug", {"form": "squat"}, "La terre suinte un peu et l'eau reste fraîche : c'est son ancien métier. Intérieur non émaillé.", "tb", {"attributes": {"Dimensions": "1,5 L"}}),
    ("Cassole à couvercle", "Vaisselle", 72, "casserole", {}, "Elle passe au four quatre heures, vernis sans plomb. Les haricots sont de vous.", "mt", {"attributes": {"Dimensions": "3 L, Ø 26 cm"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="poterie-gaillarde",
    name="Poterie Gaillarde",
    craft="Potiers de jardin",
    status="artisan",
    person_type="soletrader",
    first_name="Luc",
    last_name="Gaillarde",
    legal_name="Luc Gaillarde EI",
    siret=siret("00529741"),
    street="570 chemin des Terres rouges",
    postcode="30140",
    town="Boisset-et-Gaujac",
    department="Gard",
    tagline="Des pots pour les arbres, depuis cinq générations",
    story=(
        "On marche la terre au pied chez les Gaillarde, une tonne le matin, parce que la machine y laisse des bulles. "
        "Luc tourne les grands vases à la corde : un apprenti tire, le maître monte la paroi, personne ne parle. "
        "Le four est chargé le vendredi et ouvert le mardi ; on met de côté ce qui a fendu et les voisins en font des murets. "
        "Les palettes partent par un transporteur qui connaît la maison."
    ),
    opening_hours="Tous les jours de 9 h à 12 h et de 14 h à 18 h, sauf le dimanche matin",
    delivery=Delivery(home=1990, relay=None, collect=0, free_from=25000),
    hand=Hand(
        paper="bulle",
        key="vert-noir",
        grounds=("ciel", "craie", "rose"),
        shapes=("arch", "hill", "table"),
        shading="engraved",
        wobble=0.9,
        facet=4,
        misregister=0.7,
        dryness=2,
    ),
    inks=("terre", "mousse"),
    portrait=("bald", "glasses"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {
                "Matière": "Argile rouge des Cévennes",
                "Cuisson": "1 020 °",
                "Entretien": "Rincer, rentrer si le gel dure",
                "Origine": "Gard",
            },
        )
    ),
    preparation_days=5,
    vat_rate="20",
)
