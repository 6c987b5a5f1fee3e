"""The command, as others rely on it: a process of its own, one line of JSON, both databases left on request."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from simulation.invariants import INVARIANTS

ROOT = Path(__file__).resolve().parents[2]
FIGURES = {
    "orders_placed",
    "orders_paid",
    "vendor_orders",
    "released",
    "paid_out",
    "refunds",
    "refunds_by_state",
    "chargebacks",
    "reserve_advanced_cents",
    "debts_repaid_cents",
    "after_sales",
    "events",
    "faults_injected",
    "hooks_lost",
    "hooks_duplicated",
    "ledger_entries",
    "difference_cents",
    "invariants",
    "seconds",
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Eighteen orders and thirty days with faults, kept in a folder."""
    folder = tmp_path_factory.mktemp("kept")
    command = [sys.executable, "manage.py", "simulate", "--orders", "18", "--days", "30", "--faults", "0.2"]
    command += ["--seed", "5", "--json", "--keep", str(folder)]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    return process, folder


def last_line(process):
    return json.loads(process.stdout.strip().splitlines()[-1])


def test_after_thirty_days_with_faults_every_invariant_holds(lived):
    process, _folder = lived
    result = last_line(process)
    assert process.returncode == 0, process.stderr
    assert all(result["invariants"].values())
    assert result["difference_cents"] == 0


def test_the_last_line_says_all_that_was_promised(lived):
    result = last_line(lived[0])
    assert set(result) == FIGURES
    assert set(result["invariants"]) >= {invariant.__name__ for invariant in INVARIANTS}


def test_money_really_moved_and_things_really_went_wrong(lived):
    result = last_line(lived[0])
    assert result["orders_placed"] == 18
    assert 0 < result["released"] <= result["vendor_orders"]
    assert result["paid_out"]
    assert result["faults_injected"] > 0
    assert result["ledger_entries"] > result["vendor_orders"]


def test_both_databases_are_left_for_auditors(lived):
    folder = lived[1]
    with closing(sqlite3.connect(folder / "site.sqlite3")) as site:
        assert site.execute("SELECT SUM(amount_cents) FROM ledger_entry").fetchone() == (0,)
    assert (folder / "mangopay.sqlite3").stat().st_size > 0
