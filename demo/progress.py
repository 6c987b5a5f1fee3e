"""A progress bar on standard error, silent where nobody watches a terminal."""

import sys

WIDTH = 28


class Progress:
    """`step()` after each of `total` things done; `done(label)` names what was finished."""

    def __init__(self, label, total, stream=None):
        self.label, self.total, self.count = label, max(total, 1), 0
        self.stream = stream or sys.stderr
        self.is_live = self.stream.isatty()
        self._show()

    def step(self, number=1):
        """So many more are done."""
        self.count += number
        self._show()

    def _show(self):
        is_over = self.count >= self.total
        if not self.is_live and not is_over:
            return
        share = min(1, self.count / self.total)
        bar = "█" * round(WIDTH * share) + "·" * (WIDTH - round(WIDTH * share))
        start, end = ("\r", "\n" if is_over else "") if self.is_live else ("", "\n")
        self.stream.write(f"{start}  {self.label:<18}{bar} {min(self.count, self.total)}/{self.total}{end}")
        self.stream.flush()
