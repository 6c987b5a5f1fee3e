"""Is the whole article in frame? It isn't where something other than the ground crosses the border."""

import numpy as np

from commerce.catalogue.examiner.border import marks_of, runs
from commerce.catalogue.examiner.findings import Finding, Rule, Verdict

#: A strap is that thin, in shares of the walk round the picture.
THINNEST = 0.005
#: A shadow fades in, an article begins: how much colour changes within three places of the walk.
BEGINS = 14.0
#: So far from the ground is no shadow.
NO_SHADOW = 95.0


def judge_frame(border, ground):
    """The Finding of Rule.WHOLE, with strips where the article leaves the picture."""
    if ground.is_busy:
        return Finding(Rule.WHOLE, Verdict.UNSURE)
    misses = _on_the_walk(ground.distances)
    crossing = [run for run in runs(misses > ground.far) if _is_article(border, misses, run)]
    surfaces = [run for run in crossing if _corners_in(border, run) >= 2]
    leaving = [run for run in crossing if run not in surfaces]
    if leaving:
        marks = tuple(mark for run in leaving for mark in marks_of(border, run))
        return Finding(Rule.WHOLE, Verdict.BROKEN, marks)
    return Finding(Rule.WHOLE, Verdict.UNSURE if surfaces else Verdict.KEPT)


def _on_the_walk(distances):
    deep = 2
    return np.concatenate(
        [
            distances[:deep].min(0),
            distances[:, -deep:].min(1),
            distances[-deep:].min(0)[::-1],
            distances[:, :deep].min(1)[::-1],
        ]
    )


def _is_article(border, misses, run):
    first, length = run
    if length < max(3, THINNEST * len(misses)):
        return False
    numbers = (first + np.arange(-4, length + 4)) % len(misses)
    colours = border.colours[numbers]
    steps = np.abs(colours[3:] - colours[:-3]).max(1)
    return steps.max() > BEGINS or misses[numbers].max() > NO_SHADOW


def _corners_in(border, run):
    first, length = run
    return int((((border.corners - first) % len(border.places)) < length).sum())
