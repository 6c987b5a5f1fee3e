"""Thrown pots: vases, bowls, cups, teapots, plates, jugs."""

from demo.prints.geometry import Turned, ellipse, mirrored, smooth, turned_by
from demo.prints.motifs import motif
from demo.prints.shading import cast, model

VASES = {
    "neck": [(52, 15), (62, 11), (84, 12), (104, 26), (132, 46), (160, 50), (188, 40), (208, 30)],
    "ball": [(88, 20), (94, 18), (104, 30), (128, 54), (156, 60), (184, 48), (208, 30)],
    "cylinder": [(56, 34), (70, 34), (110, 36), (160, 35), (196, 34), (208, 31)],
    "bottle": [(36, 10), (44, 8), (84, 9), (112, 22), (140, 34), (176, 36), (208, 28)],
    "flared": [(56, 46), (70, 34), (96, 24), (124, 26), (156, 38), (186, 38), (208, 28)],
    "jar": [(66, 38), (72, 36), (84, 48), (120, 58), (160, 56), (190, 46), (208, 38)],
}
DECORS = ("plain", "bands", "dip", "leaves", "dots", "waves")


def decorate(press, form, decor):
    """A potter's decor on a turned form."""
    top, height = form.top, form.bottom - form.top
    if decor == "bands":
        for share in (0.36, 0.44, 0.47, 0.62):
            press.stroke("paper", form.band(top + height * share), 1.8)
    elif decor == "dip":
        press.fill("second", form.slice(top + height * 0.56, form.bottom))
        press.stroke("paper", form.band(top + height * 0.56), 1.3)
    elif decor == "dots":
        _dots(press, form)
    elif decor == "waves":
        _waves(press, form)
    elif decor == "leaves":
        _leaves(press, form)


def _dots(press, form):
    height = form.bottom - form.top
    for row, share in enumerate((0.42, 0.53, 0.64, 0.75)):
        for column in range(7):
            angle = 14 + 25 * column + 12 * (row % 2)
            if angle < 172:
                x, y = form.band(form.top + height * share, angle, angle + 1)[0]
                press.fill("paper", ellipse(x, y, 2.6, 2.4, step=30))


def _waves(press, form):
    height = form.bottom - form.top
    for share in (0.4, 0.5, 0.6):
        line = form.band(form.top + height * share)
        swaying = [(x, y + (3 if i % 4 < 2 else -3)) for i, (x, y) in enumerate(line[::2])]
        press.stroke("second", smooth(swaying), 2.6)


def _leaves(press, form):
    height = form.bottom - form.top
    base, tip = form.top + height * 0.88, form.top + height * 0.36
    press.stroke("paper", smooth([(form.cx - 4, base), (form.cx + 3, (base + tip) / 2), (form.cx, tip)]), 1.8, 0.6)
    for i in range(5):
        y = base - (base - tip) * (0.16 + 0.17 * i)
        for side in (-1, 1):
            leaf = [
                (form.cx, y),
                (form.cx + side * 9, y - 9),
                (form.cx + side * 20, y - 10),
                (form.cx + side * 11, y - 2),
            ]
            press.fill("paper", smooth(leaf, closed=True))


def mouth(press, form, lip=2.2):
    """The lip and the dark inside."""
    press.fill("paper", form.rim(-0.4))
    press.fill("body", form.rim(0.8))
    press.fill("key", form.rim(lip + 0.8))


def pot(press, form, decor="plain"):
    """A pot without its handles."""
    cast(press, form.cx - form.bottom_radius, form.cx + form.bottom_radius, form.bottom + 3)
    press.fill("body", form.outline())
    decorate(press, form, decor)
    model(press, form)
    mouth(press, form)


def branch(press, x, y, tall=70):
    """A stem with a few leaves, for scale and life."""
    stem = smooth([(x, y), (x - 5, y - tall * 0.4), (x + 4, y - tall * 0.75), (x + 14, y - tall)])
    press.stroke("key", stem, 1.8, 0.3)
    for i, side in enumerate((1, -1, 1, -1, 1)):
        px, py = stem[int(len(stem) * (0.28 + 0.16 * i)) - 1]
        leaf = smooth([(px, py), (px + side * 10, py - 11), (px + side * 22, py - 12), (px + side * 13, py - 2)], True)
        press.fill("key", leaf)
        press.stroke("paper", [(px + side * 3, py - 3), (px + side * 18, py - 10.5)], 0.8, 0.8)


@motif
def vase(press, form="neck", decor="plain", stem=False):
    """A vase, with a branch in it or without."""
    profile = VASES[form]
    if stem:
        branch(press, 100, profile[0][0], min(70, profile[0][0] - 24))
    pot(press, Turned(profile), decor)


@motif
def bowl(press, form="round", decor="plain"):
    """A bowl on its foot."""
    profiles = {
        "round": [(112, 68), (136, 66), (168, 50), (188, 30), (194, 25), (204, 27)],
        "wide": [(130, 80), (148, 72), (172, 52), (190, 28), (196, 24), (204, 27)],
        "deep": [(92, 56), (130, 58), (166, 48), (188, 28), (194, 24), (204, 26)],
    }
    pot(press, Turned(profiles[form], flat=0.2), decor)


@motif
def cup(press, form="tall", decor="plain", handle=True):
    """A cup or a tumbler, saucerless."""
    profiles = {
        "tall": [(96, 38), (120, 39), (160, 40), (190, 37), (204, 30)],
        "round": [(110, 40), (130, 46), (160, 46), (188, 36), (204, 27)],
        "flared": [(104, 46), (130, 40), (166, 34), (192, 30), (204, 27)],
    }
    turned = Turned(profiles[form], cx=92 if handle else 100, flat=0.2)
    if handle:
        ear = smooth([(128, 122), (150, 114), (160, 136), (150, 162), (126, 174)])
        press.stroke("body", ear, 9)
        press.stroke("paper", ear[3:18], 1.1, 0.8)
        press.stroke("key", [(x + 3, y + 1.5) for x, y in ear[10:-4]], 1.2, 0.7)
    pot(press, turned, decor)


@motif
def jug(press, decor="plain", form="tall"):
    """A jug with a pulled handle and a spout."""
    profiles = {
        "tall": [(68, 26), (80, 24), (104, 30), (136, 44), (168, 46), (194, 38), (208, 32)],
        "squat": [(98, 32), (108, 30), (128, 44), (158, 54), (184, 48), (208, 36)],
    }
    turned = Turned(profiles[form], cx=96, flat=0.18)
    top, radius = turned.top, turned.top_radius
    ear = smooth([(96 + radius - 3, top + 8), (150, top + 4), (163, top + 36), (150, top + 70), (136, top + 84)])
    press.stroke("body", ear, 8)
    press.stroke("paper", ear[4:22], 1.1, 0.8)
    press.fill(
        "body", smooth([(96 - radius + 6, top - 7), (96 - radius - 15, top - 6), (96 - radius + 4, top + 22)], True)
    )
    pot(press, turned, decor)
    press.fill("key", [(96 - radius - 8, top - 2), (96 - radius + 8, top - 3.4), (96 - radius + 8, top + 3)])


@motif
def teapot(press, decor="plain", handle="side"):
    """A teapot, with a side handle or a cane bail."""
    turned = Turned([(114, 26), (120, 34), (138, 52), (162, 56), (186, 46), (204, 32)], flat=0.18)
    if handle == "bail":
        press.stroke("second", smooth([(56, 134), (58, 84), (100, 58), (142, 84), (144, 134)]), 5.5)
    else:
        press.stroke("body", smooth([(150, 132), (178, 118), (186, 148), (170, 172), (148, 184)]), 8.5)
    spout = smooth([(52, 168), (34, 150), (26, 124), (16, 118)]) + smooth([(26, 113), (38, 128), (44, 140), (56, 148)])
    press.fill("body", spout)
    pot(press, turned, decor)
    lid = Turned([(98, 5), (102, 12), (110, 26), (116, 29)], flat=0.18)
    press.fill("body", lid.outline())
    press.stroke("key", lid.band(116), 1.5)
    press.fill("second", ellipse(100, 95, 7.5, 6))
    press.stroke("key", ellipse(100, 95, 7.5, 6, 10, 120), 1.1, 0.6)


@motif
def plate(press, decor="rings"):
    """A plate seen from above."""
    cast(press, 40, 160, 196)
    press.fill("body", ellipse(100, 128, 74, 74))
    press.stroke("paper", ellipse(100, 128, 70, 70), 1.2)
    press.fill("second" if decor == "dip" else "body", ellipse(100, 128, 50, 50))
    press.stroke("paper", ellipse(100, 128, 51, 51), 2)
    press.stroke("key", ellipse(101, 129, 49, 49, 190, 330), 1.6, 1)
    if decor == "rings":
        for radius in (14, 22, 24, 40):
            press.stroke("paper", ellipse(100, 128, radius, radius), 1.3)
    elif decor == "fish":
        _fish(press)
    elif decor == "flower":
        _flower(press)
    for i in range(9):
        press.stroke("key", ellipse(100, 128, 54 + 1.8 * i, 54 + 1.8 * i, -8 + 3 * (i % 3), 44 - 2 * i), 1, 0.9)


def _fish(press):
    back = smooth([(64, 130), (84, 112), (112, 114), (130, 128)])
    belly = smooth([(130, 128), (112, 142), (84, 146), (64, 130)])
    press.fill("paper", back + belly + [(130, 128), (142, 116), (142, 140)])
    press.fill("key", ellipse(76, 126, 2, 2))
    for x in (90, 99, 108):
        press.stroke("key", ellipse(x - 6, 129, 6, 10, -60, 60), 1, 0.6)


def _flower(press):
    petal = smooth([(100, 122), (92, 108), (100, 92), (108, 108)], closed=True)
    for angle in range(0, 360, 45):
        press.fill("paper", turned_by(petal, angle, 100, 128))
    press.fill("second", ellipse(100, 128, 7, 7))


@motif
def casserole(press, decor="plain"):
    """A lidded pot with two ears."""
    turned = Turned([(118, 58), (130, 60), (164, 60), (190, 54), (204, 46)], flat=0.17)
    ear = smooth([(156, 132), (176, 130), (178, 148), (158, 152)])
    press.stroke("body", ear, 7)
    press.stroke("body", mirrored(ear), 7)
    pot(press, turned, decor)
    lid = Turned([(92, 6), (96, 26), (108, 54), (117, 60)], flat=0.17)
    press.fill("body", lid.outline())
    model(press, lid)
    press.stroke("paper", lid.band(116), 1.5)
    press.fill("second", ellipse(100, 88, 10, 7))
