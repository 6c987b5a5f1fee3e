"""After a test with transactions of its own the tables are emptied, and hold again what migrating wrote."""

from django.core.management.commands import flush
from django.db import connection, transaction


def empty_only_what_is_full():
    """Have flushes delete rows where there are any: to truncate 217 tables takes seconds each time, nearly all I/O.

    SQLite's flush, which deletes, stays as it is. No trigger stands in the way: test databases are made without
    migrations.
    """
    if connection.vendor == "postgresql":
        connection.ops.sql_flush = _deletions


def _deletions(_style, tables, **_options):
    """One statement for each table that holds a row; its references are judged when all are done."""
    names = [connection.ops.quote_name(table) for table in tables]
    asked = (f"SELECT {number} WHERE EXISTS (SELECT FROM {name})" for number, name in enumerate(names))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [f"DELETE FROM {names[number]}" for (number,) in cursor.fetchall()]


def refill_what_migrating_wrote():
    """Have flushes put the same rows back: content types, permissions, schedules.

    Django sends the signal that wrote them, which takes a third of a second after each of hundreds of tests.
    """
    written = {table: rows for table in _tables() if (rows := _rows(table))}
    flush.emit_post_migrate_signal = lambda *_args, **_options: _put_back(written)


def _tables():
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return cursor.fetchall()


def _put_back(written):
    """Every row with its number; references are judged when all are in."""
    with transaction.atomic(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table, rows in written.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)
