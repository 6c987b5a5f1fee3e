"""A saddler in the Tarn."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, series, siret

FINISHES = {
    "f": (
        "cuir fauve",
        ("fauve", "laiton"),
        "Ce fauve est celui que le cuir prend de lui-même ; il foncera où vous le tenez.",
        {"Coloris": "Fauve"},
    ),
    "n": (
        "cuir encre",
        ("nuit", "laiton"),
        "Teinté à cœur en bleu nuit : une griffure ne laisse pas de trait clair.",
        {"Coloris": "Bleu nuit"},
    ),
    "c": (
        "cuir châtaigne",
        ("châtaigne", "cuivre"),
        "La teinte châtaigne est passée au tampon, en quatre couches, puis cirée.",
        {"Coloris": "Brun"},
    ),
    "v": (
        "cuir sapin",
        ("sapin", "laiton"),
        "Le vert est profond, presque noir à l'ombre ; les tranches sont laissées naturelles.",
        {"Coloris": "Vert sapin"},
    ),
    "g": (
        "cuir garance",
        ("garance", "laiton"),
        "Un rouge de garance, franc, qui se patine vers la brique.",
        {"Coloris": "Rouge"},
    ),
}
FORMS = [
    ("Cabas cousu main", "Sacs", 189, "tote", {"form": "flared"}, "Deux peaux, deux poignées, pas de doublure : le cuir est assez beau des deux côtés. Les poignées sont cousues sur quinze centimètres, elles ne lâcheront pas.", "fvn", {"attributes": {"Dimensions": "38 × 30 × 14 cm"}, "preparation_days": 8}),
    ("Cabas à poche", "Sacs", 214, "tote", {"form": "straight", "pocket": True}, "La poche extérieure prend un téléphone et le courrier du matin. Fond doublé d'un second cuir pour qu'il tienne debout.", "cg", {"attributes": {"Dimensions": "36 × 32 × 12 cm"}, "preparation_days": 8}),
    ("Besace du lundi", "Sacs", 265, "satchel", {"clasp": "buckle"}, "Taillée pour un ordinateur de treize pouces et une gamelle. La boucle est en laiton massif, la bandoulière règle sur sept trous.", "fc", {"attributes": {"Dimensions": "34 × 26 × 9 cm"}, "preparation_days": 10, "stock": 2}),
    ("Petit sac à rabat", "Sacs", 168, "satchel", {"clasp": "stud"}, "Un bouton de col ferme le rabat d'une seule main. Dedans, une poche plate et rien de plus.", "ng", {"attributes": {"Dimensions": "22 × 17 × 6 cm"}}),
    ("Portefeuille long", "Petite maroquinerie", 84, "wallet", {"form": "long"}, "Huit cartes, deux soufflets à billets, une poche à monnaie qui ferme vraiment. Couture au point sellier, à deux aiguilles.", "fv", {"attributes": {"Dimensions": "19 × 10 cm"}, "personalisable": True}),
    ("Portefeuille ouvert", "Petite maroquinerie", 72, "wallet", {"form": "open"}, "Il se plie en deux et tient dans une poche de jean sans la déformer.", "nc", {"attributes": {"Dimensions": "11 × 9 cm, plié"}, "personalisable": True}),
    ("Porte-cartes", "Petite maroquinerie", 36, "card_case", {}, "Trois pièces de cuir, neuf centimètres de couture : tout ce qu'il faut pour quatre cartes et un billet plié.", "gf", {"attributes": {"Dimensions": "10 × 7 cm"}, "personalisable": True}),
    ("Ceinture à boucle pleine", "Ceintures", 78, "belt", {}, "Une bande de croupon de quatre millimètres, d'un seul tenant. La boucle se change avec un tournevis.", "fc", {"choices": ("Longueur", {"85 cm": 78, "95 cm": 78, "105 cm": 82}), "attributes": {"Largeur": "3,5 cm"}}),
    ("Trousse d'établi", "Carnets et étuis", 46, "pouch", {}, "Pour les crayons, les pinceaux ou les brosses. La fermeture à glissière est cousue, jamais collée.", "v", {"attributes": {"Dimensions": "21 × 9 cm"}}),
    ("Carnet rechargeable", "Carnets et étuis", 58, "notebook", {}, "Livré avec un bloc de 160 pages ivoire ; quand il est plein, on glisse le suivant. La sangle tient le stylo.", "n", {"attributes": {"Dimensions": "A5"}, "personalisable": True}),
    ("Étui à lunettes", "Carnets et étuis", 42, "glasses_case", {}, "Doublé de chèvre, velours vers le verre. Il reste ouvert juste ce qu'il faut quand on y plonge la main.", "g", {"attributes": {"Dimensions": "17 × 8 cm"}}),
]  # fmt: skip

WORKSHOP = Workshop(
    code="sellerie-brossard",
    name="Sellerie Brossard",
    craft="Sellier-maroquinier",
    status="artisan",
    person_type="business",
    first_name="Étienne",
    last_name="Brossard",
    legal_name="Sellerie Brossard SARL",
    siret=siret("00527163"),
    street="11 rue des Mégissiers",
    postcode="81300",
    town="Graulhet",
    department="Tarn",
    tagline="Deux aiguilles, un fil de lin, et le temps qu'il faut",
    story=(
        "Étienne a appris chez un bourrelier qui réparait encore des colliers de chevaux de trait ; il en a gardé les pinces et le goût du fil poissé. "
        "Il achète ses peaux entières, à deux rues de là, et les regarde une par une à la fenêtre nord. "
        "Depuis que sa fille Margaux l'a rejoint, l'atelier coupe le mardi, coud du mercredi au vendredi et répare le samedi ce qui a été cousu il y a dix ans."
    ),
    opening_hours="Du mardi au vendredi, de 9 h à 18 h ; samedi de 9 h à 12 h",
    delivery=Delivery(home=750, relay=490, collect=0, free_from=15000),
    hand=Hand(
        paper="bulle",
        key="sépia",
        grounds=("sable", "craie", "tilleul"),
        shapes=("arch", "block"),
        shading="gouged",
        wobble=0.9,
        facet=5,
        dryness=2,
    ),
    inks=("fauve", "laiton"),
    portrait=("short", "beard"),
    pieces=tuple(
        series(
            FORMS,
            FINISHES,
            {
                "Matière": "Cuir de vache, tannage végétal",
                "Animal": "Vache",
                "Finition": "Ciré à la main",
                "Entretien": "Lait incolore deux fois l'an",
                "Origine": "Tarn",
            },
        )
    ),
    preparation_days=4,
    vat_rate="20",
    plan="abonnement",
)
