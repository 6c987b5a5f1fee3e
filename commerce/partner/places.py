"""Where a shop is, on our own drawing of France and in words. Nothing is asked of a map's owner."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

#: The drawing `components/france_map.html`: degrees at its left and upper edge, units a degree.
WEST, NORTH = -5.3, 51.3
UNITS_EAST, UNITS_SOUTH = 6.9, 10
#: Degrees that the drawing shows, and the widest box of France with its overseas departments.
DRAWN = ((41.3, 51.2), (-5.2, 9.7))
FRANCE = ((-51, 51.5), (-62, 56))


@dataclass(frozen=True)
class MapDot:
    """A place on the drawing, in its units, as SVG wants numbers."""

    x: str
    y: str


def _is_within(latitude, longitude, box):
    (south, north), (west, east) = box
    return south <= latitude <= north and west <= longitude <= east


def is_in_france(latitude, longitude):
    """Whether degrees may be a workshop's: generous at borders, strict about swapped numbers of the mainland."""
    return _is_within(latitude, longitude, FRANCE)


def dot_of(vendor):
    """The shop's MapDot, or None where it has no position or lies beyond the drawing."""
    if vendor.latitude is None or not _is_within(vendor.latitude, vendor.longitude, DRAWN):
        return None
    x = (float(vendor.longitude) - WEST) * UNITS_EAST
    y = (NORTH - float(vendor.latitude)) * UNITS_SOUTH
    return MapDot(f"{x:.1f}", f"{y:.1f}")


def place_in_words(vendor):
    """« Près de Nevers, Nièvre »."""
    place = ", ".join(filter(None, [vendor.town, vendor.department]))
    return _("Près de %(place)s") % {"place": place} if place else _("L’atelier")


def map_link(vendor):
    """OpenStreetMap at the shop, for whoever chooses to go there, or "" without a position."""
    if vendor.latitude is None:
        return ""
    where = {"mlat": str(vendor.latitude), "mlon": str(vendor.longitude)}
    return f"https://www.openstreetmap.org/?{urlencode(where)}#map=15/{vendor.latitude}/{vendor.longitude}"
