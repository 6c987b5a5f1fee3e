"""A printmaker in Nantes."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, piece, siret

FACTS = {
    "Technique": "Linogravure",
    "Papier": "Vélin de coton 300 g",
    "Tirage": "40 exemplaires numérotés et signés",
    "Origine": "Nantes",
}
FRAME = {"Sans cadre": 0, "Encadrée": 48}
_CATEGORY = "Gravures"


def _print(title, euros, form, subject, text, inks, **facts):
    choices = (
        ("Présentation", {name: euros + extra for name, extra in FRAME.items()})
        if facts.pop("framed", False)
        else None
    )
    attributes = {**FACTS, **facts.pop("attributes", {})}
    return piece(
        title,
        _CATEGORY,
        euros,
        "etching",
        {"form": form, "subject": subject},
        text,
        inks,
        attributes=attributes,
        choices=choices,
        art_work="print",
        **facts,
    )


SMALL, MIDDLE, LARGE = ({"Dimensions": size} for size in ("18 × 24 cm", "30 × 40 cm", "50 × 65 cm"))
PIECES = (
    _print("Trois pins, cap Sizun", 85, "portrait", "trees", "Trois plaques, trois couleurs, et un vent qui penche tout dans le même sens. J'ai dû regraver le pin du milieu, trop sage.", ("garance", "poudre"), framed=True, attributes=MIDDLE),
    _print("Trois pins, heure bleue", 85, "portrait", "trees", "La même plaque encrée pour le soir : un seul dégradé, tiré au rouleau large, jamais deux fois pareil. Choisissez votre exemplaire au téléphone, je vous les décris volontiers.", ("indigo", "pastel"), attributes=MIDDLE),
    _print("Les pins sous la neige", 95, "portrait", "trees", "Le blanc est celui du papier, je n'ai fait qu'enlever ce qui n'était pas la neige. Papier à la cuve, bords laissés tels que la forme les a rendus.", ("ardoise", "perle"), framed=True, attributes=MIDDLE),
    _print("Estuaire, marée basse", 120, "landscape", "sea", "Quarante-deux traits de gouge pour l'eau. L'encre est tirée maigre, on voit la fibre.", ("canard", "beurre"), framed=True, attributes=LARGE),
    _print("Estuaire, grand vent", 120, "landscape", "sea", "Le voilier a pris un ris ; le ciel, un rouge que je n'ai pas su refaire. Il en reste trois, le pot de couleur est vide.", ("nuit", "vermillon"), attributes=LARGE, stock=3),
    _print("Sortie du port", 65, "square", "sea", "Petit format gravé sur le bateau du passeur, un matin de novembre, avec des gants. La petite coche en haut à gauche est un coup de vague.", ("sapin", "sable"), attributes=SMALL),
    _print("Collines de Gorges", 78, "landscape", "hills", "Trois rangs de collines et le muscadet dessous. La plaque la plus simple, la plus longue à oser.", ("mousse", "safran"), framed=True, attributes=MIDDLE),
    _print("Collines après l'orage", 78, "landscape", "hills", "Le premier plan est imprimé deux fois pour faire un noir d'encre mouillée. Séchage : neuf jours, à plat, loin du chat.", ("prune", "orange"), attributes=MIDDLE),
    _print("Mauges, février", 58, "square", "hills", "Une terre retournée, un soleil qui ne chauffe pas encore. Deux couleurs seulement, et le papier fait la troisième.", ("rouille", "beurre"), attributes=SMALL),
    _print("Le passereau", 62, "square", "bird", "Il vient sur le rebord de l'atelier et ne tient pas la pose. Cinquante croquis, une plaque.", ("indigo", "abricot"), framed=True, attributes=SMALL),
    _print("Le passereau, tirage ocre", 62, "square", "bird", "Une variation tirée à quinze, sur un papier teinté au thé. Les cinq premiers sont plus clairs : le thé infusait encore.", ("rouille", "paille"), attributes={**SMALL, "Tirage": "15 exemplaires numérotés et signés"}, stock=2),
    _print("Rougequeue du matin", 68, "portrait", "bird", "La queue rouge est une pièce rapportée, encrée à part puis remise dans la plaque comme un puzzle. On devine le joint en lumière rasante, je l'ai laissé.", ("ardoise", "vermillon"), attributes=SMALL),
    _print("Lune sur l'Erdre", 98, "portrait", "moonrise", "Le reflet est gravé d'un seul souffle, de haut en bas. Si la main tremble, la plaque est perdue.", ("nuit", "beurre"), framed=True, attributes=MIDDLE),
    _print("Lune rousse", 98, "portrait", "moonrise", "Tirée une nuit d'éclipse, ou presque : le lendemain, le temps que l'encre sèche. L'orange est posé du bout du doigt, avant la presse.", ("lie", "orange"), attributes=MIDDLE),
    _print("Quai de la Fosse", 88, "portrait", "street", "Les immeubles penchent vraiment, les fenêtres sont de moi. Imprimée en deux passages, la nuit sur le jour.", ("ardoise", "sable"), framed=True, attributes=MIDDLE),
    _print("Quai de la Fosse, midi", 88, "portrait", "street", "La même rue à l'heure où l'ombre disparaît : deux encres claires, une foncée. Le passant du milieu n'a pas d'ombre non plus.", ("brique", "ciel"), attributes=MIDDLE),
    _print("Pichet et deux coings", 72, "square", "still_life", "Gravé d'après la table de la cuisine. Les coings ont été mangés avant le dernier tirage.", ("olive", "paille"), attributes=SMALL),
    _print("Carnet d'estampes", 38, "portrait", "bird", "Le livret de l'exposition de mars : douze bois réduits, cousus à la main, couverture imprimée à la presse. Le texte, court, est composé au plomb par un ami de Rezé.", ("garance", "lin"), attributes={**SMALL, "Tirage": "200 exemplaires"}),
    piece("Trois cartes gravées", "Gravures", 24, "postcards", {"subject": "hills"}, "Trois petites linogravures originales, avec leurs enveloppes. À envoyer ou à garder au-dessus de l'évier.", ("mousse", "safran"), attributes={**FACTS, "Dimensions": "10 × 15 cm", "Tirage": "Non limité"}, stock=24),
    piece("Carnet à dessin, couverture estampée", "Carnets et étuis", 29, "notebook", {}, "Quatre-vingts pages de papier bouffant, couture apparente, une gravure différente sur chaque couverture. Le papier prend la plume, le crayon et un lavis léger.", ("garance", "encre"), attributes={"Matière": "Papier cousu, couverture de carton", "Animal": "Sans cuir", "Papier": "Bouffant 120 g", "Dimensions": "A5", "Origine": "Nantes"}, stock=11),
)  # fmt: skip

WORKSHOP = Workshop(
    code="helene-kermadec",
    name="Hélène Kermadec, graveuse",
    craft="Graveuse",
    status="artiste-auteur",
    person_type="natural",
    first_name="Hélène",
    last_name="Kermadec",
    legal_name="Hélène Kermadec",
    siret=siret("00742963"),
    street="5 rue des Olivettes",
    postcode="44000",
    town="Nantes",
    department="Loire-Atlantique",
    tagline="Enlever ce qui n'est pas l'image",
    story=(
        "Hélène grave debout, près de la porte, pour la lumière et pour les gens qui passent. "
        "Sa presse est une taille-douce de 1911 que six personnes ont portée jusqu'ici un dimanche de pluie, et qu'elle n'a plus jamais déplacée. "
        "Elle tire peu, le lundi et le mardi, et barre la plaque d'un coup de burin quand la série est finie. "
        "Le reste de la semaine, elle marche le long de l'eau avec un carnet."
    ),
    opening_hours="Samedi de 14 h à 19 h, et quand la porte est ouverte",
    delivery=Delivery(home=850, relay=590, collect=0, free_from=15000),
    hand=Hand(
        paper="coton",
        key="noir",
        grounds=("craie", "perle", "brume"),
        shapes=("block", "table"),
        shading="engraved",
        wobble=0.4,
        misregister=0.6,
        dryness=2,
    ),
    inks=("garance", "poudre"),
    portrait=("fringe", "glasses"),
    pieces=PIECES,
    preparation_days=3,
    vat_rate="20",
)
