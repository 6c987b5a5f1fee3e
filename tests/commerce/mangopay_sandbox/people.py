"""Users, wallets, money and proofs made through the API, as a platform would."""

import base64

import requests

from .server import Client

ADDRESS = {
    "AddressLine1": "1 rue de la Paix",
    "AddressLine2": None,
    "City": "Annecy",
    "Region": None,
    "PostalCode": "74000",
    "Country": "FR",
}
GOOD_CARD, CHALLENGE_CARD = "4970107111111119", "4970105181818183"
IBAN = "FR7630004000031234567890143"
BROWSER = {
    "AcceptHeader": "text/html",
    "JavaEnabled": False,
    "JavascriptEnabled": True,
    "Language": "fr",
    "ColorDepth": 24,
    "ScreenHeight": 900,
    "ScreenWidth": 1440,
    "TimeZoneOffset": 60,
    "UserAgent": "Mozilla/5.0",
}
PDF = base64.b64encode(b"%PDF-1.4\n" + b"0" * 40_000).decode()


def euros(cents: int) -> dict:
    return {"Currency": "EUR", "Amount": cents}


def payer(api: Client) -> dict:
    return api.post(
        "sca/users/natural",
        {
            "FirstName": "Jeanne",
            "LastName": "Dupré",
            "Email": "jeanne@example.com",
            "UserCategory": "PAYER",
            "TermsAndConditionsAccepted": False,
        },
    )


def owner_body(**changes) -> dict:
    return {
        "FirstName": "Luc",
        "LastName": "Potier",
        "Email": "luc@example.com",
        "UserCategory": "OWNER",
        "TermsAndConditionsAccepted": True,
        "Birthday": 300_000_000,
        "Nationality": "FR",
        "CountryOfResidence": "FR",
    } | changes


def new_owner(api: Client) -> dict:
    return api.post("sca/users/natural", owner_body())


def business_body(**changes) -> dict:
    return {
        "Name": "Atelier Potier",
        "Email": "atelier@example.com",
        "LegalPersonType": "BUSINESS",
        "UserCategory": "OWNER",
        "TermsAndConditionsAccepted": True,
        "HeadquartersAddress": ADDRESS,
        "CompanyNumber": "123456789",
        "LegalRepresentative": {
            "FirstName": "Luc",
            "LastName": "Potier",
            "Email": "luc@example.com",
            "Birthday": 300_000_000,
            "Nationality": "FR",
            "CountryOfResidence": "FR",
        },
    } | changes


def authenticate(action: dict, otp: str = "702100", back: str = "http://shop.example/back?x=1"):
    """Answer a PendingUserAction on its page, as a person."""
    return requests.post(
        action["RedirectUrl"],
        params={"returnUrl": back},
        data={"otp": otp, "action": "confirm"},
        timeout=10,
        allow_redirects=False,
    )


def owner(api: Client, regular: bool = True) -> dict:
    """An enrolled owner, verified unless told otherwise."""
    user = new_owner(api)
    authenticate(user["PendingUserAction"])
    if regular:
        verify(api, user["Id"])
    return api.get(f"sca/users/{user['Id']}")


def business(api: Client) -> dict:
    return api.post("sca/users/legal", business_body())


def verify(api: Client, user_id: str, kind: str = "IDENTITY_PROOF", tag: str | None = None) -> dict:
    """Send a document and wait for the officer."""
    document = api.post(f"users/{user_id}/kyc/documents", {"Type": kind, "Tag": tag})
    api.post(f"users/{user_id}/kyc/documents/{document['Id']}/pages", {"File": PDF})
    api.put(f"users/{user_id}/kyc/documents/{document['Id']}", {"Status": "VALIDATION_ASKED"})
    return api.until(f"kyc/documents/{document['Id']}", lambda d: d["Status"] != "VALIDATION_ASKED")


def consent(api: Client, user_id: str) -> None:
    authenticate(api.post(f"sca/users/{user_id}/consent")["PendingUserAction"])


def wallet(api: Client, user: dict, currency: str = "EUR") -> dict:
    return api.post("wallets", {"Owners": [user["Id"]], "Description": "Commande", "Currency": currency})


def balance(api: Client, wallet_id: str) -> int:
    return api.get(f"wallets/{wallet_id}", ScaContext="USER_NOT_PRESENT")["Balance"]["Amount"]


def web_payin_body(user: dict, wallet_id: str, cents: int, fees: int = 0, **changes) -> dict:
    return {
        "AuthorId": user["Id"],
        "CreditedWalletId": wallet_id,
        "DebitedFunds": euros(cents),
        "Fees": euros(fees),
        "ReturnURL": "http://shop.example/return",
        "Culture": "FR",
        "CardType": "CB_VISA_MASTERCARD",
    } | changes


def pay_page(payin: dict, number: str = GOOD_CARD, expires: str = "12/39", action: str = "pay"):
    """Fill in the payment page, as a person."""
    data = {"cardNumber": number, "cardExpirationDate": expires, "cardCvx": "123", "action": action}
    return requests.post(payin["RedirectURL"], data=data, timeout=10, allow_redirects=False)


def funded(api: Client, cents: int, fees: int = 0) -> tuple[dict, dict, dict]:
    """A payer, a wallet with money, and the pay-in that brought it."""
    user = payer(api)
    purse = wallet(api, user)
    payin = api.post("payins/card/web", web_payin_body(user, purse["Id"], cents, fees))
    pay_page(payin)
    return user, purse, api.get(f"payins/{payin['Id']}")


def transfer_body(author: dict, source: dict, target: dict, cents: int, fees: int = 0, **changes) -> dict:
    return {
        "AuthorId": author["Id"],
        "DebitedWalletId": source["Id"],
        "CreditedWalletId": target["Id"],
        "DebitedFunds": euros(cents),
        "Fees": euros(fees),
    } | changes


def transfer(api: Client, author: dict, source: dict, target: dict, cents: int, fees: int = 0, **changes) -> dict:
    return api.post("transfers", transfer_body(author, source, target, cents, fees, **changes))


def recipient_body(**changes) -> dict:
    return {
        "DisplayName": "Compte courant",
        "PayoutMethodType": "LocalBankTransfer",
        "RecipientType": "Individual",
        "Currency": "EUR",
        "Country": "FR",
        "IndividualRecipient": {"FirstName": "Luc", "LastName": "Potier", "Address": ADDRESS},
        "LocalBankTransfer": {"EUR": {"IBAN": IBAN, "BIC": "BNPAFRPP"}},
    } | changes


def recipient(api: Client, user: dict) -> dict:
    """An active recipient."""
    made = api.post(f"users/{user['Id']}/recipients", recipient_body())
    if made["PendingUserAction"]:
        authenticate(made["PendingUserAction"])
    return api.get(f"recipients/{made['Id']}")


def payout_body(user: dict, purse: dict, account: dict, cents: int, fees: int = 0, **changes) -> dict:
    return {
        "AuthorId": user["Id"],
        "DebitedWalletId": purse["Id"],
        "BankAccountId": account["Id"],
        "DebitedFunds": euros(cents),
        "Fees": euros(fees),
        "BankWireRef": "MQ 1",
    } | changes


def fees_wallet(api: Client) -> int:
    return api.get("clients/wallets/FEES/EUR")["Balance"]["Amount"]
