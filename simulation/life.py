"""The process of one simulation, in the surroundings that the command simulate made for it."""

import gc
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
    gc.freeze()  # What was imported stays: the collector need not walk it again and again.
    started = time.monotonic()
    result = _lived(life, tell=_silence if life["only_json"] else _progress(life, started))
    result["seconds"] = round(time.monotonic() - started, 1)
    if not life["only_json"]:
        _print_for_people(result)
    print(json.dumps(result))  # noqa: T201
    return 0 if all(result["invariants"].values()) and not result["difference_cents"] else 1


def _print_for_people(result):
    from simulation.after_sales import table

    for name, value in result.items():
        print(f"{name}:\n{table(value)}" if name == "after_sales" else f"{name}: {value}")  # noqa: T201


def _silence(day, orders):
    pass


def _progress(life, started):
    """Says after each day how far life has come."""

    def tell(day, orders):
        number = (day - FIRST_DAY).days + 1
        seconds = time.monotonic() - started
        days, all_orders = life["days"], life["orders"]
        print(f"day {number}/{days}: {orders}/{all_orders} orders, {seconds:.0f} s", flush=True)  # noqa: T201

    return tell


def _lived(life, *, tell):
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
        with days.at(FIRST_DAY, hour=6) as now:
            opening.open_shops(random)
            opening.open_reserve(mangopay, now)
            hooks.register_hooks()
        now = days.live(FIRST_DAY, life["days"], life["orders"], tell=tell)
        held = {**invariants.check(now), "mangopay_books_hold": mangopay.audit()["holds"]}
        return {**tally.count(days, mangopay), "invariants": held}


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
