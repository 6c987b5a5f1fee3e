"""Recurring payments, preauthorisations, direct debits, disputes, identity."""

import requests

from . import people
from .people import euros
from .test_money_moves import direct_body, registered_card


def press(url: str, action: str = "accept"):
    return requests.post(url, data={"action": action}, timeout=10, allow_redirects=False)


def test_a_recurring_registration_runs_after_its_first_payment(api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    card = registered_card(api, user, people.CHALLENGE_CARD)["CardId"]
    registration = api.post(
        "recurringpayinregistrations",
        {
            "AuthorId": user["Id"],
            "CardId": card,
            "CreditedWalletId": purse["Id"],
            "FirstTransactionDebitedFunds": euros(900),
            "FirstTransactionFees": euros(0),
            "NextTransactionDebitedFunds": euros(500),
            "NextTransactionFees": euros(0),
        },
    )
    path = f"recurringpayinregistrations/{registration['Id']}"
    first = api.post(
        "payins/recurring/card/direct",
        {
            "RecurringPayinRegistrationId": registration["Id"],
            "BrowserInfo": people.BROWSER,
            "IpAddress": "203.0.113.7",
            "SecureModeReturnURL": "http://shop.example/3ds",
        },
    )
    assert api.get(path)["Status"] == "AUTHENTICATION_NEEDED"
    press(first["SecureModeRedirectURL"])
    assert api.get(path)["Status"] == "IN_PROGRESS"
    following = api.post("payins/recurring/card/direct", {"RecurringPayinRegistrationId": registration["Id"]})
    assert (following["Status"], following["DebitedFunds"]) == ("SUCCEEDED", euros(500))
    state = api.get(path)["CurrentState"]
    assert (state["PayinsLinked"], state["CumulatedDebitedAmount"]) == (2, euros(1400))
    assert api.put(path, {"Status": "ENDED"})["Status"] == "ENDED"
    again = api.call("POST", "payins/recurring/card/direct", {"RecurringPayinRegistrationId": registration["Id"]})
    assert again.status_code == 400


def test_a_preauthorisation_is_captured_in_parts_and_not_beyond(server, api):
    user = people.payer(api)
    purse = people.wallet(api, user)
    card = registered_card(api, user)["CardId"]
    body = direct_body(user, purse, card, 1000)
    kept = api.post("preauthorizations/card/direct", body)
    assert (kept["Status"], kept["PaymentStatus"], kept["RemainingFunds"]) == ("SUCCEEDED", "WAITING", euros(1000))

    def capture(cents: int) -> dict:
        asked = {
            "AuthorId": user["Id"],
            "CreditedWalletId": purse["Id"],
            "PreauthorizationId": kept["Id"],
            "DebitedFunds": euros(cents),
            "Fees": euros(0),
        }
        return api.post("payins/PreAuthorized/direct", asked)

    assert capture(600)["Status"] == "SUCCEEDED"
    assert capture(401)["ResultCode"] == "001505"
    server.advance(7 * 86_400 + 1)
    assert api.get(f"preauthorizations/{kept['Id']}")["PaymentStatus"] == "EXPIRED"
    assert people.balance(api, purse["Id"]) == 600


def test_a_direct_debit_needs_a_confirmed_mandate_and_may_bounce(server, api):
    body = {
        "FirstName": "Penniless",
        "LastName": "Dupré",
        "Email": "p@example.com",
        "UserCategory": "PAYER",
        "TermsAndConditionsAccepted": False,
    }
    user = api.post("sca/users/natural", body)
    purse = people.wallet(api, user)
    account = api.post(
        f"users/{user['Id']}/bankaccounts/iban",
        {"OwnerName": "P", "OwnerAddress": people.ADDRESS, "IBAN": people.IBAN},
    )
    mandate = api.post(
        "mandates/directdebit/web",
        {"BankAccountId": account["Id"], "Culture": "FR", "ReturnURL": "http://shop.example/m"},
    )
    debit = {
        "AuthorId": user["Id"],
        "CreditedWalletId": purse["Id"],
        "MandateId": mandate["Id"],
        "DebitedFunds": euros(100),
        "Fees": euros(0),
    }
    assert api.call("POST", "payins/directdebit/direct", debit).status_code == 400
    assert press(mandate["RedirectURL"]).headers["Location"].endswith(f"mandateId={mandate['Id']}")
    payin = api.post("payins/directdebit/direct", debit)
    assert payin["Status"] == "CREATED"
    server.control("POST", "quiet")
    assert api.get(f"mandates/{mandate['Id']}")["Status"] == "ACTIVE"
    assert api.get(f"payins/{payin['Id']}")["ResultCode"] == "001830"


def test_a_won_dispute_gives_the_money_back_and_a_late_contest_is_refused(server, api):
    _, _, payin = people.funded(api, 1000, fees=100)
    opened = server.control("POST", f"payins/{payin['Id']}/dispute")
    credit = "clients/wallets/CREDIT/EUR"
    assert (api.get(credit)["Balance"]["Amount"], people.fees_wallet(api)) == (-900, 0)
    refused = api.call("POST", f"payins/{payin['Id']}/refunds", {"AuthorId": payin["AuthorId"]})
    assert refused.status_code == 400
    server.control("POST", f"disputes/{opened['Id']}", result="WON")
    assert (api.get(credit)["Balance"]["Amount"], people.fees_wallet(api)) == (0, 100)
    late = server.control("POST", f"payins/{payin['Id']}/dispute")
    server.advance(15 * 86_400)
    assert api.get(f"disputes/{late['Id']}")["ResultCode"] == "LOST"
    contest = api.call("PUT", f"disputes/{late['Id']}/submit", {"ContestedFunds": euros(10)})
    assert contest.json()["Type"] == "dispute_contest_deadline_passed"


def test_evidence_is_sent_with_a_contest(server, api):
    _, _, payin = people.funded(api, 1000)
    opened = server.control("POST", f"payins/{payin['Id']}/dispute")
    path = f"disputes/{opened['Id']}/documents"
    document = api.post(path, {"Type": "DELIVERY_PROOF"})
    assert api.call("POST", f"{path}/{document['Id']}/pages", {"File": people.PDF}).status_code == 204
    api.put(f"{path}/{document['Id']}", {"Status": "VALIDATION_ASKED"})
    server.control("POST", "quiet")
    assert api.get(f"dispute-documents/{document['Id']}")["Status"] == "VALIDATED"


def test_a_hosted_verification_makes_an_owner_regular(api):
    user = people.owner(api, regular=False)
    asked = api.post(f"users/{user['Id']}/identity-verifications", {"ReturnUrl": "http://shop.example/id"})
    assert press(asked["HostedUrl"]).status_code == 303
    assert api.get(f"identity-verifications/{asked['Id']}")["Status"] == "VALIDATED"
    assert api.get(f"users/{user['Id']}")["KYCLevel"] == "REGULAR"


def test_a_wire_of_the_client_fills_its_repudiation_wallet(server, api):
    body = {"CreditedWalletId": "CREDIT_EUR", "DeclaredDebitedFunds": euros(300)}
    payin = api.post("clients/payins/bankwire/direct", body)
    server.control("POST", f"bankwires/{payin['Id']}/settle", amount=250)
    assert api.get("clients/wallets/CREDIT/EUR")["Balance"]["Amount"] == 250
