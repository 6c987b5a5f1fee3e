"""Addresses that strangers typed lead to public https sites, or nowhere."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.importing import fetching
from commerce.importing.fetching import NotFetched, fetch, is_public
from tests.scripted_server import scripted_server

PUBLIC = "93.184.215.14"


@pytest.fixture
def web(monkeypatch):
    """A site at https://atelier.test whose name is public, and whose connection ends at the given local port."""
    state = {"port": None, "names": {"atelier.test": [PUBLIC]}, "connected": []}
    connect = socket.create_connection

    resolve = socket.getaddrinfo

    def resolved(host, port, *args, **kwargs):
        if args:  # The connection itself, to the test's own server.
            return resolve(host, port, *args, **kwargs)
        if host not in state["names"]:
            raise OSError("unknown")
        return [(None, None, None, "", (ip, port)) for ip in state["names"][host]]

    def connected(address, timeout=None):
        state["connected"].append(address)
        return connect(("127.0.0.1", state["port"]), timeout=timeout)

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolved)
    monkeypatch.setattr(fetching.socket, "create_connection", connected)
    monkeypatch.setattr(fetching, "_secured", lambda connection, host: connection)
    state["home"] = ["127.0.0.1"]
    real = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda ip: ip in state["home"] or real(ip))
    return state


@contextmanager
def site(web, *answers):
    with scripted_server(*answers) as server:
        web["port"] = server.server_port
        yield server


def test_a_picture_is_fetched_from_the_address_that_was_looked_at(web):
    with site(web, (200, b"picture")) as server:
        assert fetch("https://atelier.test/bol.jpg?x=1", most_bytes=100) == b"picture"
    assert web["connected"] == [(PUBLIC, 443)]
    assert server.requests[0][:2] == ("GET", "/bol.jpg?x=1")


@pytest.mark.parametrize(
    "address",
    [
        "http://atelier.test/bol.jpg",
        "https://atelier.test:8443/bol.jpg",
        "https://user:secret@atelier.test/",
        "ftp://atelier.test/",
        "file:///etc/passwd",
        "https://",
        "https://atelier.test/\r\nHost: x",
        "https://atelier.test/ bol",
        "https://[::1",
        "https://atélier.test/",
        "https://atelier.test/" + "x" * 3000,
        "//atelier.test/",
        "",
    ],
)
def test_what_is_no_plain_https_address_asks_nobody(web, address):
    with pytest.raises(NotFetched):
        fetch(address, most_bytes=100)
    assert web["connected"] == []


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.3.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_no_private_place_is_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_places_are(ip):
    assert is_public(ip)


@pytest.mark.parametrize("found", [["10.0.0.1"], [PUBLIC, "127.0.0.9"], []])
def test_a_name_that_leads_home_even_once_is_refused(web, found):
    web["names"]["atelier.test"] = found
    with pytest.raises(NotFetched, match="publique"):
        fetch("https://atelier.test/", most_bytes=100)
    assert web["connected"] == []


def test_where_the_connection_really_ends_is_looked_at_too(web):
    web["home"] = []
    with site(web), pytest.raises(NotFetched, match="publique"):
        fetch("https://atelier.test/", most_bytes=100)


@pytest.mark.parametrize(
    "to", ["https://prive.test/", "http://atelier.test/", "https://127.0.0.1/", "file:///etc/hosts"]
)
def test_a_redirection_is_looked_at_like_any_address(web, to):
    web["names"] |= {"prive.test": ["192.168.0.1"], "127.0.0.1": ["127.0.0.9"]}
    with site(web, (302, b"", {"Location": to})), pytest.raises(NotFetched):
        fetch("https://atelier.test/", most_bytes=100)
    assert len(web["connected"]) == 1


def test_a_few_redirections_are_followed_and_no_circle(web):
    moved = (301, b"", {"Location": "/ailleurs"})
    with site(web, moved, (200, b"picture")):
        assert fetch("https://atelier.test/", most_bytes=100) == b"picture"
    with site(web, *[moved] * 9), pytest.raises(NotFetched, match="sans cesse"):
        fetch("https://atelier.test/", most_bytes=100)


@pytest.mark.parametrize(
    "answer", [(404, b""), (500, b"x"), (200, b"x" * 101), (200, b"x", {"Content-Length": "50"}), None]
)
def test_what_is_no_whole_file_within_bounds_is_refused(web, answer):
    with site(web, answer), pytest.raises(NotFetched):
        fetch("https://atelier.test/", most_bytes=100)


def test_a_site_that_drips_is_cut_off(web):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        web["port"] = listening.getsockname()[1]
        threading.Thread(target=drip, args=[listening], daemon=True).start()
        begun = time.monotonic()
        with pytest.raises(NotFetched):
            fetch("https://atelier.test/", most_bytes=10_000, seconds=0.5)
    assert time.monotonic() - begun < 3


def drip(listening):
    connection, _peer = listening.accept()
    try:
        for sign in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
            connection.send(bytes([sign]))
            time.sleep(0.05)
    except OSError:
        pass


@given(st.text(max_size=80))
def test_no_text_is_an_error_of_ours(address):
    with pytest.raises(NotFetched):
        fetching.refuse_odd(address)
