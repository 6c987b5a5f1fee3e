"""A vendor's own delivery settings (Réglages → Mode d’expédition)."""

from django.db import transaction

from commerce.shipping.models import DeliveryMode
from commerce.shipping.options import default_modes


class NoModeLeft(Exception):
    """The shop would offer no way at all to receive its goods."""


def modes_of(vendor):
    """One DeliveryMode per kind: as the vendor set it, else as a shop without settings works."""
    own = {mode.kind: mode for mode in vendor.delivery_modes.all()}
    usual = {} if own else {mode.kind: mode for mode in default_modes(vendor)}
    return [own.get(kind) or usual.get(kind) or _unused(vendor, kind) for kind in DeliveryMode.Kind.values]


def _unused(vendor, kind):
    return DeliveryMode(vendor=vendor, kind=kind, is_active=False)


@transaction.atomic
def save_modes(vendor, modes):
    """Keep these modes, one per kind. Raises NoModeLeft if none is offered."""
    if not any(mode.is_active for mode in modes):
        raise NoModeLeft
    for mode in modes:
        DeliveryMode.objects.update_or_create(
            vendor=vendor,
            kind=mode.kind,
            defaults={
                name: getattr(mode, name)
                for name in ("is_active", "carrier", "charge_cents", "rates", "free_from_cents", "transit_days")
            },
        )
