"""What the operator keeps of each vendor order, against an independent statement of the rule."""

from collections import Counter

from django.db.models import Sum

from commerce.ledger.models import Entry
from commerce.settlement import journals
from simulation.invariants.rule import Due, back_of, paid_by
from simulation.invariants.shares import BEFORE, came_back, confirmed_parts, release_of


def commission_is_the_rule(now):
    """Each vendor order bore, in the book, what an independent rule says, less what its refunds gave back."""
    booked = Counter()
    fees = Entry.objects.filter(account__code__in=[journals.COMMISSION, journals.COMMISSION_VAT]).order_by()
    for code, label, cents in fees.values_list("account__code", "label").annotate(total=Sum("amount_cents")):
        booked[code, label] = cents
    return all(_bore_the_rule(part, booked) for part in confirmed_parts())


def _bore_the_rule(part, booked):
    due = Due()
    for paid in paid_by(part, part.gift_card_payments.all()):
        refunds = [each for each in part.refunds.all() if each.gift_card_payment_id == paid.payment]
        goods, shipping = sum(each.goods_cents for each in refunds), sum(each.shipping_cents for each in refunds)
        if _given(refunds) != back_of(paid, goods, shipping):
            return False
        if release_of(part, paid.payment):
            gone = _given(each for each in refunds if each.path == BEFORE or came_back(each))
            due = due.plus(paid.due.less(gone))
    in_book = (booked[journals.COMMISSION, part.number], booked[journals.COMMISSION_VAT, part.number])
    return in_book == (due.commission, due.vat)


def _given(refunds):
    rows = [(each.commission_cents, each.commission_vat_cents, each.subsidy_cents) for each in refunds]
    return Due(*map(sum, zip(*rows, strict=True))) if rows else Due()
