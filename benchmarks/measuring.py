"""Counts queries and takes the median time of requests made in process, through Django's test client."""

import json
import os
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.sizes import PRODUCTS, REPEATED


@dataclass(frozen=True)
class Figure:
    """What one page costs at one size. `lines` and `vendors` are None for pages that show no basket."""

    page: str
    products: int
    lines: int | None
    vendors: int | None
    queries: int
    ms: float


class Notebook:
    """Measures at one number of products, and keeps the figures."""

    def __init__(self, products):
        self.products = products
        self.figures = []

    def page(self, name, address, client=None, lines=None, vendors=None):
        """The cost of GET `address`, for a visitor or for the person whose `client` it is."""
        client = client or Client()
        self.flow(name, lambda: client, lambda each: each.get(address), lines=lines, vendors=vendors)

    def flow(self, name, prepare, act, lines=None, vendors=None):
        """The cost of `act(client)` alone; `prepare()` brings each time a client that is ready for it."""
        act(prepare())
        ready = prepare()
        with CaptureQueriesContext(connection) as captured:
            succeeded(name, act(ready))
        queries = len(captured)
        times = [_milliseconds(act, prepare()) for _ in range(REPEATED)]
        figure = Figure(name, self.products, lines, vendors, queries, round(statistics.median(times), 1))
        self.figures.append(asdict(figure))


def succeeded(name, response):
    """Stops the measure where the page isn't the page: a redirection or an error is quick, and says nothing."""
    expected = 302 if name == "place_order" else 200
    if response.status_code != expected:
        where = response.headers.get("Location", "")
        raise RuntimeError(f"{settings.ROOT_URLCONF} {name}: status {response.status_code} {where}")


def _milliseconds(act, client):
    start = time.perf_counter()
    act(client)
    return (time.perf_counter() - start) * 1000


def write_figures(grow_to, measure):
    """Measures at each size, and writes the figures where BENCHMARK_FIGURES says."""
    figures = []
    for products in PRODUCTS:
        sys.stderr.write(f"  {products} products\n")
        grow_to(products)
        notebook = Notebook(products)
        measure(notebook)
        figures += notebook.figures
    Path(os.environ["BENCHMARK_FIGURES"]).write_text(json.dumps(figures))
