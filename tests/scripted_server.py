"""A web server that answers what a test dictates: for answers that Mangopay should never give."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = {"access_token": "jeton", "token_type": "bearer", "expires_in": 1199}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        if "oauth" in self.path:
            self.server.tokens += 1
            return self._send(200, TOKEN, {})
        self.server.requests.append((self.command, self.path, body))
        answer = self.server.answers.pop(0)
        if answer is None:
            self.close_connection = True
            self.connection.close()
            return None
        status, content, headers = (*answer, {})[:3]
        return self._send(status, content, headers)

    do_GET = do_POST = do_PUT = _answer  # noqa: N815 (the names that http.server asks for)

    def _send(self, status, content, headers):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Length": len(body), "Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def scripted_server(*answers):
    """A server that gives these answers in turn: (status, content[, headers]), or None to hang up.

    Its `requests` are what it was asked, its `tokens` how many tokens it gave.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.answers, server.requests, server.tokens = list(answers), [], 0
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
