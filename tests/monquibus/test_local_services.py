import os
import signal
import socket
import time

import pytest
from django.core.management import CommandError, call_command

from monquibus import local_services
from monquibus.local_services import Service, ServiceFailed, is_free, stop, wait_for_the_first_to_end


@pytest.fixture(autouse=True)
def _logs_of_their_own(monkeypatch, tmp_path):
    monkeypatch.setattr(local_services, "LOGS", tmp_path)


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def nothing():
    """A process that ends at once."""


def stubborn_with_a_child():
    """A process that ignores requests to stop, as its child does."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.fork()
    time.sleep(60)


def group_is_gone(number):
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_stopping_takes_down_a_process_that_refuses_and_its_children(monkeypatch):
    monkeypatch.setattr(local_services, "SECONDS_TO_STOP", 0.2)
    service = Service("stubborn", stubborn_with_a_child, lambda: True)
    service.start()
    time.sleep(0.3)
    stop([service, Service("never started", nothing, lambda: True)])
    deadline = time.monotonic() + 5
    while not group_is_gone(service.process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert group_is_gone(service.process.pid)


def test_a_service_that_ends_before_it_is_ready_points_to_its_log():
    service = Service("bakery", nothing, lambda: False)
    service.start()
    with pytest.raises(ServiceFailed, match=r"bakery.*bakery\.log"):
        service.wait_until_ready()


def test_the_first_service_to_end_is_named():
    services = [Service("oven", lambda: time.sleep(60), lambda: True), Service("bakery", nothing, lambda: True)]
    for service in services:
        service.start()
    with pytest.raises(ServiceFailed, match="The bakery stopped"):
        wait_for_the_first_to_end(services)
    stop(services)


def test_what_a_service_says_goes_to_its_log():
    service = Service("baker", lambda: os.write(1, b"bread is ready"), lambda: True)
    service.start()
    service.process.join()
    assert service.log.read_text() == "bread is ready"


def test_a_taken_port_is_said_with_a_way_out(taken_port):
    assert not is_free(taken_port)
    with pytest.raises(CommandError, match=f"Port {taken_port} is taken.*make run PORT="):
        call_command("run", port=taken_port)
