"""Woven goods for the house."""

from demo.prints.geometry import box, ellipse, smooth
from demo.prints.motifs import motif
from demo.prints.motifs.clothes import fringe
from demo.prints.shading import cast, shade


def weave(press, outline, pattern, left=20, right=180, top=60, bottom=215):
    """Stripes, checks or herringbone, seen only within the outline."""
    with press.inside(outline):
        {"stripes": _stripes, "checks": _checks, "herringbone": _herringbone, "border": _border, "plain": _plain}[
            pattern
        ](press, left, right, top, bottom)


def _plain(press, left, right, top, bottom):
    for i in range(int((bottom - top) / 14)):
        y = top + 14 * i + press.rng.uniform(-3, 3)
        x = left + press.rng.uniform(10, (right - left) * 0.6)
        press.stroke("paper", [(x, y), (x + 14, y)], 0.8, 0.8)


def _stripes(press, left, right, top, bottom):
    for i in range(int((right - left) / 16)):
        press.fill("second" if i % 3 else "paper", box(left + 16 * i, top - 10, 6 if i % 3 else 2, bottom - top + 20))


def _checks(press, left, right, top, bottom):
    for x in range(left, right, 21):
        press.fill("second", box(x, top - 10, 5, bottom - top + 20))
    for y in range(top, bottom, 21):
        press.fill("second", box(left - 10, y, right - left + 20, 5))
        press.fill("paper", box(left - 10, y + 9, right - left + 20, 1.4))


def _herringbone(press, left, right, top, bottom):
    for row, y in enumerate(range(top, bottom, 7)):
        for column, x in enumerate(range(left, right, 12)):
            lean = 6 if column % 2 else -6
            press.stroke("second" if row % 6 == 0 else "paper", [(x, y + lean / 2), (x + 12, y - lean / 2)], 1.3)


def _border(press, left, right, top, bottom):
    for offset, width in ((16, 8), (28, 2.5), (33, 2.5)):
        press.fill("second", box(left - 10, bottom - offset - width, right - left + 20, width))


@motif
def cushion(press, pattern="stripes", form="square"):
    """A plump cushion."""
    top, bottom = (66, 200) if form == "square" else (98, 190)
    cast(press, 40, 160, bottom - 2)
    outline = smooth(
        [
            (34, top),
            (100, top + 5),
            (166, top),
            (163, (top + bottom) / 2),
            (168, bottom),
            (100, bottom - 4),
            (32, bottom),
            (37, (top + bottom) / 2),
        ],
        True,
    )
    press.fill("body", outline)
    weave(press, outline, pattern, 24, 176, top, bottom)
    shade(press, outline, 0.26)
    for x, y in ((34, top), (166, top), (168, bottom), (32, bottom)):
        press.fill("second", ellipse(x, y, 4.5, 4.5))


@motif
def throw(press, pattern="checks"):
    """A throw folded in four on itself, its fringe in front."""
    cast(press, 38, 164, 194)
    for i, y in enumerate((92, 116, 140)):
        fold = smooth(
            [(36, y), (100, y - 5), (160, y), (168, y + 14), (160, y + 28), (100, y + 25), (36, y + 28), (31, y + 14)],
            True,
        )
        press.fill("body", fold)
        weave(press, fold, pattern, 24, 176, 84, 180)
        press.stroke("key", smooth([(36, y + 28), (100, y + 25), (160, y + 28), (168, y + 14)]), 1.6, 0.3)
        shade(press, fold, 0.16 + 0.04 * i)
    fringe(press, [(40 + 6 * i, 166) for i in range(21)], 22)


@motif
def tea_towel(press, pattern="border"):
    """A tea towel over its rail, both ends showing."""
    press.stroke("key", [(30, 54), (170, 54)], 4)
    for x in (30, 170):
        press.fill("key", ellipse(x, 54, 5.5, 5.5))
    behind = [(62, 52), (146, 50), (149, 214), (64, 212)]
    press.fill("second", behind)
    press.stroke("key", [(64, 212), (149, 214)], 1.4)
    outline = [
        *smooth([(54, 56), (98, 47), (140, 54)]),
        (142, 192),
        *smooth([(142, 192), (112, 196), (84, 191), (54, 195)]),
    ]
    press.fill("body", outline)
    weave(press, outline, pattern, 48, 150, 56, 190)
    for x, tip in ((74, 150), (112, 168)):
        press.stroke("key", smooth([(x, 64), (x + 2, 100), (x - 1, tip)]), 1.3, 0.9)
    shade(press, outline, 0.18)
    press.stroke("key", smooth([(54, 57), (98, 50), (140, 56)]), 1.1, 0.6)


@motif
def apron(press, pattern="plain"):
    """A bib apron."""
    press.stroke("second", smooth([(76, 70), (82, 38), (100, 30), (118, 38), (124, 70)]), 3)
    for side in (-1, 1):
        press.stroke(
            "second", smooth([(100 + side * 44, 122), (100 + side * 62, 138), (100 + side * 58, 172)]), 2.6, 0.2
        )
    outline = [
        (74, 66),
        (126, 66),
        *smooth([(128, 96), (136, 112), (152, 122)]),
        (156, 212),
        (44, 212),
        *smooth([(48, 122), (64, 112), (72, 96)]),
    ]
    press.fill("body", outline)
    weave(press, outline, pattern, 36, 164, 60, 214)
    shade(press, outline, 0.22)
    pocket = [(68, 146), (132, 146), (130, 184), (70, 184)]
    press.stroke("key", [*pocket, pocket[0]], 1.4)
    press.stroke("paper", [(70, 151), (130, 151)], 1.1)
    press.stroke("key", [(100, 147), (100, 184)], 1.1)


@motif
def napkins(press, pattern="border"):
    """A pile of folded napkins tied with tape."""
    cast(press, 42, 160, 192)
    for i in range(4):
        y = 168 - 13 * i
        fold = smooth(
            [(40 + i, y), (156 - i, y - 2), (162 - i, y + 6), (156 - i, y + 13), (40 + i, y + 13), (35 + i, y + 6)],
            True,
        )
        press.fill("body" if i % 2 else "second", fold)
        press.stroke("key", [(40 + i, y + 13), (157 - i, y + 13)], 1.2, 0.4)
    top = [(48, 128), (66, 104), (172, 102), (156, 128)]
    press.fill("body", top)
    weave(press, top, pattern, 40, 176, 100, 140)
    press.stroke("key", [(42, 130), (156, 128), (172, 103)], 1)
    press.stroke("paper", [(108, 103), (96, 128), (97, 180)], 5)
    press.stroke(
        "paper", smooth([(102, 116), (84, 108), (86, 122), (102, 116), (122, 106), (120, 122), (102, 116)]), 2.6
    )


@motif
def tablecloth(press, pattern="checks"):
    """A cloth over a round table."""
    skirt = [
        (30, 112),
        *smooth(
            [(24, 190), (44, 204), (64, 194), (84, 208), (104, 196), (124, 208), (144, 194), (160, 204), (176, 190)]
        ),
        (170, 112),
    ]
    press.fill("body", skirt)
    weave(press, skirt, pattern, 20, 180, 110, 210)
    for x in (48, 76, 108, 138):
        press.stroke("key", smooth([(x + (100 - x) * 0.1, 126), (x - 2, 160), (x, 194)]), 1.5, 0.9)
    shade(press, skirt, 0.18)
    press.fill("body", ellipse(100, 112, 70, 20))
    weave(press, ellipse(100, 112, 70, 20), pattern, 24, 176, 92, 132)
    press.stroke("key", ellipse(100, 112, 70, 20, 0, 180), 1.3)


@motif
def canvas_bag(press, pattern="border"):
    """A cloth shopping bag on its hook."""
    press.fill("key", ellipse(100, 30, 3.5, 3.5))
    for reach in (22, 16):
        press.stroke(
            "second",
            smooth(
                [(100 - reach, 104), (100 - reach * 0.7, 60), (100, 32), (100 + reach * 0.7, 60), (100 + reach, 104)]
            ),
            3.4,
        )
    outline = smooth([(50, 98), (100, 104), (150, 98)]) + smooth(
        [(154, 150), (156, 204), (100, 210), (44, 204), (46, 150)]
    )
    press.fill("body", outline)
    weave(press, outline, pattern, 38, 162, 96, 204)
    shade(press, outline, 0.24)
    press.stroke("paper", smooth([(51, 104), (100, 110), (149, 104)]), 1)
