"""Long tests that need one database only, where `make test` has two; on SQLite alone every test runs.

What shows nothing about a database is marked `once` and runs on SQLite; where PostgreSQL is the stricter judge, of
text, numbers and schemas, tests are marked `strict` and run there.
"""

import pytest

#: Beginnings of test addresses, with the reason.
ONCE = {
    "benchmarks/": "asks no database",
    "cms_pages/": "pages of editors; what they write has tests of its own",
    **dict.fromkeys(
        [f"commerce/{app}/" for app in ("appointments", "identity", "importing", "moderation", "registration")],
        "forms and files over plain rows; their races are marked for PostgreSQL, and run there",
    ),
    "commerce/dashboard/": "pages over rules that have tests of their own",
    "browser/": "Chromium looks at pages, whose rules have tests of their own",
    "commerce/catalogue/examiner/": "looks at pictures",
    "commerce/conversation/test_masking.py": "asks no database",
    "commerce/conversation/test_quoting.py": "asks no database",
    "commerce/disputes/test_deadlines.py": "asks no database",
    "commerce/mangopay_sandbox/": "the local Mangopay keeps a SQLite file of its own, whatever ours is",
    "commerce/communication/test_events.py": "reads templates and declarations",
    "commerce/typesetting/": "asks no database",
    "demo/": "draws pictures, and loads through the rules, which have tests of their own",
    "monquibus/test_design.py": "reads styles and templates",
    "monquibus/test_local_services.py": "starts processes",
    "monquibus/test_translations.py": "reads catalogues",
    "scenarios/test_cuts": "a database decides nothing about a cut; the moves of money have tests of their own",
    "scenarios/test_every_door_in_every_state.py": "sentences of pages; the rules behind them run on both",
    "simulation/test_mutations.py::test_a_mutation_is_noticed": "breaks our code; the honest life is lived on both",
    "simulation/test_simulate.py": "the command brings a SQLite file of its own",
    "vendor_portal/": "pages over rules that have tests of their own",
}
#: Pieces of addresses, wherever they stand: pages over rules that have tests of their own.
PAGES = ("/back_office/", "/test_pages.py", "/test_views.py")
#: Of these, what counts, sorts or moves money and stock by itself.
TWICE = (
    "browser/test_cards.py",
    "browser/test_refunds.py",
    "browser/test_the_whole_job.py",
    "commerce/checkout/test_views.py",
    "vendor_portal/test_refunds.py",
    "vendor_portal/test_statistics.py",
    "vendor_portal/test_stock.py",
)
#: Beginnings of test addresses, with the reason.
STRICT = {
    "monquibus/test_absurd_requests.py": "keeps no NUL and no number beyond its column, which SQLite does",
    "monquibus/test_hostile_forms.py": "the same, in forms",
    "monquibus/test_migrations.py": "alters tables that hold rows, and pending triggers refuse it",
}


def mark_once(items):
    """Give the markers `once` and `strict` to the tests that these tables name."""
    for item in items:
        address = item.nodeid.removeprefix("tests/")
        is_page = any(piece in address for piece in PAGES)
        if (is_page or address.startswith(tuple(ONCE))) and not address.startswith(TWICE):
            item.add_marker(pytest.mark.once)
        if address.startswith(tuple(STRICT)):
            item.add_marker(pytest.mark.strict)
