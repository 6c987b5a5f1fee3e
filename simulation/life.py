"""The process of one simulation, in the surroundings that the command simulate made for it."""

import json
import sys
import time
from datetime import date
from random import Random
from urllib.parse import urlsplit

import django

FIRST_DAY = date(2026, 11, 2)


def main(life):
    """Live, reconcile, and print what came of it; the last line is the result as JSON. Returns the exit code."""
    django.setup()
    started = time.monotonic()
    result = _lived(life)
    result["seconds"] = round(time.monotonic() - started, 1)
    if not life["only_json"]:
        for name, value in result.items():
            print(f"{name}: {value}")  # noqa: T201
    print(json.dumps(result))  # noqa: T201
    return 0 if all(result["invariants"].values()) and not result["difference_cents"] else 1


def _lived(life):
    from django.conf import settings

    from commerce.mangopay import hooks
    from simulation import invariants, opening, tally
    from simulation.days import Days
    from simulation.mangopay import Control
    from simulation.processes import site

    random = Random(life["seed"])
    mangopay = Control(settings.MANGOPAY["BASE_URL"], random)
    with site(urlsplit(settings.SITE_URL).port):
        opening.make_database()
        days = Days(mangopay=mangopay, site_url=settings.SITE_URL, random=random, faults=life["faults"])
        with days.at(FIRST_DAY, hour=6):
            opening.open_shops(random)
            hooks.register_hooks()
        now = days.live(FIRST_DAY, life["days"], life["orders"])
        held = {**invariants.check(now), "mangopay_books_hold": mangopay.audit()["holds"]}
        return {**tally.count(days, mangopay), "invariants": held}


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
