"""What is worn: scarves, hats, gloves, squares of silk."""

from demo.prints.geometry import box, ellipse, mirrored, moved, smooth, turned_by
from demo.prints.motifs import motif
from demo.prints.shading import cast, shade


def ribbing(press, left, right, top, bottom, step=5.5):
    """Knitted ribs."""
    x = left + step / 2
    while x < right:
        press.stroke("paper", [(x, top + 1.5), (x, bottom - 1.5)], 1.1, 0.4)
        x += step


def knit(press, outline, step=8):
    """Stocking stitch: rows of small chevrons, seen only within the outline."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    with press.inside(outline):
        y = min(ys)
        while y < max(ys):
            x = min(xs)
            while x < max(xs):
                press.stroke("paper", [(x, y), (x + step / 2, y + 4), (x + step, y)], 0.8)
                x += step
            y += 8.5


def fringe(press, points, length=15, role="body"):
    """Threads that hang from a hem."""
    for x, y in points:
        press.stroke(role, [(x, y - 1), (x + press.rng.uniform(-1.5, 1.5), y + length)], 1.9, 0.2)


@motif
def scarf(press, pattern="stripes"):
    """A scarf folded once, its ends hanging."""
    back = [(60, 44), (112, 40), (122, 60), (120, 196), (70, 196)]
    front = [*smooth([(60, 44), (86, 38), (112, 40)]), (150, 58), (156, 178), (104, 184), (98, 76)]
    fringe(press, [(72 + 5.6 * i, 195) for i in range(9)])
    press.fill("body", back)
    _cloth_pattern(press, back, pattern, 68, 124, 70, 192)
    shade(press, [(70, 60), (104, 60), (104, 196), (70, 196)], 0.4)
    fringe(press, [(106 + 5.6 * i, 183 - 0.6 * i) for i in range(9)])
    press.stroke("key", [(98, 78), (104, 184)], 2.4, 0.3)
    press.fill("body", front)
    _cloth_pattern(press, front, pattern, 96, 158, 60, 180)
    press.stroke("key", smooth([(62, 48), (84, 60), (98, 78)]), 1.6, 0.6)


def _cloth_pattern(press, outline, pattern, left, right, top, bottom):
    with press.inside(outline):
        if pattern == "stripes":
            for i in range(6):
                press.stroke(
                    "second", [(left - 6, top + 20 * i + 8), (right + 6, top + 20 * i + 4)], 7 if i % 2 else 3
                )
        elif pattern == "checks":
            for i in range(7):
                press.stroke("second", [(left - 6, top + 19 * i), (right + 6, top + 19 * i - 3)], 4)
            for i in range(4):
                press.stroke("paper", [(left + 6 + 14 * i, top - 30), (left + 9 + 14 * i, bottom + 20)], 1.8)
        elif pattern == "ends":
            press.fill(
                "second",
                [
                    (left - 20, bottom - 42),
                    (right + 20, bottom - 45),
                    (right + 20, bottom + 20),
                    (left - 20, bottom + 20),
                ],
            )
            press.stroke("paper", [(left - 20, bottom - 47), (right + 20, bottom - 50)], 1.4)
        else:
            knit(press, outline)


@motif
def beanie(press, pompom=True, pattern="knit"):
    """A knitted hat."""
    cast(press, 46, 154, 192)
    crown = smooth([(46, 162), (44, 120), (64, 84), (100, 70), (136, 84), (156, 120), (154, 162)])
    press.fill("body", crown)
    if pattern == "stripes":
        with press.inside(crown):
            for y in (98, 116, 134):
                press.stroke("second", smooth([(30, y + 8), (100, y), (170, y + 8)]), 7)
    else:
        knit(press, crown)
    shade(press, crown, 0.3)
    cuff = smooth([(40, 154), (100, 150), (160, 154), (160, 186), (100, 190), (40, 186)], True)
    press.fill("second", [(40, 154), (160, 154), (161, 188), (39, 188)] if cuff else cuff)
    ribbing(press, 40, 160, 155, 187)
    if pompom:
        for i in range(22):
            press.stroke("second", turned_by([(100, 60), (100, 40)], i * 360 / 22, 100, 60), 3.6, 0.3)


@motif
def mittens(press, pattern="band"):
    """A pair of mittens, thumb to thumb."""
    hand = smooth([(66, 166), (62, 120), (70, 78), (90, 66), (108, 80), (112, 112)]) + smooth(
        [(112, 118), (122, 104), (131, 112), (124, 136), (110, 154), (110, 166)]
    )
    for outline, dx, dy in ((hand, -20, 32), (mirrored(hand), 48, 24)):
        with press.placed(0.86, dx, dy):
            _mitten(press, outline, pattern)


def _mitten(press, outline, pattern):
    press.fill("body", outline)
    knit(press, outline)
    if pattern == "band":
        with press.inside(outline):
            press.fill("second", box(0, 116, 200, 18))
            press.stroke("paper", [(0, 125), (200, 125)], 2.2)
    shade(press, outline, 0.24)
    left = 65 if outline[0][0] < 100 else 89
    press.fill("second", box(left, 164, 46, 36))
    ribbing(press, left, left + 46, 164, 200, 5)


@motif
def socks(press, pattern="stripes"):
    """A pair of socks hanging by the toe of their day."""
    sock = [
        (70, 50),
        (104, 50),
        (104, 140),
        *smooth([(106, 152), (134, 168), (146, 184), (134, 198), (100, 194), (72, 176), (69, 150)]),
    ]
    for dx, dy in ((24, -4), (-18, 6)):
        outline = moved(sock, dx, dy)
        press.stroke("key", [*outline, outline[0]], 1.4)
        press.fill("body", outline)
        with press.inside(outline):
            if pattern == "stripes":
                for i in range(5):
                    press.fill("second", box(0, 78 + 16 * i + dy, 220, 6))
            press.fill("second", ellipse(144 + dx, 188 + dy, 26, 22))
            press.fill("second", box(60 + dx, 48 + dy, 60, 18))
        ribbing(press, 71 + dx, 103 + dx, 51 + dy, 65 + dy, 4.5)
        shade(press, outline, 0.2)


@motif
def hat(press, form="fedora"):
    """A felt or straw hat."""
    cast(press, 34, 166, 170)
    press.fill("body", ellipse(100, 158, 80, 17))
    press.stroke("paper", ellipse(100, 157, 77, 15, 20, 165), 1, 0.7)
    crown = {
        "fedora": [(56, 156), (60, 112), (74, 88), (92, 96), (108, 94), (126, 86), (140, 112), (144, 156)],
        "cloche": [(52, 158), (54, 110), (76, 78), (100, 72), (124, 78), (146, 110), (148, 158)],
        "boater": [(58, 158), (58, 104), (60, 100), (100, 97), (140, 100), (142, 104), (142, 158)],
    }[form]
    outline = smooth(crown)
    press.fill("body", [*outline, *ellipse(100, 156, 44, 9, 0, 180)])
    with press.inside(outline):
        if form == "boater":
            for y in range(100, 150, 6):
                press.stroke("paper", ellipse(100, y, 46, 8, 0, 180), 0.9)
        press.stroke("second", ellipse(100, 140, 48, 10, 0, 180), 15)
    shade(press, outline, 0.28)
    press.fill("second", [(54, 146), (42, 132), (60, 138), (62, 150)] if form != "boater" else box(50, 140, 8, 16))


@motif
def beret(press):
    """A beret with its stalk."""
    cast(press, 50, 160, 178)
    press.stroke("key", smooth([(104, 96), (108, 84), (112, 80)]), 3.4)
    crown = smooth([(30, 130), (56, 102), (104, 92), (152, 104), (174, 134), (150, 158), (100, 166), (52, 158)], True)
    press.fill("body", crown)
    shade(press, crown, 0.3)
    press.stroke("paper", smooth([(46, 126), (70, 110), (98, 103)]), 1.6, 0.8)
    band = smooth([(54, 156), (100, 166), (148, 157), (144, 174), (100, 182), (58, 173)], True)
    press.fill("second", band)
    press.stroke("key", smooth([(55, 158), (100, 168), (147, 159)]), 1.4)


@motif
def silk_square(press, pattern="leaves"):
    """A square of silk, laid flat and slightly askew."""
    corner = turned_by(box(38, 66, 124, 124), -5, 100, 128)
    cast(press, 50, 150, 190)
    press.fill("body", corner)
    press.fill("paper", turned_by(box(48, 76, 104, 104), -5, 100, 128))
    inner = turned_by(box(51, 79, 98, 98), -5, 100, 128)
    press.fill("second" if pattern == "sun" else "body", inner)
    with press.inside(inner):
        _silk(press, pattern)
    press.stroke("key", [corner[1], corner[2]], 1.6)
    press.stroke("key", [corner[2], corner[3]], 1.6)


def _silk(press, pattern):
    {"leaves": _silk_leaves, "sun": _silk_sun, "scales": _silk_scales, "stripes": _silk_stripes}[pattern](press)


def _silk_leaves(press):
    leaf = smooth([(100, 126), (88, 104), (100, 78), (112, 104)], closed=True)
    for angle in range(0, 360, 60):
        press.fill("second", turned_by(leaf, angle, 100, 128))
        press.stroke("paper", turned_by([(100, 120), (100, 84)], angle, 100, 128), 1.3, 0.6)
    press.fill("paper", ellipse(100, 128, 6, 6))


def _silk_sun(press):
    press.fill("body", ellipse(100, 128, 26, 26))
    for angle in range(0, 360, 20):
        press.stroke("paper", turned_by([(100, 98), (100, 74)], angle, 100, 128), 4, 0.9)


def _silk_scales(press):
    for row in range(9):
        for column in range(8):
            x, y = 48 + 15 * column + (7.5 if row % 2 else 0), 80 + 12 * row
            press.stroke("second", ellipse(x, y, 7.4, 9, 0, 180), 2)


def _silk_stripes(press):
    for i in range(14):
        press.stroke("second", [(30 + 16 * i, 66), (-30 + 16 * i, 190)], 5)


@motif
def headband(press):
    """A knotted headband."""
    cast(press, 46, 154, 178)
    press.stroke("body", ellipse(100, 132, 58, 42), 20)
    press.stroke("key", ellipse(100, 132, 48, 32, 200, 340), 1.4, 0.7)
    for side in (False, True):
        ear = smooth([(100, 96), (78, 64), (56, 60), (66, 84), (96, 104)], closed=True)
        press.fill("second", mirrored(ear) if side else ear)
    press.fill("second", smooth([(88, 88), (112, 88), (116, 108), (84, 108)], closed=True))
    for y in (92, 98, 104):
        press.stroke("key", [(90, y), (110, y - 1)], 1, 0.8)
