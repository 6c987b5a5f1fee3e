"""Real processes beside a test, on its PostgreSQL database: web processes of gunicorn, task clusters."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress

import requests
from django.db import connection

from simulation.processes import free_port
from tests.local_mangopay import ROOT

START_SECONDS_MAX = 40


def surroundings(**more):
    """The environment of a process that works on the test's own database."""
    database = connection.settings_dict
    login = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.scenarios.settings_beside",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "TEST_DATABASE_URL": f"postgres://{login}/{database['NAME']}",
        **more,
    }


@contextmanager
def process(*command, **environment):
    """A Python process until the end of the block, in a group of its own."""
    started = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=surroundings(**environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.terminate()
        with suppress(subprocess.TimeoutExpired):
            started.wait(timeout=15)
        started.kill()
        started.wait()


@contextmanager
def web_processes(number, *, threads=8, **environment):
    """Gunicorn masters, each on a port of its own. Yields their addresses; the first one is the site's."""
    addresses = [f"http://127.0.0.1:{free_port()}" for _ in range(number)]
    with ExitStack() as stack:
        for address in addresses:
            options = ["--bind", address.removeprefix("http://"), "--threads", str(threads), "--timeout", "60"]
            stack.enter_context(
                process("-m", "gunicorn", "monquibus.wsgi", *options, BESIDE_SITE_URL=addresses[0], **environment)
            )
        for address in addresses:
            wait_for(address)
        yield addresses


def wait_for(address):
    """Until an HTTP server answers."""
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline:
        with suppress(requests.ConnectionError):
            return requests.get(f"{address}/robots.txt", timeout=20)
        time.sleep(0.1)
    raise AssertionError(f"{address} doesn't answer.")
