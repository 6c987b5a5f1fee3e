"""Lodgings and tables for birds and bees."""

from demo.prints.geometry import box, ellipse, mirrored, rounded, smooth, turned_by
from demo.prints.motifs import motif
from demo.prints.motifs.wood import grain
from demo.prints.shading import shade


@motif
def nest_box(press, roof="pitched", hole=9):
    """A nest box with its bird on the perch."""
    front = [(62, 104), (138, 104), (132, 200), (68, 200)] if roof == "pitched" else box(64, 96, 72, 108)
    if roof == "pitched":
        front = [(62, 108), (100, 66), (138, 108), (132, 204), (68, 204)]
    press.stroke("key", [(100, 20), (100, 70)], 1.6)
    press.fill("body", front)
    grain(press, front, 60, 140, 70, 204, 10)
    shade(press, front, 0.24)
    if roof == "pitched":
        press.fill("second", [(100, 50), (152, 106), (146, 116), (100, 68), (54, 116), (48, 106)])
    else:
        press.fill("second", [(52, 88), (148, 76), (150, 92), (52, 102)])
    press.fill("key", ellipse(100, 132, hole, hole))
    press.stroke("paper", ellipse(100, 132, hole + 2.4, hole + 2.4), 1.2)
    press.stroke("key", [(100, 160), (100, 168)], 4)
    bird(press, 116, 154)


def bird(press, x, y, size=1.0):
    """A small bird that looks left."""
    outline = [(-22, -2), (-12, -12), (2, -10), (16, 2), (36, 8), (14, 12), (-6, 12), (-16, 6)]
    press.fill("second", smooth([(x + px * size, y + py * size) for px, py in outline], True))
    press.fill("key", ellipse(x - 12 * size, y - 5 * size, 1.5, 1.5))
    press.fill("key", [(x - 21 * size, y - 4 * size), (x - 29 * size, y - 1 * size), (x - 20 * size, y)])
    press.stroke(
        "paper", smooth([(x - 2 * size, y), (x + 8 * size, y + 4 * size), (x + 22 * size, y + 7 * size)]), 1.2, 0.8
    )


@motif
def bird_table(press, form="roofed"):
    """A hanging feeder with seeds."""
    press.stroke("key", [(100, 16), (100, 62)], 1.6)
    for x in (66, 134):
        press.fill("body", box(x - 3, 96, 6, 88))
    press.fill("second", ellipse(100, 140, 24, 40) if form == "globe" else box(76, 104, 48, 74))
    for i in range(16):
        x, y = 82 + (i * 23) % 38, 122 + (i * 17) % 50
        press.fill("key", ellipse(x, y, 1.9, 1.5, step=45))
    press.fill("body", [(100, 58), (156, 100), (150, 108), (50, 108), (44, 100)])
    grain(press, [(100, 58), (156, 100), (150, 108), (50, 108), (44, 100)], 44, 156, 58, 108, 9)
    press.fill("body", box(48, 182, 104, 12))
    press.stroke("key", [(48, 194), (152, 194)], 1.6)
    bird(press, 150, 170, 0.8)


@motif
def bee_hotel(press):
    """An insect hotel: reeds, bricks and cones behind a gable."""
    press.fill("body", [(100, 44), (156, 96), (156, 206), (44, 206), (44, 96)])
    press.fill("second", [(100, 34), (168, 98), (160, 106), (100, 50), (40, 106), (32, 98)])
    for left, top in ((52, 108), (104, 108), (52, 160), (104, 160)):
        press.fill("paper", box(left, top, 44, 40))
    for i in range(24):
        x, y = 57 + (i % 6) * 7, 114 + (i // 6) * 9
        press.stroke("key", ellipse(x, y, 2.5, 2.5, step=40), 1)
    for i in range(6):
        press.fill("second", rounded(108 + (i % 2) * 19, 112 + (i // 2) * 12, 17, 10, 1))
    for i in range(9):
        press.fill("key", ellipse(60 + (i % 3) * 14, 168 + (i // 3) * 12, 3, 3))
    for x in range(110, 148, 6):
        press.stroke("key", turned_by([(x, 163), (x, 198)], (x - 126) / 3, x, 180), 1.8, 0.2)
    shade(press, mirrored(box(44, 96, 6, 110)), 0.5)
