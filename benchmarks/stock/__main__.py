"""Measures stock Oscar. Run by `python -m benchmarks`, in a process of its own."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks.measuring import write_figures  # noqa: E402
from benchmarks.stock import data, pages  # noqa: E402

call_command("migrate", verbosity=0)
data.load_basics()
write_figures(data.grow_to, pages.measure)
