"""A painter in Sète."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, piece, siret

OIL = {
    "Technique": "Huile sur toile",
    "Support": "Lin sur châssis à clés",
    "Certificat": "Signé au dos, avec certificat",
    "Origine": "Sète",
}
GOUACHE = {**OIL, "Technique": "Gouache sur carton", "Support": "Carton entoilé"}


def _painting(title, euros, form, subject, text, inks, facts, size):
    return piece(
        title,
        "Peintures",
        euros,
        "painting",
        {"form": form, "subject": subject},
        text,
        inks,
        attributes={**facts, "Dimensions": size},
        stock=1,
        art_work="painting",
    )


PIECES = (
    _painting("Le large, sept heures", 680, "landscape", "sea", "Peint d'une traite depuis la digue, avant que le vent ne se lève. Le bleu est posé au couteau, le reste au pinceau plat.", ("turquoise", "pétale"), OIL, "81 × 54 cm"),
    _painting("Le large, midi", 720, "landscape", "sea", "À midi la mer devient blanche ; j'ai mis deux étés à l'admettre. La toile est restée claire, presque vide, et c'est le sujet.", ("pastel", "beurre"), OIL, "81 × 54 cm"),
    _painting("Le large, retour des pointus", 590, "landscape", "sea", "Une voile, une seule, et tout le tableau s'organise autour. Vendue avec sa caisse américaine, noire.", ("outremer", "abricot"), OIL, "65 × 50 cm"),
    _painting("Étang de Thau, grisaille", 480, "square", "sea", "Quatre gris et un reste de jaune sur la palette : c'était assez. Vernis mat, à regarder de côté.", ("ardoise", "perle"), OIL, "50 × 50 cm"),
    _painting("Table au cruchon", 540, "portrait", "still_life", "Le cruchon est celui de la poissonnerie, prêté une semaine. Les fruits ont changé trois fois.", ("garance", "ciel"), OIL, "46 × 61 cm"),
    _painting("Table au cruchon, nuit", 560, "portrait", "still_life", "La même table à l'ampoule. Les ombres y sont plus vraies que les choses.", ("prune", "moutarde"), OIL, "46 × 61 cm"),
    _painting("Trois figues et une carafe", 320, "square", "still_life", "Petit format, peint en une après-midi, repeint en un mois. La troisième figue est venue à la fin, elle manquait.", ("sapin", "poudre"), GOUACHE, "30 × 30 cm"),
    _painting("Composition au cercle", 450, "square", "abstract", "Je l'ai retournée quatre fois avant de signer. Elle se tient aussi sur le côté.", ("vermillon", "lin"), OIL, "60 × 60 cm"),
    _painting("Composition, jaune dominant", 450, "square", "abstract", "Un jaune que l'on entend. La barre noire l'empêche de sortir.", ("canard", "safran"), OIL, "60 × 60 cm"),
    _painting("Composition pour un couloir", 390, "portrait", "abstract", "Faite pour un mur étroit : l'œil monte. Prévoir un clou solide et deux mètres de recul, ou pas du tout.", ("indigo", "rose"), OIL, "40 × 70 cm"),
    _painting("Collines de la Gardiole", 510, "landscape", "hills", "Le calcaire, la garrigue, l'étang derrière, en trois aplats. Peint sur le motif, terminé de mémoire, ce qui l'a simplifié.", ("olive", "orange"), OIL, "73 × 50 cm"),
    _painting("Collines, fin d'août", 360, "landscape", "hills", "Tout est sec, même la peinture, posée presque sans huile. Montée sous verre, passe-partout compris.", ("brique", "beurre"), GOUACHE, "50 × 35 cm"),
    _painting("Rue Haute", 430, "portrait", "street", "La rue monte si raide que la perspective n'y comprend rien. J'ai gardé les fils électriques, ils tiennent l'ensemble.", ("mauve", "abricot"), OIL, "38 × 55 cm"),
    _painting("Rue Haute, volets clos", 430, "portrait", "street", "Trois heures de l'après-midi, pas une âme. J'étais à l'ombre, au numéro douze.", ("pastel", "sable"), OIL, "38 × 55 cm"),
    _painting("Pins du Lido", 620, "portrait", "trees", "Les troncs sont grattés dans la pâte fraîche, avec le manche. De près c'est une écriture, de loin c'est un bois.", ("canard", "orange"), OIL, "54 × 73 cm"),
    _painting("Lune sur le canal", 580, "portrait", "moonrise", "Commencée un 14 juillet ; on peut deviner un reste de feu d'artifice sous le bleu. Il apparaît mieux le soir, lampe basse.", ("nuit", "beurre"), OIL, "50 × 65 cm"),
    piece("Trois études à la gouache", "Peintures", 140, "postcards", {"subject": "hills"}, "Trois pochades de carnet, détachées et montées sur passe-partout. Originaux, donc uniques.", ("mousse", "orange"), attributes={**GOUACHE, "Dimensions": "3 fois 15 × 21 cm"}, stock=1),
)  # fmt: skip

WORKSHOP = Workshop(
    code="bastien-oriol",
    name="Bastien Oriol",
    craft="Peintre",
    status="artiste-auteur",
    person_type="natural",
    first_name="Bastien",
    last_name="Oriol",
    legal_name="Bastien Oriol",
    siret=siret("00853174"),
    street="31 rue Révolution",
    postcode="34200",
    town="Sète",
    department="Hérault",
    tagline="La mer, la table, et ce qui tient entre les deux",
    story=(
        "Bastien a peint des coques avant de peindre des toiles, et il achète encore ses brosses au chantier naval. "
        "Il travaille par séries, le même motif à des heures différentes, jusqu'à ce qu'il n'ait plus rien à lui demander. "
        "Les tableaux sont vendus avec un mois pour les essayer au mur : s'ils ne vont pas, ils reviennent, et l'on boit un café. "
        "L'atelier est au quatrième ; les grands formats descendent par la fenêtre."
    ),
    opening_hours="Sur rendez-vous, tous les jours sauf le mardi",
    delivery=Delivery(home=1900, relay=None, collect=0, free_from=50000),
    hand=Hand(
        paper="bristol",
        key="encre",
        grounds=("beurre", "ciel", "pétale"),
        shapes=("table", "bleed", "stripes"),
        shading="flat",
        wobble=0.6,
        misregister=1.1,
        dryness=1,
    ),
    inks=("turquoise", "vermillon"),
    portrait=("short", "glasses"),
    pieces=PIECES,
    preparation_days=4,
    vat_rate="20",
)
