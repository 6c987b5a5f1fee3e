"""A hand: how one workshop's prints are cut, inked and laid out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hand:
    """The choices of one printmaker. Lengths are sheet units, 200 to a picture's width."""

    paper: str = "vergé"
    key: str = "noir"
    grounds: tuple[str, ...] = ("paille", "brume", "rose")
    #: Names of `grounds.GROUNDS`; a piece takes one of them.
    shapes: tuple[str, ...] = ("block",)
    #: How shadows are made: "engraved", "gouged", "flat" or "dotted".
    shading: str = "engraved"
    wobble: float = 0.7
    #: Spacing of the knife's straight cuts along a curve: long is rough.
    facet: float = 4.0
    misregister: float = 0.5
    dryness: int = 1
    border: str = "none"
