"""SQLite's full-text table, which Wagtail makes in a migration, for test databases made without migrations."""

from importlib import import_module

from django.db import connection, migrations


def make_full_text_table():
    """Puts the virtual table and its triggers in the place of the plain table that Django made from the model."""
    if connection.vendor != "sqlite":
        return
    history = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    split = [step for step in history.operations if isinstance(step, migrations.SeparateDatabaseAndState)]
    statements = [step.sql for part in split for step in part.database_operations]
    with connection.cursor() as cursor:
        kind = "SELECT sql FROM sqlite_master WHERE name = 'wagtailsearch_indexentry_fts'"
        [made_by] = cursor.execute(kind).fetchone()
        if made_by.startswith("CREATE VIRTUAL"):
            return
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for statement in statements:
            cursor.execute(statement)
