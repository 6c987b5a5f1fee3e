"""The first workshop’s stock as a fair day leaves it: sold there, taken back, made again, waited for."""

from datetime import timedelta

from commerce.customer.models import User
from commerce.partner.models import Partner
from commerce.partner.shelf import ShelfState, articles_of
from commerce.stock import market, rule, waiting
from commerce.stock.models import WaitingBuyer
from demo import logins
from demo.buyers import BUYERS

#: At how many left the workshop wants to be told.
THRESHOLD = 2
#: Sold at the fair today: this many pieces, a quarter of an hour apart.
SOLD = 4
MADE_AGAIN = 3


def load_stock(vendor, *, now):
    """Live the fair day, once. Run again, it adds nothing."""
    if vendor.low_stock_default:
        return
    Partner.objects.filter(pk=vendor.pk).update(low_stock_default=THRESHOLD)
    packer = User.objects.get(email=logins.PACKER.email)
    plenty = articles_of(vendor, ShelfState.ONLINE).filter(available__gt=1).order_by("-available", "pk")[:SOLD]
    records = list(plenty)
    for number, record in enumerate(records):
        moment = now - timedelta(minutes=15 * (SOLD - number))
        sale = market.sell(record, key=f"demo-{number}", actor=packer, now=moment)
    if records:
        market.undo(sale, actor=packer, now=now)
        made = rule.Typed(shown=records[0].num_in_stock, typed=records[0].num_in_stock + MADE_AGAIN)
        rule.restock(records[0], shown=made.shown, typed=made.typed, actor=packer, key="demo", now=now)
    _wait(articles_of(vendor, ShelfState.SOLD_OUT).first(), now)


def _wait(record, now):
    """Two people wait for a sold-out piece; one of them hasn't said yes yet."""
    if record is None:
        return
    product = record.product.parent or record.product
    for number, buyer in enumerate(BUYERS[:2]):
        waiting.ask(product, buyer.email, now=now)
        if number == 0:
            waiting.confirm(WaitingBuyer.objects.get(product=product, email=buyer.email.lower()), now=now)
