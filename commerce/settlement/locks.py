"""Rows of settlement, locked after those of the order: see `commerce.order.locks` for the order of all locks."""

from django.apps import apps


def lock(operation):
    """The operation as it is in the database now, locked until the transaction ends."""
    return type(operation).objects.select_for_update(of=("self",)).get(pk=operation.pk)


def lock_releases_to_pay(vendor):
    """The vendor's released shares that no payout carries, locked, in the order of their keys."""
    model = apps.get_model("settlement", "Release")
    waiting = model.objects.filter(vendor_order__vendor=vendor, state="succeeded", payout=None)
    return list(waiting.select_for_update(of=("self",)).order_by("pk"))
