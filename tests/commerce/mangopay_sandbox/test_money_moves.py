"""Pay-ins, transfers with fees, refunds, payouts: the money is where the documentation says."""

import pytest
import requests

from . import people
from .people import euros


def test_a_web_payment_brings_the_money_less_fees_and_returns_the_buyer(api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 1260, fees=60))
    assert (payin["Status"], payin["PaymentType"], payin["ExecutionType"]) == ("CREATED", "CARD", "WEB")
    answer = people.pay_page(payin)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"http://shop.example/return?transactionId={payin['Id']}"
    paid = api.get(f"payins/{payin['Id']}")
    assert (paid["Status"], paid["ResultCode"]) == ("SUCCEEDED", "000000")
    assert paid["CreditedFunds"] == euros(1200)
    assert people.balance(api, purse["Id"]) == 1200
    assert people.fees_wallet(api) == 60


@pytest.mark.parametrize(
    ("number", "expires", "action", "code"),
    [
        ("4970100000000014", "12/39", "pay", "101101"),
        ("4970100000000063", "12/39", "pay", "008002"),
        (people.GOOD_CARD, "01/20", "pay", "101105"),
        ("", "", "cancel", "101002"),
    ],
)
def test_a_refused_expired_or_cancelled_payment_fails_and_moves_nothing(api, number, expires, action, code):
    user = people.payer(api)
    purse = people.wallet(api, user)
    payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 1260))
    assert people.pay_page(payin, number, expires, action).status_code == 303
    failed = api.get(f"payins/{payin['Id']}")
    assert (failed["Status"], failed["ResultCode"], failed["ExecutionDate"]) == ("FAILED", code, None)
    assert people.balance(api, purse["Id"]) == 0


def test_a_payment_page_closes_after_fifteen_minutes(server, api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 1260))
    server.advance(901)
    assert api.get(f"payins/{payin['Id']}")["ResultCode"] == "101109"
    assert people.pay_page(payin).status_code == 200
    assert people.balance(api, purse["Id"]) == 0


def test_a_mistyped_card_number_is_said_in_french_and_decides_nothing(api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 1260))
    answer = people.pay_page(payin, "4970107111111118")
    assert "Ce numéro de carte n’est pas valide" in answer.text
    assert api.get(f"payins/{payin['Id']}")["Status"] == "CREATED"


def test_fees_equal_to_the_funds_fail_with_001014_and_above_them_are_a_400(api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    equal = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 100, fees=100))
    assert (equal["Status"], equal["ResultCode"]) == ("FAILED", "001014")
    above = api.call("POST", "payins/card/web", people.web_payin_body(user, purse["Id"], 100, fees=101))
    assert above.status_code == 400


def registered_card(api, user, number=people.GOOD_CARD, expires="1239") -> dict:
    registration = api.post("cardregistrations", {"UserId": user["Id"], "Currency": "EUR"})
    token = requests.post(
        registration["CardRegistrationURL"],
        data={
            "accessKeyRef": registration["AccessKey"],
            "data": registration["PreregistrationData"],
            "cardNumber": number,
            "cardExpirationDate": expires,
            "cardCvx": "123",
        },
        timeout=10,
    ).text
    return api.put(f"cardregistrations/{registration['Id']}", {"RegistrationData": token})


def direct_body(user, purse, card_id, cents, **changes) -> dict:
    return {
        "AuthorId": user["Id"],
        "CreditedWalletId": purse["Id"],
        "CardId": card_id,
        "DebitedFunds": euros(cents),
        "Fees": euros(0),
        "SecureModeReturnURL": "http://shop.example/3ds",
        "IpAddress": "203.0.113.7",
        "BrowserInfo": people.BROWSER,
    } | changes


def test_a_registered_card_pays_at_once_and_becomes_valid(api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    registration = registered_card(api, user)
    assert registration["Status"] == "VALIDATED"
    assert api.get(f"cards/{registration['CardId']}")["Alias"] == "497010XXXXXX1119"
    paid = api.post("payins/card/direct", direct_body(user, purse, registration["CardId"], 500))
    assert (paid["Status"], paid["SecureModeNeeded"]) == ("SUCCEEDED", False)
    assert api.get(f"cards/{registration['CardId']}")["Validity"] == "VALID"


@pytest.mark.parametrize(
    ("button", "status", "code"), [("accept", "SUCCEEDED", "000000"), ("refuse", "FAILED", "101301")]
)
def test_a_challenge_card_waits_for_3d_secure(api, button, status, code):
    user = people.payer(api)
    purse = people.wallet(api, user)
    registration = registered_card(api, user, people.CHALLENGE_CARD)
    payin = api.post("payins/card/direct", direct_body(user, purse, registration["CardId"], 500))
    assert (payin["Status"], payin["SecureModeNeeded"]) == ("CREATED", True)
    answer = requests.post(payin["SecureModeRedirectURL"], data={"action": button}, timeout=10, allow_redirects=False)
    assert answer.headers["Location"] == f"http://shop.example/3ds?transactionId={payin['Id']}"
    done = api.get(f"payins/{payin['Id']}")
    assert (done["Status"], done["ResultCode"]) == (status, code)


def test_bad_card_data_gives_an_error_code_and_an_error_registration(api):
    registration = registered_card(api, people.payer(api), number="123")
    assert (registration["Status"], registration["ResultCode"]) == ("ERROR", "105202")


def test_anothers_card_and_a_disabled_card_are_refused(api):
    user, other = people.payer(api), people.payer(api)
    purse = people.wallet(api, other)
    card = registered_card(api, user)["CardId"]
    assert api.post("payins/card/direct", direct_body(other, purse, card, 500))["ResultCode"] == "001023"
    api.put(f"cards/{card}", {"Active": False})
    assert api.call("PUT", f"cards/{card}", {"Active": True}).status_code == 400
    assert api.post("payins/card/direct", direct_body(user, purse, card, 500))["ResultCode"] == "101410"


def test_a_transfer_takes_its_fees_and_its_refund_gives_them_back(api):
    user, purse, _ = people.funded(api, 10_000)
    vendor = people.business(api)
    shop = people.wallet(api, vendor)
    transfer = people.transfer(api, user, purse, shop, 8000, fees=1000)
    assert (transfer["Status"], transfer["CreditedFunds"]) == ("SUCCEEDED", euros(7000))
    refund = api.post(
        f"transfers/{transfer['Id']}/refunds",
        {"AuthorId": user["Id"], "DebitedFunds": euros(1100), "Fees": euros(-20)},
    )
    assert (refund["Type"], refund["Nature"], refund["CreditedFunds"]) == ("TRANSFER", "REFUND", euros(1120))
    assert (refund["InitialTransactionId"], refund["InitialTransactionType"]) == (transfer["Id"], "TRANSFER")
    assert people.balance(api, purse["Id"]) == 3120
    assert people.balance(api, shop["Id"]) == 5900
    assert people.fees_wallet(api) == 980
    assert [row["Id"] for row in api.get(f"transfers/{transfer['Id']}/refunds")] == [refund["Id"]]


def test_transfers_refuse_what_the_real_one_refuses(api):
    user, purse, _ = people.funded(api, 1000)
    other = people.payer(api)
    theirs, dollars = people.wallet(api, other), people.wallet(api, user, "USD")
    vendor = people.business(api)
    shop = people.wallet(api, vendor)
    assert people.transfer(api, user, purse, shop, 1001)["ResultCode"] == "001001"
    assert people.transfer(api, user, purse, theirs, 100)["ResultCode"] == "002701"
    assert people.transfer(api, user, purse, purse, 100)["ResultCode"] == "101108"
    assert people.transfer(api, user, purse, shop, 100, fees=100)["ResultCode"] == "001014"
    people.transfer(api, user, purse, shop, 500)
    assert people.transfer(api, vendor, shop, theirs, 100)["ResultCode"] == "002702"
    currency = api.call("POST", "transfers", people.transfer_body(user, purse, dollars, 100))
    assert (currency.status_code, currency.json()["Type"]) == (400, "currency_incompatibility")
    author = api.call("POST", "transfers", people.transfer_body(other, purse, shop, 100))
    assert (author.status_code, "AuthorId" in author.json()["errors"]) == (400, True)
    assert people.balance(api, purse["Id"]) == 500


def refund(api, payin, user, cents=None, fees=0, **changes):
    body = {"AuthorId": user["Id"]} | changes
    if cents is not None:
        body |= {"DebitedFunds": euros(cents), "Fees": euros(fees)}
    return api.call("POST", f"payins/{payin['Id']}/refunds", body)


def test_pay_in_refunds_keep_the_rules_of_amount_and_time(server, api):
    user, purse, payin = people.funded(api, 1000)
    assert refund(api, payin, user, 300).json()["Status"] == "SUCCEEDED"
    assert refund(api, payin, user, 300).json()["ResultCode"] == "005407"
    assert refund(api, payin, user, 701).json()["ResultCode"] == "005403"
    assert refund(api, payin, user, 1001).status_code == 400
    assert refund(api, payin, people.payer(api), 10).status_code == 400
    assert (
        api.call(
            "POST", f"payins/{payin['Id']}/refunds", {"AuthorId": user["Id"], "DebitedFunds": euros(5)}
        ).status_code
        == 400
    )
    server.advance(86_401)
    assert refund(api, payin, user, 300).json()["Status"] == "SUCCEEDED"
    assert refund(api, payin, user, 400).json()["Status"] == "SUCCEEDED"
    assert refund(api, payin, user, 1).json()["ResultCode"] == "001401"
    assert people.balance(api, purse["Id"]) == 0


def test_a_card_payment_is_refunded_for_eleven_months(server, api):
    user, _, payin = people.funded(api, 1000)
    server.advance(335 * 86_400)
    api.refresh()
    assert refund(api, payin, user).json()["ResultCode"] == "001403"


def test_a_refund_gives_fees_back_only_while_the_fees_wallet_holds_them(server, api):
    user, purse, payin = people.funded(api, 1000, fees=100)
    server.control("POST", "fees/bill", client_id=api.client_id)
    assert refund(api, payin, user).json()["ResultCode"] == "005405"
    assert refund(api, payin, user, 100, fees=-101).json()["ResultCode"] == "005404"
    assert people.balance(api, purse["Id"]) == 900


def test_a_pending_refund_holds_the_money_and_blocks_another(server, api):
    user, purse, payin = people.funded(api, 1000)
    server.control("POST", "delays", refund=3600)
    try:
        pending = refund(api, payin, user, 400).json()
        assert pending["Status"] == "CREATED"
        assert people.balance(api, purse["Id"]) == 600
        assert refund(api, payin, user, 100).json()["ResultCode"] == "005406"
    finally:
        server.control("POST", "delays", refund=0)
    server.advance(3601)
    assert api.get(f"refunds/{pending['Id']}")["Status"] == "SUCCEEDED"


def paid_vendor(api, cents=5000):
    user, purse, _ = people.funded(api, cents)
    vendor = people.owner(api)
    people.consent(api, vendor["Id"])
    shop = people.wallet(api, vendor)
    people.transfer(api, user, purse, shop, cents)
    return vendor, shop, people.recipient(api, vendor)


def test_a_payout_holds_then_succeeds_and_may_come_back(server, api):
    vendor, shop, account = paid_vendor(api)
    payout = api.post("payouts/bankwire", people.payout_body(vendor, shop, account, 3000))
    assert payout["Status"] == "CREATED"
    assert people.balance(api, shop["Id"]) == 2000
    done = api.until(f"payouts/{payout['Id']}", lambda shown: shown["Status"] != "CREATED")
    assert done["Status"] == "SUCCEEDED"
    returned = server.control("POST", f"payouts/{payout['Id']}/return", reason="BANKACCOUNT_HAS_BEEN_CLOSED")
    assert returned["RefundReason"]["RefundReasonType"] == "BANKACCOUNT_HAS_BEEN_CLOSED"
    assert people.balance(api, shop["Id"]) == 5000
    assert api.get(f"payouts/{payout['Id']}")["Status"] == "SUCCEEDED"
    assert [row["Id"] for row in api.get(f"payouts/{payout['Id']}/refunds")] == [returned["Id"]]
    assert api.get(f"refunds/{returned['Id']}")["InitialTransactionType"] == "PAYOUT"


def test_a_payout_that_the_bank_refuses_gives_the_money_back(server, api):
    vendor, shop, account = paid_vendor(api)
    server.control("POST", "delays", payout=None)
    try:
        payout = api.post("payouts/bankwire", people.payout_body(vendor, shop, account, 3000))
        failed = server.control("POST", f"payouts/{payout['Id']}/fail", result_code="121005")
        assert (failed["Status"], failed["ResultCode"]) == ("FAILED", "121005")
        assert people.balance(api, shop["Id"]) == 5000
        waiting = api.post("payouts/bankwire", people.payout_body(vendor, shop, account, 1000))
        server.advance(7 * 86_400 + 1)
        api.refresh()
        assert api.get(f"payouts/{waiting['Id']}")["ResultCode"] == "121009"
    finally:
        server.control("POST", "delays", payout=0.02)


def test_payouts_refuse_what_the_real_one_refuses(api):
    vendor, shop, account = paid_vendor(api)
    ask = lambda *given, **changes: api.post("payouts/bankwire", people.payout_body(*given, **changes))  # noqa: E731
    assert ask(vendor, shop, account, 5001)["ResultCode"] == "001001"
    light = people.owner(api, regular=False)
    purse = people.wallet(api, light)
    assert ask(light, purse, people.recipient(api, light), 100)["ResultCode"] == "002997"
    assert ask(light, shop, account, 100)["ResultCode"] == "121002"
    buyer, theirs, _ = people.funded(api, 500)
    assert ask(buyer, theirs, account, 100)["ResultCode"] == "002701"
    pending = api.post(f"users/{vendor['Id']}/recipients", people.recipient_body())
    refused = api.call("POST", "payouts/bankwire", people.payout_body(vendor, shop, pending, 100))
    assert (refused.status_code, "BankAccountId" in refused.json()["errors"]) == (400, True)
    api.put(f"recipients/{account['Id']}", {"Status": "DEACTIVATED"})
    assert ask(vendor, shop, account, 100)["ResultCode"] == "121006"


def test_a_bank_wire_waits_for_its_money(server, api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    payin = api.post(
        "payins/bankwire/direct",
        {
            "AuthorId": user["Id"],
            "CreditedWalletId": purse["Id"],
            "DeclaredDebitedFunds": euros(700),
            "DeclaredFees": euros(0),
        },
    )
    assert payin["BankAccount"]["IBAN"]
    assert payin["WireReference"]
    server.control("POST", f"bankwires/{payin['Id']}/settle")
    assert people.balance(api, purse["Id"]) == 700
    assert refund(api, payin, user).status_code == 400
