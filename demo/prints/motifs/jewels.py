"""Jewels, drawn much larger than life."""

import math

from demo.prints.geometry import ellipse, moved, smooth, turned_by
from demo.prints.motifs import motif

STONES = ("cut", "cabochon", "square", "drop")


def stone(press, cx, cy, size, cut="cut"):
    """A stone and its facets."""
    if cut == "cabochon":
        press.fill("second", ellipse(cx, cy, size, size * 0.86))
        press.stroke("paper", ellipse(cx, cy, size * 0.66, size * 0.55, 190, 260), size * 0.12, 0.8)
        return
    if cut == "drop":
        _drop(press, cx, cy, size)
        return
    sides = 4 if cut == "square" else 8
    turn = math.pi / sides
    outer = [_at(cx, cy, size, i, sides, turn) for i in range(sides)]
    inner = [_at(cx, cy, size * 0.55, i, sides, turn) for i in range(sides)]
    press.fill("second", outer)
    press.stroke("paper", [*inner, inner[0]], 1)
    for near, far in zip(inner, outer, strict=True):
        press.stroke("paper", [near, far], 1)


def _at(cx, cy, radius, i, sides, turn):
    angle = math.tau * i / sides + turn
    return (cx + radius * math.cos(angle), cy + radius * math.sin(angle))


def _drop(press, cx, cy, size):
    outline = smooth(
        [
            (cx, cy - size * 1.5),
            (cx + size * 0.8, cy + size * 0.2),
            (cx, cy + size),
            (cx - size * 0.8, cy + size * 0.2),
        ],
        True,
    )
    press.fill("second", outline)
    press.stroke("paper", ellipse(cx, cy, size * 0.5, size * 0.6, 120, 220), 1.3, 0.8)


def hoop(press, cx, cy, rx, ry, width, role="body"):
    """A round wire with a highlight and its shadow side."""
    press.stroke(role, ellipse(cx, cy, rx, ry), width)
    press.stroke("paper", ellipse(cx, cy, rx + width * 0.18, ry + width * 0.18, 195, 262), width * 0.16, 0.8)
    press.stroke("key", ellipse(cx, cy, rx - width * 0.1, ry - width * 0.1, 8, 88), width * 0.2, 0.9)


@motif
def ring(press, setting="solitaire", cut="cut"):
    """A ring standing on its band."""
    hoop(press, 100, 152, 48, 50, 9)
    if setting == "solitaire":
        press.fill("body", [(84, 96), (116, 96), (108, 112), (92, 112)])
        stone(press, 100, 84, 21, cut)
    elif setting == "signet":
        press.fill("body", smooth([(72, 92), (100, 84), (128, 92), (130, 106), (100, 116), (70, 106)], True))
        press.fill("second", ellipse(100, 99, 18, 9))
    elif setting == "trio":
        for x, size in ((74, 11), (100, 15), (126, 11)):
            stone(press, x, 98 - size * 0.6, size, cut)
    else:
        for i in range(26):
            angle = math.tau * i / 26
            mark = [
                (100 + 45 * math.cos(angle), 152 + 47 * math.sin(angle)),
                (100 + 51 * math.cos(angle), 152 + 53 * math.sin(angle)),
            ]
            press.stroke("key", mark, 1.1, 0.5)


@motif
def earrings(press, form="drop", cut="cabochon"):
    """A pair of earrings."""
    for x, lift in ((68, 0), (132, 6)):
        press.stroke("body", ellipse(x, 66 + lift, 9, 11, 150, 400), 2.2)
        if form == "hoop":
            hoop(press, x, 128 + lift, 28, 34, 6.5)
            press.stroke("body", [(x, 76 + lift), (x, 94 + lift)], 2.2)
        elif form == "leaf":
            _leaf_drop(press, x, lift)
        elif form == "disc":
            press.stroke("body", [(x, 76 + lift), (x, 96 + lift)], 2.2)
            press.fill("body", ellipse(x, 124 + lift, 25, 26))
            press.fill("second", ellipse(x, 131 + lift, 17, 17))
            press.stroke("key", ellipse(x, 124 + lift, 22, 23, 0, 80), 1.4, 0.9)
        else:
            press.stroke("body", [(x, 76 + lift), (x, 126 + lift)], 2.4)
            press.fill("body", ellipse(x, 110 + lift, 5, 5))
            stone(press, x, 140 + lift, 18, cut)


def _leaf_drop(press, x, lift):
    leaf = smooth(
        [
            (x, 84 + lift),
            (x + 19, 116 + lift),
            (x + 10, 152 + lift),
            (x, 172 + lift),
            (x - 15, 142 + lift),
            (x - 16, 108 + lift),
        ],
        True,
    )
    press.fill("body", leaf)
    press.stroke("paper", [(x, 90 + lift), (x, 166 + lift)], 1.5, 0.6)
    for i in range(5):
        y = 106 + 11 * i + lift
        press.stroke("paper", [(x, y + 6), (x + 12 - i, y - 3)], 1.1, 0.7)
        press.stroke("paper", [(x, y + 6), (x - 12 + i, y - 3)], 1.1, 0.7)


@motif
def necklace(press, pendant="stone", cut="drop", beads=False):
    """A necklace as it lies on a table."""
    chain = smooth([(52, 30), (46, 84), (66, 136), (100, 156), (134, 136), (154, 84), (148, 30)], steps=10)
    if beads:
        for i, (x, y) in enumerate(chain[::3]):
            size = 4.6 + 2.2 * math.sin(math.pi * i * 3 / len(chain))
            press.fill("second" if i % 4 == 2 else "body", ellipse(x, y, size, size))
            press.stroke("paper", ellipse(x, y, size * 0.6, size * 0.6, 190, 260), 0.9, 0.7)
    else:
        for i, (x, y) in enumerate(chain):
            press.stroke("body", ellipse(x, y, 2.7 if i % 2 else 1.7, 2.7), 1.1)
    if pendant == "stone":
        press.fill("body", ellipse(100, 160, 5, 5))
        stone(press, 100, 186, 17, cut)
    elif pendant == "medal":
        medal(press, 100, 186, 25)


def medal(press, cx, cy, size):
    """A struck medal with a sun."""
    press.fill("body", ellipse(cx, cy, size, size))
    press.stroke("paper", ellipse(cx, cy, size * 0.84, size * 0.84), 1)
    press.fill("second", ellipse(cx, cy, size * 0.34, size * 0.34))
    for i in range(12):
        ray = [(cx, cy - size * 0.46), (cx, cy - size * 0.74)]
        press.stroke("paper", turned_by(ray, 30 * i, cx, cy), 1.6, 0.7)


@motif
def bangle(press, form="round", rows=1):
    """A bangle or a cuff, seen from three quarters."""
    for i in range(rows):
        cy = 130 + 13 * (i - (rows - 1) / 2)
        press.stroke("body", ellipse(100, cy, 62, 40), 10.5 if rows == 1 else 7)
        press.stroke("paper", ellipse(100, cy - 1, 63.5, 41.5, 110, 168), 1.3, 0.8)
        press.stroke("key", ellipse(100, cy + 1, 61, 39, 6, 84), 1.5, 0.9)
    if form == "open":
        press.fill("none", [(82, 70), (118, 70), (112, 106), (88, 106)])
        for x in (84, 116):
            press.fill("second", ellipse(x, 92, 7, 7))
    if form == "cuff":
        for angle in range(20, 170, 15):
            x, y = 100 + 62 * math.cos(math.radians(angle)), 130 + 40 * math.sin(math.radians(angle))
            press.fill("second", ellipse(x, y, 3.2, 3.2))


@motif
def brooch(press, form="bird"):
    """An enamelled brooch."""
    {"bird": _bird, "leaf": _ginkgo, "moon": _moon, "fish": _fish}[form](press)


def _bird(press):
    body = smooth(
        [
            (38, 122),
            (50, 104),
            (72, 104),
            (96, 118),
            (130, 122),
            (170, 150),
            (138, 156),
            (112, 170),
            (78, 166),
            (56, 144),
        ],
        True,
    )
    press.fill("body", body)
    press.fill("second", smooth([(82, 126), (112, 126), (144, 144), (112, 156), (88, 146)], True))
    for i in range(3):
        press.stroke("paper", smooth([(92, 134 + 6 * i), (112, 136 + 5 * i), (132, 145 + 2 * i)]), 1.4, 0.8)
    press.fill("paper", ellipse(56, 117, 3.4, 3.4))
    press.fill("key", ellipse(56, 117, 1.8, 1.8))
    press.fill("second", [(38, 120), (24, 126), (40, 129)])
    for x in (84, 98):
        press.stroke("key", [(x, 168), (x - 2, 188), (x - 8, 191)], 1.8)


def _ginkgo(press):
    fan = smooth(
        [
            (100, 176),
            (64, 142),
            (36, 118),
            (54, 84),
            (92, 74),
            (100, 92),
            (108, 74),
            (146, 84),
            (164, 118),
            (136, 142),
        ],
        True,
    )
    press.fill("body", fan)
    for i in range(11):
        press.stroke("paper", [(100, 168), (46 + 10.8 * i, 98 - 13 * math.sin(math.pi * i / 10))], 1.1, 0.7)
    press.stroke("second", smooth([(100, 172), (102, 194), (112, 212)]), 4.5, 0.2)


def _moon(press):
    press.fill("body", ellipse(96, 132, 54, 54))
    press.fill("none", ellipse(120, 122, 46, 46))
    for x, y, size in ((126, 108, 9), (146, 138, 6), (118, 146, 5)):
        ray = [(x, y - size), (x + size * 0.25, y - size * 0.25), (x + size, y), (x + size * 0.25, y + size * 0.25)]
        ray += [(2 * x - px, 2 * y - py) for px, py in ray]
        press.fill("second", ray)
    for i in range(7):
        press.stroke("key", ellipse(96, 132, 50 - 2.4 * i, 50 - 2.4 * i, 60 + 4 * i, 120 - 2 * i), 1, 0.9)


def _fish(press):
    body = smooth(
        [
            (34, 132),
            (62, 108),
            (104, 104),
            (138, 126),
            (168, 106),
            (162, 132),
            (168, 160),
            (138, 140),
            (104, 160),
            (62, 156),
        ],
        True,
    )
    press.fill("body", body)
    for x in (78, 92, 106, 120):
        press.stroke("second", moved(ellipse(x, 132, 9, 20, -62, 62), -4, 0), 3, 0.5)
    press.fill("paper", ellipse(54, 127, 4, 4))
    press.fill("key", ellipse(54, 127, 2, 2))
