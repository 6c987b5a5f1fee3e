"""The workshops of the demo. None of them exists; a maker of that trade could."""

from importlib import import_module

_MODULES = (
    "marchenoir", "brossard", "rambert", "brebis", "vautrin", "kerlaouen", "maguelone", "aubertin", "grandvaux",
    "astruc", "gaillarde", "envol", "kermadec", "oriol", "guivarch", "vasseur",
)  # fmt: skip

WORKSHOPS = tuple(import_module(f"demo.workshops.{name}").WORKSHOP for name in _MODULES)
