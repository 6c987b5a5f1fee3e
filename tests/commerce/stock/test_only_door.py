"""No code but the journal's writes what stock is: read from the source, so a new way in is seen at once."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = ("commerce", "vendor_portal", "cms_pages", "demo", "simulation")
FIGURES = {"num_in_stock", "num_allocated"}
#: How figures are born, from nothing: a record that is saved for the first time opens its journal by itself.
BIRTHS = {"StockRecord", "create"}
#: An order line has a `num_allocated` of its own, which these write.
LINES = {"commerce/order/lines.py", "commerce/order/stock.py"}
DOOR = "commerce/stock/journal.py"


def writes(tree):
    """(line, what) of each place that writes a figure: assigned, given to a call by name, or named for a bulk."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in FIGURES:
            yield node.lineno, "assigned"
        if isinstance(node, ast.Call) and FIGURES & {keyword.arg for keyword in node.keywords}:
            yield node.lineno, getattr(node.func, "attr", getattr(node.func, "id", ""))
        if isinstance(node, ast.Dict) and FIGURES & {getattr(key, "value", None) for key in node.keys}:
            yield node.lineno, "a dictionary"


def sources():
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts and "tests" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def test_only_the_journal_writes_stock():
    found = {(name, what) for name, tree in sources() for _line, what in writes(tree)}
    reads = {(name, what) for name, what in found if what in ("annotate", "aggregate", "filter", "exclude")}
    allowed = {(name, what) for name, what in found if name == DOOR or name in LINES}
    births = {(name, what) for name, what in found if what in BIRTHS}
    assert found - reads - allowed - births == set()
    assert (DOOR, "assigned") in found


def test_whoever_creates_records_in_bulk_opens_their_journal():
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        text = path.read_text()
        if "StockRecord.objects.bulk_create" in text:
            assert "open_records(StockRecord.objects.bulk_create" in text, path
