"""A jeweller in Lyon."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, piece, siret

SILVER = {
    "Matière": "Argent",
    "Titre": "925 millièmes",
    "Entretien": "Chiffon doux, à l'abri de l'eau de mer",
    "Origine": "Lyon",
}
GOLD = {"Matière": "Or jaune recyclé", "Titre": "750 millièmes", "Entretien": "Eau tiède et savon", "Origine": "Lyon"}
VERMEIL = {
    "Matière": "Vermeil, argent doré à 3 microns",
    "Titre": "925 millièmes",
    "Entretien": "Retirer sous la douche",
    "Origine": "Lyon",
}
SIZES = ("50", "52", "54", "56")


def _sizes(euros):
    return ("Taille", dict.fromkeys(SIZES, euros))


PIECES = (
    piece("Bague Griotte, grenat", "Bagues", 120, "ring", {"setting": "solitaire"}, "Un grenat de six millimètres tenu par quatre griffes fines. La monture est ouverte dessous : la lumière traverse la pierre.", ("argent", "grenat"), attributes=SILVER, choices=_sizes(120)),
    piece("Bague Verveine, péridot", "Bagues", 135, "ring", {"setting": "solitaire", "cut": "cabochon"}, "Le péridot est taillé en cabochon, lisse comme un bonbon sucé. L'anneau est martelé au marteau d'horloger.", ("or", "olive"), attributes=VERMEIL, choices=_sizes(135)),
    piece("Alliance brossée", "Bagues", 390, "ring", {"setting": "band"}, "Un jonc plat de quatre millimètres, brossé dans le sens de la main. L'intérieur est bombé, on l'oublie au bout d'une heure.", ("or", "laiton"), attributes=GOLD, choices=_sizes(390), personalisable=True, preparation_days=15),
    piece("Chevalière Saône", "Bagues", 185, "ring", {"setting": "signet"}, "Le plateau ovale est laissé nu ou gravé de deux lettres à la pointe. Le corps est fondu à la cire perdue dans l'atelier.", ("argent", "étain"), attributes=SILVER, choices=_sizes(185), personalisable=True),
    piece("Bague Trois Gouttes", "Bagues", 148, "ring", {"setting": "trio", "cut": "cabochon"}, "Trois pierres de lune inégales, rangées comme la pluie les aurait posées. Chaque chaton est façonné à part puis soudé.", ("argent", "pastel"), attributes=SILVER, choices=_sizes(148)),
    piece("Bague Pavé de la Guillotière", "Bagues", 210, "ring", {"setting": "solitaire", "cut": "square"}, "Une tourmaline verte taillée carrée, un peu plus haute que de raison. C'est la bague des gens qui parlent avec les mains.", ("or", "sapin"), attributes=VERMEIL, stock=1),
    piece("Jonc fin martelé", "Bagues", 58, "ring", {"setting": "band"}, "Deux millimètres d'argent, cent vingt coups de marteau. Il se porte par trois ou quatre.", ("étain", "argent"), attributes=SILVER, choices=_sizes(58)),
    piece("Boucles Pluie, pierre de lune", "Boucles d'oreilles", 96, "earrings", {"form": "drop", "cut": "drop"}, "Deux gouttes appairées pour leur reflet bleu. Le crochet se ferme à l'arrière, elles ne se perdent pas dans un manteau.", ("argent", "pastel"), attributes=SILVER),
    piece("Créoles torsadées", "Boucles d'oreilles", 88, "earrings", {"form": "hoop"}, "Deux fils tordus ensemble à la chignole, puis aplatis. Trois centimètres de diamètre, moins de quatre grammes la paire.", ("or", "or"), attributes=VERMEIL),
    piece("Boucles Feuille de saule", "Boucles d'oreilles", 74, "earrings", {"form": "leaf"}, "Les nervures sont imprimées par une vraie feuille, passée au laminoir avec l'argent. Il n'y a donc pas deux paires semblables.", ("argent", "sauge"), attributes=SILVER),
    piece("Boucles Lune pleine", "Boucles d'oreilles", 82, "earrings", {"form": "disc"}, "Un disque creusé au poinçon, une laque bleue au fond. Elles tournent quand on marche.", ("or", "indigo"), attributes=VERMEIL),
    piece("Boucles Framboise", "Boucles d'oreilles", 105, "earrings", {"form": "drop", "cut": "cut"}, "Une rhodolite par oreille, taillée à facettes, d'un rose qui rougit à la bougie. La monture suit la pierre au plus près, on ne voit qu'elle.", ("or", "framboise"), attributes=VERMEIL, stock=1),
    piece("Petites créoles lisses", "Boucles d'oreilles", 62, "earrings", {"form": "hoop"}, "Un fil rond, poli, fermé par une bille. Les premières boucles que l'on donne à une adolescente.", ("argent", "argent"), attributes=SILVER, choices=("Diamètre", {"15 mm": 62, "22 mm": 68})),
    piece("Collier Goutte de Rhône", "Colliers", 158, "necklace", {"pendant": "stone", "cut": "drop"}, "Une calcédoine bleu gris, polie par un lapidaire du Jura. La chaîne forçat se ferme à quarante ou à quarante-cinq centimètres.", ("argent", "canard"), attributes=SILVER),
    piece("Médaille Soleil", "Colliers", 175, "necklace", {"pendant": "medal"}, "Les rayons sont gravés à l'échoppe, un à un, sans gabarit. Le dos est lisse pour une date.", ("or", "safran"), attributes=VERMEIL, personalisable=True),
    piece("Collier de perles de terre", "Colliers", 64, "necklace", {"pendant": "none", "beads": True}, "Soixante perles roulées à la main dans une terre rouge, polies à la cire. Fermoir en argent.", ("brique", "ivoire"), attributes={**SILVER, "Matière": "Terre cuite et argent"}),
    piece("Sautoir Graines", "Colliers", 128, "necklace", {"pendant": "stone", "cut": "cabochon", "beads": True}, "Des graines d'argent, creuses pour rester légères, et une agate mousse au bout. Quatre-vingts centimètres : il se double.", ("argent", "mousse"), attributes=SILVER),
    piece("Jonc ouvert aux deux perles", "Bracelets", 142, "bangle", {"form": "open"}, "Le métal est écroui pour faire ressort ; on l'enfile par le côté du poignet. Deux perles d'eau douce ferment le cercle.", ("or", "ivoire"), attributes=VERMEIL),
    piece("Trois joncs liés", "Bracelets", 165, "bangle", {"rows": 3}, "Trois anneaux pris dans une même agrafe : ils tintent, c'est voulu. L'agrafe s'ouvre à l'ongle, et chacun peut se porter seul.", ("argent", "étain"), attributes=SILVER, choices=("Tour de poignet", {"62 mm": 165, "66 mm": 165})),
    piece("Manchette Clous", "Bracelets", 230, "bangle", {"form": "cuff"}, "Une bande de trente millimètres, rivetée de neuf clous de laiton. Elle se règle une fois, à l'atelier ou chez vous.", ("argent", "laiton"), attributes=SILVER, stock=1),
    piece("Broche Bergeronnette", "Broches", 112, "brooch", {"form": "bird"}, "Émail à froid sur cuivre, en trois couches poncées. L'épingle est d'acier, avec une sûreté.", ("canard", "safran"), attributes={**SILVER, "Matière": "Cuivre émaillé et argent"}),
    piece("Broche Ginkgo", "Broches", 98, "brooch", {"form": "leaf"}, "La feuille du jardin de la Tête d'Or, ramassée un 12 novembre. Bombée à la bouterolle, nervurée au burin.", ("or", "olive"), attributes=VERMEIL),
    piece("Broche Nuit claire", "Broches", 104, "brooch", {"form": "moon"}, "Un croissant d'argent noirci au soufre, trois éclats de laiton autour. Elle ferme très bien une écharpe.", ("ardoise", "laiton"), attributes=SILVER),
    piece("Broche Ablette", "Broches", 92, "brooch", {"form": "fish"}, "Un petit poisson d'étain et d'argent, aux écailles frappées une à une. L'œil est une perle de verre soufflée pas plus grosse qu'un grain de millet.", ("étain", "pastel"), attributes=SILVER, stock=1),
)  # fmt: skip

WORKSHOP = Workshop(
    code="ines-rambert",
    name="Inès Rambert",
    craft="Bijoutière",
    status="artisan",
    person_type="soletrader",
    first_name="Inès",
    last_name="Rambert",
    legal_name="Inès Rambert EI",
    siret=siret("00638254"),
    street="23 montée de la Grande-Côte",
    postcode="69001",
    town="Lyon",
    department="Rhône",
    tagline="De l'argent, de l'or recyclé et des pierres choisies à l'œil",
    story=(
        "L'établi d'Inès tient entre une fenêtre et un poêle, au troisième étage, et l'on y monte par un escalier qui sent la cire. "
        "Elle a dessiné des prothèses dentaires avant les bijoux : il lui en reste le geste court et le goût du dixième de millimètre. "
        "Elle achète ses pierres à un lapidaire du Jura qui les lui montre sur du papier blanc, au jour, jamais à la lampe. "
        "Les chutes d'or repartent à la fonte, dans l'atelier même."
    ),
    opening_hours="Jeudi et vendredi de 14 h à 19 h, samedi sur rendez-vous",
    delivery=Delivery(home=690, relay=None, collect=0, free_from=10000),
    hand=Hand(
        paper="bristol",
        key="lie",
        grounds=("lilas", "pétale", "eau", "beurre"),
        shapes=("rays", "disc", "window"),
        shading="dotted",
        wobble=0.35,
        facet=2.5,
        misregister=0.7,
        dryness=0,
    ),
    inks=("grenat", "or"),
    portrait=("fringe", "beads"),
    pieces=PIECES,
    preparation_days=5,
)
