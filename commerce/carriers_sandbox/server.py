"""The HTTP server: the carriers' addresses, a page for people, and a control API for tests."""

import contextlib
import html
import json
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from . import protocols
from .parcels import Depot

#: Longer than any client waits.
SLOW_SECONDS = 30


class Handler(BaseHTTPRequestHandler):
    """One request. A service may be told to be down, slow, or to talk nonsense."""

    protocol_version = "HTTP/1.1"
    server_version = "LocalCarriers"

    def do_GET(self):
        self._answer()

    do_POST = do_DELETE = do_GET  # noqa: N815

    def _answer(self):
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.server.depot.faults.get(path.split("/")[1])
        if fault == "slow":
            time.sleep(SLOW_SECONDS)
        if fault == "down":
            self._send(503, "text/plain", b"Service unavailable")
        elif fault == "nonsense":
            self._send(200, "text/html", b"<html>En maintenance &nbsp;</html>")
        else:
            self._send(*self._route(path, body))

    def _route(self, path, body):
        depot = self.server.depot
        last = path.rsplit("/", 1)[-1]
        if path.startswith("/control/"):
            return self._control(path, body)
        if path == "/mondial-relay/Web_Services.asmx":
            return protocols.mondial_relay(depot, body)
        if path == "/mondial-relay/api/shipment":
            return protocols.mondial_relay_shipment(depot, body, f"http://{self.headers['Host']}")
        if path.startswith("/mondial-relay/labels/"):
            return protocols.sheet_of(depot, last.removesuffix(".pdf"))
        if path.startswith("/colissimo/") and last == "generateLabel":
            return protocols.colissimo(depot, body)
        return self._other(path, last, body)

    def _other(self, path, last, body):
        depot = self.server.depot
        if path == "/chronopost/shipping-cxf/ShippingServiceWS":
            return protocols.chronopost(depot, body)
        if path.startswith("/la-poste/suivi/v2/idships/"):
            return protocols.la_poste(depot, last, self.headers.get("X-Okapi-Key"))
        if path == "/livrer":
            depot.deliver(parse_qs(body.decode()).get("numero", [""])[0])
        return (
            (200, "text/html; charset=utf-8", _page(depot)) if path in ("/", "/livrer") else (404, "text/plain", b"")
        )

    def _control(self, path, body):
        depot, asked = self.server.depot, json.loads(body or b"{}")
        if path == "/control/deliver":
            moment = datetime.fromisoformat(asked["at"]) if asked.get("at") else None
            parcel = depot.deliver(asked["number"], moment)
            return (200 if parcel else 404), "application/json", b"{}"
        if path == "/control/faults":
            depot.faults = asked
            return 200, "application/json", b"{}"
        return 404, "application/json", b"{}"

    def _send(self, status, kind, content):
        with contextlib.suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *arguments):
        """Quiet."""


def _page(depot):
    """What a visitor of `make run` sees: the parcels, and a button that delivers."""
    rows = "".join(_row(parcel) for number in list(depot.parcels) if (parcel := depot.find(number)))
    return (
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Transporteurs locaux</title>'
        "<h1>Transporteurs locaux</h1><p>Les colis étiquetés par la boutique. « Livrer » fait ce que ferait le "
        f"livreur\u00a0; la boutique l’apprend en demandant le suivi.</p><table>{rows}</table></html>"
    ).encode()


def _row(parcel):
    cells = [html.escape(each) for each in (parcel.carrier, parcel.number, parcel.recipient)]
    button = f'<button name="numero" value="{parcel.number}">Livrer</button>'
    state = f'<form method="post" action="/livrer">{button}</form>'
    if parcel.delivered_at:
        state = f"livré le {parcel.delivered_at:%d/%m à %H:%M}"
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in (*cells, state)) + "</tr>"


def make_server(port, *, deliver_after=None):
    """A server on the loopback, not started yet."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    server.depot = Depot(deliver_after=deliver_after)
    return server
