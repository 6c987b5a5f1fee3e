"""The database itself refuses to change a document, and a number that isn't the next one of its series."""

from commerce.append_only import protecting, run

TABLES = ("invoicing_document", "invoicing_movement", "invoicing_copy")

_SQLITE_NO_GAP = """
CREATE TRIGGER invoicing_document_no_gap BEFORE INSERT ON invoicing_document
WHEN NEW.number <> (
  SELECT COALESCE(MAX(number), 0) + 1 FROM invoicing_document WHERE series_id = NEW.series_id
)
BEGIN SELECT RAISE(ABORT, 'Numbers of a series have no gap.'); END
"""

_POSTGRESQL_NO_GAP = """
CREATE OR REPLACE FUNCTION invoicing_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> (
    SELECT COALESCE(MAX(number), 0) + 1 FROM invoicing_document WHERE series_id = NEW.series_id
  ) THEN
    RAISE EXCEPTION 'Numbers of a series have no gap.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER invoicing_document_no_gap BEFORE INSERT ON invoicing_document
FOR EACH ROW EXECUTE FUNCTION invoicing_refuse_gap();
"""

_NO_GAP = {"sqlite": [_SQLITE_NO_GAP], "postgresql": [_POSTGRESQL_NO_GAP]}


def install(connection):
    """Make issued documents append-only and their numbers gap-free on a Django database connection."""
    refusal = "Issued documents are append-only."
    guards = protecting(TABLES, name="invoicing", refusal=refusal, vendor=connection.vendor)
    run([*_NO_GAP[connection.vendor], *guards], connection)
