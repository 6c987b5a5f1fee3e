"""Faults on request: slow or broken calls, lost, doubled, late or reordered hooks. Kept in memory."""

import itertools
import random
import threading
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase

CALL_KINDS = (
    "latency",
    "error_before",
    "error_after",
    "drop_before",
    "drop_after",
    "rate_limit",
)
HOOK_KINDS = ("hook_lost", "hook_duplicated", "hook_delayed", "hook_reordered")

_lock = threading.Lock()
_numbers = itertools.count(1)
_faults: list["Fault"] = []


@dataclass
class Fault:
    """A rule: `calls` next matching calls, or each with `probability` (of a seeded sequence)."""

    kind: str
    calls: int | None = None
    probability: float | None = None
    seed: int | None = None
    method: str = "*"
    path: str = "*"
    event_type: str = "*"
    seconds: float = 1.0
    status: int = 500
    number: int = field(default_factory=lambda: next(_numbers))
    hits: int = 0

    def __post_init__(self):
        self._dice = random.Random(self.seed)

    def strikes(self) -> bool:
        """Whether it hits this time; counts the hit."""
        if self.calls is not None:
            if self.calls <= 0:
                return False
            self.calls -= 1
        elif self._dice.random() >= (1.0 if self.probability is None else self.probability):
            return False
        self.hits += 1
        return True

    def show(self) -> dict:
        """The rule as the control API shows it."""
        return asdict(self)


def add(**fields) -> Fault:
    """Put a rule in force."""
    fault = Fault(**fields)
    with _lock:
        _faults.append(fault)
    return fault


def remove(number: int | None = None) -> int:
    """Lift one rule, or all; return how many."""
    with _lock:
        kept = [fault for fault in _faults if number is not None and fault.number != number]
        lifted = len(_faults) - len(kept)
        _faults[:] = kept
    return lifted


def in_force() -> list[dict]:
    """All rules, spent ones too."""
    with _lock:
        return [fault.show() for fault in _faults]


def for_call(method: str, path: str) -> list[Fault]:
    """The rules that hit this call; the token is spared unless a path names it."""
    if not _faults:
        return []
    with _lock:
        return [
            fault
            for fault in _faults
            if fault.kind in CALL_KINDS and matches_call(fault, method, path) and fault.strikes()
        ]


def matches_call(fault: Fault, method: str, path: str) -> bool:
    """Whether a rule is meant for this method and path (without version and client)."""
    if path.startswith("oauth") and not fault.path.lower().startswith("oauth"):
        return False
    pattern = fault.path.lower().strip("/") or "*"
    return fault.method.upper() in ("*", method) and fnmatchcase(path.lower(), pattern)


def moments_of_delivery(event_type: str) -> tuple[list[float], bool]:
    """Seconds after the usual moment at which an event is delivered, and whether it gets lost."""
    moments, lost = [0.0], False
    if not _faults:
        return moments, lost
    with _lock:
        for fault in _faults:
            meant = fault.kind in HOOK_KINDS and fnmatchcase(event_type, fault.event_type)
            if not meant or not fault.strikes():
                continue
            if fault.kind == "hook_lost":
                lost = True
            elif fault.kind == "hook_duplicated":
                moments = [*moments, moments[-1] + 0.01]
            elif fault.kind == "hook_delayed":
                moments = [moment + fault.seconds for moment in moments]
            else:
                moments = [moment + fault._dice.uniform(0, fault.seconds) for moment in moments]
    return moments, lost
