"""Faults of calls, and what a client may know after each."""

import time
import uuid

import pytest
import requests

from . import people


def wallets(api, user) -> int:
    return len(api.get(f"users/{user['Id']}/wallets"))


def wallet_body(user) -> dict:
    return {"Owners": [user["Id"]], "Description": "d", "Currency": "EUR"}


def test_an_error_before_the_effect_makes_nothing_and_burns_no_key(server, api):
    user, key = people.payer(api), str(uuid.uuid4())
    server.control("POST", "faults", kind="error_before", calls=1, method="POST", path="wallets", status=503)
    broken = api.call("POST", "wallets", wallet_body(user), key)
    assert (broken.status_code, broken.json()["Type"]) == (503, "internal_server_error")
    assert wallets(api, user) == 0
    assert api.call("GET", f"responses/{key}").status_code == 400
    assert api.call("POST", "wallets", wallet_body(user), key).status_code == 200


def test_an_error_after_the_effect_is_found_under_its_key(server, api):
    user, key = people.payer(api), str(uuid.uuid4())
    server.control("POST", "faults", kind="error_after", calls=1, method="POST", path="wallets")
    assert api.call("POST", "wallets", wallet_body(user), key).status_code == 500
    assert wallets(api, user) == 1
    assert api.get(f"responses/{key}")["StatusCode"] == "200"


@pytest.mark.parametrize(("kind", "made"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_leaves_the_effect_or_not(server, api, kind, made):
    user = people.payer(api)
    server.control("POST", "faults", kind=kind, calls=1, method="POST", path="wallets")
    with pytest.raises(requests.ConnectionError):
        api.call("POST", "wallets", wallet_body(user))
    assert wallets(api, user) == made


def test_latency_slows_a_call_and_429_refuses_it(server, api):
    server.control("POST", "faults", kind="latency", calls=1, seconds=0.2)
    started = time.monotonic()
    assert api.call("GET", "users").status_code == 200
    assert time.monotonic() - started >= 0.2
    server.control("POST", "faults", kind="rate_limit", calls=1)
    assert api.call("GET", "users").json()["Type"] == "rate_limit"


def test_a_fault_by_probability_repeats_with_its_seed(server, api):
    def statuses() -> list[int]:
        made = server.control("POST", "faults", kind="error_before", probability=0.5, seed=7, path="users")
        seen = [api.call("GET", "users").status_code for _ in range(12)]
        server.control("DELETE", f"faults/{made['number']}")
        return seen

    first = statuses()
    assert set(first) == {200, 500}
    assert statuses() == first


def test_a_fault_spares_other_paths_and_the_token(server, api):
    server.control("POST", "faults", kind="error_before", path="payins/*")
    api.refresh()
    assert api.call("GET", "users").status_code == 200
    assert api.call("GET", "payins/x").status_code == 500
    (rule,) = server.control("GET", "faults")["faults"]
    assert rule["hits"] == 1


def test_a_page_of_another_site_decides_nothing(server):
    answer = requests.post(
        f"{server.base}/control/clock",
        json={"advance_seconds": 1},
        headers={"Origin": "http://evil.example"},
        timeout=5,
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("body", ["[", "[]", '{"advance_seconds": "x"}', '{"nonsense": 1}', "{}"])
def test_a_malformed_decision_is_refused(server, body):
    answer = requests.post(f"{server.base}/control/clock", data=body, timeout=5)
    assert answer.status_code == 400
