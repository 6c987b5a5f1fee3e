"""The motifs: each draws one kind of object on a press, in sheet units. What stands, stands at y = 208."""

from importlib import import_module

MOTIFS = {}
FAMILIES = (
    "tableware",
    "leather",
    "jewels",
    "clothes",
    "linen",
    "home",
    "wood",
    "garden",
    "birds",
    "art",
    "sculpture",
)


def motif(draw):
    """Register a drawing function under its own name."""
    MOTIFS[draw.__name__] = draw
    return draw


for _family in FAMILIES:
    import_module(f"demo.prints.motifs.{_family}")
