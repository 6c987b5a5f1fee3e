import logging
import socket

import pytest
from django.db import transaction

from commerce.mangopay.connection import Connection, recorded_calls
from commerce.mangopay.exceptions import AuthenticationNeeded, OutcomeUnknown, Refused, Unavailable
from commerce.mangopay.gateway import Gateway
from tests.scripted_server import scripted_server

pytestmark = pytest.mark.django_db
REFUSAL = {"Message": "Un champ manque", "Type": "param_error", "Id": "err_1", "errors": {"Tag": "trop long"}}


@pytest.fixture
def door():
    def make(server, **kwargs):
        return Connection(
            base_url=server.url, client_id="essai", api_key="key", timeout_seconds=kwargs.get("timeout_seconds", 5)
        )

    return make


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_a_refusal_says_what_and_where(door):
    with scripted_server((400, REFUSAL)) as server, pytest.raises(Refused) as refusal:
        door(server).post("/transfers", {})
    assert (refusal.value.code, refusal.value.fields) == ("param_error", {"Tag": "trop long"})


def test_a_404_is_a_refusal_although_the_sdk_takes_it_for_an_answer(door):
    missing = {**REFUSAL, "Type": "ressource_not_found"}
    with scripted_server((404, missing), (404, missing)) as server:
        for ask in (lambda: door(server).post("/transfers", {}), lambda: door(server).get("/transfers/x")):
            with pytest.raises(Refused, match="ressource_not_found"):
                ask()


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}),
        (503, b"<html>"),
        (409, REFUSAL),
        (200, b"<html>not json"),
        (302, {}, {"Location": "/elsewhere"}),
        None,
    ],
)
def test_an_answer_without_sense_leaves_the_outcome_of_a_post_open_and_that_of_a_get_harmless(door, answer):
    with scripted_server(answer, answer) as server:
        with pytest.raises(OutcomeUnknown):
            door(server).post("/transfers", {})
        with pytest.raises(Unavailable):
            door(server).get("/transfers/1")


def test_a_redirect_is_never_followed(door):
    with scripted_server((302, {}, {"Location": "/v2.01/essai/elsewhere"})) as server:
        with pytest.raises(OutcomeUnknown):
            door(server).post("/transfers", {})
        assert [request[:2] for request in server.requests] == [("POST", "/v2.01/essai/transfers")]


def test_a_server_that_is_down_made_nothing():
    nobody = Connection(
        base_url=f"http://127.0.0.1:{free_port()}", client_id="essai", api_key="key", timeout_seconds=1
    )
    with pytest.raises(Unavailable):
        nobody.post("/transfers", {})


def test_being_asked_to_slow_down_made_nothing(door):
    with scripted_server((429, REFUSAL)) as server, pytest.raises(Unavailable):
        door(server).post("/transfers", {})


def test_a_revoked_token_is_replaced_once(door):
    with scripted_server((401, REFUSAL), (200, {"Id": "1"})) as server:
        assert door(server).get("/wallets/1").body == {"Id": "1"}
        assert server.tokens == 2
    with scripted_server((401, REFUSAL), (401, REFUSAL)) as server, pytest.raises(Unavailable):
        door(server).get("/wallets/1")


def test_a_wallet_that_only_its_owner_may_read_says_so(door):
    header = {"WWW-Authenticate": "PendingUserAction redirectUrl=http://127.0.0.1/sca"}
    with scripted_server((401, REFUSAL, header)) as server, pytest.raises(AuthenticationNeeded):
        door(server).get("/wallets/1")


def test_an_error_that_looks_like_a_transfer_is_not_one(door):
    with scripted_server((200, {"Id": "err_1", "Type": "other"}), (400, REFUSAL)) as server:
        gateway = Gateway(door(server))
        with pytest.raises(OutcomeUnknown):
            gateway.refund_payin("payin_1", author_id="1", amount_cents=100, key="a" * 36, tag="x")


def test_a_lost_answer_is_looked_up_by_its_key(door):
    made = {"Id": "xfer_1", "Status": "SUCCEEDED", "DebitedFunds": {"Currency": "EUR", "Amount": 100}}
    with scripted_server(None, (200, {"StatusCode": "200", "Resource": made})) as server:
        seen = Gateway(door(server)).refund_payin("payin_1", author_id="1", amount_cents=100, key="a" * 36, tag="x")
        assert (seen.id, seen.debited_cents, seen.has_succeeded) == ("xfer_1", 100, True)
        assert server.requests[1][1].endswith(f"/responses/{'a' * 36}")


def test_calls_are_counted_and_tokens_are_not(door):
    with scripted_server((200, {}), (200, {})) as server, recorded_calls() as calls:
        door(server).get("/wallets/1")
        door(server).post("/wallets", {})
    assert calls == [("GET", "/wallets/1"), ("POST", "/wallets")]


def test_logs_keep_names_accounts_and_tokens_to_themselves(door, caplog):
    secret = {"Message": "IBAN FR7630004000031234567890143 refused", "Type": "param_error"}
    body = {"IBAN": "FR7630004000031234567890143", "Name": "Lemoine"}
    caplog.set_level(logging.DEBUG)
    with scripted_server((400, secret), (200, b"FR76 Lemoine")) as server:
        for failure in (Refused, OutcomeUnknown):
            with pytest.raises(failure):
                door(server).post("/users/1/recipients", body)
    said = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("urllib3"))
    assert "400" in said
    assert not any(word in said for word in ("FR76", "Lemoine", "jeton"))


@pytest.mark.django_db(transaction=True)
def test_mangopay_is_never_called_inside_a_transaction(door):
    with scripted_server() as server, transaction.atomic(), pytest.raises(RuntimeError):
        door(server).get("/wallets/1")
