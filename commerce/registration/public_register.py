"""The public register of firms, asked about one SIRET where the operator switched it on (`FIRMS_REGISTER_URL`).

Speaks the search interface of recherche-entreprises.api.gouv.fr: `GET /search?q=<siret>`, an answer with `results`,
each with `nom_complet` and `matching_etablissements` (`siret`, `etat_administratif`: A active, F closed).
"""

import json
import logging
from dataclasses import dataclass

import requests
from django.conf import settings

from commerce.registration.models import Registration

TIMEOUT_SECONDS = 3
LONGEST_ANSWER = 500_000
logger = logging.getLogger(__name__)
Finding = Registration.Finding


@dataclass(frozen=True)
class Answer:
    """What the register says of an establishment, and the name it knows it by."""

    finding: str
    name: str = ""


def look_up(siret):
    """An Answer about a SIRET. Never raises: a register that is down or talks nonsense is UNREACHABLE."""
    if not settings.FIRMS_REGISTER_URL:
        return Answer(Finding.UNCHECKED)
    try:
        return _read(_ask(siret), siret)
    except (requests.RequestException, ValueError, AttributeError, TypeError) as error:
        logger.warning("The register of firms didn't answer about %s: %s", siret, error)
        return Answer(Finding.UNREACHABLE)


def _ask(siret):
    address = f"{settings.FIRMS_REGISTER_URL.rstrip('/')}/search"
    answer = requests.get(address, params={"q": siret}, timeout=TIMEOUT_SECONDS, allow_redirects=False, stream=True)
    answer.raise_for_status()
    body = answer.raw.read(LONGEST_ANSWER + 1, decode_content=True)
    answer.close()
    if answer.status_code != requests.codes.ok or len(body) > LONGEST_ANSWER:
        raise ValueError(f"Status {answer.status_code}, {len(body)} bytes.")
    return json.loads(body)


def _read(found, siret):
    for firm in found.get("results", []):
        for place in firm.get("matching_etablissements", []):
            if place.get("siret") == siret:
                active = place.get("etat_administratif") == "A"
                name = str(firm.get("nom_complet") or "")[:200]
                return Answer(Finding.ACTIVE if active else Finding.CLOSED, name)
    return Answer(Finding.UNKNOWN)


def check(registration, *, now):
    """Ask about the vendor's SIRET unless it was answered already, and keep what was found. Returns the finding.

    Called outside any transaction: the register may take three seconds.
    """
    siret = registration.vendor.siret
    known = registration.register_siret == siret and registration.register_finding in (
        Finding.ACTIVE,
        Finding.CLOSED,
        Finding.UNKNOWN,
    )
    if known:
        return registration.register_finding
    answer = look_up(siret) if siret else Answer(Finding.UNCHECKED)
    found = {
        "register_finding": answer.finding,
        "register_name": answer.name,
        "register_siret": siret,
        "register_checked_at": now if answer.finding != Finding.UNCHECKED else None,
    }
    Registration.objects.filter(pk=registration.pk).update(**found)
    for name, value in found.items():
        setattr(registration, name, value)
    return answer.finding
