"""Orders in every state, lived through the real checkout and settlement, day after day until now."""

from datetime import datetime, time, timedelta
from random import Random

from django.conf import settings
from django.utils import timezone

from commerce.catalogue.models import Product
from commerce.customer.models import User
from commerce.fulfilment import delays, unavailable
from commerce.order import lifecycle, parcels
from commerce.order.exceptions import UnableToPlaceOrder
from commerce.order.models import VendorOrder
from commerce.order.parcels import left_to_send
from commerce.order.status import VendorOrderStatus
from commerce.settlement import due, payins
from demo import logins, mangopay_pages
from demo.buyers import BUYERS
from demo.shopping import place_order
from demo.time_travel import Moment

#: The oldest order is this old, so that the first ones are received, released and paid out.
DAYS = 34
SEED = 20261123
Status = VendorOrderStatus
#: What today's buyers do on the payment page; everybody before them paid.
TODAY = ("pay", "refuse", "give_up", "walk_away")
#: As many of the other orders as this share are of the last days, so that workshops have work to do.
RECENT_SHARE, RECENT_DAYS = 0.35, 4
#: Ways to receive, the preferred one first.
TASTES = (("home",), ("relay", "home"), ("collect", "home"), ("home",), ("relay", "home"))


def first_moment():
    """When the demo's shop begins to live: an aware datetime."""
    return timezone.now() - timedelta(days=DAYS + 1)


def load_orders(number, clock, progress_of):
    """Live the last days again with `number` orders, Mangopay's `clock` with ours."""
    random, progress = Random(SEED), progress_of(number)
    today = timezone.localdate()
    acts_today = TODAY[-number:]
    ages = _ages(number - len(acts_today), random)
    for age in range(DAYS, 0, -1):
        with _at(today - timedelta(days=age), random, clock) as now:
            _work(random, now)
            due.settle(now=now)
            for _ in range(ages.count(age)):
                _buy(random, progress, "pay")
    clock.go_to(timezone.now())
    due.settle(now=timezone.now())
    for act in acts_today:
        _buy(random, progress, act)
    _stumble(timezone.now())


def _ages(number, random):
    """How many days ago each order was placed."""
    recent = round(number * RECENT_SHARE)
    return random.choices(range(1, RECENT_DAYS + 1), k=recent) + random.choices(range(1, DAYS), k=number - recent)


def _at(day, random, clock):
    moment = timezone.make_aware(datetime.combine(day, time(random.randint(8, 20), random.randint(0, 59))))
    clock.go_to(moment)
    return Moment(moment)


def _buy(random, progress, act):
    progress.step()
    buyer, tastes = BUYERS[progress.count % len(BUYERS)], TASTES[progress.count % len(TASTES)]
    user = None if buyer.is_guest else User.objects.get(email=buyer.email)
    try:
        order = place_order(buyer, _wishes(random, progress.count), tastes, user=user, now=timezone.now())
    except UnableToPlaceOrder:
        return
    pay_for(order, act, now=timezone.now())


def _wishes(random, count):
    """One to four articles of any workshop; every second buyer first takes one of a workshop whose login is told."""
    for_sale = Product.objects.for_sale().filter(structure__in=[Product.STANDALONE, Product.CHILD])
    for_sale = list(for_sale.select_related("vendor", "parent"))
    wishes = random.sample(for_sale, random.choice([1, 1, 2, 2, 3]))
    told = logins.told_workshops()
    code = told[count // 2 % len(told)].code
    favourites = [product for product in for_sale if product.vendor.code == code and product not in wishes]
    return [random.choice(favourites), *wishes] if count % 2 and favourites else wishes


def pay_for(order, act, *, now):
    """Do this on the payment page, if a bank card has anything to pay, and come back from it."""
    pay_in = payins.start(order, return_url=settings.SITE_URL, now=now)
    if act == "walk_away":
        return
    if act == "give_up":
        mangopay_pages.give_up(pay_in.redirect_url)
    elif pay_in.amount_cents:
        mangopay_pages.pay(pay_in.redirect_url, card="refused" if act == "refuse" else "accepted")
    payins.conclude_order(order, now=now)


def _work(random, now):
    """A day in the workshops and on the road: most prepare within days, carriers are quick, collectors less so."""
    for part in VendorOrder.objects.filter(status=Status.CONFIRMED):
        if random.random() < 0.4:
            _hand_over(part, now)
    for part in VendorOrder.objects.filter(status=Status.READY):
        if random.random() < 0.5:
            lifecycle.collect(part, code=part.collection_code, now=now)
    for part in VendorOrder.objects.filter(status=Status.SHIPPED):
        if random.random() < 0.4:
            lifecycle.receive(part, basis=VendorOrder.Receipt.CARRIER, now=now)


def _stumble(now):
    """Workshops whose login is told can't keep every promise: a part sent, a later day, a piece that is missing."""
    codes = [workshop.code for workshop in logins.told_workshops()]
    waiting = VendorOrder.objects.to_fulfil().filter(vendor__code__in=codes).exclude(delivery_kind="collect")
    waiting = list(waiting.prefetch_related("lines", "parcels__lines").order_by("-confirmed_at")[:12])
    for part in [each for each in waiting if len(left_to_send(each)) > 1][:1]:
        line, _quantity = left_to_send(part)[0]
        parcels.hand_over(part, {line.pk: 1}, tracking_number=f"8R{part.pk:05}00000B", now=now)
        waiting.remove(part)
    later = timezone.localdate(now) + timedelta(days=21)
    for part in waiting[:1]:
        delays.announce(part, later, note="Le four est en panne, il repart lundi.", now=now)
    for part in waiting[1:2]:
        line = part.lines.first()
        unavailable.propose(
            line, 1, new_on=later, note="Fêlée à la dernière cuisson.", request_key=f"demo:{part.pk}", now=now
        )


def _hand_over(part, now):
    if part.delivery_kind == "collect":
        lifecycle.make_ready(part, now=now)
    else:
        lifecycle.ship(part, tracking_number=f"8R{part.pk:05}{part.order_id:06}", now=now)
