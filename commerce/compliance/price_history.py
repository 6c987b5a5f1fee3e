"""The database itself writes down what every piece costs, whoever changes it, and refuses to change what is written.

Art. L112-1-1 of the code de la consommation (directive 98/6/EC, art. 6a) asks what was charged in the last 30 days;
a promotion is told of by its own row, so only prices outside promotions are written here.
"""

from django.db import connections

TABLE = "compliance_pricechange"
_WATCHED = {TABLE, "partner_stockrecord", "catalogue_product"}
_NAMES = {
    "price_of_a_new_piece": "partner_stockrecord",
    "price_that_changes": "partner_stockrecord",
    "price_that_is_shown": "catalogue_product",
}

_SHOWN = "p.is_public AND (p.parent_id IS NULL OR q.is_public)"
_WRITE_ONE = f"""
INSERT INTO {TABLE} (stockrecord_id, price, since)
SELECT NEW.id, NEW.price, {{now}} FROM catalogue_product p LEFT JOIN catalogue_product q ON q.id = p.parent_id
WHERE p.id = NEW.product_id AND {_SHOWN}"""
_WRITE_SHOWN = f"""
INSERT INTO {TABLE} (stockrecord_id, price, since)
SELECT s.id, CASE WHEN {_SHOWN} THEN s.price END, {{now}} FROM partner_stockrecord s
JOIN catalogue_product p ON p.id = s.product_id LEFT JOIN catalogue_product q ON q.id = p.parent_id
WHERE p.id = NEW.id OR p.parent_id = NEW.id"""

_SQLITE_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
_SQLITE = [
    "CREATE TRIGGER price_of_a_new_piece AFTER INSERT ON partner_stockrecord WHEN NEW.price IS NOT NULL "
    f"BEGIN {_WRITE_ONE.format(now=_SQLITE_NOW)}; END",
    "CREATE TRIGGER price_that_changes AFTER UPDATE OF price ON partner_stockrecord WHEN NEW.price IS NOT OLD.price "
    f"BEGIN {_WRITE_ONE.format(now=_SQLITE_NOW)}; END",
    "CREATE TRIGGER price_that_is_shown AFTER UPDATE OF is_public ON catalogue_product "
    f"WHEN NEW.is_public IS NOT OLD.is_public BEGIN {_WRITE_SHOWN.format(now=_SQLITE_NOW)}; END",
]
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {write}; RETURN NULL; END $$"""
_POSTGRESQL = [
    _POSTGRESQL_FUNCTION.format(name="write_price", write=_WRITE_ONE.format(now="clock_timestamp()")),
    _POSTGRESQL_FUNCTION.format(name="write_shown_prices", write=_WRITE_SHOWN.format(now="clock_timestamp()")),
    "CREATE TRIGGER price_of_a_new_piece AFTER INSERT ON partner_stockrecord "
    "FOR EACH ROW WHEN (NEW.price IS NOT NULL) EXECUTE FUNCTION write_price()",
    "CREATE TRIGGER price_that_changes AFTER UPDATE OF price ON partner_stockrecord "
    "FOR EACH ROW WHEN (NEW.price IS DISTINCT FROM OLD.price) EXECUTE FUNCTION write_price()",
    "CREATE TRIGGER price_that_is_shown AFTER UPDATE OF is_public ON catalogue_product "
    "FOR EACH ROW WHEN (NEW.is_public IS DISTINCT FROM OLD.is_public) EXECUTE FUNCTION write_shown_prices()",
]
_GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb} ON {TABLE} "
        "BEGIN SELECT RAISE(ABORT, 'The price history is append-only.'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION price_history_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
        "EXCEPTION 'The price history is append-only.' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION price_history_refuse_change()",
    ],
}


def watch(using="default", **kwargs):
    """After each `migrate`: let the database write every change of a price. Twice is once."""
    connection = connections[using]
    if not _WATCHED.issubset(connection.introspection.table_names()):
        return
    unwatch(using)
    _run(connection, {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.vendor])


def unwatch(using="default", **kwargs):
    """Before each `migrate`: SQLite rebuilds tables, and can't while a trigger of another table reads them."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    _run(connection, [_drop(connection, name, table) for name, table in _NAMES.items() if table in tables])


def _drop(connection, name, table):
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")


def guard(connection):
    """Make what is written unchangeable."""
    _run(connection, _GUARDS[connection.vendor])


def write_first_prices(connection):
    """Begin the history of pieces that were for sale before it was kept."""
    now = _SQLITE_NOW if connection.vendor == "sqlite" else "clock_timestamp()"
    _run(
        connection,
        [
            f"INSERT INTO {TABLE} (stockrecord_id, price, since) SELECT s.id, s.price, {now} "
            "FROM partner_stockrecord s JOIN catalogue_product p ON p.id = s.product_id "
            f"LEFT JOIN catalogue_product q ON q.id = p.parent_id WHERE s.price IS NOT NULL AND {_SHOWN}"
        ],
    )


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
