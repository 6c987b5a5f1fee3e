"""Hooks: delivered after commit, retried, given up, lost, doubled, late."""

import time

import pytest

from . import people
from .listener import Listener


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.close()


def hook(api, listener, event="USER_ACCOUNT_CLOSED") -> dict:
    return api.post("hooks", {"EventType": event, "Url": listener.url})


def close_somebody(api) -> str:
    user = people.payer(api)
    api.call("DELETE", f"users/natural/{user['Id']}")
    return user["Id"]


def test_a_hook_tells_the_event_its_resource_and_date(api, listener):
    hook(api, listener)
    user_id = close_somebody(api)
    (call,) = listener.wait(1)
    assert call["secret"] == "1"
    assert (call["EventType"], call["RessourceId"]) == ("USER_ACCOUNT_CLOSED", user_id)
    assert abs(int(call["Date"]) - api.get(f"users/{user_id}")["CreationDate"]) < 5


def test_one_hook_per_type_of_event(api, listener):
    made = hook(api, listener)
    again = api.call("POST", "hooks", {"EventType": "USER_ACCOUNT_CLOSED", "Url": listener.url})
    assert (again.status_code, "EventType" in again.json()["errors"]) == (400, True)
    assert api.call("POST", "hooks", {"EventType": "NO_SUCH", "Url": listener.url}).status_code == 400
    assert [row["Id"] for row in api.get("hooks")] == [made["Id"]]


def test_a_disabled_hook_is_silent(api, listener):
    made = hook(api, listener)
    api.put(f"hooks/{made['Id']}", {"Status": "DISABLED"})
    close_somebody(api)
    api.put(f"hooks/{made['Id']}", {"Status": "ENABLED"})
    close_somebody(api)
    time.sleep(0.1)
    assert len(listener.wait(1)) == 1


def test_a_refused_delivery_is_tried_again(api, listener):
    hook(api, listener)
    listener.status = 500
    close_somebody(api)
    assert len(listener.wait(3)) >= 3
    listener.status = 200
    count = len(listener.calls)
    assert len(listener.wait(count + 1)) >= count + 1


def test_after_a_hundred_failures_the_hook_is_invalid_until_it_is_declared_valid(api, listener):
    made = hook(api, listener)
    listener.status = 500
    for _ in range(15):
        close_somebody(api)
    shown = api.until(f"hooks/{made['Id']}", lambda found: found["Validity"] == "INVALID", seconds=15)
    assert shown["Status"] == "ENABLED"
    listener.status = 200
    time.sleep(0.3)
    listener.calls.clear()
    close_somebody(api)
    time.sleep(0.1)
    assert listener.calls == []
    api.put(f"hooks/{made['Id']}", {"Validity": "VALID"})
    user_id = close_somebody(api)
    assert listener.wait(1)[0]["RessourceId"] == user_id


def fault(server, kind: str, **fields) -> None:
    server.control("POST", "faults", kind=kind, event_type="USER_ACCOUNT_CLOSED", **fields)


def test_hooks_can_be_lost_and_doubled(server, api, listener):
    hook(api, listener)
    fault(server, "hook_lost", calls=1)
    close_somebody(api)
    second = close_somebody(api)
    assert [call["RessourceId"] for call in listener.wait(1)] == [second]
    fault(server, "hook_duplicated", calls=1)
    third = close_somebody(api)
    assert [call["RessourceId"] for call in listener.wait(3)][1:] == [third, third]


def test_a_late_hook_is_overtaken_by_the_next(server, api, listener):
    hook(api, listener)
    fault(server, "hook_delayed", calls=1, seconds=0.3)
    first, second = close_somebody(api), close_somebody(api)
    assert [call["RessourceId"] for call in listener.wait(2)] == [second, first]


def test_hooks_arrive_in_another_order_on_request(server, api, listener):
    hook(api, listener)
    fault(server, "hook_reordered", probability=1, seed=3, seconds=0.5)
    sent = [close_somebody(api) for _ in range(6)]
    arrived = [call["RessourceId"] for call in listener.wait(6)]
    assert sorted(arrived) == sorted(sent)
    assert arrived != sent


def test_events_ask_for_a_type_and_go_back_forty_five_days(server, api):
    user_id = close_somebody(api)
    assert api.call("GET", "events").status_code == 400
    (event,) = api.get("events", EventType="USER_ACCOUNT_CLOSED")
    assert set(event) == {"ResourceId", "EventType", "Date"}
    assert event["ResourceId"] == user_id
    old = api.call("GET", "events", params={"EventType": "USER_ACCOUNT_CLOSED", "AfterDate": 1})
    assert old.status_code == 400
    server.advance(46 * 86_400)
    assert api.get("events", EventType="USER_ACCOUNT_CLOSED") == []
