"""No invariant holds by luck: for each there is a way of breaking the code that it notices."""

from pathlib import Path

import pytest

from simulation import invariants
from tests.simulation.after_sales_mutations import MUTATIONS as AFTER_SALES
from tests.simulation.mutations import MUTATIONS
from tests.simulation.small_life import END, SmallLife, whatever_breaks

pytestmark = pytest.mark.django_db

#: Those of the documents are broken in the database, in a file of their own.
DOCTORED = {"numbers_have_no_gap", "invoices_are_the_fees_in_the_book", "documents_are_what_they_bill"}
NAMES = {invariant.__name__: invariant for invariant in invariants.INVARIANTS}


def test_every_invariant_is_broken_by_something():
    after_a_sale = {name for name, _story, _mutate in AFTER_SALES}
    assert {name for name, _mutate in MUTATIONS} | after_a_sale | DOCTORED == set(NAMES)
    papers = (Path(__file__).parent / "test_papers.py").read_text()
    assert all(f"assert not {name}(" in papers for name in DOCTORED)


def test_an_honest_life_holds(mangopay):
    SmallLife(mangopay).live()
    held = invariants.check(END)
    assert all(held.values()), held


@pytest.mark.parametrize(("name", "mutate"), MUTATIONS, ids=[f"{m.__name__}-{name}" for name, m in MUTATIONS])
def test_a_mutation_is_noticed(mangopay, monkeypatch, name, mutate):
    mutate(monkeypatch)
    with whatever_breaks():
        SmallLife(mangopay).live()
    monkeypatch.undo()
    assert not NAMES[name](END)
