"""Users, strong authentication, recipients and verification."""

import pytest

from . import people
from .people import PDF


def test_a_payer_keeps_only_what_a_payer_tells(api):
    body = people.owner_body(UserCategory="PAYER", TermsAndConditionsAccepted=False)
    user = api.post("sca/users/natural", body)
    assert (user["UserCategory"], user["KYCLevel"], user["UserStatus"]) == ("PAYER", "LIGHT", "ACTIVE")
    assert user["Birthday"] is None
    assert "PendingUserAction" in user
    assert "PendingUserAction" not in api.get(f"users/{user['Id']}")


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        ("UserCategory", "param_error"),
        ("Birthday", "param_error"),
        ("TermsAndConditionsAccepted", "param_error"),
    ],
)
def test_an_owner_tells_everything(api, missing, kind):
    body = people.owner_body()
    del body[missing]
    refused = api.call("POST", "sca/users/natural", body)
    assert (refused.status_code, refused.json()["Type"]) == (400, kind)
    assert missing in refused.json()["errors"]


def test_an_owner_accepts_the_terms(api):
    body = people.owner_body(TermsAndConditionsAccepted=False)
    refused = api.call("POST", "sca/users/natural", body).json()
    assert refused["Type"] == "user_hasnt_accepted_terms_and_conditions"


def test_a_new_owner_becomes_active_on_the_page_and_comes_back(api):
    user = people.new_owner(api)
    assert user["UserStatus"] == "PENDING_USER_ACTION"
    back = people.authenticate(user["PendingUserAction"])
    assert back.headers["Location"] == "http://shop.example/back?x=1&controlStatus=VALIDATED"
    active = api.get(f"sca/users/{user['Id']}")
    assert (active["UserStatus"], active["PendingUserAction"]) == ("ACTIVE", None)
    assert api.get(f"sca/users/{user['Id']}/sca-status")["IsEnrolled"] is True


def test_three_wrong_codes_fail_and_ten_minutes_expire(server, api):
    user = people.new_owner(api)
    for _ in range(3):
        back = people.authenticate(user["PendingUserAction"], otp="000000")
    assert back.headers["Location"].endswith("controlStatus=FAILED")
    action = api.post(f"sca/users/{user['Id']}/enrollment")["PendingUserAction"]
    server.advance(601)
    people.authenticate(action)
    assert api.get(f"sca/users/{user['Id']}")["UserStatus"] == "PENDING_USER_ACTION"
    kinds = ("SCA_ENROLLMENT_FAILED", "SCA_ENROLLMENT_EXPIRED")
    assert [len(api.get("events", EventType=kind)) for kind in kinds] == [1, 1]


def test_a_business_is_active_at_once(api):
    assert people.business(api)["UserStatus"] == "ACTIVE"


def test_a_payer_becomes_an_owner_and_never_a_payer_again(api):
    user = people.payer(api)
    owner = api.put(f"sca/users/natural/{user['Id']}/category", people.owner_body())
    assert (owner["UserCategory"], owner["UserStatus"]) == ("OWNER", "PENDING_USER_ACTION")
    back = api.call("PUT", f"sca/users/natural/{user['Id']}/category", people.owner_body(UserCategory="PAYER"))
    assert back.status_code == 400


def test_only_owners_enrol(api):
    refused = api.call("POST", f"sca/users/{people.payer(api)['Id']}/enrollment")
    assert (refused.status_code, refused.json()["Type"]) == (400, "not_allowed_for_user_category_payer")


def test_an_owners_wallet_is_read_after_authentication_or_with_consent(api):
    user = people.owner(api, regular=False)
    purse = people.wallet(api, user)
    asked = api.call("GET", f"wallets/{purse['Id']}")
    assert asked.status_code == 401
    assert set(asked.json()) == {"Message", "Type", "Date"}
    header = asked.headers["WWW-Authenticate"]
    assert header.startswith("PendingUserAction redirectUrl=http")
    proxy = api.call("GET", f"wallets/{purse['Id']}", params={"ScaContext": "USER_NOT_PRESENT"})
    assert (proxy.status_code, proxy.json()["Type"]) == (403, "sca_proxy_missing")
    people.authenticate({"RedirectUrl": header.split("redirectUrl=")[1]})
    assert api.get(f"wallets/{purse['Id']}")["Balance"]["Amount"] == 0
    people.consent(api, user["Id"])
    assert api.get(f"users/{user['Id']}/wallets", ScaContext="USER_NOT_PRESENT")[0]["Id"] == purse["Id"]


def test_an_owner_authenticates_a_large_transfer_to_another_owner(server, api):
    buyer, source, _ = people.funded(api, 200_000)
    one, other = people.owner(api), people.owner(api)
    mine, theirs = people.wallet(api, one), people.wallet(api, other)
    people.transfer(api, buyer, source, mine, 200_000)
    small = people.transfer(api, one, mine, theirs, 50_000)
    assert (small["Status"], small["PendingUserAction"]) == ("SUCCEEDED", None)
    large = people.transfer(api, one, mine, theirs, 50_001)
    assert large["Status"] == "CREATED"
    people.authenticate(large["PendingUserAction"])
    assert api.get(f"transfers/{large['Id']}")["Status"] == "SUCCEEDED"
    refused = people.transfer(api, one, mine, theirs, 50_001)
    for _ in range(3):
        people.authenticate(refused["PendingUserAction"], otp="1")
    assert api.get(f"transfers/{refused['Id']}")["ResultCode"] == "007101"
    late = people.transfer(api, one, mine, theirs, 50_001)
    server.advance(601)
    assert api.get(f"transfers/{late['Id']}")["ResultCode"] == "007102"
    body = people.transfer_body(one, mine, theirs, 10, ScaContext="USER_NOT_PRESENT")
    assert api.call("POST", "transfers", body).json()["Type"] == "sca_proxy_missing"
    people.consent(api, one["Id"])
    assert api.post("transfers", body)["Status"] == "SUCCEEDED"


def test_a_recipient_is_active_once_its_owner_authenticated(api):
    user = people.owner(api, regular=False)
    answer = api.call("POST", f"users/{user['Id']}/recipients", people.recipient_body())
    assert (answer.status_code, answer.json()["Status"]) == (201, "PENDING")
    people.authenticate(answer.json()["PendingUserAction"])
    assert api.get(f"recipients/{answer.json()['Id']}")["Status"] == "ACTIVE"


def test_wrong_recipients_are_named_by_path(api):
    user = people.owner(api, regular=False)
    body = people.recipient_body(LocalBankTransfer={"EUR": {"IBAN": "FR7630004000031234567890144"}})
    del body["DisplayName"]
    refused = api.call("POST", f"users/{user['Id']}/recipients", body).json()
    assert refused["errors"] == {
        "LocalBankTransfer.EUR.IBAN": "INVALID_IBAN",
        "DisplayName": "REQUIRED",
    }
    payer = people.payer(api)
    assert api.call("POST", f"users/{payer['Id']}/recipients", people.recipient_body()).status_code == 400


@pytest.mark.parametrize(
    ("name", "check"), [("EuroCorp", "MATCH"), ("EuroCarp", "CLOSE_MATCH"), ("Autre", "NO_MATCH")]
)
def test_the_payee_is_verified_by_the_documented_iban(api, name, check):
    user = people.business(api)
    body = people.recipient_body(
        RecipientType="Business",
        BusinessRecipient={"BusinessName": name, "Address": people.ADDRESS},
        LocalBankTransfer={"EUR": {"IBAN": "FR7630001007941234567890185"}},
    )
    made = api.post(f"users/{user['Id']}/recipients", body)
    assert made["RecipientVerificationOfPayee"]["RecipientVerificationCheck"] == check
    assert made["Status"] == "ACTIVE"


def test_the_schema_of_a_french_euro_account_has_an_iban(api):
    schema = api.get(
        "recipients/schema",
        payoutMethodType="LocalBankTransfer",
        recipientType="Individual",
        currency="EUR",
        country="FR",
    )
    assert schema["LocalBankTransfer"]["EUR"]["IBAN"]["Required"] is True
    assert schema["BusinessRecipient"] is None


def test_a_document_is_judged_by_its_tag_and_makes_the_user_regular(api):
    user = people.owner(api, regular=False)
    refused = people.verify(api, user["Id"], tag="refuse_expired")
    assert (refused["Status"], refused["RefusedReasonType"]) == ("REFUSED", "DOCUMENT_HAS_EXPIRED")
    assert people.verify(api, user["Id"], tag="accept")["Status"] == "VALIDATED"
    assert api.get(f"users/{user['Id']}")["KYCLevel"] == "REGULAR"
    changed = people.owner_body(LastName="Autre")
    assert api.put(f"sca/users/natural/{user['Id']}", changed)["KYCLevel"] == "LIGHT"


def test_a_payers_document_is_refused_at_submission(api):
    user = people.payer(api)
    document = api.post(f"users/{user['Id']}/kyc/documents", {"Type": "IDENTITY_PROOF"})
    api.post(f"users/{user['Id']}/kyc/documents/{document['Id']}/pages", {"File": PDF})
    asked = api.put(f"users/{user['Id']}/kyc/documents/{document['Id']}", {"Status": "VALIDATION_ASKED"})
    assert asked["Status"] == "REFUSED"


def test_documents_have_at_most_five_sound_pages_of_the_right_type(api):
    user = people.owner(api, regular=False)
    assert api.call("POST", f"users/{user['Id']}/kyc/documents", {"Type": "REGISTRATION_PROOF"}).status_code == 400
    document = api.post(f"users/{user['Id']}/kyc/documents", {"Type": "ADDRESS_PROOF"})
    pages = f"users/{user['Id']}/kyc/documents/{document['Id']}/pages"
    for wrong in ("", "???", "aGVsbG8=", 5, None):
        assert api.call("POST", pages, {"File": wrong}).status_code == 400
    for _ in range(5):
        assert api.call("POST", pages, {"File": PDF}).status_code == 204
    assert api.call("POST", pages, {"File": PDF}).json()["Type"] == "max_page_number"


def test_a_business_is_regular_with_three_proofs_and_its_owners(api):
    user = people.business(api)
    for kind in ("IDENTITY_PROOF", "REGISTRATION_PROOF", "ARTICLES_OF_ASSOCIATION"):
        people.verify(api, user["Id"], kind, "accept")
    assert api.get(f"users/{user['Id']}")["KYCLevel"] == "LIGHT"
    declaration = api.post(f"users/{user['Id']}/kyc/ubodeclarations")
    path = f"users/{user['Id']}/kyc/ubodeclarations/{declaration['Id']}"
    ubo = {
        "FirstName": "AcceptUBO",
        "LastName": "Potier",
        "Address": people.ADDRESS,
        "Nationality": "FR",
        "Birthday": 300_000_000,
        "Birthplace": {"City": "Annecy", "Country": "FR"},
    }
    api.post(f"{path}/ubos", ubo)
    api.put(path, {"Status": "VALIDATION_ASKED"})
    api.until(path, lambda shown: shown["Status"] == "VALIDATED")
    assert api.get(f"users/{user['Id']}")["KYCLevel"] == "REGULAR"


def test_a_user_is_closed_with_empty_wallets_only(api):
    user, _, _ = people.funded(api, 100)
    refused = api.call("DELETE", f"users/natural/{user['Id']}")
    assert (refused.status_code, refused.json()["Type"]) == (400, "user_closure_not_possible")
    other = people.payer(api)
    assert api.call("DELETE", f"users/natural/{other['Id']}").status_code == 204
    assert api.get(f"users/{other['Id']}")["UserStatus"] == "CLOSED"


def test_a_blocked_user_neither_pays_nor_is_paid(server, api):
    user, purse, _ = people.funded(api, 100)
    server.control("POST", f"users/{user['Id']}", inflows_blocked=True, outflows_blocked=True)
    scope = api.get(f"users/{user['Id']}/Regulatory")
    assert scope["ScopeBlocked"] == {"Inflows": True, "Outflows": True}
    shop = people.wallet(api, people.business(api))
    assert people.transfer(api, user, purse, shop, 50)["ResultCode"] == "008700"
    payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 100))
    assert payin["ResultCode"] == "008700"
