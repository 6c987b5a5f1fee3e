"""What runs beside a simulation: its own local Mangopay, and a door through which that one's hooks come in."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler

import requests
from django.core.servers.basehttp import WSGIServer
from django.core.wsgi import get_wsgi_application

START_SECONDS_MAX = 30


def free_port():
    """A port of the loopback interface that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def local_mangopay(database_path):
    """A local Mangopay on a free port with bank and officer in a hurry. Yields its address."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "commerce.mangopay_sandbox", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--database", str(database_path), "--fast"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(address):
    deadline = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < deadline:
        with contextlib.suppress(requests.ConnectionError):
            requests.get(address, timeout=2)
            return
        time.sleep(0.05)
    raise TimeoutError(f"{address} doesn't answer.")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@contextlib.contextmanager
def site(port):
    """The site on `port`, in one thread of this process beside the life that is lived: hooks find it there."""
    server = WSGIServer(("127.0.0.1", port), _Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
