"""The local carriers for tests: one server per worker, in a thread, spoken to over HTTP."""

import threading

import pytest
import requests
from django.core.cache import cache

from commerce.carriers_sandbox.server import make_server
from monquibus.settings.carriers import local_accounts


class LocalCarriers:
    """The running stand-ins, with what happens to parcels and services."""

    def __init__(self, server):
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.depot = server.depot

    def deliver(self, number, moment):
        """Have a parcel delivered at a moment."""
        answer = requests.post(
            f"{self.url}/control/deliver", json={"number": number, "at": moment.isoformat()}, timeout=5
        )
        assert answer.status_code == 200, number

    def fail(self, **services):
        """How services go wrong from now on: fail(colissimo="down"); "nonsense" and "slow" too."""
        faults = {name.replace("_", "-"): kind for name, kind in services.items()}
        requests.post(f"{self.url}/control/faults", json=faults, timeout=5)


@pytest.fixture(scope="session")
def carriers_server():
    """One server for all tests of a worker."""
    server = make_server(0)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def carriers(carriers_server, settings):
    """The local carriers, all well and nobody resting, and adapters that speak to them."""
    local = LocalCarriers(carriers_server)
    settings.CARRIERS = local_accounts(local.url)
    local.fail()
    cache.clear()
    yield local
    local.fail()
    cache.clear()
