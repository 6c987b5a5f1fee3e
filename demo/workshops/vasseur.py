"""A sculptor who works in clay and bronze, in the Drôme."""

# A row stays on one line, its sentence included.
# ruff: noqa: E501

from demo.prints.hands import Hand
from demo.workshops.model import Delivery, Workshop, piece, siret

CLAY = {
    "Matière": "Grès chamotté",
    "Cuisson": "Cuisson gaz, 1 240 °",
    "Certificat": "Pièce unique signée",
    "Origine": "Drôme",
}
BRONZE = {
    "Matière": "Bronze à la cire perdue",
    "Tirage": "8 exemplaires et 4 épreuves d'artiste",
    "Certificat": "Numéroté, cachet du fondeur",
    "Origine": "Drôme",
}
FIGURES, CERAMICS = "Sculptures", "Céramiques d'art"


def _work(title, category, euros, motif, form, text, inks, facts, size, stock=1):
    """An original work of art where it is a bronze of eight or the only one; her tiles and her pairs are none."""
    is_original = facts is BRONZE or stock == 1
    art_work = ("sculpture" if category == FIGURES else "ceramic") if is_original else ""
    facts = {**facts, "Dimensions": size}
    return piece(title, category, euros, motif, form, text, inks, attributes=facts, stock=stock, art_work=art_work)


PIECES = (
    _work("Celle qui attend le car", FIGURES, 680, "figure", {"form": "standing"}, "Elle a les bras serrés parce qu'il fait froid sur la départementale. Montée pleine, creusée avant cuisson.", ("brique", "cendre"), CLAY, "H 34 cm"),
    _work("Celle qui attend, bronze", FIGURES, 1450, "figure", {"form": "standing"}, "La même, fondue ; le métal lui a donné quinze ans de plus. Patine brune, cirée à chaud.", ("châtaigne", "laiton"), BRONZE, "H 32 cm", 2),
    _work("L'assise", FIGURES, 740, "figure", {"form": "seated"}, "Ma voisine épluchant des haricots, sans le saladier. La terre est restée brute, pouce apparent.", ("terre", "ivoire"), CLAY, "H 28 cm"),
    _work("L'assise, terre blanche", FIGURES, 740, "figure", {"form": "seated"}, "Seconde pose, plus droite : ce jour-là elle lisait. Le livre n'est pas représenté, mais les mains s'en souviennent.", ("ivoire", "ardoise"), CLAY, "H 28 cm"),
    _work("Deux", FIGURES, 890, "figure", {"form": "couple"}, "Un seul bloc pour deux dos. On ne sait lequel s'appuie.", ("ardoise", "cendre"), CLAY, "H 30 cm"),
    _work("Tête d'Aliénor", FIGURES, 620, "bust", {"hair": "bun"}, "Modelée en trois séances, Aliénor parlant tout le temps. Le chignon a été refait au fil à couper.", ("poudre", "tabac"), CLAY, "H 36 cm"),
    _work("Tête de berger", FIGURES, 620, "bust", {"hair": "short"}, "D'après une photographie de mon grand-père, que personne n'avait vu sans béret. Le crâne est donc inventé, et la famille l'a reconnu.", ("rouille", "noyer"), CLAY, "H 35 cm"),
    _work("Chouette de grange", FIGURES, 280, "animal", {"kind": "owl"}, "Chaque plume est une pression de coquille. Elle supporte la pluie sur un muret.", ("écorce", "safran"), CLAY, "H 26 cm", 2),
    _work("Chouette bleue", FIGURES, 295, "animal", {"kind": "owl"}, "Un émail de barium, posé au pinceau japonais, qui cloque un peu sous les yeux. Trois cuissons, la dernière très lente.", ("indigo", "or"), CLAY, "H 26 cm"),
    _work("Ours couché debout", FIGURES, 360, "animal", {"kind": "bear"}, "Il devait dormir ; l'argile s'est redressée au séchage et il avait l'air content. Terre brune, engobe noir frotté puis repris au chiffon.", ("châtaigne", "cendre"), CLAY, "L 32 cm"),
    _work("Petit ours de bronze", FIGURES, 780, "animal", {"kind": "bear"}, "Tient dans la main, pèse comme un outil. Patine noire, museau poli par les visiteurs.", ("suie", "laiton"), BRONZE, "L 14 cm", 3),
    _work("Lièvre à l'écoute", FIGURES, 310, "animal", {"kind": "hare"}, "Les oreilles sont modelées à part et montées à sec, une nuit d'angoisse par lièvre. Engobe vert, à peine, comme une mousse de mars.", ("sauge", "poudre"), CLAY, "H 33 cm"),
    _work("Cairn", CERAMICS, 240, "abstract_form", {"form": "stones"}, "Quatre galets de porcelaine, posés et non collés : on peut changer l'ordre. Le plus petit est plein, il sert de poids.", ("étain", "neige"), {**CLAY, "Matière": "Porcelaine"}, "H 30 cm", 2),
    _work("Anneau fendu", CERAMICS, 420, "abstract_form", {"form": "ring"}, "Un cercle qui a failli casser au four et s'est arrêté à temps. Émail mat, bleu d'orage.", ("canard", "perle"), CLAY, "H 38 cm"),
    _work("La vague du Vercors", CERAMICS, 460, "abstract_form", {"form": "wave"}, "La ligne de crête vue de ma table, relevée à la verticale. Les stries sont faites au peigne d'un tapissier.", ("brique", "lin"), CLAY, "H 42 cm"),
    _work("Carreau au rameau", CERAMICS, 130, "relief", {"subject": "leaf"}, "Un rameau de frêne pressé dans la terre, retiré, puis émaillé en creux. Un crochet au dos.", ("céladon", "sapin"), CLAY, "20 × 20 cm", 4),
    _work("Carreau blanc au rameau", CERAMICS, 130, "relief", {"subject": "white"}, "Le même frêne, un autre printemps ; l'émail blanc retient l'ombre. Se pose dehors, sous abri, ou dans une crédence.", ("pastel", "nuit"), CLAY, "20 × 20 cm", 3),
)  # fmt: skip

WORKSHOP = Workshop(
    code="maud-vasseur",
    name="Maud Vasseur, sculptrice",
    craft="Sculptrice et céramiste",
    status="artiste-auteur",
    person_type="natural",
    first_name="Maud",
    last_name="Vasseur",
    legal_name="Maud Vasseur",
    siret=siret("00175293"),
    street="Quartier des Granges-Basses",
    postcode="26150",
    town="Die",
    department="Drôme",
    tagline="Des gens et des bêtes, au repos",
    story=(
        "Maud sculpte ce qui ne bouge pas : les gens qui attendent, les bêtes qui dorment, les pierres. "
        "Son atelier est une magnanerie dont elle a gardé les claies, très commodes pour faire sécher la terre. "
        "Les bronzes partent à la fonderie deux fois par an, dans le coffre de la voiture, ceinturés comme des passagers. "
        "On peut toucher ; elle y tient."
    ),
    opening_hours="Vendredi, samedi et dimanche, de 15 h à 19 h",
    delivery=Delivery(home=2400, relay=None, collect=0, free_from=80000),
    hand=Hand(
        paper="chine",
        key="suie",
        grounds=("lin", "eau", "abricot"),
        shapes=("arch", "disc", "window"),
        shading="engraved",
        wobble=0.8,
        facet=5,
        misregister=0.6,
        dryness=3,
    ),
    inks=("terre", "ardoise"),
    portrait=("bun", "glasses"),
    pieces=PIECES,
    preparation_days=4,
    vat_rate="20",
)
