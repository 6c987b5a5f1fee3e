"""Start, stop and speak to a local Mangopay."""

import base64
import itertools
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[3]
_numbers = itertools.count(1)


class RunningServer:
    """The server's process; the port stays the same over restarts."""

    def __init__(self, database, *options: str):
        self.database = database
        self.options = options or ("--fast",)
        self.port = 0
        self.process = None

    def start(self) -> None:
        command = [sys.executable, "-m", "commerce.mangopay_sandbox", "--port", str(self.port)]
        command += ["--database", str(self.database), *self.options]
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=None, text=True
        )
        line = self.process.stdout.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", line)[1])

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=10)
        self.process.stdout.close()
        return code

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def new_client(self, client_id: str | None = None) -> "Client":
        return Client(self, client_id or f"client{uuid.uuid4().hex[:12]}{next(_numbers)}")

    def control(self, method: str, path: str, /, **body):
        answer = requests.request(method, f"{self.base}/control/{path}", json=body, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def advance(self, seconds: float) -> None:
        self.control("POST", "clock", advance_seconds=seconds)


class Client:
    """Raw HTTP with a token."""

    def __init__(self, server: RunningServer, client_id: str):
        self.server, self.client_id = server, client_id
        self.http = requests.Session()
        self.refresh()

    def refresh(self) -> None:
        credentials = base64.b64encode(f"{self.client_id}:key".encode()).decode()
        answer = requests.post(
            f"{self.server.base}/v2.01/oauth/token",
            data={"grant_type": "client_credentials"},
            headers={"Authorization": f"Basic {credentials}"},
            timeout=10,
        )
        self.http.headers["Authorization"] = f"bearer {answer.json()['access_token']}"

    def url(self, path: str) -> str:
        return f"{self.server.base}/v2.01/{self.client_id}/{path}"

    def call(self, method: str, path: str, body=None, key: str | None = None, **options):
        headers = {"Idempotency-Key": key} if key else {}
        return self.http.request(
            method, self.url(path), json=body, headers=headers, timeout=15, allow_redirects=False, **options
        )

    def get(self, path: str, **query):
        answer = self.call("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body=None, key: str | None = None):
        answer = self.call("POST", path, body or {}, key)
        assert answer.status_code in (200, 201, 204), answer.text
        return answer.json() if answer.content else None

    def put(self, path: str, body=None):
        answer = self.call("PUT", path, body or {})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def until(self, path: str, condition, seconds: float = 5):
        """Read a resource until it is as wanted."""
        deadline = time.monotonic() + seconds
        while True:
            shown = self.get(path, ScaContext="USER_NOT_PRESENT")
            if condition(shown):
                return shown
            assert time.monotonic() < deadline, shown
            time.sleep(0.02)
