"""The database itself keeps the tiers of an article in order: of one kind, and cheaper with every step."""

from commerce.append_only import run

TABLE = "promotions_quantitytier"
_REFUSAL = "Tiers of an article are of one kind, and the more pieces, the lower the price."
_OUT_OF_ORDER = f"""
SELECT 1 FROM {TABLE} t WHERE t.record_id = NEW.record_id AND t.id IS DISTINCT FROM NEW.id AND (
    (t.percent IS NULL) <> (NEW.percent IS NULL)
    OR (t.from_quantity < NEW.from_quantity AND (t.percent >= NEW.percent OR t.cents <= NEW.cents))
    OR (t.from_quantity > NEW.from_quantity AND (t.percent <= NEW.percent OR t.cents >= NEW.cents)))"""
_STATEMENTS = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_in_order_{verb} BEFORE {verb} ON {TABLE} WHEN EXISTS "
        f"({_OUT_OF_ORDER.replace('IS DISTINCT FROM', 'IS NOT')}) BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for verb in ("INSERT", "UPDATE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION refuse_tier_out_of_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS ({_OUT_OF_ORDER}) THEN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'check_violation'; END IF; "
        "RETURN NEW; END $$",
        f"CREATE TRIGGER {TABLE}_in_order BEFORE INSERT OR UPDATE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_tier_out_of_order()",
    ],
}


def install(connection):
    """Let the database refuse tiers out of order. A migration calls it."""
    run(_STATEMENTS[connection.vendor], connection)
