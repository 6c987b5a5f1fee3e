"""Measures the site. Run by `python -m benchmarks`, in a process of its own."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks.measuring import write_figures  # noqa: E402
from benchmarks.ours import data, pages  # noqa: E402

call_command("migrate", verbosity=0)
write_figures(data.grow_to, pages.measure)
