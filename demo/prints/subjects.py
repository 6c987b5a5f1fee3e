"""What pictures of pictures show: a sea, three trees, a street, each within (x, y, width, height)."""

import math

from demo.prints.geometry import box, ellipse, moved, smooth


def _lines(press, x, y, width, height, count, role="key", weight=0.9):
    for i in range(count):
        level = y + height * i / count
        start, end = x + press.rng.uniform(0, width * 0.3), x + width * press.rng.uniform(0.6, 1)
        press.stroke(role, [(start, level), (end, level + press.rng.uniform(-0.6, 0.6))], weight, 0.7)


def _sea(press, x, y, width, height):
    press.fill("second", box(x, y, width, height * 0.48))
    press.fill("paper", ellipse(x + width * 0.7, y + height * 0.26, height * 0.12, height * 0.12))
    press.fill("body", box(x, y + height * 0.46, width, height * 0.6))
    _lines(press, x, y + height * 0.5, width, height * 0.46, 13, "paper", 1.3)
    boat = [
        (x + width * 0.26, y + height * 0.5),
        (x + width * 0.42, y + height * 0.5),
        (x + width * 0.39, y + height * 0.56),
        (x + width * 0.29, y + height * 0.56),
    ]
    press.fill("key", boat)
    press.fill(
        "paper",
        [
            (x + width * 0.34, y + height * 0.2),
            (x + width * 0.34, y + height * 0.48),
            (x + width * 0.24, y + height * 0.48),
        ],
    )


def _trees(press, x, y, width, height):
    press.fill("second", box(x, y, width, height * 0.8))
    _lines(press, x, y + 4, width, height * 0.3, 7, "paper", 1)
    press.fill(
        "body",
        smooth(
            [
                (x - 8, y + height * 0.8),
                (x + width * 0.4, y + height * 0.7),
                (x + width + 8, y + height * 0.84),
                (x + width + 8, y + height + 9),
                (x - 8, y + height + 9),
            ],
            True,
        ),
    )
    for share, lean in ((0.2, 3), (0.5, -4), (0.8, 2)):
        root, top = (x + width * share, y + height * 0.86), (x + width * share + lean, y + height * 0.2)
        press.stroke("key", [root, top], 3.6, 0.15)
        for i in range(7):
            level = top[1] + (root[1] - top[1]) * (0.02 + 0.09 * i)
            reach = 6 + 2.2 * i
            for side in (-1, 1):
                press.stroke(
                    "key",
                    smooth(
                        [(top[0], level + 6), (top[0] + side * reach * 0.6, level), (top[0] + side * reach, level - 5)]
                    ),
                    1.5,
                    0.6,
                )


def _hills(press, x, y, width, height):
    press.fill("paper", box(x, y, width, height))
    press.fill("second", ellipse(x + width * 0.3, y + height * 0.25, height * 0.13, height * 0.13))
    for i, role in enumerate(("second", "body", "key")):
        base = y + height * (0.42 + 0.17 * i)
        ridge = smooth(
            [
                (x - 5, base + 8),
                (x + width * (0.22 + 0.1 * i), base - 10),
                (x + width * (0.55 - 0.05 * i), base + 6),
                (x + width * 0.8, base - 6),
                (x + width + 5, base + 5),
            ]
        )
        press.fill(role, [*ridge, (x + width + 5, y + height + 5), (x - 5, y + height + 5)])
        press.stroke("paper", moved(ridge, 0, 5), 0.9, 0.6)


def _still_life(press, x, y, width, height):
    press.fill("second", box(x, y, width, height))
    press.fill("paper", box(x, y + height * 0.66, width, height))
    press.stroke("key", [(x, y + height * 0.66), (x + width, y + height * 0.66)], 1.2)
    cx, floor = x + width * 0.42, y + height * 0.8
    press.fill(
        "body",
        smooth(
            [
                (cx - 6, floor - height * 0.5),
                (cx + 6, floor - height * 0.5),
                (cx + 7, floor - height * 0.34),
                (cx + 17, floor - height * 0.2),
                (cx + 13, floor),
                (cx - 13, floor),
                (cx - 17, floor - height * 0.2),
                (cx - 7, floor - height * 0.34),
            ],
            True,
        ),
    )
    for dx, dy, size in ((26, 2, 8), (39, 4, 7), (31, -8, 6.5)):
        press.fill("key" if dx == 31 else "body", ellipse(cx + dx, floor - 6 + dy, size, size))
        press.stroke("paper", ellipse(cx + dx, floor - 6 + dy, size * 0.6, size * 0.6, 190, 260), 1, 0.7)
    press.stroke(
        "key", smooth([(cx, floor - height * 0.5), (cx - 8, floor - height * 0.66), (cx + 4, y + 5)]), 1.6, 0.4
    )


def _abstract(press, x, y, width, height):
    press.fill("second", box(x, y, width, height))
    press.fill("body", ellipse(x + width * 0.38, y + height * 0.42, width * 0.28, width * 0.28))
    press.fill(
        "paper",
        [
            (x + width * 0.1, y + height * 0.7),
            (x + width * 0.92, y + height * 0.54),
            (x + width * 0.9, y + height * 0.64),
            (x + width * 0.12, y + height * 0.82),
        ],
    )
    press.fill("key", box(x + width * 0.68, y + height * 0.14, width * 0.08, height * 0.46))
    for i in range(5):
        press.stroke(
            "key",
            [(x + width * 0.12, y + height * (0.86 + 0.025 * i)), (x + width * 0.6, y + height * (0.84 + 0.025 * i))],
            0.9,
            0.5,
        )


def _lighthouse(press, x, y, width, height):
    press.fill("second", box(x, y, width, height * 0.72))
    _lines(press, x, y + 3, width, height * 0.36, 6, "paper", 1.4)
    press.fill("body", box(x, y + height * 0.68, width, height))
    _lines(press, x, y + height * 0.72, width, height * 0.26, 6, "paper", 1)
    foot, top, cx = y + height * 0.76, y + height * 0.22, x + width * 0.64
    press.fill(
        "key", smooth([(cx - 30, foot + 7), (cx - 12, foot - 5), (cx + 8, foot - 7), (cx + 30, foot + 6)], True)
    )
    press.fill("paper", [(cx - 4, top), (cx + 4, top), (cx + 7, foot - 4), (cx - 7, foot - 4)])
    press.fill("key", box(cx - 4.5, top - 6, 9, 6))
    press.fill("key", [(cx - 5.5, top - 6), (cx, top - 12), (cx + 5.5, top - 6)])
    press.fill(
        "key",
        [
            (cx - 5, (top + foot) / 2 - 5),
            (cx + 5.2, (top + foot) / 2 - 5),
            (cx + 5.8, (top + foot) / 2 + 4),
            (cx - 5.6, (top + foot) / 2 + 4),
        ],
    )


def _dunes(press, x, y, width, height):
    press.fill("paper", box(x, y, width, height))
    press.fill(
        "second",
        [
            (x, y + height * 0.5),
            *smooth([(x, y + height * 0.5), (x + width * 0.4, y + height * 0.36), (x + width, y + height * 0.56)]),
            (x + width, y + height),
            (x, y + height),
        ],
    )
    press.fill(
        "body",
        [
            *smooth(
                [
                    (x, y + height * 0.9),
                    (x + width * 0.35, y + height * 0.58),
                    (x + width * 0.62, y + height * 0.74),
                    (x + width, y + height * 0.6),
                ]
            ),
            (x + width, y + height),
            (x, y + height),
        ],
    )
    for i in range(9):
        px = x + width * (0.08 + 0.1 * i)
        press.stroke(
            "key",
            smooth(
                [(px, y + height * 0.92), (px + 4, y + height * 0.78), (px + 11, y + height * (0.7 + 0.02 * (i % 3)))]
            ),
            1,
            0.7,
        )


def _street(press, x, y, width, height):
    press.fill("second", box(x, y, width, height))
    edge = [(0.0, 0.16, 0.3), (0.16, 0.34, 0.42), (0.62, 0.82, 0.36), (0.82, 1.0, 0.22)]
    for i, (left, right, roof) in enumerate(edge):
        wall = box(x + width * left, y + height * roof, width * (right - left), height)
        press.fill("body" if i % 2 else "key", wall)
        for row in range(4):
            press.fill(
                "paper",
                box(x + width * (left + 0.05), y + height * (roof + 0.1 + 0.14 * row), width * 0.05, height * 0.06),
            )
    press.fill(
        "paper",
        [
            (x + width * 0.46, y + height * 0.5),
            (x + width * 0.5, y + height * 0.5),
            (x + width * 0.66, y + height),
            (x + width * 0.28, y + height),
        ],
    )
    press.stroke("key", [(x + width * 0.48, y + height * 0.76), (x + width * 0.48, y + height * 0.88)], 2.6)


def _bird_study(press, x, y, width, height):
    press.fill("paper", box(x, y, width, height))
    press.fill("second", ellipse(x + width * 0.5, y + height * 0.42, width * 0.38, width * 0.38))
    branch = smooth([(x, y + height * 0.78), (x + width * 0.5, y + height * 0.7), (x + width, y + height * 0.74)])
    press.stroke("key", branch, 3, 0.3)
    cx, cy, s = x + width * 0.5, y + height * 0.48, min(width, height) / 90
    outline = [(-30, -14), (-20, -26), (-6, -24), (10, -6), (20, 14), (44, 42), (22, 32), (0, 26), (-18, 14)]
    press.fill("body", smooth([(cx + a * s, cy + b * s) for a, b in outline], True))
    press.fill("key", ellipse(cx - 18 * s, cy - 16 * s, 2, 2))
    press.fill("key", [(cx - 28 * s, cy - 16 * s), (cx - 42 * s, cy - 10 * s), (cx - 28 * s, cy - 9 * s)])
    for i in range(5):
        press.stroke(
            "key",
            smooth(
                [(cx - 8 * s + 5 * i * s, cy - 4 * s + 5 * i * s), (cx + 4 * s + 5 * i * s, cy + 8 * s + 4 * i * s)]
            ),
            1.3,
            0.8,
        )


def _moonrise(press, x, y, width, height):
    press.fill("body", box(x, y, width, height))
    press.fill("second", ellipse(x + width * 0.56, y + height * 0.32, width * 0.17, width * 0.17))
    for i in range(14):
        level = y + height * (0.62 + 0.027 * i)
        reach = width * (0.08 + 0.02 * i) * (0.7 + 0.3 * math.sin(i * 2.4))
        press.stroke("second", [(x + width * 0.56 - reach, level), (x + width * 0.56 + reach, level)], 1.3, 0.6)
    press.fill(
        "key",
        [
            *smooth([(x, y + height * 0.6), (x + width * 0.3, y + height * 0.54), (x + width, y + height * 0.6)]),
            (x + width, y + height * 0.62),
            (x, y + height * 0.62),
        ],
    )


SUBJECTS = {
    "sea": _sea, "trees": _trees, "hills": _hills, "still_life": _still_life, "abstract": _abstract,
    "lighthouse": _lighthouse, "dunes": _dunes, "street": _street, "bird": _bird_study, "moonrise": _moonrise,
}  # fmt: skip
