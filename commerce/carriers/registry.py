"""Which carrier a name means. A name without an account is one whose parcels are handed over and followed by hand."""

from django.conf import settings

from commerce.carriers.chronopost import Chronopost
from commerce.carriers.colissimo import Colissimo
from commerce.carriers.interface import Carrier
from commerce.carriers.mondial_relay import MondialRelay

#: Adapter and account by the name that a vendor types, in small letters.
ADAPTERS = {
    "colissimo": (Colissimo, "colissimo"),
    "chronopost": (Chronopost, "chronopost"),
    "mondial relay": (MondialRelay, "mondial_relay"),
}
#: What says of each account whether the operator has one.
SIGNED_BY = {"colissimo": "CONTRACT", "chronopost": "ACCOUNT", "mondial_relay": "BRAND"}


def carrier_named(name):
    """The Carrier that a vendor typed, in any case; by hand without an adapter, or without the operator's account."""
    adapter, account = ADAPTERS.get(" ".join(name.casefold().split()), (None, ""))
    if adapter and settings.CARRIERS[account][SIGNED_BY[account]]:
        return adapter()
    return Carrier(name)
