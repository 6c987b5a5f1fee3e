"""The database itself refuses to change the journal of stock: triggers, per database, installed by a migration."""

from commerce.append_only import protecting, run

TABLE = "stock_movement"


def install(connection):
    """Make the journal append-only on a Django database connection."""
    refusal = "The journal of stock is append-only."
    run(protecting([TABLE], name="stock", refusal=refusal, vendor=connection.vendor), connection)
