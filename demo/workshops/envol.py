"""A joiner for birds, in the Vosges."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "d": (
        "douglas brut",
        ("brique", "écorce"),
        "Le douglas grise dehors en deux hivers et ne demande ni lasure ni regret.",
        {"Essence": "Douglas"},
    ),
    "m": (
        "mélèze",
        ("miel", "rouille"),
        "Du mélèze de pays, veiné serré, qui sent la résine les premiers jours.",
        {"Essence": "Mélèze"},
    ),
    "b": (
        "toit bleu",
        ("hêtre", "canard"),
        "Le toit est peint au lait de chaux teinté ; les oiseaux s'en moquent, les voisins non.",
        {"Essence": "Épicéa"},
    ),
    "r": (
        "toit rouge",
        ("écorce", "vermillon"),
        "Une tuile de bois rouge, visible du bout du verger.",
        {"Essence": "Épicéa"},
    ),
}
FORMS = [
    ("Nichoir à mésanges", "Nichoirs et mangeoires", 36, "nest_box", {"roof": "pitched", "hole": 8}, "Un trou de vingt-huit millimètres : la mésange bleue entre, le moineau passe son chemin. Le fond s'ouvre pour le ménage d'octobre.", "dmb", {"choices": ("Diamètre du trou", {"28 mm": 36, "32 mm": 36}), "attributes": {"Dimensions": "H 28 cm"}}),
    ("Nichoir à rougegorge", "Nichoirs et mangeoires", 34, "nest_box", {"roof": "flat", "hole": 13}, "Ouvert devant, comme le rougegorge aime. À poser bas, dans un lierre, loin du chat.", "dr", {"attributes": {"Dimensions": "H 22 cm"}}),
    ("Nichoir à sittelle", "Nichoirs et mangeoires", 38, "nest_box", {"roof": "pitched", "hole": 9}, "Elle maçonnera elle-même l'entrée à sa taille ; laissez-la faire.", "m", {"attributes": {"Dimensions": "H 30 cm"}}),
    ("Mangeoire suspendue", "Nichoirs et mangeoires", 42, "bird_table", {"form": "roofed"}, "Le toit déborde assez pour garder la graine sèche, même quand il pleut de côté. Un kilo de tournesol d'avance.", "dbr", {"attributes": {"Dimensions": "30 × 22 × 30 cm"}}),
    ("Mangeoire globe", "Nichoirs et mangeoires", 39, "bird_table", {"form": "globe"}, "Un grillage bombé entre deux planches : les verdiers s'y accrochent tête en bas.", "m", {"attributes": {"Dimensions": "Ø 18 cm, H 28 cm"}}),
    ("Hôtel à abeilles", "Nichoirs et mangeoires", 58, "bee_hotel", {}, "Quatre chambres : bambou, bûchette percée, brique creuse, foin. Plein sud, à hauteur d'yeux, et l'on attend avril.", "dbr", {"attributes": {"Dimensions": "38 × 28 × 12 cm"}}),
    ("Carillon de bois", "Girouettes et carillons", 44, "wind_chime", {"tubes": 5}, "Cinq lames de bois sec : un bruit de sabots sur un chemin, plutôt que de cloche.", "mb", {"attributes": {"Dimensions": "L 55 cm"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="envol-des-haies",
    name="L'Envol des haies",
    craft="Menuisiers pour oiseaux",
    status="artisan",
    person_type="soletrader",
    first_name="Benoît",
    last_name="Thirion",
    legal_name="Benoît Thirion EI",
    siret=siret("00631852"),
    street="12 le Haut du Tôt",
    postcode="88120",
    town="Sapois",
    department="Vosges",
    tagline="Des maisons au millimètre, pour des locataires de onze grammes",
    story=(
        "Benoît comptait les oiseaux pour un parc naturel ; il a commencé à leur construire des abris avec les chutes de la scierie d'en face. "
        "Chaque modèle est essayé une saison dans son verger avant d'être vendu, et retiré si personne n'y niche. "
        "Le diamètre du trou est contrôlé à la jauge, c'est la seule mesure qui compte vraiment. "
        "Un dixième des ventes plante des haies dans la vallée."
    ),
    opening_hours="Mercredi et samedi, de 9 h à 12 h",
    delivery=Delivery(home=790, relay=520, collect=0, free_from=9000),
    hand=Hand(
        paper="coton",
        key="vert-noir",
        grounds=("tilleul", "ciel", "pétale"),
        shapes=("field", "disc", "hill"),
        shading="flat",
        wobble=0.9,
        facet=5,
        misregister=0.9,
        dryness=1,
    ),
    inks=("mousse", "vermillon"),
    portrait=("cap", "glasses"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {"Matière": "Bois massif non traité", "Entretien": "Vider et brosser en octobre", "Origine": "Vosges"},
        )
    ),
    preparation_days=2,
)
