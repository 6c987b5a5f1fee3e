"""Tables that the database itself refuses to change: triggers for SQLite and PostgreSQL, installed by migrations."""

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""

_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {name}_refuse_change()
"""


def protecting(tables, *, name, refusal, vendor):
    """SQL that makes tables append-only on this kind of database. `name` is the package's, `refusal` what it says."""
    if vendor == "sqlite":
        pairs = [(table, verb) for table in tables for verb in ("UPDATE", "DELETE")]
        return [_SQLITE.format(table=table, verb=verb, refusal=refusal) for table, verb in pairs]
    if vendor == "postgresql":
        function = _POSTGRESQL_FUNCTION.format(name=name, refusal=refusal)
        return [function, *(_POSTGRESQL.format(table=table, name=name) for table in tables)]
    raise NotImplementedError(f"{name} knows no triggers for {vendor}.")


def run(statements, connection):
    """Run the statements on a Django database connection."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
