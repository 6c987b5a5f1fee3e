"""A piece was sold and isn't there: money back at once, or first a delay or another piece, which the buyer chooses.

The vendor's stock of it is zeroed and the piece leaves the shop either way. Money goes back through settlement's door.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commerce.catalogue.art_works import vat_rate_of
from commerce.catalogue.models import Product
from commerce.fulfilment import delays, letters
from commerce.fulfilment.calling_off import call_off
from commerce.fulfilment.exceptions import NotPossible, Refusal
from commerce.fulfilment.models import Unavailability
from commerce.money import to_cents
from commerce.order.locks import lock_order, lock_stock
from commerce.order.models import Line
from commerce.order.parcels import left_to_send
from commerce.order.stock import swap_reserved
from commerce.partner.models import StockRecord
from commerce.partner.shelf import put_online
from commerce.promotions.prices import selling_cents
from commerce.settlement import refund_decision
from commerce.settlement.models import Refund
from commerce.settlement.refund_request import Wanted, left_of
from commerce.stock.causes import Cause
from commerce.stock.rule import set_to
from commerce.stock.sold_out import sisters_left

State = Unavailability.State
#: Days that a buyer has to answer a proposal; silence means the money back.
ANSWER_DAYS = 3


@transaction.atomic
def declare(line, quantity, *, request_key, note="", actor=None, now):
    """So many of this line can't be sent: refunded to the cent, delivery too with the last piece. Returns the row.

    The same `request_key` declares once. Raises NotPossible, or RefundRefused, and changes nothing.
    """
    part, known = _locked(line, request_key)
    if known:
        return known
    _refuse_unless_there(part, line, quantity)
    row = _write(part, line, quantity, State.REFUNDED, request_key=request_key, note=note, actor=actor, now=now)
    _give_back(row, part, now=now, actor=actor)
    _take_out_of_the_shop(row, actor=actor, now=now)
    letters.declared(row)
    return row


@transaction.atomic
def propose(line, quantity, *, new_on=None, replacement=None, request_key, note="", actor=None, now):
    """Ask the buyer to wait until `new_on`, or to take `replacement` (a StockRecord) instead. Returns the row.

    Raises NotPossible and changes nothing.
    """
    part, known = _locked(line, request_key)
    if known:
        return known
    _refuse_unless_there(part, line, quantity)
    if replacement is not None:
        _refuse_piece(part, line, quantity, replacement, now)
    elif new_on is None or not delays.is_possible_day(part, new_on, now=now):
        raise NotPossible(Refusal.DAY)
    row = _write(
        part,
        line,
        quantity,
        State.PROPOSED,
        request_key=request_key,
        note=note,
        actor=actor,
        now=now,
        new_on=None if replacement else new_on,
        replacement=replacement,
        answer_by=timezone.localdate(now) + timedelta(days=ANSWER_DAYS),
    )
    _take_out_of_the_shop(row, actor=actor, now=now)
    letters.proposed(row)
    letters.declared(row)
    return row


@transaction.atomic
def accept(row, *, now):
    """The buyer takes what was proposed; a piece that was sold meanwhile is refunded instead. Returns the row.

    Raises NotPossible where the answer is known already.
    """
    row, part = _open(row)
    if not _is_there(part, row):
        return _close(row, State.LAPSED, now)
    if row.replacement_id is None:
        if row.new_on > part.promised_on:
            delays.move(part, row.new_on, note=row.note, now=now)
        return _close(row, State.DELAYED, now)
    records = lock_stock([row.replacement_id])
    if not _may_replace(part, row.line, row.quantity, records[row.replacement_id], now):
        return _refund(row, part, now)
    record = records[row.replacement_id]
    swap_reserved(row.line, record, number=part.number, now=now)
    _give_difference_back(row, part, record, now)
    return _close(row, State.REPLACED, now)


@transaction.atomic
def refuse(row, *, now):
    """The buyer wants the money, or said nothing in time. Returns the row as it is then. Raises NotPossible."""
    row, part = _open(row)
    if not _is_there(part, row):
        return _close(row, State.LAPSED, now)
    return _refund(row, part, now)


def unanswered(now):
    """Proposals whose last day has passed."""
    return Unavailability.objects.open().filter(answer_by__lt=timezone.localdate(now)).order_by("pk")


def replacements(line, *, now):
    """Stock records that may be proposed for this line: other pieces of the shop, for sale, as dear or cheaper.

    With the same VAT, because the line keeps the price that was paid and its tax.
    """
    most_cents = to_cents(line.line_price_incl_tax) // line.quantity
    found = StockRecord.objects.filter(partner=line.vendor_order.vendor_id).exclude(pk=line.stockrecord_id)
    found = (
        found.filter(product__in=_for_sale(line))
        .with_promotion(now)
        .select_related("product__parent", "product__vendor")
    )
    return [
        record
        for record in found.order_by("product__title", "pk")
        if record.net_stock_level >= line.quantity
        and selling_cents(record, now) <= most_cents
        and vat_rate_of(record.product) == line.vat_rate
    ]


def _for_sale(line):
    return Product.objects.for_sale().filter(vendor=line.vendor_order.vendor_id)


def _locked(line, request_key):
    """The locked vendor order of a line, and what this form did already."""
    order, parts = lock_order(line.order_id)
    part = next(each for each in parts if each.pk == line.vendor_order_id)
    part.order = order
    return part, Unavailability.objects.filter(request_key=request_key, vendor_order=part).first()


def _open(row):
    part, _known = _locked(row.line, None)
    row = Unavailability.objects.select_related("line", "replacement__product").get(pk=row.pk)
    row.vendor_order = part
    if not row.is_open:
        raise NotPossible(Refusal.ANSWERED)
    return row, part


def _left(part, line):
    if not part.is_to_send:
        return 0
    return next((quantity for each, quantity in left_to_send(part) if each.pk == line.pk), 0)


def _refuse_unless_there(part, line, quantity):
    if not 0 < quantity <= _left(part, line):
        raise NotPossible(Refusal.GONE)
    if Unavailability.objects.open().filter(line=line).exists():
        raise NotPossible(Refusal.PROPOSED)


def _is_there(part, row):
    return row.quantity <= _left(part, row.line)


def _refuse_piece(part, line, quantity, record, now):
    if quantity != line.quantity or _left(part, line) != line.quantity:
        raise NotPossible(Refusal.PART)
    if record.pk not in {each.pk for each in replacements(line, now=now)}:
        raise NotPossible(Refusal.PIECE)


def _may_replace(part, line, quantity, record, now):
    return _left(part, line) == line.quantity == quantity and record.net_stock_level >= quantity


def _write(part, line, quantity, state, *, actor, now, note, **more):
    return Unavailability.objects.create(
        vendor_order=part,
        line=line,
        title=line.title,
        quantity=quantity,
        state=state,
        note=note[:300],
        declared_at=now,
        declared_by=actor,
        **more,
    )


def _refund(row, part, now):
    _give_back(row, part, now=now)
    return _close(row, State.REFUNDED, now)


def _close(row, state, now):
    row.state, row.answered_at = state, now
    row.save(update_fields=["state", "answered_at"])
    if state != State.LAPSED:
        letters.answered(row)
    return row


def _give_back(row, part, *, now, actor=None):
    call_off(
        part,
        [(row.line, row.quantity)],
        reason=Refund.Reason.UNAVAILABLE,
        door=Refund.Door.VENDOR,
        actor=actor,
        note=row.note,
        request_key=f"unavailable:{row.pk}",
        now=now,
    )
    _zero(row.line, part, actor=actor, now=now)


def _give_difference_back(row, part, record, now):
    paid_cents = to_cents(Line.objects.get(pk=row.line_id).line_price_incl_tax)
    record = StockRecord.objects.with_promotion(now).get(pk=record.pk)
    difference_cents = min(paid_cents - selling_cents(record, now) * row.quantity, left_of(part).goods_cents)
    if difference_cents > 0:
        refund_decision.decide(
            part,
            Wanted(reductions={row.line_id: difference_cents}),
            reason=Refund.Reason.UNAVAILABLE,
            door=Refund.Door.VENDOR,
            request_key=f"replaced:{row.pk}",
            now=now,
        )


def _zero(line, part, *, actor, now):
    """None is left but what other orders reserve."""
    if line.stockrecord_id and line.product_id and line.product.get_product_class().track_stock:
        set_to(line.stockrecord, 0, cause=Cause.UNAVAILABLE, actor=actor, reference=part.number, now=now)


def _take_out_of_the_shop(row, *, actor, now):
    """Stock zeroed, and the piece offline, unless a variant beside it is left."""
    line = row.line
    if line.stockrecord_id is None or line.product_id is None:
        return
    _zero(line, row.vendor_order, actor=actor, now=now)
    record = StockRecord.objects.select_related("product__parent", "partner").get(pk=line.stockrecord_id)
    if not sisters_left(record):
        put_online(record, False, actor=actor, now=now)
