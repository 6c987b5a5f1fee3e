"""Rows of settlement, locked after those of the order: see `commerce.order.locks` for the order of all locks."""


def lock(operation):
    """The operation as it is in the database now, locked until the transaction ends."""
    return type(operation).objects.select_for_update(of=("self",)).get(pk=operation.pk)
