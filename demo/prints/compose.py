"""Composition: a piece on its sheet, seen whole, close or by twos; a shop's banner and its maker's emblem."""

from zlib import crc32

from demo.prints.geometry import box, ellipse, smooth
from demo.prints.grounds import GROUNDS, border
from demo.prints.motifs import MOTIFS
from demo.prints.press import Press
from demo.prints.shading import shade

#: Pixels of the pictures that are drawn.
PICTURE, BANNER, EMBLEM = (960, 1200), (1600, 600), (600, 600)
#: Motifs whose second view is a pair; the others are seen close.
PAIRED = {
    "bowl", "cup", "vase", "plate", "candle", "planter", "beanie", "cushion", "notebook", "napkins", "wooden_bowl",
    "lantern", "spoon", "wallet", "casserole", "box_with_lid", "nest_box", "jug", "basket", "stool",
}  # fmt: skip
#: Small things are drawn larger than a pot.
MAGNIFIED = {"earrings": 1.28, "ring": 1.18, "bangle": 1.2, "brooch": 1.14, "hat": 1.02, "tea_towel": 1.04}


def draw(piece, workshop, view=0):
    """The print of a piece: `view` 0 shows it whole, 1 close or by twos. The same piece gives the same picture."""
    hand = workshop.hand
    number = crc32(piece.title.encode())
    press = Press(200, 250, hand, f"{workshop.code}/{piece.title}/{view}", pixels_per_unit=PICTURE[0] / 200)
    ground = hand.grounds[(number + view) % len(hand.grounds)]
    shape = "bleed" if view else hand.shapes[number // 7 % len(hand.shapes)]
    GROUNDS[shape](press)
    (_second_view if view else _whole)(press, piece)
    if not view:
        border(press)
    return press.pull(ground, *piece.inks)


def _whole(press, piece):
    scale = MAGNIFIED.get(piece.motif, 1.08)
    with press.placed(scale, 100 * (1 - scale), 127 * (1 - scale)):
        MOTIFS[piece.motif](press, **piece.form)


def _second_view(press, piece):
    draw_motif = MOTIFS[piece.motif]
    if piece.motif not in PAIRED:
        with press.placed(1.5, -50, -60):
            return draw_motif(press, **piece.form)
    with press.placed(0.7, -6, 44):
        draw_motif(press, **piece.form)
    with press.placed(0.82, 46, 48):
        return draw_motif(press, **piece.form)


def alternative(piece, view=0):
    """The text that stands for a picture, in French."""
    inks = " et ".join(dict.fromkeys(piece.inks))
    seen = {0: "", 1: "par deux, " if piece.motif in PAIRED else "de près, "}[view]
    return f"{piece.title} : {seen}estampe aux encres {inks}"


def draw_banner(workshop):
    """The frieze above a shop: five of its pieces on a shelf."""
    press = Press(400, 150, workshop.hand, f"{workshop.code}/banner", pixels_per_unit=4)
    press.lay(box(-5, -5, 410, 160), 190)
    press.lay(box(-5, 118, 410, 40), 255)
    for i, piece in enumerate(_most_varied(workshop.pieces, 5)):
        with press.placed(0.48, 78 * i - 5, 22):
            MOTIFS[piece.motif](press, **piece.form)
    return press.pull(workshop.hand.grounds[0], *workshop.inks)


def _most_varied(pieces, count):
    """Pieces of different motifs first, then of different forms."""
    by_motif = {piece.motif: piece for piece in reversed(pieces)}
    by_form = {str(piece.form): piece for piece in pieces if piece not in by_motif.values()}
    return [*reversed(by_motif.values()), *by_form.values()][:count]


def draw_emblem(workshop):
    """The maker, cut as a bust in a roundel. No likeness: nobody of that name exists."""
    press = Press(120, 120, workshop.hand, f"{workshop.code}/emblem")
    press.lay(ellipse(60, 60, 54, 54))
    press.stroke("key", ellipse(60, 60, 57, 57), 0.9)
    roundel = ellipse(60, 60, 54, 54)
    with press.inside(roundel):
        _bust(press, *workshop.portrait)
    return press.pull(workshop.hand.grounds[-1], *workshop.inks)


def _bust(press, hair, extra):
    if hair == "long":
        press.fill("key", smooth([(38, 44), (60, 18), (84, 44), (90, 92), (30, 92)], True))
    shoulders = smooth([(10, 124), (16, 98), (40, 88), (60, 94), (80, 88), (104, 98), (110, 124)])
    press.fill("body", shoulders)
    shade(press, shoulders, 0.3)
    press.fill("paper", [(54, 68), (66, 68), (67, 88), (60, 96), (53, 88)])
    press.fill("key", [(54.5, 74), (66, 74), (66.6, 80), (60, 79)])
    face = smooth(
        [(42, 46), (46, 31), (60, 25), (74, 31), (78, 46), (76, 60), (69, 72), (60, 76), (51, 72), (44, 60)], True
    )
    press.fill("paper", face)
    HAIR[hair](press)
    _features(press)
    EXTRAS[extra](press)


def _features(press):
    for x in (52, 68):
        press.fill("key", ellipse(x, 50, 1.5, 1.7))
        press.stroke("key", [(x - 4, 45.5), (x + 4, 45)], 1.1, 0.6)
    press.stroke("key", smooth([(60, 50), (57.4, 59), (61, 60)]), 1, 0.5)
    press.stroke("key", smooth([(55, 66.5), (60, 68), (65, 66)]), 1.2, 0.6)


def _short(press):
    press.fill("key", smooth([(41, 47), (43, 28), (60, 19), (78, 28), (79, 47), (72, 34), (58, 32), (46, 36)], True))


def _fringe(press):
    press.fill("key", smooth([(39, 50), (42, 26), (60, 18), (78, 26), (81, 50), (76, 40), (60, 38), (44, 40)], True))


def _bun(press):
    press.fill("key", ellipse(60, 15, 11, 9))
    press.fill("key", smooth([(40, 48), (44, 28), (60, 22), (76, 28), (80, 48), (70, 33), (50, 33)], True))


def _bald(press):
    for x in (41, 79):
        press.fill(
            "key", smooth([(x, 38), (x + (3 if x < 60 else -3), 44), (x, 54), (x - (2 if x < 60 else -2), 46)], True)
        )


def _scarf(press):
    press.fill("second", smooth([(38, 44), (44, 26), (60, 18), (76, 26), (82, 44), (70, 35), (50, 35)], True))
    press.fill("second", smooth([(78, 40), (96, 34), (94, 48), (80, 46)], True))


def _cap(press):
    press.fill("second", smooth([(38, 40), (42, 24), (60, 17), (80, 24), (84, 38), (60, 33)], True))
    press.fill("key", smooth([(36, 40), (60, 33), (86, 39), (60, 40)], True))


HAIR = {
    "short": _short, "long": _fringe, "fringe": _fringe, "bun": _bun, "bald": _bald, "scarf": _scarf, "cap": _cap,
}  # fmt: skip


def _apron(press):
    press.fill("second", [(44, 104), (76, 104), (80, 126), (40, 126)])
    for start, end in (((44, 104), (36, 88)), ((76, 104), (84, 88))):
        press.stroke("second", [start, end], 3)


def _beard(press):
    press.fill("key", smooth([(44, 54), (50, 63), (60, 62), (70, 63), (76, 54), (74, 70), (60, 86), (46, 70)], True))
    press.stroke("paper", smooth([(55, 67), (60, 69), (65, 67)]), 1.2, 0.4)


def _glasses(press):
    for x in (52, 68):
        press.stroke("key", ellipse(x, 50.5, 6.4, 5.8), 1.2)
    press.stroke("key", [(58.4, 50), (61.6, 50)], 1.2)
    _apron(press)


def _beads(press):
    for i in range(9):
        x = 44 + 4 * i
        press.fill("second", ellipse(x, 97 + 5 * (1 - ((i - 4) / 4) ** 2), 2.4, 2.4))


EXTRAS = {"apron": _apron, "beard": _beard, "glasses": _glasses, "beads": _beads}
