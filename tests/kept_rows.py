"""Rows that take long to make, kept for the next test that makes them on the same database."""

from django.db import connection


class KeptRows:
    """What `make` writes. It is called again only on a database that holds something else than the last time."""

    def __init__(self, make):
        self._make, self._before, self._after = make, None, None

    def write(self):
        """Have the rows in the database, within the test's own transaction."""
        before = _content()
        if before == self._before:
            return self._write_again()
        self._make()
        self._before, self._after = before, _content()
        return None

    def _write_again(self):
        for table, after in self._after.items():
            before = self._before[table]
            if after != before:
                _replace(table, before - after, after - before)


def _tables():
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _content():
    """Every table's rows, `{table: {row}}`."""
    content = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            content[table] = set(cursor.fetchall())
    return content


def _replace(table, gone, new):
    """Take rows from a table, which their first column identifies, and put others in, their numbers included."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} WHERE 1 = 0")
        columns = [connection.ops.quote_name(column[0]) for column in cursor.description]
        cursor.executemany(f"DELETE FROM {name} WHERE {columns[0]} = %s", [row[:1] for row in gone])
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})", new)
