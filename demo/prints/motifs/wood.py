"""Turned and joined wood, and blades."""

from demo.prints.geometry import Turned, box, ellipse, rounded, smooth, turned_by
from demo.prints.motifs import motif
from demo.prints.shading import cast, model, shade


def grain(press, outline, left, right, top, bottom, step=7.0):
    """Long veins of wood and a knot, seen only within the outline."""
    knot_x, knot_y = press.rng.uniform(left + 20, right - 20), press.rng.uniform(top + 20, bottom - 20)
    with press.inside(outline):
        x = left
        while x < right:
            bend = 7 if x > knot_x else -7
            near = max(0.0, 1 - abs(x - knot_x) / 26)
            vein = [
                (x, top - 5),
                (x + bend * near * 0.4, knot_y - 24),
                (x + bend * near, knot_y),
                (x + bend * near * 0.4, knot_y + 24),
                (x, bottom + 5),
            ]
            press.stroke("key", smooth(vein), 0.9, 0.5)
            x += step + press.rng.uniform(-1.5, 1.5)
        for size in (4.5, 2):
            press.stroke("key", ellipse(knot_x, knot_y, size * 0.7, size * 1.3), 0.9)


@motif
def board(press, form="handle"):
    """A chopping board hanging by its hole."""
    shapes = {
        "handle": [*rounded(50, 84, 100, 124, 10)],
        "round": ellipse(100, 142, 60, 60),
        "long": rounded(66, 66, 68, 142, 14),
    }
    outline = shapes[form]
    neck = rounded(87, 30, 26, 68, 11)
    press.fill("body", neck)
    press.fill("body", outline)
    grain(press, outline, 40, 160, 66, 208)
    press.fill("none", ellipse(100, 44, 5, 5))
    press.stroke("key", ellipse(100, 44, 5, 5), 1)
    press.stroke("second", smooth([(100, 40), (94, 26), (100, 16), (106, 26), (100, 40)]), 1.8)
    shade(press, outline, 0.13)


@motif
def tray(press, form="round"):
    """A tray with raised edges, seen from above."""
    outline = ellipse(100, 130, 76, 58) if form == "round" else rounded(24, 84, 152, 94, 14)
    inner = [(100 + (x - 100) * 0.87, 130 + (y - 130) * 0.85) for x, y in outline]
    cast(press, 40, 160, 186)
    press.fill("second", outline)
    press.stroke("key", [*inner, inner[0]], 2)
    press.fill("body", inner)
    grain(press, inner, 24, 176, 80, 186, 9)
    shade(press, inner, 0.14)
    for x in (31, 169):
        press.fill("key", rounded(x - 2.2, 118, 4.4, 24, 2))


@motif
def stool(press, legs=3, seat="round"):
    """A stool."""
    cast(press, 56, 150, 206)
    splay = (-44, 44, 8) if legs == 3 else (-44, 44, -22, 22)
    for i, dx in enumerate(splay):
        foot = (100 + dx, 206 if i < 2 else 192)
        press.stroke("key" if i >= 2 else "second", [(100 + dx * 0.66, 104), foot], 8 if i < 2 else 6, 0)
    press.stroke("second", [(64, 164), (136, 164)], 4.5)
    press.stroke("key", [(66, 167), (134, 167)], 1, 0.5)
    top = (
        Turned([(96, 60), (102, 60), (110, 57)], flat=0.22)
        if seat == "round"
        else Turned([(92, 60), (104, 62), (114, 54)], flat=0.22)
    )
    press.fill("body", top.outline())
    model(press, top)
    press.stroke("key", top.band(top.top), 1.3)
    for radius in (50, 38, 26, 12):
        press.stroke("key", ellipse(102, top.top, radius, radius * 0.22, 20, 340), 0.9, 0.4)


@motif
def knife(press, form="folding"):
    """A knife, open, on the slant."""
    tilt = -38
    blade = [*smooth([(92, 132), (60, 130), (30, 122), (10, 110)]), (10, 110), (40, 112), (92, 116)]
    handle = smooth(
        [(90, 114), (120, 110), (160, 114), (186, 126), (184, 138), (150, 136), (118, 132), (90, 134)], True
    )
    if form == "kitchen":
        blade = [*smooth([(92, 142), (50, 142), (18, 130), (2, 112)]), (2, 112), (50, 112), (92, 113)]
    if form == "butter":
        blade = smooth([(92, 130), (50, 136), (22, 132), (14, 122), (24, 114), (92, 116)])
    press.fill("second", turned_by(blade, tilt, 100, 124))
    edge = turned_by([(88, 128), (40, 123)] if form != "kitchen" else [(88, 137), (36, 132)], tilt, 100, 124)
    press.stroke("paper", edge, 1.3, 0.8)
    outline = turned_by(handle, tilt, 100, 124)
    press.fill("body", outline)
    with press.inside(outline):
        for i in range(7):
            press.stroke(
                "key",
                turned_by(smooth([(92, 114 + 4 * i), (140, 116 + 3.5 * i), (190, 124 + 3 * i)]), tilt, 100, 124),
                0.9,
                0.5,
            )
    for x in (106, 146):
        cx, cy = turned_by([(x, 124)], tilt, 100, 124)[0]
        press.fill("second", ellipse(cx, cy, 2.6, 2.6))
    press.stroke("key", turned_by([(91, 113), (91, 135)], tilt, 100, 124), 2)


@motif
def spoon(press, form="pair"):
    """Two wooden spoons, crossed."""
    bowl = smooth([(100, 34), (117, 48), (116, 74), (104, 88), (96, 88), (84, 74), (83, 48)], True)
    shaft = [(96, 84), (104, 84), (106, 212), (94, 212)]
    for tilt, cut in ((-17, "solid"), (17, "pierced")):
        press.fill("body", turned_by(shaft, tilt, 100, 150))
        head = turned_by(bowl, tilt, 100, 150)
        press.fill("body", head)
        shade(press, head, 0.3)
        press.stroke("key", turned_by([(101, 96), (102, 206)], tilt, 100, 150), 1, 0.6)
        hollow = turned_by(
            smooth([(100, 42), (110, 52), (108, 72), (100, 80), (92, 72), (90, 52)], True), tilt, 100, 150
        )
        press.stroke("paper", [*hollow, hollow[0]], 1.3)
        if form == "server" and cut == "pierced":
            for y in (52, 62, 72):
                press.fill("none", turned_by(box(96, y, 8, 3.4), tilt, 100, 150))


@motif
def wooden_bowl(press, form="wide", bark=False):
    """A bowl turned from one log, its rings showing."""
    profile = {
        "wide": [(126, 78), (146, 72), (176, 54), (202, 34)],
        "deep": [(104, 58), (136, 60), (174, 48), (204, 32)],
    }[form]
    turned = Turned(profile, flat=0.26)
    cast(press, 100 - turned.bottom_radius, 100 + turned.bottom_radius, 206)
    press.fill("body", turned.outline())
    for share in (0.3, 0.42, 0.5, 0.66, 0.8):
        press.stroke("key", turned.band(turned.top + (turned.bottom - turned.top) * share, 8, 172), 1, 0.4)
    model(press, turned)
    press.fill("second" if bark else "paper", turned.rim(-0.6))
    press.fill("body", turned.rim(3))
    for i, radius in enumerate((0.86, 0.7, 0.52, 0.36, 0.18)):
        reach = turned.top_radius * radius
        press.stroke(
            "key", ellipse(101 + i, turned.top + 1 + i, reach, reach * 0.26, 200 - 10 * i, 520 - 20 * i), 1, 0.4
        )


@motif
def toy(press, form="horse"):
    """A decorative horse on wheels, sawn out of a plank."""
    outline = smooth(
        [
            (46, 178),
            (50, 138),
            (44, 116),
            (56, 104),
            (96, 110),
            (116, 104),
            (122, 72),
            (116, 54),
            (134, 62),
            (158, 88),
            (152, 98),
            (138, 94),
            (140, 124),
            (148, 178),
            (130, 178),
            (122, 148),
            (76, 148),
            (66, 178),
        ],
        True,
        4,
    )
    cast(press, 40, 160, 206)
    press.fill("body", outline)
    grain(press, outline, 40, 160, 50, 180, 10)
    press.fill("second", rounded(34, 176, 132, 11, 3))
    for x in (56, 146):
        press.fill("second", ellipse(x, 194, 13, 13))
        press.stroke("key", ellipse(x, 194, 9, 9), 1)
        press.fill("key", ellipse(x, 194, 2.4, 2.4))
    press.fill("key", ellipse(136, 78, 2.2, 2.2))
    press.stroke("second", smooth([(112, 52), (110, 78), (104, 106)]), 7, 0.5)
    press.stroke("second", smooth([(46, 116), (34, 130), (34, 156)]), 6, 0.6)
