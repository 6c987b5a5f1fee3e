"""Where a parcel goes, as carriers price it."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """Parts of France that carriers price apart."""

    MAINLAND = "metropole", _("France métropolitaine")
    CORSICA = "corse", _("Corse")
    OVERSEAS = "outre-mer", _("Outre-mer")


#: Where a price without any table holds, and where delivery may be free: Corsica is a part of metropolitan France.
METROPOLITAN = (Zone.MAINLAND, Zone.CORSICA)
CORSICAN, OVERSEAS = ("20",), ("97", "98")


@dataclass(frozen=True)
class Destination:
    """The postcode that a parcel goes to: five digits."""

    postcode: str

    @property
    def zone(self):
        """Its Zone, by the first two digits: 20 is Corsica, 97 and 98 are overseas (La Poste's postcodes)."""
        if self.postcode.startswith(OVERSEAS):
            return Zone.OVERSEAS
        return Zone.CORSICA if self.postcode.startswith(CORSICAN) else Zone.MAINLAND
