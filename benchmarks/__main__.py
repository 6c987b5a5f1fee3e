"""`make bench`: measures the site, then stock Oscar, and lays the figures side by side in build/bench.json."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.report import side_by_side, table

PROJECT = Path(__file__).resolve().parent.parent
REPORT = PROJECT / "build" / "bench.json"


def measured(shop, folder):
    """The figures of `shop` ("ours" or "stock"), measured in a process and on a database of its own."""
    sys.stderr.write(f"{shop}\n")
    figures = folder / f"{shop}.json"
    environment = {
        **os.environ,
        "BENCHMARK_FOLDER": str(folder),
        "BENCHMARK_FIGURES": str(figures),
        "DJANGO_SETTINGS_MODULE": f"benchmarks.{shop}.settings",
        "MANGOPAY_BASE_URL": "http://127.0.0.1:9",
        "MONQUIBUS_VAR_DIR": str(folder),
        "PYTHONPATH": os.pathsep.join([str(PROJECT), str(PROJECT / "site")]),
    }
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", f"benchmarks.{shop}"], env=environment, cwd=PROJECT, check=True
    )
    return json.loads(figures.read_text())


def main():
    """Writes the report and shows it."""
    with tempfile.TemporaryDirectory(prefix="monquibus-bench-") as name:
        rows = side_by_side(measured("ours", Path(name)), measured("stock", Path(name)))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(rows, indent=1) + "\n")
    sys.stdout.write(f"{table(rows)}\n\n{REPORT.relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main()
