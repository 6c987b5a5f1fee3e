"""The books: whatever is done, in whatever order, not a cent appears or vanishes."""

import concurrent.futures
import signal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import people
from .people import euros
from .server import RunningServer

STEPS = st.one_of(
    st.tuples(st.just("payin"), st.integers(1, 5000), st.integers(0, 50)),
    st.tuples(st.just("transfer"), st.integers(1, 4000), st.integers(0, 400)),
    st.tuples(st.just("transfer_refund"), st.integers(1, 2000), st.integers(-200, 0)),
    st.tuples(st.just("payin_refund"), st.integers(1, 3000), st.integers(-30, 0)),
    st.tuples(st.just("payout"), st.integers(1, 3000), st.integers(0, 20)),
    st.tuples(st.just("fail_payout"), st.just(0), st.just(0)),
    st.tuples(st.just("return_payout"), st.just(0), st.just(0)),
    st.tuples(st.just("dispute"), st.integers(1, 500), st.just(0)),
    st.tuples(st.just("settle"), st.integers(1, 500), st.just(0)),
    st.tuples(st.just("bill"), st.just(0), st.just(0)),
)


class Market:
    """A buyer and a vendor whose money moves at random."""

    def __init__(self, server, api):
        self.server, self.api = server, api
        self.buyer, self.vendor = people.payer(api), people.business(api)
        self.purse, self.shop = people.wallet(api, self.buyer), people.wallet(api, self.vendor)
        self.account = people.recipient(api, self.vendor)
        server.control("POST", f"users/{self.vendor['Id']}", kyc_level="REGULAR")
        self.payins, self.transfers, self.payouts, self.repudiations = [], [], [], []

    def payin(self, cents, fees):
        made = self.api.call(
            "POST", "payins/card/web", people.web_payin_body(self.buyer, self.purse["Id"], cents, fees)
        )
        if made.status_code == 200 and made.json()["Status"] == "CREATED":
            people.pay_page(made.json())
            self.payins.append(made.json()["Id"])

    def transfer(self, cents, fees):
        body = people.transfer_body(self.buyer, self.purse, self.shop, cents, fees)
        self.keep(self.transfers, self.api.call("POST", "transfers", body))

    def transfer_refund(self, cents, fees):
        for identifier in self.transfers[-1:]:
            self.refund(f"transfers/{identifier}/refunds", cents, fees)

    def payin_refund(self, cents, fees):
        for identifier in self.payins[-1:]:
            self.refund(f"payins/{identifier}/refunds", cents, fees)

    def refund(self, path, cents, fees):
        body = {"AuthorId": self.buyer["Id"], "DebitedFunds": euros(cents), "Fees": euros(fees)}
        assert self.api.call("POST", path, body).status_code in (200, 400)

    def payout(self, cents, fees):
        body = people.payout_body(self.vendor, self.shop, self.account, cents, fees)
        self.keep(self.payouts, self.api.call("POST", "payouts/bankwire", body))

    def fail_payout(self, *_):
        self.decide(self.payouts, "payouts/{}/fail")

    def return_payout(self, *_):
        self.decide(self.payouts, "payouts/{}/return")

    def dispute(self, cents, _):
        answer = self.decide(self.payins, "payins/{}/dispute", type="NOT_CONTESTABLE", amount=cents)
        if answer is not None and answer.status_code == 200:
            self.repudiations.append(answer.json()["RepudiationId"])

    def settle(self, cents, _):
        for identifier in self.repudiations[-1:]:
            self.refund(f"repudiations/{identifier}/settlementtransfer", cents, 0)

    def bill(self, *_):
        self.server.control("POST", "fees/bill", client_id=self.api.client_id)

    def decide(self, known, path, **body):
        if not known:
            return None
        return self.api.http.post(f"{self.server.base}/control/{path.format(known[-1])}", json=body, timeout=5)

    @staticmethod
    def keep(known, answer):
        assert answer.status_code in (200, 400)
        if answer.status_code == 200 and answer.json()["Status"] != "FAILED":
            known.append(answer.json()["Id"])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=5, max_size=20))
def test_any_sequence_of_operations_keeps_every_cent(server, steps):
    market = Market(server, server.new_client())
    market.payin(5000, 20)
    for name, cents, fees in steps:
        getattr(market, name)(cents, fees)
    audit = server.control("GET", "audit")
    assert audit["holds"], audit["violations"]


def test_concurrent_transfers_never_overdraw_and_never_meet_a_locked_database(server, api):
    user, purse, _ = people.funded(api, 1000)
    shop = people.wallet(api, people.business(api))
    body = people.transfer_body(user, purse, shop, 100, fees=7)

    def send(_):
        client = server.new_client(api.client_id)
        return client.call("POST", "transfers", body).json()["ResultCode"]

    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(send, range(24)))
    assert sorted(codes) == ["000000"] * 10 + ["001001"] * 14
    assert people.balance(api, purse["Id"]) == 0
    assert server.control("GET", "audit")["holds"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_everything_survives_a_restart(tmp_path, number):
    server = RunningServer(tmp_path / "mangopay.sqlite3")
    server.start()
    try:
        api = server.new_client()
        user, purse, payin = people.funded(api, 1000)
        api.post("wallets", {"Owners": [user["Id"]], "Description": "d", "Currency": "EUR"}, "k" * 20)
        server.advance(1000)
        code = server.stop(number)
        assert code == (0 if number != signal.SIGKILL else -9)
        server.start()
        assert people.balance(api, purse["Id"]) == 1000
        assert api.get(f"payins/{payin['Id']}") == payin
        assert api.get(f"responses/{'k' * 20}")["StatusCode"] == "200"
        assert server.control("GET", "clock")["offset"] >= 1000
        assert server.control("GET", "audit")["holds"]
    finally:
        server.stop()


def test_money_announced_before_a_restart_arrives_after_it(tmp_path):
    server = RunningServer(tmp_path / "mangopay.sqlite3")
    server.start()
    try:
        api = server.new_client()
        user = people.payer(api)
        purse = people.wallet(api, user)
        payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 100))
        server.stop(signal.SIGKILL)
        server.start()
        server.advance(901)
        assert api.get(f"payins/{payin['Id']}")["ResultCode"] == "101109"
    finally:
        server.stop()


def test_only_the_named_client_and_key_are_let_in(tmp_path):
    server = RunningServer(tmp_path / "m.sqlite3", "--fast", "--client-id", "me", "--api-key", "key")
    server.start()
    try:
        assert server.new_client("me").call("GET", "users").status_code == 200
        with pytest.raises(KeyError):
            server.new_client("another")
    finally:
        server.stop()
