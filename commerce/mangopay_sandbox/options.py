"""How this server was started; `current` is set once by `__main__`."""

from dataclasses import dataclass, field


@dataclass
class Delays:
    """Seconds of the emulator's clock that a bank, an officer or a hook lets pass."""

    payout: float = 5.0
    transfer: float = 0.0
    refund: float = 0.0
    document: float = 10.0
    hook: float = 0.3
    report: float = 1.0
    hook_retry_first: float = 600.0
    hook_retry_later: float = 28_800.0

    @classmethod
    def fast(cls) -> "Delays":
        """Milliseconds instead of seconds, for tests and simulations."""
        return cls(payout=0.02, document=0.02, hook=0.0, report=0.01, hook_retry_first=0.1, hook_retry_later=0.2)


@dataclass
class Options:
    """Command line of the server."""

    port: int = 8001
    database: str = "mangopay.sqlite3"
    fast: bool = False
    sca: str = "enforced"
    client_id: str | None = None
    api_key: str | None = None
    delays: Delays = field(default_factory=Delays)

    @property
    def sca_enforced(self) -> bool:
        """Whether a missing ScaContext means USER_PRESENT and a proxy needs its consent."""
        return self.sca == "enforced"


current = Options()
