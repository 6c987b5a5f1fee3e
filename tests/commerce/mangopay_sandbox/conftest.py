"""A real server per worker, and clients that speak to it over loopback."""

import pytest

from .server import RunningServer


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A local Mangopay in a process of its own, `--fast`."""
    running = RunningServer(tmp_path_factory.mktemp("mangopay") / "mangopay.sqlite3")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def api(server):
    """A client id of its own: an empty world."""
    return server.new_client()


@pytest.fixture(autouse=True)
def _clean_faults(server):
    yield
    server.control("DELETE", "faults")
