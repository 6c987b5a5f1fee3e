"""Is the ground white? Asked all along the border; what is not may be the article, so corners count more."""

import numpy as np

from commerce.catalogue.examiner.border import marks_of, runs
from commerce.catalogue.examiner.findings import Finding, Rule, Verdict

#: Darker than this is grey, more coloured than that is a colour, in levels of 255.
DARKEST, MOST_COLOURED = 210.0, 19.0
#: So much of the border is white, at least, and three corners of four.
LEAST = 0.5


def judge_whiteness(border):
    """The Finding of Rule.WHITE, with strips where the border isn't white."""
    white = _is_white(border.colours)
    near = max(2, len(white) // 60)
    corners = sum(
        bool(np.take(white, np.arange(c - near, c + near), mode="wrap").mean() > 0.5) for c in border.corners
    )
    if corners >= 3 and white.mean() >= LEAST:
        return Finding(Rule.WHITE, Verdict.KEPT)
    coloured = [run for run in runs(~white) if run[1] >= near]
    return Finding(Rule.WHITE, Verdict.BROKEN, tuple(mark for run in coloured for mark in marks_of(border, run)))


def _is_white(colours):
    highest, lowest = colours.max(1), colours.min(1)
    return (colours.mean(1) >= DARKEST) & (highest - lowest <= MOST_COLOURED)
