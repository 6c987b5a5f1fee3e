"""When the search index is written: as a piece is saved, or for many pieces together.

Wagtail would write it at each save, and what saves a piece saves it several times.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from commerce.catalogue.models import Product

BATCH = 500
#: Ids of the products that wait for the end of `indexed_together`, None outside of it.
_waiting = ContextVar("products_to_index", default=None)


@contextmanager
def indexed_together():
    """What is saved inside is indexed once, at the end and in a few queries; in the transaction that is open then.

    An exception leaves the index to whoever rolls back. Within another one, that one indexes.
    """
    if _waiting.get() is not None:
        yield
        return
    token = _waiting.set(set())
    try:
        yield
        index_products(_waiting.get())
    finally:
        _waiting.reset(token)


def index_products(ids):
    """Write these products' entries. A few queries for each `BATCH`, and one more, quick, for each entry that was
    there already; variants have none.
    """
    ids, entries = sorted(ids), get_search_backend().get_index_for_model(Product)
    for start in range(0, len(ids), BATCH):
        entries.add_items(Product, list(Product.get_indexed_objects().filter(pk__in=ids[start : start + BATCH])))


@receiver(post_save, sender=Product, dispatch_uid="search_saved")
def _saved(sender, instance, raw=False, **kwargs):
    if raw:
        return
    if (waiting := _waiting.get()) is None:
        index.insert_or_update_object(instance)
    else:
        waiting.add(instance.pk)


@receiver(post_delete, sender=Product, dispatch_uid="search_deleted")
def _deleted(sender, instance, **kwargs):
    index.remove_object(instance)
