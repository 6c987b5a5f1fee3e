"""What stands behind the object: one pale ink, laid in a shape of the workshop's own."""

import itertools
import math

from demo.prints.geometry import box, ellipse, rounded, smooth


def block(press):
    """The whole block, a hand's breadth from the paper's edge."""
    press.lay(box(11, 11, press.width - 22, press.height - 22))


def bleed(press):
    """Ink to the edges, a little more on the table."""
    press.lay(box(-5, -5, press.width + 10, press.height + 10), 215)
    press.lay(box(-5, press.height * 0.74, press.width + 10, press.height), 255)


def table(press):
    """A wall and a table top."""
    floor = press.height * 0.73
    press.lay(box(11, 11, press.width - 22, floor - 11), 150)
    press.lay(box(11, floor, press.width - 22, press.height - floor - 11))


def disc(press):
    """A full moon."""
    press.lay(ellipse(press.width / 2, press.height * 0.5, press.width * 0.44, press.width * 0.44))


def arch(press):
    """A niche under an arch."""
    left, right, spring = press.width * 0.12, press.width * 0.88, press.height * 0.43
    radius = (right - left) / 2
    top = ellipse((left + right) / 2, spring, radius, radius * 0.92, 180, 360)
    press.lay([*top, (right, press.height * 0.93), (left, press.height * 0.93)])


def window(press):
    """A tall sheet with round corners and a paler lower third."""
    width, height = press.width, press.height
    press.lay(rounded(16, 14, width - 32, height - 28, 16), 255)
    press.lay(box(0, height * 0.77, width, 3), 0)


def hill(press):
    """A low hill, for what lives outdoors."""
    width, height = press.width, press.height
    press.lay(box(11, 11, width - 22, height - 22), 120)
    ridge = smooth(
        [(11, height * 0.72), (width * 0.3, height * 0.66), (width * 0.7, height * 0.75), (width - 11, height * 0.69)]
    )
    press.lay([*ridge, (width - 11, height - 11), (11, height - 11)])


def stripes(press):
    """Broad upright stripes, like a wallpaper's."""
    count = max(3, round(press.width / 36))
    step = (press.width - 22) / count
    for i in range(count):
        press.lay(box(11 + step * i, 11, step, press.height - 22), 255 if i % 2 else 165)


def rays(press):
    """Gouge strokes that shine from behind the object."""
    press.lay(box(11, 11, press.width - 22, press.height - 22))
    cx, cy = press.width / 2, press.height * 0.48
    for i in range(40):
        angle = math.tau * (i + 0.3 * (i % 3)) / 40
        start, end = press.width * (0.47 + 0.05 * (i % 3)), press.width * (0.58 + 0.06 * (i % 2))
        near = (cx + start * math.cos(angle), cy + start * math.sin(angle))
        far = (cx + end * math.cos(angle), cy + end * math.sin(angle))
        side = (far[0] + 1.6 * math.sin(angle), far[1] - 1.6 * math.cos(angle))
        press.lay([near, far, side], 0)


def field(press):
    """A flat with rows of short cuts left white, as a lino cutter clears a background."""
    press.lay(box(11, 11, press.width - 22, press.height - 22))
    for row in range(int((press.height - 34) / 9)):
        for column in range(int((press.width - 34) / 22)):
            x = 19 + column * 22 + (11 if row % 2 else 0) + press.rng.uniform(-3, 3)
            y = 20 + row * 9 + press.rng.uniform(-1.5, 1.5)
            if x < press.width - 26:
                press.lay([(x, y), (x + 5, y - 0.7), (x + 9, y + 0.4), (x + 5, y + 0.8)], 0)


GROUNDS = {ground.__name__: ground for ground in (block, bleed, table, disc, arch, window, hill, stripes, rays, field)}


def border(press):
    """The hand's frame round the print, if it draws one."""
    if press.hand.border in ("line", "double"):
        _frame(press, 6.5, 0.9)
    if press.hand.border == "double":
        _frame(press, 8.6, 0.5)


def _frame(press, inset, weight):
    x, y, right, bottom = inset, inset, press.width - inset, press.height - inset
    corners = [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]
    for start, end in itertools.pairwise(corners):
        press.stroke("key", [start, end], weight)
