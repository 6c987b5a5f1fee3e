"""A photographer in Brest. His identity checks aren't finished: his money waits."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, piece, siret

FACTS = {
    "Technique": "Tirage pigmentaire",
    "Papier": "Baryté 310 g",
    "Tirage": "30 exemplaires numérotés et signés",
    "Origine": "Brest",
}
SIZES = {"30 × 20 cm": 0, "60 × 40 cm": 95}


def _photograph(title, euros, form, subject, text, inks, sized=False, **attributes):
    choices = ("Format", {size: euros + extra for size, extra in SIZES.items()}) if sized else None
    facts = {**FACTS, **attributes} if sized else {**FACTS, "Dimensions": "40 × 30 cm", **attributes}
    form = {"form": form, "subject": subject}
    facts = {"attributes": facts, "choices": choices, "art_work": "photograph"}
    return piece(title, "Photographies", euros, "photograph", form, text, inks, **facts)


PIECES = (
    _photograph("Phare du Four", 95, "landscape", "lighthouse", "Une pose de quatre secondes depuis la pointe, trépied lesté d'un seau d'eau. On distingue le gardien si on le cherche ; il n'y en a plus.", ("ardoise", "perle"), sized=True),
    _photograph("Phare, coup de chien", 95, "landscape", "lighthouse", "Le vent a déplacé l'appareil d'un millimètre. C'est ce flou que j'ai gardé.", ("nuit", "étain"), sized=True),
    _photograph("Le Stiff au matin", 90, "portrait", "lighthouse", "Pris du premier bateau pour Ouessant, café à la main, donc à main levée. Le tirage garde un peu de bougé dans l'écume.", ("canard", "pétale")),
    _photograph("Feu à éclats", 110, "portrait", "lighthouse", "Trois expositions sur la même plaque : le feu tourne, la photo reste. Il faut l'accrocher loin d'une fenêtre pour que le noir soit noir.", ("encre", "safran"), sized=True),
    _photograph("Dunes de Keremma", 85, "landscape", "dunes", "Les oyats écrivent dans le sable avec leurs pointes. Je n'ai eu qu'à m'accroupir.", ("cendre", "sable"), sized=True),
    _photograph("Dunes, contre-jour", 85, "landscape", "dunes", "Exposée pour le ciel ; la dune s'est faite ombre toute seule. Un grain visible, voulu, qui se lit comme du sable.", ("tabac", "beurre")),
    _photograph("Après la tempête", 120, "landscape", "dunes", "La dune a reculé de onze mètres cette nuit-là. L'image date du lendemain, à la même place.", ("ardoise", "craie"), Tirage="12 exemplaires numérotés et signés"),
    _photograph("Rue de Siam, six heures", 75, "portrait", "street", "Le tramway n'a pas commencé. Une fenêtre allumée au troisième.", ("fer", "brume"), sized=True),
    _photograph("Recouvrance sous la pluie", 75, "portrait", "street", "Un parapluie aurait tout gâché, j'ai attendu qu'il sorte du cadre. Les pavés luisent, c'est l'unique lumière.", ("indigo", "perle")),
    _photograph("Lune de mortes-eaux", 98, "portrait", "moonrise", "Trente secondes, objectif ouvert, et le chien couché pour ne pas faire vibrer le ponton. La traînée à droite est un cargo qui rentrait.", ("nuit", "neige"), sized=True),
    _photograph("Lune et grue du port", 98, "portrait", "moonrise", "La grue est hors champ : c'est elle qui fait le reflet brisé. Prise du quai des pilotes, une nuit sans vent, il y en a six par an.", ("vert-noir", "beurre")),
    _photograph("Mer d'Iroise, étale", 115, "landscape", "sea", "Le moment où l'eau hésite, quatre minutes par marée. Le voilier hésitait aussi.", ("pastel", "perle"), sized=True),
    _photograph("Mer d'Iroise, renverse", 115, "landscape", "sea", "La suite de la précédente, six minutes plus tard, dix-huit milles de courant. Les deux tirages se tiennent bien côte à côte.", ("canard", "cendre")),
    _photograph("Bois de hêtres, Huelgoat", 88, "portrait", "trees", "Du brouillard et des troncs ; la couleur s'est retirée d'elle-même. Papier légèrement chaud, pour que le gris reste vivant.", ("sapin", "brume"), sized=True),
    _photograph("Monts d'Arrée", 92, "landscape", "hills", "Trois crêtes, aucune route. Il faut deux heures de marche pour les aligner ainsi.", ("prune", "poudre")),
    _photograph("Le héron de la Penfeld", 70, "square", "bird", "Il me connaît, il ne bouge plus. C'est moi qui pars le premier.", ("ardoise", "eau")),
    piece("Pochette de trois tirages", "Photographies", 45, "postcards", {"subject": "dunes"}, "Trois petits tirages sur papier mat, choisis ensemble parce qu'ils se répondent. Signés au crayon.", ("ardoise", "sable"), attributes={**FACTS, "Dimensions": "13 × 18 cm", "Tirage": "Non limité"}, stock=18),
)  # fmt: skip

WORKSHOP = Workshop(
    code="yann-guivarch",
    name="Yann Guivarch, photographies",
    craft="Photographe",
    status="artiste-auteur",
    person_type="natural",
    first_name="Yann",
    last_name="Guivarch",
    legal_name="Yann Guivarch",
    siret=siret("00964285"),
    street="14 rampe du Merle-Blanc",
    postcode="29200",
    town="Brest",
    department="Finistère",
    tagline="Le bout de la terre, au bon moment de la marée",
    story=(
        "Yann était électricien sur les phares ; il a commencé à photographier pour montrer à sa mère où il dormait. "
        "Il travaille à la chambre, douze plaques par sortie, et rentre souvent avec douze plaques vierges. "
        "Les tirages se font chez lui, sur un traceur de cartographe, et sèchent à plat dans l'ancienne chambre de sa sœur."
    ),
    opening_hours="Sur rendez-vous",
    delivery=Delivery(home=950, relay=590, collect=None, free_from=20000),
    hand=Hand(
        paper="bristol",
        key="noir",
        grounds=("perle", "brume", "craie"),
        shapes=("block", "window"),
        shading="dotted",
        wobble=0.2,
        facet=3,
        misregister=0.3,
        dryness=1,
        border="line",
    ),
    inks=("ardoise", "perle"),
    portrait=("bald", "beard"),
    pieces=PIECES,
    preparation_days=5,
    vat_rate="20",
    kyc_done=False,
)
