"""Is the article sharp? Each edge is looked at twice, as it is and blurred: a crisp one loses much, a soft one little.

For an edge that the lens spread by s pixels, the slope after a blur of b pixels is as 1/√(s² + b²); two blurs give s.
"""

import numpy as np
from PIL import ImageFilter

from commerce.catalogue.examiner.findings import Finding, Mark, Rule, Verdict

FINE, COARSE = 1.0, 3.0
#: Slopes below this are shading or grain, in levels per pixel after the coarse blur.
LEAST_SLOPE = 3.0
#: Edges are compared tile by tile; so many tiles are needed to say anything of a direction.
TILE, LEAST_TILES = 32, 3
#: An edge spread by more than this many pixels, 1,200 pixels tall, is soft.
SOFT = 1.9
#: The share of tiles that may be soft in a picture that is sharp: the far end of an article.
CRISPEST = 75


def judge_sharpness(image, inside):
    """The Finding of Rule.SHARP for a grey image; `inside` is the box of what must be sharp, in pixels."""
    left, top, right, bottom = inside
    part = image.crop(inside)
    spreads = [spread for spread in _spreads(part) if spread is not None]
    if not spreads:
        return Finding(Rule.SHARP, Verdict.UNSURE)
    width, height = image.size
    mark = Mark(*(round(v, 3) for v in (left / width, top / height, (right - left) / width, (bottom - top) / height)))
    is_soft = max(spreads) * 1200 / max(image.size) > SOFT
    return Finding(Rule.SHARP, Verdict.BROKEN if is_soft else Verdict.KEPT, (mark,) if is_soft else ())


def _spreads(image):
    """How far edges are spread, in pixels, among the crispest, for edges across each of four directions."""
    fine, coarse = _slopes(image, FINE), _slopes(image, COARSE)
    size, coarse_size = np.hypot(*fine), np.hypot(*coarse)
    direction = np.round(np.arctan2(coarse[1], coarse[0]) / (np.pi / 4)).astype(np.int8) % 4
    for side in range(4):
        chosen = direction == side
        yield _spread(_highest(np.where(chosen, size, 0)), _highest(np.where(chosen, coarse_size, 0)))


def _slopes(image, blur):
    levels = np.asarray(image.filter(ImageFilter.GaussianBlur(blur)), np.float32)
    return (levels[1:-1, 2:] - levels[1:-1, :-2]) / 2, (levels[2:, 1:-1] - levels[:-2, 1:-1]) / 2


def _highest(values):
    """The highest value of each tile."""
    rows, columns = values.shape[0] // TILE, values.shape[1] // TILE
    if not rows * columns:
        return np.zeros(0)
    whole = values[: rows * TILE, : columns * TILE]
    return whole.reshape(rows, TILE, columns, TILE).max((1, 3)).ravel()


def _spread(fine, coarse):
    edges = coarse > LEAST_SLOPE
    if edges.sum() < LEAST_TILES:
        return None
    ratio = np.percentile(fine[edges] / coarse[edges], CRISPEST)
    square = np.clip(ratio, 1.001, COARSE / FINE) ** 2
    return float(np.sqrt(max(0.0, (COARSE**2 - square * FINE**2) / (square - 1))))
