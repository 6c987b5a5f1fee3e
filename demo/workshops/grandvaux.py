"""A turner and cutler in the Jura."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "n": (
        "noyer",
        ("noyer", "laiton"),
        "Le noyer vient d'un arbre tombé à Conliège ; son veinage violet brunit en un an.",
        {"Essence": "Noyer"},
    ),
    "h": (
        "hêtre",
        ("hêtre", "noyer"),
        "Un hêtre blond, moucheté comme un œuf, séché trois ans sous le hangar.",
        {"Essence": "Hêtre"},
    ),
    "m": (
        "merisier",
        ("brique", "hêtre"),
        "Le merisier rougit à la lumière ; gardez-le au soleil les premières semaines.",
        {"Essence": "Merisier"},
    ),
    "f": (
        "frêne",
        ("chêne", "tabac"),
        "Du frêne à large veine, sonore et nerveux sous l'outil.",
        {"Essence": "Frêne"},
    ),
}
FORMS = [
    ("Planche à poignée", "Bois de cuisine", 48, "board", {"form": "handle"}, "Débitée sur quartier, elle ne tuile pas. Une face pour le pain, l'autre pour l'ail.", "nhm", {"choices": ("Longueur", {"35 cm": 48, "45 cm": 62}), "attributes": {"Épaisseur": "22 mm"}, "personalisable": True}),
    ("Planche ronde", "Bois de cuisine", 44, "board", {"form": "round"}, "Pour le comté, évidemment. Le lien est un lacet de cuir.", "hf", {"attributes": {"Dimensions": "Ø 28 cm"}}),
    ("Plateau à rebord", "Bois de cuisine", 76, "tray", {"form": "round"}, "Tourné dans une seule pièce, rebord compris. Il porte quatre tasses et traverse le jardin.", "mn", {"attributes": {"Dimensions": "Ø 38 cm"}, "stock": 2}),
    ("Saladier tourné", "Bois de cuisine", 88, "wooden_bowl", {"form": "wide"}, "Creusé dans le bois vert puis laissé un an à se déformer avant le second passage.", "f", {"attributes": {"Dimensions": "Ø 30 cm"}, "stock": 1, "preparation_days": 4}),
    ("Coupe à écorce", "Bois de cuisine", 94, "wooden_bowl", {"form": "deep", "bark": True}, "Le bord suit l'arbre, avec son écorce. La paroi fait quatre millimètres : on voit le jour à travers.", "mn", {"attributes": {"Dimensions": "Ø 22 cm"}, "stock": 1}),
    ("Deux cuillères de service", "Bois de cuisine", 32, "spoon", {"form": "server"}, "Taillées à la hache puis au couteau croche, l'une pleine, l'autre percée.", "hm", {"attributes": {"Dimensions": "L 31 cm"}}),
    ("Couteau pliant", "Bois de cuisine", 92, "knife", {"form": "folding"}, "La lame, en acier au carbone, est forgée à l'atelier et noircit au premier citron. Cran forcé, sans virole.", "nf", {"attributes": {"Dimensions": "Lame 9 cm", "Acier": "XC75"}, "personalisable": True}),
    ("Couteau de cuisine", "Bois de cuisine", 138, "knife", {"form": "kitchen"}, "Un plat de seize centimètres, trempé à l'huile, affûté sur pierre du Jura. Réaffûtage offert contre une carte postale.", "m", {"attributes": {"Dimensions": "Lame 16 cm", "Acier": "XC75"}, "preparation_days": 12, "stock": 2}),
    ("Tabouret de traite", "Petit mobilier", 118, "stool", {"legs": 3}, "Trois pieds, il ne boite jamais. Les tenons traversent l'assise et sont coincés par un coin de buis.", "fh", {"attributes": {"Dimensions": "H 32 cm, Ø 30 cm"}, "preparation_days": 8}),
    ("Tabouret d'établi", "Petit mobilier", 164, "stool", {"legs": 4}, "À hauteur de plan de travail, avec un barreau pour poser les pieds.", "n", {"attributes": {"Dimensions": "H 62 cm"}, "preparation_days": 12, "stock": 1}),
    ("Horloge ronde", "Miroirs et horloges", 98, "clock", {"form": "round"}, "Le mouvement est assemblé à Morez, à vingt kilomètres. Il bat doucement et se remonte avec une pile.", "mn", {"attributes": {"Dimensions": "Ø 27 cm"}}),
    ("Cheval à roulettes", "Petit mobilier", 56, "toy", {}, "Un objet d'étagère, pas un jouet : chantourné dans une planche, roues qui tournent quand même.", "h", {"attributes": {"Dimensions": "20 × 22 cm"}}),
    ("Lampe de chevet", "Luminaires", 124, "lamp", {"shade_form": "drum", "base": "turned"}, "Le pied est tourné en balustre, l'abat-jour de papier est plissé par ma belle-mère.", "f", {"attributes": {"Dimensions": "H 42 cm"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="tournerie-grandvaux",
    name="Tournerie du Grandvaux",
    craft="Tourneur et coutelier",
    status="artisan",
    person_type="soletrader",
    first_name="Rémi",
    last_name="Vuillet-Bourgeois",
    legal_name="Rémi Vuillet-Bourgeois EI",
    siret=siret("00396428"),
    street="Hameau des Chauvins",
    postcode="39150",
    town="Chaux-du-Dombief",
    department="Jura",
    tagline="Un arbre tombé, une saison de séchage, un objet",
    story=(
        "Rémi n'abat pas d'arbres : il répond au téléphone quand le vent l'a fait. "
        "Il était mécanicien à la scierie et a racheté le tour de son père, un banc de fonte qui sert aussi de porte-manteau. "
        "La forge est arrivée plus tard, dans la grange, pour les lames qu'il ne trouvait pas à son goût. "
        "L'hiver, la route ferme parfois : la commande part alors à ski jusqu'au village."
    ),
    opening_hours="Vendredi et samedi, de 9 h à 17 h",
    delivery=Delivery(home=790, relay=480, collect=0, free_from=13000),
    hand=Hand(
        paper="vergé",
        key="sépia",
        grounds=("eau", "beurre", "craie"),
        shapes=("block", "arch", "disc"),
        shading="engraved",
        wobble=0.8,
        facet=5,
        dryness=2,
        border="line",
    ),
    inks=("noyer", "hêtre"),
    portrait=("cap", "beard"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {
                "Matière": "Bois massif",
                "Finition": "Huile de noix",
                "Entretien": "Éponge humide, huile une fois l'an",
                "Origine": "Jura",
            },
        )
    ),
    preparation_days=3,
)
