"""What lives outdoors: planters, nest boxes, weather vanes, chimes."""

from demo.prints.geometry import Turned, box, ellipse, rounded, smooth
from demo.prints.motifs import motif
from demo.prints.motifs.tableware import mouth
from demo.prints.shading import cast, model, shade


def foliage(press, cx, base, spread=44, tall=60, count=9):
    """A clump of leaves that grows out of a pot."""
    for i in range(count):
        lean = -1 + 2 * i / (count - 1)
        tip = (cx + spread * lean * 1.1, base - tall * (1 - 0.45 * lean * lean))
        middle = (cx + spread * lean * 0.35, base - tall * 0.5)
        press.stroke("key", smooth([(cx + 6 * lean, base), middle, tip]), 1.4, 0.4)
        side = 6 if i % 2 else -6
        leaf = smooth(
            [
                middle,
                (tip[0] * 0.5 + middle[0] * 0.5 + side, (tip[1] + middle[1]) / 2),
                tip,
                (tip[0] * 0.5 + middle[0] * 0.5 - side, (tip[1] + middle[1]) / 2),
            ],
            True,
        )
        press.fill("second", leaf)
        press.stroke("paper", [middle, tip], 0.8, 0.8)


@motif
def planter(press, form="flared", planted=True):
    """A terracotta planter."""
    profiles = {
        "flared": [(118, 54), (130, 53), (131, 47), (170, 40), (208, 33)],
        "belly": [(104, 40), (112, 44), (114, 38), (140, 58), (172, 54), (196, 38), (208, 42)],
        "trough": [(138, 78), (150, 78), (151, 72), (180, 70), (206, 66)],
        "cylinder": [(110, 46), (124, 46), (125, 44), (180, 43), (208, 42)],
    }
    wall = Turned(profiles[form], flat=0.16)
    cast(press, 100 - wall.bottom_radius, 100 + wall.bottom_radius, 211)
    press.fill("body", wall.outline())
    model(press, wall)
    if form == "belly":
        swag = smooth([(58, 138), (79, 152), (100, 142), (121, 152), (142, 138)])
        press.stroke("paper", swag, 2.6)
        for x in (58, 100, 142):
            press.fill("paper", ellipse(x, 140, 4, 4))
    else:
        press.stroke("paper", wall.band(wall.top + 12), 1.4)
    mouth(press, wall, 3)
    if planted:
        foliage(press, 100, wall.top + 3, wall.top_radius * 0.75, min(72, wall.top - 30))


@motif
def weather_vane(press, figure="rooster"):
    """A wrought-iron weather vane."""
    press.stroke("body", [(100, 100), (100, 222)], 5)
    press.stroke("body", [(34, 158), (166, 158)], 3.4)
    press.fill("second", ellipse(100, 158, 7, 7))
    press.fill("body", [(34, 158), (22, 150), (22, 166)])
    press.fill("body", [(180, 158), (164, 150), (164, 166)])
    for side in (-1, 1):
        press.stroke(
            "body",
            smooth(
                [
                    (100, 204),
                    (100 + side * 26, 196),
                    (100 + side * 26, 178),
                    (100 + side * 12, 178),
                    (100 + side * 14, 190),
                ]
            ),
            3,
            0.3,
        )
    {"rooster": _rooster, "boat": _boat, "fish": _vane_fish}[figure](press)


def _rooster(press):
    for i, tip in enumerate(((176, 62), (164, 38), (142, 26))):
        plume = smooth(
            [(112, 100 - 4 * i), (138 - 4 * i, 84 - 6 * i), tip, (150 - 8 * i, 92 - 16 * i), (120, 112 - 3 * i)], True
        )
        press.fill("second" if i == 1 else "body", plume)
    body = smooth(
        [
            (58, 46),
            (70, 38),
            (80, 46),
            (84, 66),
            (98, 86),
            (122, 86),
            (134, 98),
            (124, 118),
            (100, 128),
            (76, 120),
            (62, 98),
            (58, 72),
        ],
        True,
    )
    press.fill("body", body)
    press.fill("second", smooth([(60, 42), (58, 30), (66, 35), (70, 24), (76, 33), (84, 30), (80, 44)], True))
    press.fill("second", smooth([(58, 56), (55, 68), (61, 70), (64, 60)], True))
    press.fill("second", [(58, 46), (42, 52), (59, 55)])
    press.fill("paper", ellipse(67, 48, 2.2, 2.2))
    for i in range(3):
        press.stroke("paper", smooth([(78 + 4 * i, 100 - 3 * i), (96, 112 - 5 * i), (120, 104 - 5 * i)]), 1.4, 0.8)


def _boat(press):
    press.fill("body", smooth([(40, 104), (100, 112), (164, 100), (148, 128), (60, 130)], True))
    press.stroke("body", [(100, 110), (100, 26)], 3)
    press.fill("second", [(104, 30), (154, 96), (104, 98)])
    press.fill("second", [(96, 42), (56, 98), (96, 98)])
    for y in (60, 78):
        press.stroke("paper", [(108, y), (122 + (y - 60) * 0.7, y)], 1.1, 0.7)


def _vane_fish(press):
    press.fill(
        "body",
        smooth(
            [
                (30, 92),
                (64, 66),
                (112, 68),
                (142, 88),
                (172, 66),
                (164, 92),
                (172, 118),
                (142, 98),
                (112, 116),
                (64, 116),
            ],
            True,
        ),
    )
    for x in (84, 98, 112):
        press.stroke("paper", ellipse(x - 8, 92, 8, 18, -60, 60), 1.5, 0.6)
    press.fill("second", ellipse(54, 86, 4, 4))


@motif
def wind_chime(press, tubes=5, material="metal"):
    """A wind chime."""
    press.stroke("key", [(100, 14), (100, 40)], 1.4)
    press.stroke("key", [(62, 62), (100, 38), (138, 62)], 1.2)
    press.fill("second", ellipse(100, 64, 48, 10))
    press.stroke("key", ellipse(100, 64, 48, 10, 0, 180), 1.4)
    for i in range(tubes):
        x = 60 + 80 * i / (tubes - 1)
        end = 150 + 34 * (1 - abs(i - (tubes - 1) / 2) / tubes) + 8 * (i % 2)
        press.stroke("key", [(x, 68), (x, 86)], 1)
        press.fill("body", rounded(x - 4.4, 86, 8.8, end - 86, 2.5))
        press.stroke("paper", [(x - 1.8, 92), (x - 1.8, end - 6)], 1, 0.5)
        press.stroke("key", [(x + 2.6, 90), (x + 2.6, end - 4)], 1.1, 0.4)
    press.stroke("key", [(100, 70), (100, 206)], 0.9)
    press.fill("second", ellipse(100, 136, 11, 7))
    press.fill("second", smooth([(100, 196), (108, 208), (100, 224), (92, 208)], True))


@motif
def watering_can(press):
    """A zinc watering can."""
    wall = Turned([(112, 40), (130, 42), (170, 45), (206, 46)], cx=114, flat=0.18)
    cast(press, 68, 160, 210)
    press.stroke("body", smooth([(128, 106), (150, 66), (178, 92), (172, 150), (158, 178)]), 6)
    press.fill("body", [(74, 178), (74, 156), (30, 92), (22, 98)])
    press.fill("second", [(14, 100), (34, 82), (40, 92), (20, 112)])
    press.fill("body", wall.outline())
    model(press, wall)
    for y in (126, 192):
        press.stroke("paper", wall.band(y), 1.6)
    mouth(press, wall, 3)
    for i in range(5):
        press.stroke("second", [(10 - 0 + 3 * i, 116 + 2 * i), (2 + 3 * i, 134 + 4 * i)], 1.3, 0.6)


@motif
def lantern(press, form="square"):
    """An iron lantern with a candle inside."""
    cast(press, 62, 138, 208)
    press.stroke("body", ellipse(100, 46, 12, 14), 3.4)
    press.fill("body", [(100, 54), (142, 96), (58, 96)])
    press.fill("second", box(66, 98, 68, 100))
    press.fill("paper", rounded(91, 150, 18, 46, 2))
    press.stroke("key", [(100, 150), (100, 143)], 1.4)
    press.fill("paper", smooth([(100, 118), (108, 136), (100, 146), (92, 136)], True))
    for x in (66, 100, 134) if form == "square" else (66, 83, 117, 134):
        press.stroke("body", [(x, 96), (x, 200)], 4.5 if x in (66, 134) else 2.4)
    press.fill("body", rounded(58, 196, 84, 12, 2))
    press.stroke("paper", [(70, 92), (98, 64)], 1.2, 0.7)
    shade(press, box(66, 98, 68, 100), 0.2)


@motif
def trellis(press, form="fan"):
    """A garden stake of wrought iron with a climbing plant."""
    if form == "fan":
        for dx in (-44, -22, 0, 22, 44):
            press.stroke("body", smooth([(100 + dx * 0.2, 222), (100 + dx * 0.4, 140), (100 + dx, 40)]), 3)
        for y, reach in ((70, 42), (112, 26)):
            press.stroke("body", smooth([(100 - reach, y), (100, y - 6), (100 + reach, y)]), 2.6)
    else:
        press.stroke("body", [(100, 222), (100, 70)], 4)
        press.stroke(
            "body", smooth([(100, 70), (78, 66), (72, 46), (90, 32), (110, 42), (104, 58), (92, 54)]), 3.4, 0.3
        )
    vine = smooth([(92, 222), (112, 190), (86, 160), (116, 128), (88, 98), (112, 68)])
    press.stroke("second", vine, 2.2, 0.3)
    for i, (x, y) in enumerate(vine[4::5]):
        side = 1 if i % 2 else -1
        press.fill(
            "second", smooth([(x, y), (x + side * 8, y - 9), (x + side * 19, y - 6), (x + side * 10, y + 4)], True)
        )
