"""The operator's own user, who pays what vendors lack: through the SDK's handler, as the shop speaks to Mangopay."""

import uuid

import pytest

from commerce.mangopay.connection import Connection
from commerce.mangopay.exceptions import Refused

from . import people
from .listener import Listener
from .people import euros

DAY = 86_400


@pytest.fixture
def door(server, api):
    """The shop's connection to Mangopay as the client of `api`."""
    return Connection(base_url=server.base, client_id=api.client_id, api_key="key", timeout_seconds=10)


@pytest.fixture
def platform(server, api):
    """The operator's user with two wallets: (user, reserve, refill)."""
    user = people.owner(api)
    server.control("POST", f"users/{user['Id']}", category="PLATFORM")
    return user, people.wallet(api, user)["Id"], people.wallet(api, user)["Id"]


def fill(server, door, platform, cents):
    """A bank wire into the reserve, arrived."""
    user, reserve, _refill = platform
    body = {
        "AuthorId": user["Id"],
        "CreditedWalletId": reserve,
        "DeclaredDebitedFunds": euros(cents),
        "DeclaredFees": euros(0),
    }
    payin = door.post("/payins/bankwire/direct", body, key=str(uuid.uuid4())).body
    assert payin["Status"] == "CREATED"
    assert payin["WireReference"]
    server.control("POST", f"bankwires/{payin['Id']}/settle")
    assert door.get(f"/payins/{payin['Id']}").body["Status"] == "SUCCEEDED"
    return payin


def transfer(door, author, debited, credited, cents, fees=0):
    """A transfer between two wallets, as (user id, wallet id)."""
    body = {
        "AuthorId": author["Id"],
        "DebitedWalletId": debited,
        "CreditedWalletId": credited,
        "DebitedFunds": euros(cents),
        "Fees": euros(fees),
    }
    return door.post("/transfers", body, key=str(uuid.uuid4())).body


def test_a_wire_fills_the_reserve(server, api, door, platform):
    fill(server, door, platform, 90_000)
    assert people.balance(api, platform[1]) == 90_000
    assert door.get(f"/wallets/{platform[1]}").body["Balance"]["Amount"] == 90_000


def test_the_reserve_pays_vendors_and_its_own_wallets_without_anybody_present(server, api, door, platform):
    user, reserve, refill = platform
    fill(server, door, platform, 200_000)
    vendor = people.owner(api)
    purse = people.wallet(api, vendor)["Id"]
    topped_up = transfer(door, user, reserve, purse, 60_000)
    assert (topped_up["Status"], topped_up["PendingUserAction"]) == ("SUCCEEDED", None)
    refilled = transfer(door, user, reserve, refill, 60_000, fees=59_999)
    assert refilled["Status"] == "SUCCEEDED"
    assert people.fees_wallet(api) == 59_999
    assert people.balance(api, refill) == 1


def test_the_reserve_pays_no_payer(server, api, door, platform):
    fill(server, door, platform, 1000)
    buyer = people.payer(api)
    refused = transfer(door, platform[0], platform[1], people.wallet(api, buyer)["Id"], 10)
    assert refused["ResultCode"] == "002702"


def test_refunds_of_a_transfer_in_parts_give_fees_back_while_the_fees_wallet_has_them(server, api, door):
    buyer, purse, _payin = people.funded(api, 1200)
    vendor = people.owner(api)
    people.consent(api, vendor["Id"])
    vendors_purse = people.wallet(api, vendor)["Id"]
    moved = transfer(door, buyer, purse["Id"], vendors_purse, 1200, fees=120)

    def refund(cents, fees):
        body = {"AuthorId": buyer["Id"], "DebitedFunds": euros(cents), "Fees": euros(fees)}
        return door.post(f"/transfers/{moved['Id']}/refunds", body, key=str(uuid.uuid4())).body

    first = refund(360, -40)
    assert (first["Status"], first["CreditedFunds"]["Amount"]) == ("SUCCEEDED", 400)
    assert people.balance(api, purse["Id"]) == 400
    server.control("POST", "fees/bill", client_id=api.client_id)
    assert refund(360, -40)["ResultCode"] == "005405"
    assert refund(360, 0)["Status"] == "SUCCEEDED"
    assert refund(360, -81)["ResultCode"] == "005404"
    with pytest.raises(Refused):
        refund(361, 0)
    assert people.balance(api, vendors_purse) == 360


def test_partial_refunds_of_a_pay_in_wait_for_the_pending_one_and_a_day_for_the_same_amount(server, api, door):
    buyer, purse, payin = people.funded(api, 1000)

    def refund(cents):
        body = {"AuthorId": buyer["Id"], "DebitedFunds": euros(cents), "Fees": euros(0)}
        return door.post(f"/payins/{payin['Id']}/refunds", body, key=str(uuid.uuid4())).body

    server.control("POST", "delays", refund=3600)
    try:
        assert refund(300)["Status"] == "CREATED"
        assert refund(200)["ResultCode"] == "005406"
    finally:
        server.control("POST", "delays", refund=0)
    server.advance(3601)
    assert refund(300)["ResultCode"] == "005407"
    assert refund(200)["Status"] == "SUCCEEDED"
    server.advance(DAY)
    assert refund(300)["Status"] == "SUCCEEDED"
    assert people.balance(api, purse["Id"]) == 200


def test_a_lost_dispute_is_settled_in_parts_out_of_the_wallet_that_was_paid(server, api, door):
    buyer, purse, payin = people.funded(api, 1000)
    opened = server.control("POST", f"payins/{payin['Id']}/dispute", amount=600)
    server.control("POST", f"disputes/{opened['Id']}", result="LOST")
    repudiation = door.get(f"/disputes/{opened['Id']}").body["RepudiationId"]

    def settle(cents):
        body = {"AuthorId": buyer["Id"], "DebitedFunds": euros(cents), "Fees": euros(0)}
        return door.post(f"/repudiations/{repudiation}/settlementtransfer", body, key=str(uuid.uuid4())).body

    assert door.get("/clients/wallets/CREDIT/EUR").body["Balance"]["Amount"] == -600
    assert settle(250)["Status"] == "SUCCEEDED"
    assert settle(351)["ResultCode"] == "003010"
    last = settle(350)
    assert door.get(f"/settlements/{last['Id']}").body["Status"] == "SUCCEEDED"
    assert settle(1)["ResultCode"] == "003012"
    assert door.get("/clients/wallets/CREDIT/EUR").body["Balance"]["Amount"] == 0
    assert people.balance(api, purse["Id"]) == 400
    assert server.control("GET", "audit")["holds"]


def test_hooks_tell_of_refunds_repudiations_settlements_and_disputes(server, api, door, platform):
    listener = Listener()
    families = {
        "TRANSFER_REFUND": ("CREATED", "SUCCEEDED", "FAILED"),
        "PAYIN_REPUDIATION": ("CREATED", "SUCCEEDED"),
        "TRANSFER_SETTLEMENT": ("CREATED", "SUCCEEDED", "FAILED"),
        "DISPUTE": (
            "CREATED",
            "ACTION_REQUIRED",
            "SUBMITTED",
            "SENT_TO_BANK",
            "FURTHER_ACTION_REQUIRED",
            "CLOSED",
        ),
    }
    wanted = {f"{family}_{state}" for family, states in families.items() for state in states}
    for event_type in sorted(wanted | {"PAYIN_REPUDIATION_FAILED"}):
        door.post("/hooks", {"EventType": event_type, "Url": listener.url})
    try:
        live_through_all_of_it(server, api, door, platform)
        listener.wait(len(wanted))
        server.control("POST", "quiet")
        assert {call["EventType"] for call in listener.calls} == wanted
    finally:
        listener.close()


def live_through_all_of_it(server, api, door, platform):
    """A refunded transfer, one refused, and a dispute contested twice, lost, and settled."""
    user, reserve, _refill = platform
    fill(server, door, platform, 1000)
    vendors_purse = people.wallet(api, people.owner(api))["Id"]
    moved = transfer(door, user, reserve, vendors_purse, 100, fees=50)
    server.control("POST", "fees/bill", client_id=api.client_id)
    for fees in (-50, 0):
        body = {"AuthorId": user["Id"], "DebitedFunds": euros(50), "Fees": euros(fees)}
        door.post(f"/transfers/{moved['Id']}/refunds", body)
    buyer, _purse, payin = people.funded(api, 1000)
    dispute = server.control("POST", f"payins/{payin['Id']}/dispute")
    door.put(f"/disputes/{dispute['Id']}/submit", {"ContestedFunds": euros(1000)})
    api.until(f"disputes/{dispute['Id']}", lambda d: d["Status"] == "PENDING_BANK_ACTION")
    server.control("POST", f"disputes/{dispute['Id']}", result="REOPENED")
    server.control("POST", f"disputes/{dispute['Id']}", result="LOST")
    repudiation = door.get(f"/disputes/{dispute['Id']}").body["RepudiationId"]
    for cents in (1001, 1000):
        body = {"AuthorId": buyer["Id"], "DebitedFunds": euros(cents), "Fees": euros(0)}
        door.post(f"/repudiations/{repudiation}/settlementtransfer", body)
