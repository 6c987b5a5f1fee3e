"""A vendor's articles: how they stand, and what the vendor changes of them (stock, price, whether they are online)."""

from typing import NamedTuple

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.history import remembered
from commerce.catalogue.models import Making
from commerce.catalogue.preparing import missing_of
from commerce.moderation import gate
from commerce.partner.models import Partner, StockRecord
from commerce.stock.rule import restock


class ShelfState(models.TextChoices):
    """How an article stands. Offline articles are never called sold out or low: nobody sees them."""

    ONLINE = "online", _("En ligne")
    OFFLINE = "offline", _("Hors ligne")
    LOW = "low", _("Bientôt épuisées")
    SOLD_OUT = "sold_out", _("Épuisées")


#: What to prefetch of stock records before `missing_of` is asked about many.
DESCRIBED = tuple(
    f"{shown}__{each}"
    for shown in ("product", "product__parent")
    for each in ("categories", "images", "attribute_values", "product_class__attributes")
)

_ONLINE = Q(product__is_public=True) & (Q(product__parent=None) | Q(product__parent__is_public=True))
_CONDITIONS = {
    ShelfState.ONLINE: _ONLINE,
    ShelfState.OFFLINE: ~_ONLINE,
    ShelfState.LOW: _ONLINE
    & Q(available__gt=0)
    & (
        Q(available__lte=F("low_stock_threshold"))
        | Q(low_stock_threshold=None, available__lte=F("partner__low_stock_default"))
        & ~Q(product__making=Making.UNIQUE)
    ),
    ShelfState.SOLD_OUT: _ONLINE & Q(available__lte=0),
}


_WAITING = Q(product__checks__state="waiting") | Q(product__parent__checks__state="waiting")


def articles_of(vendor, state=None):
    """The vendor's stock records by title, a variant beside its sisters; only those in `state`, where one is given.

    `available` is what nobody has reserved. An article is low once that falls to Oscar's `low_stock_threshold`,
    which the vendor sets for the articles that can be made again, or to the shop's own, which leaves out what is one
    of a kind; at 0 it never is.
    """
    articles = StockRecord.objects.filter(partner=vendor).annotate(
        available=Coalesce("num_in_stock", 0) - Coalesce("num_allocated", 0)
    )
    if state:
        articles = articles.filter(_CONDITIONS[ShelfState(state)])
    title = Coalesce("product__parent__title", "product__title")
    return articles.select_related("product__parent", "product__vendor", "partner").order_by(
        title, "product__title", "pk"
    )


def shelf_counts(vendor):
    """How many of the vendor's articles stand how, by ShelfState. One query."""
    counts = {state.value: Count("pk", filter=condition) for state, condition in _CONDITIONS.items()}
    return articles_of(vendor).order_by().aggregate(**counts)


@transaction.atomic
def update_article(
    record, *, shown_stock, stock, price, low_stock_threshold, is_online=False, actor=None, form_key="", now=None
):
    """Everything that the vendor typed of one article, or nothing. Raises StockIsReserved, NotReady.

    `form_key` is the form's own: sent twice, it changes the stock once.
    """
    with remembered(record.product.parent or record.product, actor=actor):
        restock(record, shown=shown_stock, typed=stock, actor=actor, key=form_key, now=now)
        reprice(record, price)
        StockRecord.objects.filter(pk=record.pk).update(low_stock_threshold=low_stock_threshold)
        put_online(
            StockRecord.objects.select_related("product__parent", "partner").get(pk=record.pk), is_online, actor=actor
        )


def reprice(record, price):
    """Set the price, tax included, in Decimal euros. Baskets see it at once; placed orders keep theirs."""
    StockRecord.objects.filter(pk=record.pk).update(price=price)


class NotReady(Exception):
    """The article can't be shown yet: `missing` says what it lacks; nothing if it is the shop that isn't open."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(f"Missing: {missing}.")


def shop_is_shown(vendor):
    """Whether visitors see the shop, so that its articles may be put online."""
    return vendor.status == Partner.Status.OPEN


def put_online(record, is_online, *, actor=None, now=None):
    """Show the article, or take it out of the shop; a variant follows its parent. Returns whether it is shown.

    One that the operator reads first waits instead. Raises NotReady.
    """
    shown = record.product.parent if record.product.is_child else record.product
    if shown.is_public == is_online:
        return is_online
    if is_online and ((missing := missing_of(record)) or not shop_is_shown(record.partner)):
        raise NotReady(missing)
    if is_online and not gate.may_be_shown(shown, actor=actor, now=now):
        return False
    shown.is_public = is_online
    if is_online and shown.approved_at is None:
        shown.approved_at = now or timezone.now()
    shown.save(update_fields=["is_public", "approved_at"])
    marked = StockRecord.objects.filter(Q(product=shown) | Q(product__parent=shown), is_off_until_back=True)
    marked.update(is_off_until_back=False)
    return is_online


def ready_drafts(vendor):
    """The vendor's pieces that nobody sees, that lack nothing and that don't wait for the operator yet, as one article
    each: of a piece with variants, the first that could be bought. A few queries, however many articles.
    """
    hidden = Q(product__parent=None) | Q(product__parent__is_public=False, product__is_public=True)
    articles = articles_of(vendor, ShelfState.OFFLINE).filter(hidden).exclude(_WAITING)
    ready = {}
    for record in articles.prefetch_related(*DESCRIBED):
        if not missing_of(record):
            ready.setdefault(record.product.parent_id or record.product_id, record)
    return list(ready.values())


class PutOnline(NamedTuple):
    """How many pieces visitors see now, and how many the operator reads first."""

    shown: int
    held: int


@transaction.atomic
def put_ready_online(vendor, *, actor=None):
    """Show all that is ready, as when the shop opens. Returns a PutOnline. Raises NotReady."""
    if not shop_is_shown(vendor):
        raise NotReady([])
    ready = ready_drafts(vendor)
    shown = []
    for record in ready:
        with remembered(record.product.parent or record.product, actor=actor):
            shown.append(put_online(record, True, actor=actor))
    return PutOnline(shown.count(True), shown.count(False))
