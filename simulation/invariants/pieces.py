"""Pieces: each is sent once, or called off once, and given back once."""

from collections import Counter

from django.db.models import Sum

from commerce.money import to_cents
from commerce.order.models import Line, ParcelLine, VendorOrder
from commerce.order.status import TO_SEND, VendorOrderStatus
from commerce.settlement.models import PriceReduction, Refund, RefundLine

#: Given back for pieces that are named: what isn't, names none.
ABOUT_PIECES = [
    Refund.Reason.UNAVAILABLE,
    Refund.Reason.RETURN,
    Refund.Reason.WITHDRAWAL,
    Refund.Reason.LOST,
    Refund.Reason.DISPUTE,
]


def _totals(rows, key, value):
    return Counter(dict(rows.order_by().values_list(key).annotate(total=Sum(value))))


def no_piece_is_given_back_twice(now):
    """Missing, withdrawn, lost or called off: no more pieces of a line go back than were bought, for no more than they
    cost, and whatever goes back for pieces says which.
    """
    pieces = _totals(RefundLine.objects, "line", "quantity")
    cents = _totals(RefundLine.objects, "line", "amount_cents")
    cents += _totals(PriceReduction.objects, "line", "amount_cents")
    lines = Line.objects.filter(pk__in=cents)
    return all(
        pieces[line.pk] <= line.quantity and cents[line.pk] <= to_cents(line.line_price_incl_tax) for line in lines
    ) and all(_names_its_pieces(refund) for refund in _about_pieces())


def _about_pieces():
    refunds = Refund.objects.filter(reason__in=ABOUT_PIECES, decided_with=None, vendor_order__isnull=False)
    return refunds.exclude(request_key__startswith="withdrawal:", request_key__endswith=":2").prefetch_related(
        "lines", "reductions", "beside"
    )


def _names_its_pieces(refund):
    """A contested reduction that is given back later is no piece; all else that is given back for goods is."""
    goods = refund.goods_cents + sum(each.goods_cents for each in refund.beside.all())
    named = [*refund.lines.all(), *refund.reductions.all()]
    return goods == sum(each.amount_cents for each in named)


def parcels_hold_what_was_bought(now):
    """No piece is sent and called off, or sent twice; what is said to be sent is, and what waits is reserved."""
    sent = _totals(ParcelLine.objects, "line", "quantity")
    parts = VendorOrder.objects.of_goods().filter(confirmed_at__isnull=False)
    return all(_is_where_it_should(part, sent) for part in parts.prefetch_related("lines", "parcels"))


def _is_where_it_should(part, sent):
    left = {line: line.quantity - line.called_off - sent[line.pk] for line in part.lines.all()}
    if min(left.values()) < 0:
        return False
    if part.status in TO_SEND:
        return any(left.values()) and all(line.num_allocated == number for line, number in left.items())
    was_sent = part.parcels.exists() if part.status != VendorOrderStatus.CANCELLED else False
    return not (was_sent and any(left.values())) and not any(line.num_allocated for line in left)
