"""The ground behind an article, guessed from the picture's border: its colour may fade, but slowly."""

from dataclasses import dataclass

import numpy as np

#: Farther than this from the ground's colour is something else, in levels of 255 over the three channels.
FAR = 20.0
#: A ground that varies more than this by itself (grass, shelves) hides where the article ends.
BUSY = 16.0


@dataclass(frozen=True)
class Ground:
    """`distances`: per pixel, how far it is from the ground thought behind it; `far`: where otherness begins."""

    distances: np.ndarray
    far: float
    is_busy: bool


def ground_of(pixels, border):
    """The Ground of an array (height, width, 3): a plane in each channel, fitted to what most of the border shows."""
    height, width = pixels.shape[:2]
    walk = _terms(border.places[:, 0] / width, border.places[:, 1] / height)
    believed = _nearest_half(border.colours)
    for _ in range(6):
        weights, *_rest = np.linalg.lstsq(walk[believed], border.colours[believed], rcond=None)
        misses = np.abs(border.colours - walk @ weights).max(1)
        spread = float(np.median(misses[believed]))
        far = max(FAR, 5 * spread)
        believed = misses < far
    row, column = np.mgrid[:height, :width].astype(np.float32)
    plane = _terms((column / width).ravel(), (row / height).ravel()) @ weights
    distances = np.abs(pixels - plane.reshape(height, width, 3)).max(2)
    return Ground(distances, far, is_busy=spread > BUSY or believed.mean() < 0.35)


def _terms(x, y):
    return np.stack([np.ones_like(x), x, y], 1)


def _nearest_half(colours):
    """Those of the walk that are nearest to its most usual colour."""
    misses = np.abs(colours - np.median(colours, 0)).max(1)
    return misses <= np.median(misses)
