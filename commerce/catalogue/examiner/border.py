"""The border of a picture, walked round once: where the ground is, where something else touches it."""

from dataclasses import dataclass

import numpy as np

from commerce.catalogue.examiner.findings import Mark

#: How deep the border is looked at, and how wide a mark is drawn, in shares of the longer side.
DEPTH = 0.02
DRAWN = 0.035


@dataclass(frozen=True)
class Border:
    """`colours`: (n, 3) of each place on the walk, from the top left corner clockwise; `places`: their (x, y)."""

    colours: np.ndarray
    places: np.ndarray
    size: tuple[int, int]

    @property
    def corners(self):
        """The walk's numbers of the four corners."""
        width, height = self.size
        return np.array([0, width, width + height, 2 * width + height])


def border_of(pixels):
    """The Border of an array (height, width, 3): each place is the mean of the few pixels below it."""
    height, width = pixels.shape[:2]
    deep = max(2, round(DEPTH * max(width, height)))
    sides = [
        pixels[:deep].mean(0),
        pixels[:, -deep:].mean(1),
        pixels[-deep:].mean(0)[::-1],
        pixels[:, :deep].mean(1)[::-1],
    ]
    across, down = np.arange(width), np.arange(height)
    places = [
        np.stack([across, np.zeros(width)], 1),
        np.stack([np.full(height, width - 1), down], 1),
        np.stack([across[::-1], np.full(width, height - 1)], 1),
        np.stack([np.zeros(height), down[::-1]], 1),
    ]
    return Border(np.concatenate(sides), np.concatenate(places), (width, height))


def runs(flags):
    """(first, length) of each run of true values on a closed walk."""
    if flags.all():
        return [(0, len(flags))]
    start = int(np.argmin(flags))
    turned = np.roll(flags, -start).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], turned, [0]])))
    return [((int(a) + start) % len(flags), int(b - a)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def marks_of(border, run):
    """Strips along the border that show a run, one for each side that it touches."""
    first, length = run
    width, height = border.size
    numbers = (first + np.arange(length)) % len(border.places)
    sides = np.searchsorted([width, width + height, 2 * width + height], numbers, side="right")
    marks = []
    for side in np.unique(sides):
        points = border.places[numbers[sides == side]]
        (left, top), (right, bottom) = points.min(0), points.max(0)
        marks.append(_strip(int(side), left / width, top / height, (right + 1) / width, (bottom + 1) / height))
    return marks


def _strip(side, left, top, right, bottom):
    box = {
        0: (left, 0, right - left, DRAWN),
        1: (1 - DRAWN, top, DRAWN, bottom - top),
        2: (left, 1 - DRAWN, right - left, DRAWN),
        3: (0, top, DRAWN, bottom - top),
    }[side]
    return Mark(*(round(float(value), 3) for value in box))
