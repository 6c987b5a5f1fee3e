"""Two sisters who knit in the Aveyron."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "g": (
        "garance",
        ("garance", "ivoire"),
        "Le rouge est une garance de deux bains ; il reste vif au soleil.",
        {"Coloris": "Rouge garance"},
    ),
    "i": (
        "pastel",
        ("pastel", "ivoire"),
        "Le bleu sort d'une cuve de pastel : la laine y entre jaune et bleuit à l'air.",
        {"Coloris": "Bleu pastel"},
    ),
    "e": (
        "écru",
        ("écru", "tabac"),
        "Ni teinte ni blanchie : c'est la couleur du troupeau en avril, lavée deux fois.",
        {"Coloris": "Écru"},
    ),
    "m": (
        "mousse",
        ("mousse", "moutarde"),
        "Le vert mêle gaude et pastel, comme on faisait avant les sachets.",
        {"Coloris": "Vert mousse"},
    ),
    "n": (
        "brebis noire",
        ("châtaigne", "écru"),
        "La toison brune vient des sept brebis noires du troupeau, filée sans teinture.",
        {"Coloris": "Brun naturel"},
    ),
}
FORMS = [
    ("Écharpe rayée", "Écharpes", 78, "scarf", {"pattern": "stripes"}, "Tissée sur un métier de quatre lames, elle fait deux tours et laisse deux pans. Les franges sont roulées à la main pendant les informations.", "gi", {"attributes": {"Dimensions": "190 × 28 cm", "Fibres": "100 % mérinos d'Arles"}}),
    ("Écharpe à carreaux", "Écharpes", 86, "scarf", {"pattern": "checks"}, "Un carreau large, un carreau fin, décalés de trois fils. Elle est foulée au savon noir, ce qui lui donne du corps.", "mn", {"attributes": {"Dimensions": "190 × 32 cm", "Fibres": "80 % mérinos, 20 % alpaga"}}),
    ("Étole au point mousse", "Écharpes", 118, "scarf", {"pattern": "knit"}, "Trois pelotes et dix-sept heures d'aiguilles. Elle couvre les épaules et se replie dans un sac.", "e", {"attributes": {"Dimensions": "200 × 55 cm", "Fibres": "70 % alpaga, 30 % soie"}, "stock": 1, "preparation_days": 12}),
    ("Bonnet à pompon", "Bonnets et mitaines", 46, "beanie", {"pompom": True}, "Côtes deux-deux, revers qui tient sur les oreilles. Le pompon se détache avant la lessive.", "gem", {"choices": ("Taille", {"Enfant": 39, "Adulte": 46}), "attributes": {"Fibres": "100 % mérinos d'Arles"}}),
    ("Bonnet de marin rayé", "Bonnets et mitaines", 42, "beanie", {"pompom": False, "pattern": "stripes"}, "Court, serré, sans couture dans le haut du crâne. Il passe sous un capuchon ou un casque de vélo.", "in", {"choices": ("Taille", {"54": 42, "58": 42}), "attributes": {"Fibres": "100 % laine lacaune"}}),
    ("Moufles à bandeau", "Bonnets et mitaines", 44, "mittens", {"pattern": "band"}, "Tricotées en rond, le pouce repris après coup pour qu'il soit à sa place. Une doublure de mérinos fin double la paume.", "gi", {"choices": ("Taille", {"S": 44, "M": 44, "L": 46}), "attributes": {"Fibres": "90 % laine, 10 % polyamide"}}),
    ("Mitaines unies", "Bonnets et mitaines", 38, "mittens", {"pattern": "plain"}, "Pour lire au lit et pour les marchés de janvier. Les côtes montent haut sous la manche.", "m", {"attributes": {"Fibres": "100 % mérinos d'Arles"}}),
    ("Chaussettes de maison", "Chaussettes", 29, "socks", {"pattern": "stripes"}, "Talon renforcé, semelle double, tige souple qui ne marque pas. Reprises gratuites la première année.", "gin", {"choices": ("Pointure", {"36-38": 29, "39-41": 29, "42-44": 31}), "attributes": {"Fibres": "75 % laine, 25 % mohair"}}),
    ("Chaussettes de marche", "Chaussettes", 32, "socks", {"pattern": "plain"}, "Un fil retors à trois brins et une semelle bouclée : elles ont fait le tour de l'Aubrac avant d'être vendues.", "e", {"choices": ("Pointure", {"36-38": 32, "39-41": 32, "42-44": 34}), "attributes": {"Fibres": "70 % laine, 30 % polyamide"}}),
    ("Bandeau noué", "Bérets et bandeaux", 34, "headband", {}, "Un nœud tricoté d'un bloc, sans élastique. Il garde les oreilles et laisse passer une queue de cheval.", "gm", {"attributes": {"Fibres": "100 % mérinos d'Arles"}}),
    ("Plaid à franges", "Coussins et plaids", 165, "throw", {"pattern": "checks"}, "Trois kilos de laine cardée, tissés en deux lés et cousus au milieu. On y tient à deux, trois avec un chat.", "i", {"attributes": {"Dimensions": "180 × 140 cm", "Fibres": "100 % laine lacaune"}, "preparation_days": 15, "stock": 2}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="brebis-bleues",
    name="Les Brebis bleues",
    craft="Fileuses et tricoteuses",
    status="artisan",
    person_type="soletrader",
    first_name="Noémie",
    last_name="Castanier",
    legal_name="Noémie Castanier EI",
    siret=siret("00749316"),
    street="La Borie Haute",
    postcode="12560",
    town="Campagnac",
    department="Aveyron",
    tagline="La laine du troupeau, la teinture du jardin",
    story=(
        "Noémie garde les brebis, sa sœur Solène tient les cuves. "
        "La tonte a lieu fin mars ; on trie les toisons à même la grange, et les voisins repartent avec les ventres pour isoler leurs combles. "
        "Les bleus viennent d'un carré de pastel semé derrière la maison, qui a pris le nom de l'atelier à force de tacher les chiens. "
        "Elles répondent au téléphone entre midi et deux, rarement avant la traite."
    ),
    opening_hours="Samedi de 10 h à 17 h, ou en téléphonant la veille",
    delivery=Delivery(home=590, relay=390, collect=0, free_from=9000),
    hand=Hand(
        paper="coton",
        key="bleu-nuit",
        grounds=("rose", "eau", "beurre"),
        shapes=("field", "block"),
        shading="flat",
        wobble=1.0,
        facet=6,
        misregister=0.8,
        dryness=2,
    ),
    inks=("pastel", "garance"),
    portrait=("long", "beads"),
    pieces=tuple(
        series(
            FORMS, FINISHES, {"Matière": "Laine", "Entretien": "Lavage à la main, eau froide", "Origine": "Aveyron"}
        )
    ),
    preparation_days=4,
    vat_rate="20",
)
