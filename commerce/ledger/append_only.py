"""The database itself refuses to change the book: triggers, per database, installed by a migration."""

TABLES = ("ledger_account", "ledger_journal", "ledger_entry")

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'The book is append-only.'); END
"""

_POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The book is append-only.' USING ERRCODE = 'integrity_constraint_violation'; END $$;

CREATE OR REPLACE FUNCTION ledger_check_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT COUNT(*) < 2 OR SUM(amount_cents) <> 0 FROM ledger_entry WHERE journal_id = NEW.journal_id) THEN
    RAISE EXCEPTION 'Journal % is not balanced.', NEW.journal_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON ledger_entry
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_journal();
"""

_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()
"""


def statements(vendor):
    """SQL that makes the book append-only on this database; PostgreSQL also checks that a journal sums to zero."""
    if vendor == "sqlite":
        return [_SQLITE.format(table=table, verb=verb) for table in TABLES for verb in ("UPDATE", "DELETE")]
    if vendor == "postgresql":
        return [_POSTGRESQL_FUNCTIONS, *(_POSTGRESQL.format(table=table) for table in TABLES)]
    raise NotImplementedError(f"The book knows no triggers for {vendor}.")


def install(connection):
    """Run the statements on a Django database connection."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
