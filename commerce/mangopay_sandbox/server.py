"""The HTTP server: threads, connections kept open, a clean end."""

import logging
import signal
import socket
import threading
from contextlib import suppress

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.urls import get_resolver

from . import appointments, delivery
from .dispatch import HANDLER

log = logging.getLogger("mangopay_sandbox")


class Server(ThreadedWSGIServer):
    """Many connections at once; answers leave as soon as they are written."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


class Handler(WSGIRequestHandler):
    """One connection; faults may drop it."""

    disable_nagle_algorithm = True

    def get_environ(self) -> dict:
        return super().get_environ() | {HANDLER: self}

    def log_message(self, format, *args) -> None:
        """Nothing is logged per request."""

    def close_after_this(self) -> None:
        """Answer, then close: what the caller still sends is not a new call."""
        self.close_connection = True
        self.connection.settimeout(0.2)
        with suppress(OSError):
            while self.rfile.read1(65_536):
                pass

    def drop(self) -> None:
        """Close the line without an answer."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def run(port: int, listening) -> None:
    """Serve on the loopback until SIGINT or SIGTERM; call `listening` once calls can come."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    server = Server(("127.0.0.1", port), Handler, ipv6=False, connections_override=None)
    server.set_app(get_wsgi_application())
    # Loads every view now: a mistake stops the start, and the first call is as quick as the others.
    assert get_resolver().url_patterns
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    workers = [appointments.start(), delivery.start()]
    serving.start()
    listening(server.server_port)
    stop.wait()
    server.shutdown()
    server.server_close()
    appointments.stop()
    delivery.stop()
    for worker in workers:
        worker.join(timeout=5)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
