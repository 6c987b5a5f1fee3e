"""Parcels on their way are asked about, a few at a time; what the carrier saw delivered is delivered."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.utils import timezone

from commerce.carriers.interface import CarrierRefused, CarrierUnavailable
from commerce.carriers.registry import ADAPTERS, carrier_named
from commerce.dispatch.models import Watch
from commerce.order.models import Parcel
from commerce.order.parcel_models import Receipt
from commerce.order.parcels import deliver

#: Parcels per run, and how long one rests before it is asked about again.
PARCELS_MAX = 40
EVERY = timedelta(hours=4)
#: A parcel of which nothing was heard for so long is the carrier's enquiry service's, not a machine's.
GIVEN_UP_AFTER = timedelta(days=60)


def to_follow(now):
    """Parcels with a number that nobody saw arrive and that rested long enough: never asked first, then the oldest."""
    unproved = Q(delivered_at=None) | Q(delivery_basis=Receipt.PRESUMED)
    rested = Q(watch=None) | Q(watch__asked_at__lte=now - EVERY)
    return (
        Parcel.objects.filter(unproved, rested, _by_a_carrier_that_tracks(), shipped_at__gt=now - GIVEN_UP_AFTER)
        .exclude(tracking_number="")
        .select_related("vendor_order", "watch")
        .order_by(F("watch__asked_at").asc(nulls_first=True), "pk")
    )


def _by_a_carrier_that_tracks():
    names = [name for name in ADAPTERS if carrier_named(name).tracks]
    return reduce(or_, (Q(carrier__iexact=name) for name in names), Q(pk=None))


def follow_parcels(*, now=None):
    """Ask the carriers about some parcels. Returns how many were found delivered.

    A carrier that doesn't answer isn't asked again in this run, and its parcels keep their turn. No transaction is
    open during a call.
    """
    now = now or timezone.now()
    silent, delivered = set(), 0
    for parcel in to_follow(now)[:PARCELS_MAX]:
        carrier = carrier_named(parcel.carrier)
        if carrier.name in silent:
            continue
        try:
            delivered += _follow(parcel, carrier, now)
        except CarrierUnavailable:
            silent.add(carrier.name)
    return delivered


def _follow(parcel, carrier, now):
    """Whether the carrier says that the parcel arrived; its own moment counts, never one to come."""
    try:
        tracking = carrier.track("".join(parcel.tracking_number.split()))
    except CarrierRefused as refusal:
        _note(parcel, str(refusal), now)
        return False
    _note(parcel, tracking.words, now)
    if tracking.delivered_at is None:
        return False
    deliver(parcel, basis=Receipt.CARRIER, at=min(tracking.delivered_at, now), now=now)
    return True


def _note(parcel, words, now):
    Watch.objects.update_or_create(parcel=parcel, defaults={"asked_at": now, "words": words[:200]})
