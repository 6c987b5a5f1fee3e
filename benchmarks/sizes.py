"""The sizes at which both shops are measured."""

PRODUCTS = (100, 1_000, 10_000)
#: (lines, vendors) of a basket.
BASKETS = ((1, 1), (20, 1), (20, 5))
#: Timed repetitions, of which the median is kept.
REPEATED = 7
