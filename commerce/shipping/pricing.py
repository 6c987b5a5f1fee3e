"""What one delivery mode asks for one vendor's goods, or why it can't carry them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commerce.shipping.limits import kilos, limits_of, too_much
from commerce.shipping.models import DeliveryMode
from commerce.shipping.rates import rates_to
from commerce.shipping.zones import METROPOLITAN, Destination

Kind = DeliveryMode.Kind
#: Where a price is shown before the buyer said where the goods go.
SOMEWHERE = Destination("75001")


class NotCarried(Exception):
    """The mode doesn't take these goods there; its message says why, for buyer and vendor."""


@dataclass(frozen=True)
class Consignment:
    """One vendor's goods on their way, as one parcel: worth so many cents after every reduction, so many grams packed.

    Each of `sizes` is the three sides of a packed piece, in cm, where its maker said them. `destination` is None
    before the buyer said it.
    """

    goods_cents: int
    grams: int
    sizes: tuple[tuple[int, int, int], ...] = ()
    destination: Destination | None = None


def consignment_of(group, destination=None):
    """What `commerce.basket.groups` groups for a vendor, on its way to a Destination."""
    return Consignment(group.goods_cents, group.grams, group.sizes, destination)


def charge_of(mode, consignment):
    """The price in cents. Raises NotCarried, with a sentence, where weight, size or destination don't fit.

    Delivery is free from an amount of goods after every reduction, coupons included, in metropolitan France.
    """
    if mode.kind == Kind.COLLECT:
        return mode.charge_for(consignment.goods_cents)
    destination = consignment.destination or SOMEWHERE
    if (limits := limits_of(mode.carrier)) and (reason := too_much(limits, consignment.grams, consignment.sizes)):
        raise NotCarried(f"{mode.carrier}\u00a0: {reason}.")
    charge_cents = _charge_to(mode, destination, consignment)
    is_metropolitan = destination.zone in METROPOLITAN
    return 0 if is_metropolitan and mode.is_free_for(consignment.goods_cents) else charge_cents


def _charge_to(mode, destination, consignment):
    if mode.kind == Kind.OWN and consignment.destination is None:
        raise NotCarried(_("Selon votre code postal\u00a0: donnez d’abord votre adresse."))
    if not mode.rates and mode.kind != Kind.OWN and destination.zone in METROPOLITAN:
        return mode.charge_cents
    rates = rates_to(mode.price_rows, destination)
    if not rates:
        raise NotCarried(_not_served(mode, destination))
    fitting = [rate for rate in rates if rate.carries(consignment.grams)]
    if not fitting:
        most = max(rate.up_to_grams for rate in rates)
        raise NotCarried(
            _("Votre colis pèse %(grams)s, l’atelier n’envoie ainsi que jusqu’à %(most)s.")
            % {"grams": kilos(consignment.grams), "most": kilos(most)}
        )
    return min(fitting, key=lambda rate: rate.bracket).charge_cents


def _not_served(mode, destination):
    if mode.kind == Kind.OWN:
        return _("L’atelier ne livre pas lui-même au %(postcode)s.") % {"postcode": destination.postcode}
    return _("L’atelier n’envoie pas ainsi vers cette destination (%(zone)s).") % {"zone": destination.zone.label}
