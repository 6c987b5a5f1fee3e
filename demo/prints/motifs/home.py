"""Light and small furniture of the house: candles, lamps, mirrors, clocks, baskets."""

import math

from demo.prints.geometry import Turned, box, ellipse, mirrored, rounded, smooth, turned_by
from demo.prints.motifs import motif
from demo.prints.motifs.tableware import mouth
from demo.prints.shading import cast, model, shade


def flame(press, x, y, size=1.0):
    """A flame whose wick stands at (x, y)."""
    outer = [(0, -30), (9, -12), (7, 0), (0, 3), (-7, 0), (-8, -12)]
    press.fill("second", smooth([(x + px * size, y - 5 + py * size) for px, py in outer], True))
    press.fill("paper", smooth([(x + px * 0.5 * size, y - 4 + py * 0.5 * size) for px, py in outer], True))
    press.stroke("key", [(x, y), (x + 1, y - 9 * size)], 1.5)


@motif
def candle(press, form="pillar", lit=True):
    """A candle: pillar, glass jar, or three tapers."""
    if form == "tapers":
        _tapers(press)
        return
    if form == "jar":
        _jar_candle(press)
        return
    form_ = Turned([(100, 32), (130, 32), (170, 33), (204, 33)], flat=0.18)
    cast(press, 67, 133, 206)
    press.fill("body", form_.outline())
    model(press, form_)
    press.fill("paper", form_.rim(1))
    press.fill("second", ellipse(100, 101, 14, 2.6))
    if lit:
        flame(press, 100, 100)


def _tapers(press):
    for x, top in ((70, 74), (100, 52), (130, 84)):
        stick = Turned([(top, 6.5), (140, 7.5), (192, 8)], cx=x, flat=0.25)
        foot = Turned([(188, 13), (194, 11), (202, 17), (208, 19)], cx=x, flat=0.25)
        press.fill("second", foot.outline())
        press.stroke("key", foot.band(206, 4, 80), 1.3, 0.8)
        press.fill("body", stick.outline())
        model(press, stick)
        press.stroke("key", [(x, top), (x + 1.5, top - 9)], 1.3)


def _jar_candle(press):
    glass = Turned([(98, 42), (104, 43), (160, 43), (200, 41), (206, 36)], flat=0.18)
    cast(press, 60, 140, 208)
    press.fill("body", glass.outline())
    model(press, glass)
    press.fill("paper", rounded(72, 136, 56, 40, 2))
    press.stroke("key", rounded(75, 139, 50, 34, 2), 0.8)
    for y, reach in ((149, 17), (156, 12), (163, 15)):
        press.stroke("key", [(100 - reach, y), (100 + reach, y)], 1.2, 0.2)
    press.fill("paper", glass.rim())
    press.fill("second", glass.rim(4))
    flame(press, 100, 100, 0.9)


@motif
def lamp(press, shade_form="cone", base="turned"):
    """A table lamp, lit."""
    cast(press, 74, 126, 208)
    if base == "turned":
        foot = Turned([(124, 5), (138, 6), (150, 17), (168, 22), (184, 12), (196, 26), (208, 30)], flat=0.16)
        press.fill("body", foot.outline())
        model(press, foot)
    else:
        for dx in (-26, 0, 26):
            press.stroke("body", [(100 + dx * 0.15, 120), (100 + dx, 208)], 5)
    profiles = {"cone": [(46, 28), (124, 58)], "drum": [(56, 50), (124, 52)], "dome": [(52, 14), (70, 40), (124, 60)]}
    lampshade = Turned(profiles[shade_form], flat=0.13)
    press.fill("second", lampshade.outline())
    for i in range(1, 12):
        angle = 15 * i
        upper = lampshade.band(lampshade.top, angle, angle + 1)[0]
        lower = lampshade.band(lampshade.bottom, angle, angle + 1)[0]
        press.stroke("paper", [upper, lower], 0.9)
    press.stroke("key", lampshade.band(lampshade.bottom), 1.4)
    press.stroke("key", lampshade.band(lampshade.top), 1.1)


@motif
def pendant_light(press, form="dome", facets=False):
    """A ceiling light on its cord."""
    press.stroke("key", [(100, 0), (100, 66)], 1.8)
    profiles = {
        "dome": [(74, 10), (86, 30), (112, 56), (150, 66)],
        "bell": [(70, 10), (96, 24), (130, 38), (156, 62)],
        "globe": [(72, 12), (92, 44), (124, 58), (154, 46), (172, 20)],
    }
    light = Turned(profiles[form], flat=0.16)
    press.fill("second", box(94, 60, 12, 16))
    press.fill("body", light.outline())
    if facets:
        for i in range(1, 9):
            press.stroke(
                "key",
                [light.band(light.samples[k][0], 20 * i, 20 * i + 1)[0] for k in range(0, len(light.samples), 3)],
                1.5,
            )
        for share in (0.35, 0.7):
            press.stroke("key", light.band(light.top + (light.bottom - light.top) * share), 1.5)
    model(press, light)
    if form != "globe":
        press.fill("second", ellipse(100, light.bottom, light.bottom_radius, light.bottom_radius * 0.16))
        press.stroke("paper", ellipse(100, light.bottom, light.bottom_radius - 6, light.bottom_radius * 0.11), 1)
        for angle in range(30, 151, 20):
            x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            press.stroke(
                "second",
                [(100 + 60 * x, light.bottom + 8 + 16 * y), (100 + 76 * x, light.bottom + 12 + 34 * y)],
                2,
                0.7,
            )


@motif
def mirror(press, form="round"):
    """A mirror in its frame, with a slanting gleam."""
    outline = {
        "round": ellipse(100, 122, 66, 66),
        "oval": ellipse(100, 122, 52, 74),
        "arch": [*ellipse(100, 96, 52, 52, 180, 360), (152, 196), (48, 196)],
        "sun": ellipse(100, 122, 44, 44),
    }[form]
    if form == "sun":
        for i in range(24):
            press.stroke("body", turned_by([(100, 80), (100, 44 if i % 2 else 54)], 15 * i, 100, 122), 6, 0.6)
    press.fill("body", outline)
    inner = [(100 + (x - 100) * 0.84, 122 + (y - 122) * 0.86) for x, y in outline]
    press.stroke("key", [*inner, inner[0]], 2.2)
    press.fill("second", inner)
    with press.inside(inner):
        for offset, width in ((-26, 9), (-8, 3), (30, 2)):
            press.stroke("paper", [(60 + offset, 190), (130 + offset, 60)], width, 0.3)
    shade(press, outline, 0.08)


@motif
def clock(press, form="round"):
    """A wall clock at ten past ten."""
    outline = ellipse(100, 124, 66, 66) if form == "round" else rounded(44, 56, 112, 140, 14)
    press.fill("body", outline)
    shade(press, outline, 0.2)
    press.fill("paper", ellipse(100, 124, 50, 50))
    press.stroke("key", ellipse(100, 124, 50, 50), 1.4)
    for i in range(12):
        length = 10 if i % 3 == 0 else 5
        press.stroke("key", turned_by([(100, 79), (100, 79 + length)], 30 * i, 100, 124), 2.4 if i % 3 == 0 else 1.4)
    press.stroke("key", turned_by([(100, 130), (100, 96)], -56, 100, 124), 3.6, 0.3)
    press.stroke("second", turned_by([(100, 132), (100, 84)], 62, 100, 124), 2.8, 0.3)
    press.fill("key", ellipse(100, 124, 3.6, 3.6))


def woven_wall(press, form, pitch=7.5):
    """Basketwork on a turned form: rounds of short strokes over stakes."""
    rows = int((form.bottom - form.top) / pitch)
    for row in range(rows + 1):
        y = form.top + pitch * row
        for i in range(14):
            angle = 2 + 12.6 * i + (6.3 if row % 2 else 0)
            if angle < 172:
                press.stroke("key", form.band(y + 3, angle, angle + 8), 1.1, 0.5)
                press.stroke("paper", form.band(y + 5.4, angle + 2, angle + 7), 0.8, 0.6)


@motif
def basket(press, form="round", handle="arch"):
    """A willow basket."""
    profiles = {
        "round": [(122, 62), (140, 64), (180, 56), (206, 46)],
        "tall": [(92, 50), (130, 50), (180, 46), (207, 42)],
        "flat": [(152, 72), (170, 70), (196, 60), (206, 52)],
    }
    wall = Turned(profiles[form], flat=0.2)
    cast(press, 100 - wall.bottom_radius, 100 + wall.bottom_radius, 210)
    if handle == "arch":
        _hoop(press, wall)
    press.fill("body", wall.outline())
    woven_wall(press, wall)
    model(press, wall)
    mouth(press, wall, 4)
    press.stroke("second", wall.band(wall.top + 1), 5)
    press.stroke("key", wall.band(wall.top + 4), 1)
    if handle == "ears":
        for ear in ((36, wall.top - 4), (164, wall.top - 4)):
            press.stroke("second", ellipse(100 + (ear[0] - 100) * wall.top_radius / 66, ear[1], 11, 13, 150, 390), 4.4)


def _hoop(press, wall):
    rise = smooth([(100 - wall.top_radius + 4, wall.top), (62, wall.top - 62), (100, wall.top - 84)])
    arch = rise + mirrored(rise)[::-1]
    press.stroke("second", arch, 6.5)
    for x, y in arch[2:-2:3]:
        press.stroke("key", [(x - 3, y + 2), (x + 3, y - 2)], 1.1)


@motif
def box_with_lid(press, form="round"):
    """A small lidded box."""
    wall = Turned([(130, 52), (160, 52), (196, 51), (200, 49)], flat=0.2)
    lid = Turned([(104, 53), (112, 54), (130, 54)], flat=0.2)
    cast(press, 50, 150, 204)
    for part in (wall, lid):
        press.fill("body", part.outline())
        model(press, part)
    press.stroke("key", lid.band(130), 2)
    press.fill("second" if form == "inlaid" else "body", lid.rim(1))
    for radius in (44, 33, 22, 10):
        press.stroke("key", ellipse(100, 104, radius, radius * 0.2, 0, 330), 0.9, 0.3)
    press.fill("second", ellipse(100, 100, 9, 6))
    press.stroke("key", ellipse(100, 100, 9, 6, 0, 150), 1)
