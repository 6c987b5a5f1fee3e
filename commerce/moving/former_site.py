"""The exports of a WooCommerce or Dokan site, as files of one folder. docs/moving.md says how each is made."""

import csv
import json
from datetime import UTC
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from commerce.importing.columns import folded
from commerce.importing.sheets import clean
from commerce.money import to_cents


class BadExport(Exception):
    """A file of the export can't be read; the message names it and says why."""


class FormerSite:
    """The folder, file by file; one that isn't there is empty. Rows of CSV are dictionaries by folded heading."""

    def __init__(self, folder):
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise BadExport(f"{folder} is no folder.")

    @cached_property
    def stores(self):
        """Dokan's vendors."""
        return self._json("stores.json")

    @cached_property
    def customers(self):
        """WooCommerce's customers."""
        return self._json("customers.json")

    @cached_property
    def orders(self):
        """WooCommerce's orders, Dokan's sub-orders among them."""
        return self._json("orders.json")

    @cached_property
    def coupons(self):
        """WooCommerce's coupons."""
        return self._json("coupons.json")

    @cached_property
    def products(self):
        """WooCommerce's own export of products, variations among them."""
        return self._csv("products.csv")

    @cached_property
    def posts(self):
        """Whose each product and coupon is, and where it stood: {id: row}."""
        return {row["id"]: row for name in ("product_posts.csv", "coupon_posts.csv") for row in self._csv(name)}

    @cached_property
    def balance_rows(self):
        """Dokan's table of vendors' balances."""
        return self._csv("vendor_balance.csv")

    @cached_property
    def withdrawals(self):
        """Dokan's table of withdrawals."""
        return self._csv("withdraw.csv")

    @cached_property
    def stated_balances(self):
        """What Dokan itself calls each vendor's balance, in cents by vendor id, where that was exported."""
        return {row["vendor id"]: cents(row["balance"]) for row in self._csv("balances.csv")}

    def _json(self, name):
        path = self.folder / name
        if not path.exists():
            return []
        try:
            rows = json.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
        except ValueError as error:
            raise BadExport(f"{name}: {error}") from None
        if not isinstance(rows, list) or not all(isinstance(row, dict) and "id" in row for row in rows):
            raise BadExport(f"{name}: a list of objects with an id is expected.")
        return rows

    def _csv(self, name):
        path = self.folder / name
        if not path.exists():
            return []
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.reader(file)
                header = [folded(heading) for heading in next(rows, [])]
                return [dict(zip(header, map(clean, row), strict=False)) for row in rows if any(row)]
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadExport(f"{name}: {error}") from None


def exact(amount):
    """A Decimal of « 12.5 » in a text or a number of the export. Raises BadExport."""
    try:
        found = Decimal(str(amount or 0))
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise BadExport(f"{str(amount)[:40]!r} is no amount.")
    return found


def cents(amount):
    """Cents of an amount of the export, rounded half up once. Raises BadExport."""
    return to_cents(exact(amount))


def moment(text):
    """The aware moment of WooCommerce's `date_created_gmt`, or None."""
    try:
        found = parse_datetime(str(text or ""))
    except ValueError:
        return None
    return make_aware(found, UTC) if found and is_naive(found) else found


def meta_of(row, key):
    """A value of `meta_data`, or nothing."""
    found = (each.get("value") for each in row.get("meta_data") or [] if each.get("key") == key)
    return next(found, "")
