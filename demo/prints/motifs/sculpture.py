"""Sculptures, on their plinths."""

from demo.prints.geometry import box, ellipse, smooth
from demo.prints.motifs import motif
from demo.prints.shading import cast, shade


def plinth(press, width=74, top=184):
    """A block under the work."""
    left = 100 - width / 2
    cast(press, left, left + width, 210)
    press.fill("second", box(left, top, width, 210 - top))
    press.fill("paper", [(left, top), (left + 7, top - 7), (left + width + 7, top - 7), (left + width, top)])
    press.fill("key", [(left + width, top), (left + width + 7, top - 7), (left + width + 7, 203), (left + width, 210)])


#: Outlines of figures without their heads.
FIGURES = {
    "standing": [
        (90, 180), (86, 140), (78, 118), (80, 88), (92, 78), (110, 78), (120, 90), (118, 120), (112, 142), (114, 180),
    ],
    "seated": [
        (66, 180), (64, 156), (84, 142), (80, 110), (90, 92), (112, 92), (122, 112), (122, 136), (144, 150),
        (150, 180), (134, 180), (126, 162), (104, 162), (92, 180),
    ],
    "couple": [(70, 180), (72, 130), (66, 100), (80, 84), (98, 96), (110, 80), (132, 92), (136, 126), (128, 180)],
}  # fmt: skip
HEADS = {"standing": [(101, 58)], "seated": [(104, 72)], "couple": [(80, 64), (118, 60)]}


@motif
def figure(press, form="standing"):
    """A human figure, much simplified."""
    plinth(press)
    parts = [smooth(FIGURES[form], True), *(ellipse(x, y, 13, 16) for x, y in HEADS[form])]
    for part in parts:
        press.fill("body", part)
        shade(press, part, 0.36)
    press.stroke("paper", smooth([(88, 92), (86, 118), (92, 150)]), 1.4, 0.8)
    if form != "standing":
        press.stroke("key", smooth([(98, 98), (102, 126), (100, 158)]), 1.6, 0.7)


@motif
def bust(press, hair="bun"):
    """A bust in profile."""
    plinth(press, 64)
    profile = smooth(
        [
            (74, 180),
            (80, 160),
            (94, 148),
            (94, 136),
            (80, 134),
            (74, 128),
            (76, 120),
            (70, 116),
            (74, 106),
            (72, 92),
            (82, 70),
            (108, 60),
            (132, 74),
            (138, 100),
            (126, 126),
            (124, 146),
            (138, 160),
            (142, 180),
        ]
    )
    press.fill("body", profile)
    shade(press, profile, 0.34)
    press.fill("second", smooth([(80, 74), (104, 54), (134, 66), (144, 98), (128, 120), (122, 98), (106, 84)], True))
    if hair == "bun":
        press.fill("second", ellipse(146, 84, 15, 14))
    for i in range(4):
        press.stroke(
            "key", smooth([(92 + 8 * i, 68 + i), (112 + 6 * i, 78 + 4 * i), (124 + 3 * i, 100 + 4 * i)]), 1.1, 0.8
        )
    press.stroke("key", [(80, 103), (87, 102)], 1.8, 0.6)
    press.stroke("key", [(77, 124), (84, 125)], 1.4, 0.7)


@motif
def animal(press, kind="owl"):
    """An animal in stoneware or bronze."""
    {"owl": _owl, "bear": _bear, "hare": _hare}[kind](press)


def _owl(press):
    cast(press, 66, 136, 208)
    body = smooth(
        [
            (66, 84),
            (74, 66),
            (84, 76),
            (100, 72),
            (116, 76),
            (126, 66),
            (134, 84),
            (142, 140),
            (130, 196),
            (100, 208),
            (70, 196),
            (58, 140),
        ],
        True,
    )
    press.fill("body", body)
    for row in range(5):
        for column in range(4):
            x, y = 78 + 14 * column + (7 if row % 2 else 0), 130 + 12 * row
            press.stroke("paper", ellipse(x, y, 6, 7, 10, 170), 1.3, 0.4)
    shade(press, body, 0.26)
    for x in (84, 116):
        press.fill("paper", ellipse(x, 100, 13, 13))
        press.fill("second", ellipse(x, 100, 9.5, 9.5))
        press.fill("key", ellipse(x, 100, 4.6, 4.6))
    press.fill("second", [(95, 110), (105, 110), (100, 124)])


def _bear(press):
    cast(press, 40, 164, 206)
    body = smooth(
        [
            (30, 126),
            (40, 104),
            (60, 98),
            (66, 86),
            (76, 96),
            (108, 92),
            (146, 98),
            (166, 126),
            (168, 170),
            (166, 206),
            (142, 206),
            (138, 174),
            (92, 174),
            (84, 206),
            (58, 206),
            (60, 158),
            (40, 146),
        ],
        True,
        5,
    )
    press.fill("body", body)
    shade(press, body, 0.3)
    press.fill("key", ellipse(50, 118, 2.2, 2.2))
    press.fill("key", ellipse(31, 128, 4, 3.4))
    press.stroke("paper", smooth([(72, 106), (104, 102), (142, 110)]), 1.6, 0.8)


def _hare(press):
    cast(press, 62, 146, 206)
    for ear in (
        [(84, 96), (74, 54), (82, 34), (94, 56), (98, 94)],
        [(98, 92), (98, 50), (112, 34), (116, 60), (108, 96)],
    ):
        press.fill("body", smooth(ear, True))
        press.stroke(
            "second", smooth([(sum(x for x, _ in ear) / 5, 46), (sum(x for x, _ in ear) / 5 + 1, 84)]), 4, 0.9
        )
    body = smooth(
        [
            (66, 118),
            (78, 96),
            (104, 90),
            (116, 108),
            (112, 128),
            (132, 150),
            (142, 184),
            (132, 206),
            (72, 206),
            (76, 170),
            (84, 144),
            (70, 132),
        ],
        True,
    )
    press.fill("body", body)
    shade(press, body, 0.34)
    press.fill("key", ellipse(84, 112, 2.6, 2.6))
    for y in (120, 124):
        press.stroke("key", [(72, y), (54, y - 4 + (y - 120))], 0.8, 0.7)
    press.stroke("key", smooth([(104, 206), (100, 186), (112, 170)]), 1.4, 0.7)


@motif
def abstract_form(press, form="stones"):
    """A form without a name."""
    plinth(press, 84 if form == "wave" else 70)
    if form == "stones":
        for cx, cy, rx, ry in ((100, 164, 42, 17), (96, 136, 32, 15), (104, 112, 24, 12), (99, 92, 15, 10)):
            outline = ellipse(cx, cy, rx, ry)
            press.fill("body", outline)
            shade(press, outline, 0.34)
            press.stroke("paper", ellipse(cx, cy, rx * 0.8, ry * 0.7, 190, 250), 1.2, 0.8)
    elif form == "ring":
        outline = ellipse(100, 116, 58, 62)
        press.fill("body", outline)
        press.fill("none", ellipse(108, 112, 27, 32))
        shade(press, [*ellipse(100, 116, 58, 62, -70, 70)], 0.5)
        press.stroke("paper", ellipse(100, 116, 53, 57, 170, 250), 1.5, 0.8)
    else:
        outline = smooth(
            [(62, 178), (56, 120), (84, 62), (120, 44), (142, 66), (120, 84), (108, 118), (128, 140), (138, 178)], True
        )
        press.fill("body", outline)
        shade(press, outline, 0.3)
        for i in range(5):
            press.stroke("paper", smooth([(70 + 6 * i, 168), (68 + 7 * i, 122), (92 + 7 * i, 74 + 3 * i)]), 1.2, 0.8)


@motif
def relief(press, subject="leaf"):
    """A ceramic tile in low relief."""
    cast(press, 44, 160, 194)
    press.fill("body", box(42, 68, 120, 124))
    press.fill("key", [(162, 68), (168, 74), (168, 198), (48, 198), (42, 192), (162, 192)])
    press.stroke("paper", [*box(49, 75, 106, 110), (49, 75)], 1.5)
    press.stroke("second", smooth([(102, 182), (98, 140), (104, 84)]), 4, 0.4)
    for i in range(4):
        y = 164 - 22 * i
        for side in (-1, 1):
            leaf = smooth(
                [(101, y), (101 + side * 16, y - 16), (101 + side * (40 - 5 * i), y - 20), (101 + side * 22, y - 3)],
                True,
            )
            press.fill("second" if subject == "leaf" else "paper", leaf)
            press.stroke("key", [(101 + side * 5, y - 3), (101 + side * (34 - 5 * i), y - 18)], 1, 0.6)
