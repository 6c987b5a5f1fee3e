"""Tracking by La Poste's « Suivi v2 », which knows Colissimo and Chronopost alike. Sources: docs/carriers.md."""

from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from commerce.carriers.calls import ask
from commerce.carriers.interface import CarrierRefused, CarrierUnavailable, Tracking

#: Delivered to the recipient (DI1). DI0 ends a registered letter's bundle; DI2 and RE1 end at the sender's.
DELIVERED = ("DI1", "DI0")


def track(number):
    """The Tracking of a parcel. Raises CarrierUnavailable, or CarrierRefused for a number that nobody knows."""
    account = settings.CARRIERS["la_poste"]
    answer = ask(
        "la-poste",
        "GET",
        f"{account['URL']}/idships/{quote(number, safe='')}",
        headers={"X-Okapi-Key": account["KEY"], "Accept": "application/json"},
        params={"lang": "fr_FR"},
    )
    said = _read(answer)
    if said.get("returnCode") not in (200, 207) or not isinstance(said.get("shipment"), dict):
        raise CarrierRefused(str(said.get("returnMessage") or answer.status_code))
    return _tracking(said["shipment"])


def _read(answer):
    try:
        said = answer.json()
    except ValueError as failure:
        raise CarrierUnavailable("La Poste's answer is no JSON.") from failure
    if not isinstance(said, dict):
        raise CarrierUnavailable("La Poste's answer is no object.")
    return said


def _tracking(shipment):
    events = [(moment, event) for event in shipment.get("event") or () if (moment := _moment(event.get("date")))]
    if not events:
        return Tracking()
    events.sort(key=lambda pair: pair[0])
    delivered = [moment for moment, event in events if event.get("code") in DELIVERED]
    return Tracking(str(events[-1][1].get("label", ""))[:200], max(delivered, default=None))


def _moment(text):
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
