import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from simulation.processes import free_port, local_mangopay


class Command(BaseCommand):
    """Starts a process that lives in a folder of its own: no simulation ever touches the site's data."""

    help = "Live days of a marketplace against a local Mangopay, with faults, then reconcile. Exit 0: all holds."

    def add_arguments(self, parser):
        parser.add_argument("--orders", type=int, default=200)
        parser.add_argument("--days", type=int, default=40)
        parser.add_argument("--faults", type=float, default=0.0, help="share of calls and hooks that go wrong, 0 to 1")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="print the last line only")
        parser.add_argument("--keep", type=Path, help="folder in which both databases are left")

    def handle(self, *, orders, days, faults, seed, keep, **options):
        folder = Path(tempfile.mkdtemp(prefix="simulation-"))
        try:
            life = {"orders": orders, "days": days, "faults": faults, "seed": seed, "only_json": options["json"]}
            code = self._live(folder, life)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                for name in ("site.sqlite3", "mangopay.sqlite3"):
                    _copy(folder / name, keep / name)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        sys.exit(code)

    def _live(self, folder, life):
        site_port = free_port()
        with local_mangopay(folder / "mangopay.sqlite3") as mangopay_url:
            surroundings = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "simulation.settings",
                "SIMULATION_DIR": str(folder),
                "SIMULATION_URL": f"http://127.0.0.1:{site_port}",
                "MANGOPAY_BASE_URL": mangopay_url,
                "PYTHONPATH": os.pathsep.join([str(settings.BASE_DIR / "site"), str(settings.BASE_DIR)]),
            }
            command = [sys.executable, "-m", "simulation.life", json.dumps(life)]
            return subprocess.run(command, env=surroundings, cwd=settings.BASE_DIR, check=False).returncode


def _copy(database, to):
    """What is still in the write-ahead log too, which a copy of the file would leave out."""
    to.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as lived, closing(sqlite3.connect(to)) as kept:
        lived.backup(kept)
