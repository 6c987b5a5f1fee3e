"""The edges of the API: tokens, error bodies, paging, keys, rations, bad input."""

import json
import uuid

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import people

ERROR_KEYS = {"Message", "Type", "Id", "Date", "errors"}


def test_a_call_without_a_token_is_a_401_of_three_keys(server):
    answer = requests.get(f"{server.base}/v2.01/somebody/users", timeout=5)
    assert answer.status_code == 401
    assert set(answer.json()) == {"Message", "Type", "Date"}
    assert answer.json()["Type"] == "invalid_credentials"


def test_a_token_opens_only_its_own_client(server, api):
    answer = api.http.get(f"{server.base}/v2.01/another/users", timeout=5)
    assert (answer.status_code, answer.json()["Type"]) == (403, "forbidden_ressource")


def test_revoked_tokens_are_refused_until_renewed(server, api):
    server.control("POST", "tokens/revoke")
    assert api.call("GET", "users").status_code == 401
    api.refresh()
    assert api.call("GET", "users").status_code == 200


def test_the_token_is_asked_for_in_json_or_in_a_form(server):
    for data in ('{"grant_type": "client_credentials"}', "grant_type=client_credentials"):
        answer = requests.post(
            f"{server.base}/v2.01/oauth/token",
            data=data,
            auth=("me", "key"),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            timeout=5,
        ).json()
        assert (answer["token_type"], answer["expires_in"]) == ("bearer", 1199)
    wrong = requests.post(f"{server.base}/v2.01/oauth/token", data="x=1", auth=("me", "key"), timeout=5)
    assert wrong.status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing/here", 404),
        ("GET", "users/unknown", 404),
        ("PUT", "wallets/unknown", 404),
        ("DELETE", "wallets", 405),
        ("PATCH", "wallets", 405),
        ("GET", "payins/card/web", 405),
    ],
)
def test_errors_have_the_documented_body(api, method, path, status):
    answer = api.call(method, path, {})
    assert answer.status_code == status
    assert set(answer.json()) == ERROR_KEYS
    if status == 404:
        assert answer.json()["Type"] == "ressource_not_found"
        assert "RessourceNotFound" in answer.json()["errors"]


def test_unknown_addresses_outside_the_api_have_that_body_too(server):
    assert set(requests.get(f"{server.base}/favicon.ico", timeout=5).json()) == ERROR_KEYS


def test_paths_ignore_case_and_doubled_slashes_but_ids_do_not(api):
    user = people.payer(api)
    assert api.call("GET", f"/USERS//{user['Id']}/Wallets/").status_code == 200
    assert api.call("GET", f"users/{user['Id'].lower()}").status_code == 404


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"a": NaN}', "application/json", 400),
        (b'{"Owners": ["\\ud800"]}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b"x" * (13 * 1024 * 1024), "application/json", 413),
    ],
)
def test_bodies_that_are_no_json_are_refused(api, content, kind, status):
    answer = api.http.post(api.url("wallets"), data=content, headers={"Content-Type": kind}, timeout=20)
    assert answer.status_code == status
    assert set(answer.json()) == ERROR_KEYS
    assert api.call("GET", "users").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "a b"}, 400), ({"Host": "x" * 300 + "/"}, 400), ({"Content-Length": "abc"}, 400)],
)
def test_malformed_headers_are_refused(api, headers, status):
    answer = requests.post(
        api.url("wallets"), headers=headers | {"Authorization": api.http.headers["Authorization"]}, timeout=5
    )
    assert answer.status_code == status


def test_a_body_without_a_length_is_refused_and_the_line_closed(api):
    answer = api.http.post(api.url("wallets"), data=iter([b"{}"]), timeout=5)
    assert (answer.status_code, set(answer.json())) == (411, ERROR_KEYS)
    assert api.call("GET", "users").status_code == 200


ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**25), 10**25),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=20),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)
VALID = {
    "sca/users/natural": people.owner_body(),
    "sca/users/legal": people.business_body(),
    "users/natural": people.owner_body(),
    "users/legal": people.business_body(),
    "hooks": {"EventType": "PAYIN_NORMAL_CREATED", "Url": "http://127.0.0.1:9/"},
    "wallets": {"Owners": ["x"], "Description": "d", "Currency": "EUR"},
    "transfers": people.transfer_body({"Id": "a"}, {"Id": "b"}, {"Id": "c"}, 100),
    "payins/card/web": people.web_payin_body({"Id": "a"}, "b", 100),
    "payins/card/direct": people.web_payin_body({"Id": "a"}, "b", 100, BrowserInfo=people.BROWSER, IpAddress="::1"),
    "payins/bankwire/direct": {"DeclaredDebitedFunds": people.euros(1), "DeclaredFees": people.euros(0)},
    "payouts/bankwire": people.payout_body({"Id": "a"}, {"Id": "b"}, {"Id": "c"}, 100),
    "cardregistrations": {"UserId": "a", "Currency": "EUR"},
    "recurringpayinregistrations": {"AuthorId": "a", "FirstTransactionDebitedFunds": people.euros(1)},
    "payins/recurring/card/direct": {"RecurringPayinRegistrationId": "x"},
    "preauthorizations/card/direct": {"AuthorId": "a", "DebitedFunds": people.euros(5)},
    "payins/preauthorized/direct": {"PreauthorizationId": "x"},
    "mandates/directdebit/web": {"BankAccountId": "x", "Culture": "FR", "ReturnURL": "http://a.example"},
    "reports/transactions": {"Columns": ["Id"], "Filters": {"Type": "PAYIN"}},
    "reporting/reports": {"ReportType": "COLLECTED_FEES", "DownloadFormat": "CSV", "AfterDate": 1, "BeforeDate": 2},
    "clients/payins/bankwire/direct": {"CreditedWalletId": "CREDIT_EUR"},
}


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(sorted(VALID)), data=st.data())
def test_no_body_makes_the_server_fail(api, path, data):
    body = json.loads(json.dumps(VALID[path]))
    for name in data.draw(st.lists(st.sampled_from(sorted(body)), max_size=2)):
        if isinstance(body[name], dict) and data.draw(st.booleans()):
            body[name][data.draw(st.sampled_from(sorted(body[name])))] = data.draw(ANYTHING)
        else:
            body[name] = data.draw(ANYTHING)
    answer = api.call("POST", path, body)
    assert answer.status_code in (200, 201, 400), answer.text
    if answer.status_code == 400:
        assert set(answer.json()) == ERROR_KEYS


@pytest.mark.parametrize("query", ["page=0", "per_page=x", "Sort=Name:ASC", "AfterDate=soon", "page=" + "9" * 30])
def test_wrong_queries_are_refused(api, query):
    user = people.payer(api)
    assert api.call("GET", f"users/{user['Id']}/transactions?{query}").status_code == 400


def test_amounts_are_whole_positive_and_of_a_sane_size(api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    for amount in (-1, 0, 1.5, "100", True, None, 10**30):
        body = people.web_payin_body(user, purse["Id"], 100, DebitedFunds={"Currency": "EUR", "Amount": amount})
        refused = api.call("POST", "payins/card/web", body)
        assert (refused.status_code, "DebitedFunds.Amount" in refused.json()["errors"]) == (400, True)


def test_lists_are_paged_sorted_and_counted(api):
    user, purse, _ = people.funded(api, 1000)
    shop = people.wallet(api, people.business(api))
    made = [people.transfer(api, user, purse, shop, 10)["Id"] for _ in range(12)]
    answer = api.call(
        "GET", f"wallets/{purse['Id']}/transactions?Type=TRANSFER&page=2&per_page=5&Sort=CreationDate:DESC"
    )
    assert [row["Id"] for row in answer.json()] == list(reversed(made))[5:10]
    assert (answer.headers["x-number-of-pages"], answer.headers["x-number-of-items"]) == ("3", "12")
    assert 'rel="next"' in answer.headers["link"]
    assert len(api.get(f"wallets/{purse['Id']}/transactions")) == 10
    both = api.call("GET", f"wallets/{purse['Id']}/transactions?Type=PAYIN&Type=TRANSFER&per_page=100").json()
    assert len(both) == 13


def test_a_key_is_burnt_by_whatever_its_first_call_answered(api):
    user = people.payer(api)
    key = str(uuid.uuid4())
    body = {"Owners": [user["Id"]], "Description": "d", "Currency": "EUR"}
    made = api.post("wallets", body, key)
    again = api.call("POST", "wallets", body, key)
    assert (again.status_code, again.json()["Type"]) == (409, "idempotent_creation_conflict")
    kept = api.get(f"responses//{key}")
    assert (kept["StatusCode"], kept["Resource"]["Id"]) == ("200", made["Id"])
    assert set(kept) == {"StatusCode", "ContentLength", "ContentType", "Date", "RequestURL", "Resource"}
    bad = str(uuid.uuid4())
    assert api.call("POST", "wallets", {}, bad).status_code == 400
    assert api.call("POST", "wallets", body, bad).status_code == 409
    assert api.get(f"responses/{bad}")["StatusCode"] == "400"
    assert len(api.get(f"users/{user['Id']}/wallets")) == 1


def test_an_unknown_key_a_short_key_and_an_old_key(server, api):
    unknown = api.call("GET", f"responses/{uuid.uuid4()}")
    assert (unknown.status_code, unknown.json()["Type"]) == (400, "correlationid_not_found")
    assert api.call("POST", "wallets", {}, "short").status_code == 400
    key = str(uuid.uuid4())
    user = people.payer(api)
    body = {"Owners": [user["Id"]], "Description": "d", "Currency": "EUR"}
    api.post("wallets", body, key)
    server.advance(86_401)
    assert api.call("GET", f"responses/{key}").status_code == 400
    assert api.call("POST", "wallets", body, key).status_code == 200


def test_calls_are_counted_in_four_windows_and_rationed_on_request(server, api):
    headers = api.call("GET", "users").headers
    for name in ("X-RateLimit", "X-RateLimit-Remaining", "X-RateLimit-Reset"):
        assert len([int(part) for part in headers[name].split(",")]) == 4
    server.control("POST", "rate-limits", enforced=True, limits=[2, 100, 100, 100])
    try:
        statuses = [api.call("GET", "users").status_code for _ in range(4)]
        assert statuses == [200, 200, 429, 429]
        assert api.call("GET", "users").json()["Type"] == "rate_limit"
        server.advance(901)
        assert api.call("GET", "users").status_code == 200
    finally:
        server.control("POST", "rate-limits", enforced=False, limits=[2300, 4500, 8800, 105_600])


def test_reports_are_made_and_downloaded(api):
    people.funded(api, 1234)
    report = api.post("reports/transactions", {"DownloadFormat": "CSV"})
    assert report["Status"] == "PENDING"
    ready = api.until(f"reports//{report['Id']}", lambda shown: shown["Status"] == "READY_FOR_DOWNLOAD")
    sheet = requests.get(ready["DownloadURL"], timeout=5).content.decode()
    assert len(sheet.splitlines()) == 2
    assert ";1234;EUR;" in sheet
