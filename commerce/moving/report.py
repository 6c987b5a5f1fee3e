"""What a run did, row by row counted, and what can't come, with reasons."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts by (kind, outcome), rows that stay behind, and money compared in cents."""

    counts: Counter = field(default_factory=Counter)
    left_out: list = field(default_factory=list)
    #: (what, stated cents, found cents) of every comparison that was made.
    compared: list = field(default_factory=list)

    def count(self, kind, outcome):
        """One row of this kind was created, changed or the same."""
        self.counts[kind, outcome] += 1

    def leave(self, kind, key, why):
        """This row can't come."""
        self.counts[kind, "left"] += 1
        self.left_out.append((str(kind), str(key), why))

    def compare(self, what, stated_cents, found_cents):
        """The export says an amount in two ways."""
        self.compared.append((what, stated_cents, found_cents))

    @property
    def differences(self):
        """Comparisons that don't agree."""
        return [each for each in self.compared if each[1] != each[2]]

    @property
    def difference_cents(self):
        """The sum of all differences, without their signs."""
        return sum(abs(stated - found) for _what, stated, found in self.compared)

    @property
    def changes(self):
        """How many rows were written: none in a second run of the same export."""
        return sum(number for (_kind, outcome), number in self.counts.items() if outcome in ("created", "changed"))

    def as_json(self):
        """Plain data."""
        counts = {}
        for (kind, outcome), number in sorted(self.counts.items()):
            counts.setdefault(str(kind), {})[outcome] = number
        return {
            "counts": counts,
            "changes": self.changes,
            "left_out": [list(each) for each in self.left_out],
            "compared": len(self.compared),
            "difference_cents": self.difference_cents,
            "differences": [list(each) for each in self.differences],
        }
