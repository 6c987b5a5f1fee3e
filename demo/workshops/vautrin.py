"""A milliner and silk printer."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, piece, series, siret

SILK = {
    "Matière": "Soie",
    "Fibres": "100 % soie, twill de 14 mommes",
    "Dimensions": "70 × 70 cm",
    "Entretien": "Nettoyage à sec ou lavage main, eau froide",
    "Origine": "Rhône",
}
FELT = {
    "Matière": "Feutre de laine",
    "Fibres": "100 % laine",
    "Entretien": "Brosse douce, jamais de machine",
    "Origine": "Isère",
}
HATS = ("Tour de tête", dict.fromkeys(("55", "57", "59"), 112))

FINISHES = {
    "c": (
        "canard",
        ("canard", "safran"),
        "Le fond canard est imprimé en dernier, à la brosse, et garde la trace du geste.",
        {"Coloris": "Bleu canard et safran"},
    ),
    "p": (
        "prune",
        ("prune", "poudre"),
        "Prune au centre, poudre au bord : il éclaire un manteau sombre.",
        {"Coloris": "Prune et rose poudre"},
    ),
    "g": (
        "vermillon",
        ("vermillon", "beurre"),
        "Un vermillon sans orangé, essayé onze fois avant d'être retenu.",
        {"Coloris": "Rouge vermillon"},
    ),
    "o": (
        "outremer",
        ("outremer", "abricot"),
        "L'outremer est mat, l'abricot brillant ; la soie fait le reste.",
        {"Coloris": "Bleu outremer"},
    ),
}
FORMS = [
    ("Carré Herbier", "Carrés de soie", 84, "silk_square", {"pattern": "leaves"}, "Six feuilles de figuier gravées dans le tilleul et imprimées à la planche, une couleur par passage. L'ourlet est roulotté à l'aiguille.", "cg", {}),
    ("Carré Midi", "Carrés de soie", 84, "silk_square", {"pattern": "sun"}, "Un soleil au milieu, vingt rayons, et la lumière change selon le pli. Ourlet roulotté à la main.", "po", {}),
    ("Carré Écailles", "Carrés de soie", 79, "silk_square", {"pattern": "scales"}, "Un motif de toits vus de la colline de Fourvière, un jour de pluie.", "op", {}),
    ("Carré Biais", "Carrés de soie", 72, "silk_square", {"pattern": "stripes"}, "Des rayures en biais, larges comme le pouce : noué au cou, il paraît uni d'un côté.", "gc", {}),
]  # fmt: skip
HEADWEAR = (
    piece("Feutre Croix-Rousse", "Chapeaux", 128, "hat", {"form": "fedora"}, "Mis en forme à la vapeur sur une forme de 1931, trouvée chez un chapelier qui fermait. Le ruban gros-grain est cousu, pas agrafé.", ("nuit", "rouille"), attributes=FELT, choices=("Tour de tête", {"55": 128, "57": 128, "59": 128})),
    piece("Feutre Croix-Rousse tabac", "Chapeaux", 128, "hat", {"form": "fedora"}, "La même forme, dans un feutre couleur tabac blond que je ne reçois qu'en automne. Doublure de satin havane, cuir de transpiration changé gratuitement.", ("tabac", "beurre"), attributes=FELT, choices=("Tour de tête", {"55": 128, "57": 128})),
    piece("Cloche Odette", "Chapeaux", 112, "hat", {"form": "cloche"}, "Elle descend sur les sourcils et remonte sur la nuque. Le bord se roule dans un sac et reprend sa ligne.", ("prune", "poudre"), attributes=FELT, choices=HATS),
    piece("Cloche Odette verte", "Chapeaux", 112, "hat", {"form": "cloche"}, "Un vert de sapin mouillé, un ruban vieil or. Doublée d'un satin qui ne décoiffe pas.", ("sapin", "or"), attributes=FELT, stock=1),
    piece("Canotier de juin", "Chapeaux", 86, "hat", {"form": "boater"}, "Onze mètres de tresse de paille cousus en spirale, à la machine de 1920. Il craint la pluie, comme tout le monde.", ("miel", "indigo"), attributes={**FELT, "Matière": "Paille de blé", "Fibres": "paille 100 % blé ; ruban 100 % coton"}, choices=("Tour de tête", {"55": 86, "57": 86, "59": 86})),
    piece("Canotier ruban garance", "Chapeaux", 89, "hat", {"form": "boater"}, "Le ruban se change : trois pressions sous le bord. Livré avec un second ruban, écru.", ("osier", "garance"), attributes={**FELT, "Matière": "Paille de blé", "Fibres": "paille 100 % blé ; ruban 100 % coton"}),
    piece("Béret de laine", "Bérets et bandeaux", 48, "beret", {}, "Tricoté puis foulé deux heures dans l'eau chaude : la pluie perle dessus. Le cabillou est laissé long, on peut le couper.", ("garance", "suie"), attributes=FELT, choices=("Taille", {"M": 48, "L": 48})),
    piece("Béret lichen", "Bérets et bandeaux", 48, "beret", {}, "Gris vert, chiné de deux laines. Le bord de cuir se retourne pour agrandir d'un demi-tour.", ("sauge", "tabac"), attributes=FELT),
    piece("Béret d'atelier encre", "Bérets et bandeaux", 52, "beret", {}, "Plus large, plus plat, doublé de chutes de nos carrés. Chaque doublure est différente et personne d'autre que vous ne la voit.", ("encre", "vermillon"), attributes=FELT, stock=3),
    piece("Bandeau de soie noué", "Bérets et bandeaux", 44, "headband", {}, "Une bande de twill sur une âme souple. Il ne glisse pas, même à vélo dans les pentes.", ("outremer", "vermillon"), attributes=SILK),
    piece("Bandeau de velours", "Bérets et bandeaux", 39, "headband", {}, "Velours de coton, nœud plat, deux peignes cousus sous l'étoffe. Il se porte à la racine des cheveux ou deux doigts plus bas.", ("sapin", "mousse"), attributes={"Matière": "Velours de coton", "Fibres": "100 % coton", "Entretien": "À la main", "Origine": "Rhône"}),
)  # fmt: skip

WORKSHOP = Workshop(
    code="maison-vautrin",
    name="Maison Vautrin",
    craft="Modiste et imprimeuse sur soie",
    status="artisan",
    person_type="soletrader",
    first_name="Clémence",
    last_name="Vautrin",
    legal_name="Clémence Vautrin EI",
    siret=siret("00851742"),
    street="8 place du Plateau",
    postcode="38200",
    town="Vienne",
    department="Isère",
    tagline="Des chapeaux mis en forme à la vapeur, des soies imprimées à la planche",
    story=(
        "Clémence coud des chapeaux l'hiver et imprime de la soie l'été, parce que l'atelier n'est chauffé que par la bouilloire à vapeur. "
        "Ses formes en bois, cent quatre-vingts, viennent d'une maison fermée en 1974 ; elle les a trouvées dans une cave, rangées par tour de tête. "
        "Elle prend vos mesures au téléphone, avec une ficelle et une règle, et se trompe rarement."
    ),
    opening_hours="Du mardi au samedi, de 11 h à 18 h 30",
    delivery=Delivery(home=720, relay=450, collect=0, free_from=11000),
    hand=Hand(
        paper="coton",
        key="lie",
        grounds=("pétale", "beurre", "ciel"),
        shapes=("stripes", "disc", "arch"),
        shading="flat",
        wobble=0.5,
        misregister=0.9,
        dryness=0,
        border="line",
    ),
    inks=("prune", "vermillon"),
    portrait=("cap", "beads"),
    pieces=(*series(FORMS, FINISHES, SILK), *HEADWEAR),
    preparation_days=5,
)
