"""Invented relay points around any postcode of France, always the same ones."""

import math
import random

SHOPS = (
    "ÉPICERIE DU CANAL", "TABAC DE LA GARE", "LIBRAIRIE DES PENTES", "PRESSING DES HALLES", "FLEURS ET CIE",
    "CYCLES DU MARCHÉ", "BOULANGERIE DU PONT", "PRESSE DE LA PLACE", "QUINCAILLERIE NEUVE", "MERCERIE SAINT-JEAN",
)  # fmt: skip
STREETS = ("RUE DUMENGE", "PLACE DU MARCHÉ", "AVENUE DE LA GARE", "RUE NEUVE", "QUAI DU PORT", "RUE DES ÉCOLES")
#: Where a department lies, roughly, and its chief town; elsewhere, the middle of France.
PLACES = {
    "13": (43.30, 5.38, "MARSEILLE"), "21": (47.32, 5.04, "DIJON"), "29": (48.39, -4.49, "BREST"),
    "31": (43.60, 1.44, "TOULOUSE"), "33": (44.84, -0.58, "BORDEAUX"), "34": (43.61, 3.88, "MONTPELLIER"),
    "35": (48.11, -1.68, "RENNES"), "38": (45.19, 5.72, "GRENOBLE"), "44": (47.22, -1.55, "NANTES"),
    "58": (46.99, 3.16, "NEVERS"), "59": (50.63, 3.06, "LILLE"), "67": (48.58, 7.75, "STRASBOURG"),
    "69": (45.76, 4.84, "LYON"), "75": (48.86, 2.35, "PARIS"), "89": (47.80, 3.57, "AUXERRE"),
}  # fmt: skip
WEEK = ("0900", "1230", "1400", "1900")
SATURDAY, CLOSED = ("0900", "1300", "0000", "0000"), ("0000",) * 4
METRES_PER_DEGREE = 111_000


def around(postcode: str, count: int) -> list[dict]:
    """Up to ten relays near a postcode, nearest first."""
    latitude, longitude, town = PLACES.get(postcode[:2], (46.6, 2.4, "BOURG-LE-RELAIS"))
    chance = random.Random(postcode)
    relays = []
    for position in range(min(count, len(SHOPS))):
        angle, metres = chance.uniform(0, 2 * math.pi), int(150 + 900 * position * chance.uniform(0.6, 1))
        relays.append(
            {
                "Num": f"{int(postcode) % 10_000:04}{position:02}",
                "LgAdr1": SHOPS[position],
                "LgAdr3": f"{chance.randint(1, 90)} {chance.choice(STREETS)}",
                "CP": postcode,
                "Ville": town,
                "Pays": "FR",
                "Latitude": _comma(latitude + metres * math.cos(angle) / METRES_PER_DEGREE),
                "Longitude": _comma(
                    longitude + metres * math.sin(angle) / METRES_PER_DEGREE / math.cos(math.radians(latitude))
                ),
                "Distance": str(metres),
                "days": [WEEK] * 5 + [SATURDAY, CLOSED],
            }
        )
    return sorted(relays, key=lambda relay: int(relay["Distance"]))


def _comma(number: float) -> str:
    return f"{number:.7f}".replace(".", ",")
