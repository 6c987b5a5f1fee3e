"""Leather goods: bags, wallets, belts, cases. Stitches are cut in the block."""

from demo.prints.geometry import box, ellipse, moved, resampled, rounded, smooth
from demo.prints.motifs import motif
from demo.prints.shading import cast, shade


def stitches(press, line, role="paper", length=3.2):
    """A saddler's seam along a line."""
    points = resampled(line, 2.9)
    for start, end in zip(points[::2], points[1::2], strict=False):
        press.stroke(role, [start, end], 1.15)


def leather(press, outline, share=0.3):
    """A piece of leather: flat, shaded, with its edge."""
    press.fill("body", outline)
    shade(press, outline, share)


def buckle(press, cx, cy, size=10):
    """A square brass buckle."""
    press.fill("second", rounded(cx - size, cy - size, 2 * size, 2 * size, 3))
    press.fill("body", rounded(cx - size + 3.4, cy - size + 3.4, 2 * size - 6.8, 2 * size - 6.8, 1.5))
    press.stroke("second", [(cx, cy), (cx + size + 2, cy)], 2.4)


@motif
def tote(press, form="flared", pocket=False):
    """A tote bag with two handles."""
    left, right = (36, 164) if form == "flared" else (42, 158)
    base = (48, 152) if form == "flared" else (44, 156)
    cast(press, base[0], base[1], 208)
    press.stroke("key", smooth([(78, 108), (80, 62), (100, 50), (120, 62), (122, 108)]), 5)
    outline = [(left, 98), (right, 98), (base[1], 207), (base[0], 207)]
    leather(press, outline)
    handle = smooth([(72, 128), (74, 70), (100, 50), (126, 70), (128, 128)])
    press.stroke("body", handle, 7)
    stitches(press, handle[2:-2])
    for x in (72, 128):
        press.fill("second", rounded(x - 5.5, 112, 11, 20, 3))
        press.fill("key", ellipse(x, 117, 1.3, 1.3, step=60))
        press.fill("key", ellipse(x, 127, 1.3, 1.3, step=60))
    stitches(press, [(left + 3, 104), (right - 3, 104)])
    stitches(press, [(base[0] + 4, 200), (base[1] - 4, 200)])
    if pocket:
        press.stroke("key", [(62, 144), (62, 192), (138, 192), (138, 144), (62, 144)], 1.4)
        stitches(press, [(65, 148), (65, 189), (135, 189), (135, 148)])


@motif
def satchel(press, strap=True, clasp="buckle"):
    """A shoulder bag with a flap."""
    cast(press, 44, 156, 205)
    if strap:
        press.stroke("body", smooth([(46, 122), (40, 60), (100, 22), (160, 60), (154, 122)]), 5.5)
        press.stroke("key", smooth([(48, 116), (44, 64), (100, 26), (156, 64), (152, 116)]), 0.9)
    leather(press, rounded(40, 110, 120, 95, 12))
    flap = [(38, 106), (162, 106), *smooth([(162, 148), (150, 168), (100, 176), (50, 168), (38, 148)])]
    press.stroke("key", [*flap[1:], flap[0]], 2.6)
    leather(press, flap, 0.24)
    stitches(
        press, moved(smooth([(157, 112), (156, 144), (146, 162), (100, 169), (54, 162), (44, 144), (43, 112)]), 0, 0)
    )
    if clasp == "buckle":
        press.fill("body", box(93, 158, 14, 30))
        press.stroke("key", [(93, 158), (93, 188), (107, 188), (107, 158)], 1)
        buckle(press, 100, 176, 8)
    else:
        press.fill("second", ellipse(100, 164, 7, 7))
        press.fill("key", ellipse(100, 164, 2, 2))


@motif
def wallet(press, form="long"):
    """A wallet, closed or half open on its slots."""
    cast(press, 34, 166, 190)
    if form == "open":
        leather(press, [(30, 96), (98, 84), (98, 184), (30, 190)], 0.2)
        leather(press, [(100, 84), (170, 96), (170, 190), (100, 184)], 0.3)
        for i in range(3):
            y = 112 + 20 * i
            press.fill("second", [(108, y - 5), (162, y + 3), (162, y + 8), (108, y)])
            press.stroke("key", [(108, y), (162, y + 8)], 1.3)
        press.stroke("key", [(99, 84), (99, 184)], 2.2)
        stitches(press, [(94, 90), (35, 100), (35, 185), (94, 179)])
        return
    leather(press, rounded(28, 104, 144, 84, 9))
    press.fill("body", rounded(28, 104, 144, 50, 9))
    press.stroke("key", [(30, 154), (170, 154)], 2)
    stitches(press, [(34, 182), (34, 110), (166, 110), (166, 182)])
    press.fill("second", ellipse(100, 153, 6.5, 6.5))
    press.stroke("key", ellipse(100, 153, 4, 4), 0.9)


@motif
def card_case(press):
    """A card case with two cards showing."""
    cast(press, 52, 148, 200)
    press.fill("paper", rounded(62, 76, 78, 60, 4))
    press.stroke("key", rounded(62, 76, 78, 60, 4), 1)
    press.fill("second", rounded(58, 88, 78, 60, 4))
    outline = [
        (50, 106),
        (86, 106),
        *smooth([(90, 106), (92, 120), (108, 120), (110, 106)]),
        (150, 106),
        (150, 199),
        (50, 199),
    ]
    leather(press, outline)
    press.stroke("key", [(50, 140), (150, 132)], 1.8)
    stitches(press, [(55, 112), (55, 194), (145, 194), (145, 112)])


@motif
def belt(press, width=13):
    """A belt rolled on itself, its buckle in front."""
    cast(press, 46, 154, 190)
    for radius in (62, 46, 31):
        press.fill("body", ellipse(100, 128, radius, radius * 0.92))
        press.fill(
            "none" if radius == 31 else "key", ellipse(100, 128, radius - width * 0.78, (radius - width * 0.78) * 0.92)
        )
    stitches(press, ellipse(100, 128, 59, 54.4))
    for i in range(10):
        press.stroke("key", ellipse(100, 128, 51 + i, (51 + i) * 0.92, 4 + 3 * (i % 3), 62 - 3 * i), 0.8, 0.8)
    tongue = [(100, 177), (168, 182), (180, 188), (168, 195), (100, 190)]
    press.fill("body", tongue)
    stitches(press, [(104, 180), (166, 185), (172, 188), (166, 192), (104, 187)])
    for x in (134, 144, 154):
        press.fill("key", ellipse(x, 187.5, 1.5, 1.5, step=60))
    buckle(press, 92, 183, 12)


@motif
def pouch(press, zip_pull=True):
    """A pencil or wash case with its zip."""
    cast(press, 32, 166, 186)
    outline = smooth(
        [
            (30, 118),
            (34, 106),
            (100, 104),
            (166, 106),
            (170, 118),
            (172, 172),
            (164, 184),
            (100, 186),
            (36, 184),
            (28, 172),
        ],
        True,
    )
    leather(press, outline)
    press.stroke("second", [(34, 114), (166, 114)], 4)
    stitches(press, [(36, 114), (164, 114)], "key")
    press.stroke("paper", [(32, 120), (168, 120)], 0.9)
    if zip_pull:
        press.fill("second", rounded(146, 112, 7, 26, 3))
        press.fill("key", ellipse(149.5, 132, 1.4, 1.4, step=60))


@motif
def notebook(press, strap=True):
    """A leather-bound notebook, its pages showing."""
    cast(press, 50, 156, 206)
    press.fill("paper", [(58, 66), (154, 66), (154, 205), (58, 205)])
    for x in (150, 152.5):
        press.stroke("key", [(x, 68), (x, 204)], 0.6)
    leather(press, rounded(46, 60, 102, 148, 5))
    press.stroke("key", [(58, 61), (58, 207)], 1.6)
    stitches(press, [(63, 66), (142, 66), (142, 202), (63, 202)])
    if strap:
        press.stroke("second", [(46, 134), (148, 134)], 5)
        press.fill("second", ellipse(132, 134, 8, 8))
        press.stroke("key", ellipse(132, 134, 4.5, 4.5, 0, 330), 1)


@motif
def glasses_case(press):
    """A spectacle sleeve with the tip of the glasses."""
    cast(press, 70, 132, 206)
    press.stroke("key", ellipse(86, 76, 17, 13), 3)
    press.stroke("key", ellipse(116, 76, 17, 13, -150, 150), 3)
    leather(
        press,
        [(66, 80), *smooth([(80, 92), (100, 96), (120, 92)]), (134, 80), (136, 196), (126, 207), (74, 207), (64, 196)],
    )
    stitches(press, [(70, 90), (69, 194), (76, 202), (124, 202), (131, 194), (130, 90)])
    press.fill("second", ellipse(100, 112, 5, 5))
