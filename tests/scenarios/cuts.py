"""Every call to Mangopay is cut before, during and after its effect, at points that are found by themselves."""

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules

from commerce import mangopay as package
from commerce.mangopay import connection
from commerce.mangopay.connection import Call, Connection
from commerce.mangopay.exceptions import MangopayError, Unavailable

#: What may happen to a call that makes something.
WAYS = ("dies before", "is put off", "breaks before", "breaks after", "dies after")
#: What may happen to one that reads: a broken one is like one that was put off.
READING_WAYS = ("dies before", "is put off", "dies after")
#: Things at Mangopay whose number says nothing: they hold no money, and nobody is disturbed by another one.
UNCOUNTED = re.compile(r"/(reports|users/#/kyc|sca/users/#/enrollment)")


class Died(BaseException):
    """The process is gone; no `except Exception` helps."""


def pattern(text):
    """A path, a code or an address without what differs from run to run."""
    return re.sub(r"(?<=/)[\w-]*\d[\w-]*|(?<=_m_)\w+|\d+", "#", text)


@dataclass(frozen=True)
class Cut:
    """The nth call of a scenario, and what happens to it."""

    number: int
    call: Call
    way: str

    def __str__(self):
        return f"{self.number:02} {self.call.method} {pattern(self.call.path)} {self.way}"


def cuts_of(calls):
    """Every way of cutting each of these calls."""
    numbered = enumerate(calls, start=1)
    return [Cut(n, call, way) for n, call in numbered for way in (READING_WAYS if call.method == "GET" else WAYS)]


class Line:
    """The line to Mangopay: notes the calls of the work under test, counts what they made, and cuts one of them."""

    def __init__(self, cut=None):
        self.cut, self.calls, self.made, self.asked = cut, [], Counter(), set()
        self.is_watched = False
        self._countdown, self._way = 0, ""

    @contextmanager
    def watched(self):
        """The calls meanwhile belong to the work under test."""
        self.is_watched = True
        try:
            yield
        finally:
            self.is_watched = False

    def break_soon(self, number, way):
        """Cut the nth call from now on, whether it is watched or not."""
        self._countdown, self._way = number, way

    def request(self, send, call):
        """Pass a call on, unless it is the one to be cut."""
        way = self._way_of(call)
        if not way or way.endswith("after"):
            answer = self._pass_on(send, call, is_heard=not way)
        if not way:
            return answer
        if way.startswith("dies"):
            raise Died
        if way == "is put off":
            raise Unavailable("Cut.")
        raise connection._unclear(call.method, "cut")

    def _way_of(self, call):
        self._countdown -= 1
        if self._countdown == 0:
            return self._way
        if self.is_watched:
            self.calls.append(call)
            if self.cut and len(self.calls) == self.cut.number:
                return self.cut.way
        return ""

    def _pass_on(self, send, call, *, is_heard):
        try:
            answer = send()
        except MangopayError:
            if is_heard:
                raise
            return None
        if call.method == "POST" and not UNCOUNTED.match(pattern(call.path)):
            self.made[pattern(call.path)] += 1
        return answer

    def tap(self, monkeypatch):
        """Have every call of this process go through here, and every method of the gateways noted by its name."""
        send, download = Connection._send, Connection.download
        monkeypatch.setattr(
            Connection,
            "_send",
            lambda door, method, path, *rest: self.request(
                partial(send, door, method, path, *rest), Call(method, path)
            ),
        )
        monkeypatch.setattr(
            Connection, "download", lambda door, url: self.request(partial(download, door, url), Call("GET", "/file"))
        )
        for desk in desks():
            for name in methods_of(desk):
                monkeypatch.setattr(desk, name, self._noted(f"{desk.__name__}.{name}", getattr(desk, name)))

    def _noted(self, name, method):
        def noted(*args, **kwargs):
            if self.is_watched:
                self.asked.add(name)
            return method(*args, **kwargs)

        return noted


def desks():
    """Every class of commerce.mangopay that asks through a Connection, found by itself."""
    modules = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    ours = [value for value in classes if value.__module__.startswith(f"{package.__name__}.")]
    return [value for value in ours if "door" in signature(value.__init__).parameters]


def methods_of(desk):
    """Names of the questions that may be asked at a desk."""
    return [name for name, value in vars(desk).items() if callable(value) and not name.startswith("_")]
