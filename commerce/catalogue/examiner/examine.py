"""One look at a picture, at two sizes: small for its ground and frame, as large as the shop shows it for sharpness."""

import numpy as np
from PIL import Image

from commerce.catalogue.examiner.border import border_of
from commerce.catalogue.examiner.findings import Finding, Rule, Verdict
from commerce.catalogue.examiner.frame import judge_frame
from commerce.catalogue.examiner.ground import ground_of
from commerce.catalogue.examiner.sharpness import judge_sharpness
from commerce.catalogue.examiner.whiteness import judge_whiteness

#: The shorter side that a good picture has, in pixels.
LARGE = 1000
#: The longer sides at which ground and sharpness are looked at.
SMALL, SHOWN = 256, 1200


def examine(image, *, size=None):
    """The four Findings of an upright RGB picture. `size`: its (width, height) as it was sent, if it was reduced."""
    shown = _reduced(image, SHOWN, gap=1.1)
    pixels = np.asarray(_reduced(shown, SMALL, gap=2), np.float32)
    border = border_of(pixels)
    ground = ground_of(pixels, border)
    return (
        Finding(Rule.LARGE, Verdict.KEPT if min(size or image.size) >= LARGE else Verdict.BROKEN),
        judge_sharpness(shown.convert("L"), _article_box(ground, shown.size)),
        judge_frame(border, ground),
        judge_whiteness(border),
    )


def _reduced(image, longest, gap):
    scale = longest / max(image.size)
    if scale >= 1:
        return image
    size = tuple(max(1, round(side * scale)) for side in image.size)
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=gap)


def _article_box(ground, size):
    """The box of what isn't ground, in pixels of `size`; the middle of the picture where that can't be told."""
    other = ground.distances > ground.far
    rows, columns = np.flatnonzero(other.mean(1) > 0.02), np.flatnonzero(other.mean(0) > 0.02)
    width, height = size
    if ground.is_busy or not len(rows) or not len(columns):
        return (width // 6, height // 6, width - width // 6, height - height // 6)
    scale = width / other.shape[1]
    box = (columns[0] - 2, rows[0] - 2, columns[-1] + 3, rows[-1] + 3)
    left, top, right, bottom = (round(side * scale) for side in box)
    return (max(0, left), max(0, top), min(width, right), min(height, bottom))
