"""Where the bars and the line of a picture of figures stand on the paper, in its own units. No colours, no words."""

from dataclasses import dataclass

WIDTH, HEIGHT, BASE = 340, 130, 110
BAR = 8


@dataclass(frozen=True)
class Bar:
    """One day, or some: its left edge, top, width and height."""

    x: str
    y: str
    width: int
    height: str


@dataclass(frozen=True)
class Chart:
    """A drawing of `width` × `height`, its ground at `base`. Numbers are text, the same in every language.

    `marks` are words under the ground: left edge, word, anchor.
    """

    bars: list[Bar]
    line: str
    marks: list[tuple]
    highest: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def month_chart(sales):
    """The Chart of a MonthOfSales: a bar per day that sold, the month before as a line, and days to find one's way."""
    step = WIDTH / len(sales.days)
    middles = [(f"{step * (number - 0.5):.1f}", number, "middle") for number in (10, 20)]
    marks = [("0", 1, "start"), *middles, (str(WIDTH), len(sales.days), "end")]
    return chart([day.cents for day in sales.days], [day.before_cents for day in sales.days], marks)


def period_chart(values, before, first, last):
    """The Chart of a period's steps beside those before; `first` and `last` are written under its ends."""
    return chart(values, before, [("0", first, "start"), (str(WIDTH), last, "end")])


def chart(values, before, marks):
    """A bar for each value, those before as a line, which ends where they are None and is missing if all are zero."""
    highest = max([1, *values, *(value or 0 for value in before)])
    step = WIDTH / len(values)
    width = max(BAR, min(3 * BAR, int(step / 2)))
    bars, points = [], []
    for number, (value, earlier) in enumerate(zip(values, before, strict=True)):
        middle = step * (number + 0.5)
        if value:
            height = max(2, _height(value, highest))
            bars.append(Bar(f"{middle - width / 2:.1f}", f"{BASE - height:.1f}", width, f"{height:.1f}"))
        if earlier is not None:
            points.append(f"{middle:.1f},{BASE - _height(earlier, highest):.1f}")
    return Chart(bars, " ".join(points) if any(before) else "", marks, highest)


def _height(value, highest):
    return (BASE - 10) * value / highest
