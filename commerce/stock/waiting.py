"""« Prévenez-moi »: who waits for a sold-out piece, and the one mail that says it is back.

An address counts once its owner has said yes through the link that was mailed to it; a signed-in buyer's confirmed
address counts at once. Whoever was told is erased, as are a request that nobody confirms and one that grew old.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.dispatch import receiver
from django.urls import reverse
from django_q.tasks import async_task

from commerce.catalogue.models import Product
from commerce.communication.mails import send
from commerce.stock.models import Movement, WaitingBuyer
from commerce.stock.signals import moved

#: How long a request is kept, and one that wasn't confirmed.
LONGEST_WAIT, LONGEST_DOUBT = timedelta(days=183), timedelta(days=7)
#: Requests that one address may leave unconfirmed: nobody fills a stranger's mailbox from here.
MOST_UNCONFIRMED = 5


@transaction.atomic
def ask(product, email, *, user=None, now):
    """Have this address wait for the piece. Asked again, nothing is mailed again. Says nothing of who waits already.

    Returns whether it waits for sure, because it is the user's own, confirmed address.
    """
    email, is_own = email.lower(), _is_confirmed(user, email)
    waiting = WaitingBuyer.objects.filter(email=email)
    if not is_own and waiting.filter(confirmed_at=None).exclude(product=product).count() >= MOST_UNCONFIRMED:
        return False
    buyer, _created = waiting.get_or_create(product=product, email=email, defaults={"asked_at": now})
    if is_own:
        confirm(buyer, now=now)
    elif buyer.confirmed_at is None:
        tell_one("waiting_confirm", buyer)
    return is_own


def _is_confirmed(user, email):
    mine = user is not None and user.is_authenticated and EmailAddress.objects.filter(user=user, verified=True)
    return bool(mine) and mine.filter(email__iexact=email).exists()


def confirm(buyer, *, now):
    """The owner of the address said yes; a second time changes nothing."""
    WaitingBuyer.objects.filter(pk=buyer.pk, confirmed_at=None).update(confirmed_at=now)


def leave(buyer):
    """Wait no more: the address is erased."""
    WaitingBuyer.objects.filter(pk=buyer.pk).delete()


def count_for(product_ids):
    """How many people wait for each of these products, by id. One query."""
    waiting = WaitingBuyer.objects.filter(product__in=product_ids, confirmed_at__isnull=False).order_by()
    return dict(waiting.values_list("product").annotate(Count("pk")))


@receiver(moved, sender=Movement, dispatch_uid="stock_waiting")
def _moved(sender, records, rows, **kwargs):
    back = [records[row.stockrecord_id].product for row in rows if _is_back(row)]
    pages = {product.parent_id or product.pk for product in back}
    for pk in sorted(count_for(pages)) if pages else ():
        async_task("commerce.stock.tasks.tell_waiting", pk)


def _is_back(row):
    """Whether there was nothing to sell before this movement, and something after it."""
    left = row.stock_after - row.reserved_after
    return left > 0 >= left - row.stock_change + row.reserved_change


def tell(product_id):
    """Mail everybody who waits for this piece, if it can be bought now, and erase them. Returns how many.

    Each is told and erased in one transaction: stopped halfway, the rest is told by the next run.
    """
    product = Product.objects.for_sale().select_related("vendor").filter(pk=product_id).first()
    if product is None:
        return 0
    waiting = WaitingBuyer.objects.filter(product=product, confirmed_at__isnull=False)
    told = 0
    for buyer in waiting.select_related("product__vendor"):
        told += 1
        with transaction.atomic():
            tell_one("back_in_stock", buyer)
            leave(buyer)
    return told


def tell_all():
    """The same for every piece that somebody waits for: what came back by another way than its stock."""
    asked = WaitingBuyer.objects.filter(confirmed_at__isnull=False).order_by().values("product")
    back = Product.objects.for_sale().filter(pk__in=asked).values_list("pk", flat=True)
    return sum(tell(pk) for pk in list(back))


def forget(*, now):
    """Erase what grew old, and what nobody confirmed. Returns how many."""
    old = WaitingBuyer.objects.filter(asked_at__lte=now - LONGEST_WAIT)
    doubtful = WaitingBuyer.objects.filter(confirmed_at=None, asked_at__lte=now - LONGEST_DOUBT)
    return old.delete()[0] + doubtful.delete()[0]


def tell_one(event, buyer):
    """Write to one address that waits, once per event."""
    product = buyer.product
    context = {
        "product": product,
        "vendor": product.vendor,
        "product_url": f"{settings.SITE_URL}{product.get_absolute_url()}",
        "waiting_url": settings.SITE_URL + reverse("stock:waiting", args=[buyer.uid]),
    }
    send(event=event, key=buyer.uid.hex, recipient=buyer.email, context=context)
