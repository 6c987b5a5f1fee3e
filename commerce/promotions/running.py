"""Which promotion a stock record sells under at a moment, as one SQL expression: read, never written by a task.

Promotions never add up: of those that reach a piece, the one with the lowest price wins; the older one of equals.
"""

from typing import NamedTuple

from django.apps import apps
from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, Round

_WHOLE = BigIntegerField()
_ROOM_FOR_IDS = 10**9


class Promoted(NamedTuple):
    """What a stock record sells at under the promotion that wins: its price in cents, and whose."""

    cents: int
    promotion_id: int

    @classmethod
    def read(cls, number):
        """What `best_promotion` found; None for nothing."""
        return None if number is None else cls(*divmod(number, _ROOM_FOR_IDS))


def best_promotion(now, record=""):
    """The winning promotion at `now` as one number that `Promoted.read` takes apart, or NULL.

    `record` is the path from the outer query to the stock record: "" or "stockrecord__". One number, because SQLite
    sorts a correlated query only by what it returns, and it can return one thing.
    """
    found = _candidates(now, record).values(found=F("cents") * _ROOM_FOR_IDS + F("pk")).order_by("found")[:1]
    return Subquery(found, output_field=_WHOLE)


def lowest_cents(now):
    """The price in cents that the outer stock record sells at, promotions counted."""
    lowered = _candidates(now, "").order_by("cents").values("cents")[:1]
    return Coalesce(Subquery(lowered, output_field=_WHOLE), _cents(F("price")))


def _cents(price):
    """Whole cents: SQLite keeps decimals as floats, so they are rounded before anything is computed."""
    return Cast(Round(price * 100), _WHOLE)


def _candidates(now, record):
    """Promotions that lower the outer stock record at `now`, each with the `cents` that it asks."""
    promotion, reach = apps.get_model("promotions", "Promotion"), apps.get_model("promotions", "Reach")
    price = _cents(OuterRef(f"{record}price"))
    reached = reach.objects.filter(
        Q(product=OuterRef(OuterRef(f"{record}product"))) | Q(product=OuterRef(OuterRef(f"{record}product__parent"))),
        promotion=OuterRef("pk"),
        since__lte=now,
    )
    by_percent = price * (100 - F("percent")) / 100
    cents = Case(When(percent__isnull=False, then=by_percent), default=price - F("amount_cents"), output_field=_WHOLE)
    running = promotion.objects.running(now).filter(vendor=OuterRef(f"{record}partner"))
    return running.filter(Q(scope=promotion.Scope.SHOP) | Exists(reached)).annotate(cents=cents).filter(cents__gt=0)
