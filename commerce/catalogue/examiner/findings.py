"""What the examiner says of a picture: for each rule whether it holds, and where in the picture one sees it."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """The house's three rules; good resolution is two questions: enough pixels, and pixels that show something."""

    LARGE = "large"
    SHARP = "sharp"
    WHOLE = "whole"
    WHITE = "white"


class Verdict(StrEnum):
    """`UNSURE`: the picture doesn't let a program tell, and nothing is held against it."""

    KEPT = "kept"
    BROKEN = "broken"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Mark:
    """A rectangle that shows the reason, in shares of the picture's width and height, from 0 to 1."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Finding:
    """One rule's verdict. `marks` are the places that explain it."""

    rule: Rule
    verdict: Verdict
    marks: tuple[Mark, ...] = ()
