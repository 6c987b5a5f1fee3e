"""The governor's decision, for any state of Mangopay's windows, and how it is kept between calls."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.mangopay import governor
from commerce.mangopay.connection import Connection
from commerce.mangopay.exceptions import Rationed, Unavailable
from commerce.mangopay.governor import MINUTES, Window, closed_until
from tests.scripted_server import scripted_server

pytestmark = pytest.mark.django_db

NOW = 1_790_000_000


def window(minutes):
    return st.builds(
        Window,
        minutes=st.just(minutes),
        made=st.integers(0, 120_000),
        left=st.integers(0, 120_000),
        resets_at=st.integers(NOW - 3600, NOW + minutes * 60),
    )


windows = st.tuples(*(window(minutes) for minutes in MINUTES))


@given(windows)
def test_whoever_waits_at_a_page_goes_on_until_nothing_is_left(state):
    full = [w.resets_at for w in state if w.left == 0 and w.resets_at > NOW]
    assert closed_until(state, NOW, in_background=False) == max(full, default=None)


@given(windows)
def test_background_work_never_goes_where_buyers_may_not(state):
    if closed_until(state, NOW, in_background=False) is not None:
        assert closed_until(state, NOW, in_background=True) is not None


@given(windows)
def test_background_work_leaves_a_tenth_of_every_window_at_least(state):
    if closed_until(state, NOW, in_background=True) is None:
        assert all(w.resets_at <= NOW or 10 * w.left > w.made + w.left for w in state)


@given(windows, st.booleans())
def test_whoever_waits_until_the_moment_that_is_named_is_let_in(state, in_background):
    until = closed_until(state, NOW, in_background=in_background)
    if until is not None:
        assert until > NOW
        assert closed_until(state, until, in_background=in_background) is None


@given(windows, st.integers(0, 86_400), st.integers(0, 3))
def test_neither_time_nor_more_calls_left_ever_close_a_door(state, seconds, which):
    if closed_until(state, NOW, in_background=True) is None:
        better = list(state)
        old = state[which]
        better[which] = Window(old.minutes, old.made, old.left + 1 + old.left // 10, old.resets_at)
        assert closed_until(state, NOW + seconds, in_background=True) is None
        assert closed_until(better, NOW, in_background=True) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=300))
def test_one_process_never_meets_a_refusal_however_it_asks(asked):
    limits, counted = (7, 11, 17, 40), [[0, 0] for _ in MINUTES]
    now, state, done = NOW, (), 0
    for in_background, pause in asked:
        now += pause
        if closed_until(state, now, in_background=in_background) is not None:
            continue
        for count, minutes in zip(counted, MINUTES, strict=True):
            if now >= count[1]:
                count[:] = [0, now + minutes * 60]
            count[0] += 1
        done += 1
        assert all(made <= limit for (made, _), limit in zip(counted, limits, strict=True))
        state = [Window(m, c[0], lim - c[0], c[1]) for m, c, lim in zip(MINUTES, counted, limits, strict=True)]
    assert done or not asked


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-RateLimit": "1, 1, 1, 1"},
        {"X-RateLimit": "1, 1", "X-RateLimit-Remaining": "1, 1", "X-RateLimit-Reset": "1, 1"},
        {"X-RateLimit": "a, b, c, d", "X-RateLimit-Remaining": "1, 1, 1, 1", "X-RateLimit-Reset": "1, 1, 1, 1"},
    ],
)
def test_headers_without_sense_say_nothing(headers):
    assert governor.read(headers) == []


def headers_of(left, resets_at):
    return {
        "X-RateLimit": "9, 9, 9, 9",
        "X-RateLimit-Remaining": f"{left}, 99, 99, 99",
        "X-RateLimit-Reset": ", ".join([str(int(resets_at))] * 4),
    }


def test_what_one_connection_was_told_another_of_this_process_knows():
    with scripted_server((200, {}, headers_of(2, time.time() + 600)), (200, {})) as server:
        door, other = (
            Connection(base_url=server.url, client_id="rationed", api_key="key", timeout_seconds=5) for _ in range(2)
        )
        door.get("/users")
        with governor.background(), pytest.raises(Rationed):
            other.get("/users")
        other.get("/users")


@pytest.mark.parametrize("named", [True, False])
def test_a_refusal_is_remembered_until_its_window_begins_anew(time_machine, named):
    headers = headers_of(0, time.time() + 60) if named else {}
    with scripted_server((429, {"Type": "rate_limit"}, headers), (200, {})) as server:
        door = Connection(base_url=server.url, client_id=f"refused{named}", api_key="key", timeout_seconds=5)
        with pytest.raises(Unavailable):
            door.get("/users")
        with pytest.raises(Rationed):
            door.get("/users")
        time_machine.move_to(time.time() + 61)
        door.get("/users")
