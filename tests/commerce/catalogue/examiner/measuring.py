"""How often the examiner is right: `python -m tests.commerce.catalogue.examiner.measuring` prints both sets.

A broken rule is what the examiner looks for. Precision: of what it reports, how much is so. Recall: of what is so, how
much it reports; what it calls unsure it doesn't report.
"""

import time
from dataclasses import dataclass, field

from commerce.catalogue.examiner import Verdict, examine


@dataclass
class Tally:
    """Counts for one rule, and the cases that it got wrong."""

    right: int = 0
    false_alarms: list = field(default_factory=list)
    missed: list = field(default_factory=list)
    unsure: int = 0

    @property
    def precision(self):
        return self.right / max(1, self.right + len(self.false_alarms))

    @property
    def recall(self):
        return self.right / max(1, self.right + len(self.missed))


def tallies(cases):
    """({rule: Tally}, milliseconds of processor per case) over Cases."""
    found, seconds, count = {}, 0.0, 0
    for count, case in enumerate(cases, start=1):  # noqa: B007  The last number is how many there were.
        start = time.process_time()
        findings = examine(case.image)
        seconds += time.process_time() - start
        for finding in findings:
            _count(found.setdefault(str(finding.rule), Tally()), case, finding)
    return found, 1000 * seconds / max(1, count)


def _count(tally, case, finding):
    is_broken, is_reported = not getattr(case, finding.rule), finding.verdict == Verdict.BROKEN
    tally.unsure += finding.verdict == Verdict.UNSURE
    if is_broken and is_reported:
        tally.right += 1
    elif is_reported:
        tally.false_alarms.append(case.name)
    elif is_broken:
        tally.missed.append(case.name)


def report(name, cases):
    """The table of one set, as lines."""
    found, milliseconds = tallies(cases)
    yield f"{name}: {milliseconds:.0f} ms a picture"
    for rule, tally in found.items():
        yield f"  {rule:6} precision {tally.precision:.2f}  recall {tally.recall:.2f}  unsure {tally.unsure}"
        yield from (f"    false alarm {words}" for words in tally.false_alarms)
        yield from (f"    missed      {words}" for words in tally.missed)


if __name__ == "__main__":
    from tests.commerce.catalogue.examiner import development, held_out

    for each in (development, held_out):
        print("\n".join(report(each.__name__.rpartition(".")[2], each.cases())), flush=True)  # noqa: T201
