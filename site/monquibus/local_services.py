"""The processes of `make run`: each runs apart, says when it is ready, writes its own log, leaves nothing behind."""

import multiprocessing
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import WSGIServer
from django.core.servers.basehttp import run as serve
from django.db import connections

LOGS = settings.VAR_DIR / "log"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 8
STANDARD_OUTPUTS = (1, 2)
#: After this long a parcel that was labelled on this machine is delivered.
CARRIERS_DELIVER_AFTER_SECONDS = 600

# A fork inherits the loaded project: the task cluster and the site start in no time.
fork = multiprocessing.get_context("fork")


class ServiceFailed(Exception):
    """A process ended by itself, or didn't get ready in time. Its log says why."""


class Service:
    """`run()` in a process group of its own, so that Ctrl-C reaches only the one who stops them in order."""

    def __init__(self, name, run, is_ready):
        self.name = name
        self.log = LOGS / f"{name.replace(' ', '-')}.log"
        self.is_ready = is_ready
        self.process = fork.Process(target=self._run_apart, args=[run], name=name)

    def start(self):
        LOGS.mkdir(parents=True, exist_ok=True)
        connections.close_all()
        self.process.start()

    def _run_apart(self, run):
        os.setpgrp()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        with self.log.open("a") as log:
            for output in STANDARD_OUTPUTS:
                os.dup2(log.fileno(), output)
        run()

    def wait_until_ready(self):
        """Raises ServiceFailed where the process ended, or says nothing for a minute."""
        end = time.monotonic() + SECONDS_TO_START
        while not self.is_ready():
            if not self.process.is_alive() or time.monotonic() > end:
                raise ServiceFailed(f"The {self.name} doesn't start: {self.log} says why.")
            time.sleep(0.1)

    def ask_to_stop(self):
        if self.process.pid:
            self.process.terminate()

    def make_sure_it_stopped(self, until):
        """Waits up to the monotonic time `until`, then takes down whatever is left of its process group."""
        if not self.process.pid:
            return
        self.process.join(max(0, until - time.monotonic()))
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.join()


def local_mangopay(port):
    """The local Mangopay, a program of its own, with its own database beside the site's."""
    database = str(settings.VAR_DIR / "mangopay.sqlite3")
    command = [sys.executable, "-m", "commerce.mangopay_sandbox", "--port", str(port), "--database", database]

    def run():
        os.chdir(settings.BASE_DIR)
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        os.execve(sys.executable, command, environment)

    return Service("local Mangopay", run, partial(answers, f"http://127.0.0.1:{port}/"))


def local_carriers(port):
    """The local Mondial Relay, Colissimo, Chronopost and La Poste, a program of its own without a database."""
    command = [sys.executable, "-m", "commerce.carriers_sandbox", "--port", str(port)]
    command += ["--deliver-after", str(CARRIERS_DELIVER_AFTER_SECONDS)]

    def run():
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, command, dict(os.environ))

    return Service("local carriers", run, partial(answers, f"http://127.0.0.1:{port}/"))


def task_cluster():
    """Runs what was put off, and what the calendar asks for."""
    started = fork.Event()

    def run():
        call_command("qcluster")
        started.set()

    return Service("task cluster", run, started.is_set)


def shop(port):
    """The site itself, answering several requests at a time."""

    def run():
        from monquibus.wsgi import application

        serve("127.0.0.1", port, application, threading=True, server_cls=WSGIServer)

    return Service("site", run, partial(answers, f"http://127.0.0.1:{port}/"))


def answers(url):
    """Whether an HTTP server is there, whatever it says."""
    try:
        urllib.request.urlopen(url, timeout=20).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def is_free(port):
    """Whether a server could listen on this port of the loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_for_the_first_to_end(services):
    """Blocks for as long as all of them live, then raises ServiceFailed about the one that ended."""
    while all(service.process.is_alive() for service in services):
        time.sleep(0.5)
    ended = next(service for service in services if not service.process.is_alive())
    raise ServiceFailed(f"The {ended.name} stopped: {ended.log} says why.")


def stop(services):
    """Stops them together, and returns within seconds with no process left."""
    for service in services:
        service.ask_to_stop()
    until = time.monotonic() + SECONDS_TO_STOP
    for service in services:
        service.make_sure_it_stopped(until)
