"""The suite makes its tables from the models; this walks the real histories, as a first start does."""

import os
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

WHAT_MIGRATIONS_WROTE = """
from django_q.models import Schedule
from wagtail.models import Page
print(sorted(Schedule.objects.filter(name__startswith="settle").values_list("name", flat=True)), Page.objects.exists())
"""


def manage(*command, url):
    """Runs manage.py on the database at `url`. Returns what it said; fails with what it complained about."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "monquibus.settings.local", "DATABASE_URL": url}
    run = [sys.executable, "manage.py", *command]
    done = subprocess.run(run, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def new_database(server):
    """An empty PostgreSQL database on this server, dropped afterwards. Gives its address."""
    name = f"migrations_{os.getpid()}"
    address = urlsplit(server)
    with psycopg.connect(address._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield address._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_database(tmp_path):
    """The address of an empty database, on the server that the suite runs on."""
    if server := os.environ.get("TEST_DATABASE_URL"):
        with new_database(server) as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'site.sqlite3'}"


@pytest.mark.migrations
def test_an_empty_database_walks_every_migration(empty_database):
    manage("migrate", "--verbosity", "0", url=empty_database)
    manage("migrate", "--check", url=empty_database)
    said = manage("shell", "--verbosity", "0", "--command", WHAT_MIGRATIONS_WROTE, url=empty_database)
    assert said.strip() == "['settle', 'settle nightly'] True"
