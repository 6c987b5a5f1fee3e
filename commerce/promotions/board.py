"""A vendor's promotions as the portal lists them: what runs, what comes, what is over, what each sold."""

from dataclasses import dataclass, field

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from commerce.money import to_cents
from commerce.money_format import euros
from commerce.order.status import VendorOrderStatus
from commerce.partner.models import StockRecord
from commerce.promotions.models import Promotion
from commerce.promotions.prices import prior_prices, promotion_of

LATEST_PAST = 20
_PAID = Q(lines__vendor_order__confirmed_at__isnull=False) & ~Q(
    lines__vendor_order__status=VendorOrderStatus.CANCELLED
)


@dataclass(frozen=True)
class Row:
    """A promotion, what it sold (pieces, and cents that buyers paid for them), and which others it meets."""

    promotion: Promotion
    pieces: int
    sold_cents: int
    meets: list[Promotion] = field(default_factory=list)

    @property
    def reduction(self):
        """« −20 % », or « −5,00 € »."""
        return reduction_in_words(self.promotion)


@dataclass(frozen=True)
class LoweredPiece:
    """A piece under a promotion: its price, what it costs, and what is crossed out (None: nothing). Cents."""

    title: str
    usual_cents: int
    lowered_cents: int
    prior_cents: int | None
    is_this_one: bool


def reduction_in_words(promotion):
    """« −20 % », or « −5,00 € »."""
    if promotion.percent is None:
        return f"−{euros(promotion.amount_cents)}"
    return _("−%(percent)s %%") % {"percent": promotion.percent}


def promotions_of(vendor, *, now):
    """Rows of what isn't over, soonest first, and of the latest that are. Two queries."""
    told = vendor.promotions.annotate(
        pieces=Sum("lines__quantity", filter=_PAID, default=0),
        sold=Sum("lines__line_price_incl_tax", filter=_PAID, default=0),
    )
    ahead = list(told.ahead(now).order_by("starts_at", "pk"))
    past = list(told.filter(ends_at__lte=now).order_by("-ends_at", "-pk")[:LATEST_PAST])
    return [_row(each, ahead) for each in ahead], [_row(each, []) for each in past]


def _row(promotion, others):
    meets = [
        other
        for other in others
        if other.pk != promotion.pk and other.starts_at < promotion.ends_at and promotion.starts_at < other.ends_at
    ]
    return Row(promotion, promotion.pieces, to_cents(promotion.sold), meets)


def lowered_pieces(promotion, *, now):
    """A queryset of the stock records that a promotion reaches, as they sell at `now`, by title."""
    records = StockRecord.objects.filter(partner=promotion.vendor_id, price__gt=0)
    if promotion.scope != Promotion.Scope.SHOP:
        reached = promotion.reaches.values("product")
        records = records.filter(Q(product__in=reached) | Q(product__parent__in=reached))
    records = records.select_related("product__parent").with_promotion(now)
    return records.order_by(F("product__parent__title").asc(nulls_first=True), "product__title", "pk")


def told(promotion, records, *, now):
    """What a page of `lowered_pieces` shows, as LoweredPieces."""
    before = prior_prices(records, now)
    pieces = []
    for record in records:
        usual_cents, winner = to_cents(record.price), promotion_of(record, now)
        pieces.append(
            LoweredPiece(
                title=record.product.get_title(),
                usual_cents=usual_cents,
                lowered_cents=winner.cents if winner else usual_cents,
                prior_cents=before.get(record.pk),
                is_this_one=winner is not None and winner.promotion_id == promotion.pk,
            )
        )
    return pieces
