"""Works on paper and canvas. A work is drawn in its frame: a print of a print."""

from demo.prints.geometry import box
from demo.prints.motifs import motif
from demo.prints.shading import cast, shade
from demo.prints.subjects import SUBJECTS

FRAMES = {"portrait": (46, 44, 108, 150), "landscape": (26, 74, 148, 108), "square": (40, 58, 120, 120)}


def framed(press, form, mount=9):
    """Draw the frame; answers the picture's (x, y, width, height)."""
    x, y, width, height = FRAMES[form]
    cast(press, x + 4, x + width, y + height + 2)
    press.fill("key", box(x - 4, y - 4, width + 8, height + 8))
    press.fill("paper", box(x, y, width, height))
    return x + mount, y + mount, width - 2 * mount, height - 2 * mount


def canvas(press, form):
    """A stretched canvas seen a little from the side; answers the picture's (x, y, width, height)."""
    x, y, width, height = FRAMES[form]
    cast(press, x + 4, x + width, y + height + 2)
    press.fill(
        "key",
        [
            (x + width, y),
            (x + width + 5, y + 4),
            (x + width + 5, y + height + 4),
            (x + 5, y + height + 4),
            (x, y + height),
        ],
    )
    press.fill("paper", box(x, y, width, height))
    return x, y, width, height


def paint(press, area, subject):
    """A subject within a picture's area."""
    x, y, width, height = area
    with press.inside(box(x, y, width, height)):
        SUBJECTS[subject](press, x, y, width, height)


@motif
def etching(press, form="portrait", subject="trees"):
    """A framed print with its mount."""
    area = framed(press, form, 13)
    x, y, width, height = area
    press.stroke("key", [*box(x - 2, y - 2, width + 4, height + 4), (x - 2, y - 2)], 0.6)
    paint(press, area, subject)
    press.stroke("key", [(x + 2, y + height + 5.5), (x + 14, y + height + 5)], 0.8, 0.4)
    press.stroke("key", [(x + width - 16, y + height + 5), (x + width - 2, y + height + 5.5)], 0.8, 0.4)


@motif
def painting(press, form="landscape", subject="sea"):
    """A painting on canvas, unframed."""
    paint(press, canvas(press, form), subject)


@motif
def photograph(press, form="landscape", subject="lighthouse"):
    """A photograph in a thin frame with a wide mount."""
    area = framed(press, form, 18 if form != "landscape" else 15)
    paint(press, area, subject)


@motif
def postcards(press, subject="hills"):
    """A fan of small prints."""
    for i, (dx, dy) in enumerate(((-34, 10), (0, -14), (34, 12))):
        x, y = 62 + dx, 78 + dy
        press.fill("key", box(x + 2, y + 2, 78, 104))
        press.fill("paper", box(x, y, 78, 104))
        paint(press, (x + 6, y + 6, 66, 84), (subject, "moonrise", "sea")[i])
    shade(press, box(96, 90, 78, 104), 0.05)
