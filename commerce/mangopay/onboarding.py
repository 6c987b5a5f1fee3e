"""Opening a vendor's payment account at Mangopay: the owner, its identity papers, its bank account."""

import base64

from commerce.mangopay import connection
from commerce.mangopay.records import Judged, Owner, Recipient

_REGISTRATION = {
    "natural": ("/sca/users/natural", None),
    "soletrader": ("/sca/users/legal", "SOLETRADER"),
    "business": ("/sca/users/legal", "BUSINESS"),
}


def onboarding():
    """The onboarding desk of this process and thread."""
    return Onboarding(connection.current())


def _address(identity):
    return {
        "AddressLine1": identity.street,
        "AddressLine2": "",
        "City": identity.town,
        "Region": "",
        "PostalCode": identity.postcode,
        "Country": "FR",
    }


def _person(identity):
    return {
        "FirstName": identity.first_name,
        "LastName": identity.last_name,
        "Email": identity.email,
        "Birthday": identity.birthday_seconds,
        "Nationality": identity.nationality,
        "CountryOfResidence": "FR",
    }


class Onboarding:
    """Owners, documents and recipients. Methods raise Refused, OutcomeUnknown or Unavailable."""

    def __init__(self, door):
        self._door = door

    def create_owner(self, identity, *, key, tag):
        """A user who may receive money and be paid out. Its `redirect_url` leads to strong authentication."""
        path, legal_type = _REGISTRATION[identity.legal_form]
        body = {
            "UserCategory": "OWNER",
            "TermsAndConditionsAccepted": True,
            "Tag": tag,
            **(self._legal(identity, legal_type) if legal_type else self._natural(identity)),
        }
        return _owner(self._door.make(path, body, key=key))

    @staticmethod
    def _natural(identity):
        return {**_person(identity), "Address": _address(identity)}

    @staticmethod
    def _legal(identity, legal_type):
        return {
            "LegalPersonType": legal_type,
            "Name": identity.legal_name,
            "Email": identity.email,
            "CompanyNumber": identity.company_number,
            "HeadquartersAddress": _address(identity),
            "LegalRepresentativeAddress": _address(identity),
            "LegalRepresentative": _person(identity),
        }

    def owner(self, user_id):
        """The owner as Mangopay knows it now."""
        return _owner(self._door.get(f"/sca/users/{user_id}").body)

    def update_owner(self, user_id, identity):
        """Tell Mangopay who the owner is now. Papers that no longer fit become OUT_OF_DATE there."""
        path, legal_type = _REGISTRATION[identity.legal_form]
        person = {"FirstName": identity.first_name, "LastName": identity.last_name}
        firm = {
            "LegalPersonType": legal_type,
            "Name": identity.legal_name,
            "CompanyNumber": identity.company_number,
            "HeadquartersAddress": _address(identity),
            "LegalRepresentative": person,
        }
        natural = {**person, "Address": _address(identity)}
        body = {"UserCategory": "OWNER", "TermsAndConditionsAccepted": True, **(firm if legal_type else natural)}
        return _owner(self._door.put(f"{path}/{user_id}", body).body)

    def outflows_blocked(self, user_id):
        """Whether Mangopay keeps this user's money from leaving (regulatory block)."""
        body = self._door.get(f"/users/{user_id}/regulatory").body
        return bool((body.get("ScopeBlocked") or {}).get("Outflows"))

    def enrolment_url(self, user_id):
        """Where an owner authenticates; open for ten minutes."""
        body = self._door.post(f"/sca/users/{user_id}/enrollment", {}).body
        return _redirect(body)

    def add_recipient(self, user_id, identity, *, iban, key, tag):
        """The bank account that payouts will go to. It is PENDING until its owner authenticated."""
        is_business = identity.legal_form == "business"
        person = {"FirstName": identity.first_name, "LastName": identity.last_name, "Address": _address(identity)}
        firm = {"BusinessName": identity.legal_name, "Address": _address(identity)}
        body = {
            "DisplayName": identity.legal_name or identity.last_name,
            "PayoutMethodType": "LocalBankTransfer",
            "RecipientType": "Business" if is_business else "Individual",
            "RecipientScope": "PAYOUT",
            "Currency": "EUR",
            "Country": "FR",
            "LocalBankTransfer": {"EUR": {"IBAN": iban}},
            "Tag": tag,
            **({"BusinessRecipient": firm} if is_business else {"IndividualRecipient": person}),
        }
        return _recipient(self._door.make(f"/users/{user_id}/recipients", body, key=key))

    def recipient(self, recipient_id):
        """A bank account as Mangopay knows it now."""
        return _recipient(self._door.get(f"/recipients/{recipient_id}").body)

    def document(self, document_id):
        """An identity paper as Mangopay's officer left it."""
        return Judged.from_json(self._door.get(f"/kyc/documents/{document_id}").body)

    def create_document(self, user_id, kind, *, key, tag=""):
        """A paper without pages yet. Returns its id."""
        return self._door.make(f"/users/{user_id}/kyc/documents", {"Type": kind, "Tag": tag}, key=key)["Id"]

    def submit_document(self, user_id, document_id, pages):
        """Hand the pages (bytes, one each) to Mangopay for validation; nothing stays with us."""
        path = f"/users/{user_id}/kyc/documents/{document_id}"
        for page in pages:
            self._door.post(f"{path}/pages", {"File": base64.b64encode(page).decode("ascii")})
        self._door.put(path, {"Status": "VALIDATION_ASKED"})

    def send_document(self, user_id, kind, pages, *, tag=""):
        """Hand identity papers (bytes, one per page) to Mangopay for validation; nothing stays with us."""
        document_id = self._door.post(f"/users/{user_id}/kyc/documents", {"Type": kind, "Tag": tag}).body["Id"]
        self.submit_document(user_id, document_id, pages)
        return document_id


def _redirect(body):
    return (body.get("PendingUserAction") or {}).get("RedirectUrl") or ""


def _owner(body):
    status, person_type = body.get("UserStatus") or "", body.get("PersonType") or ""
    return Owner(body["Id"], body["KYCLevel"], status, _redirect(body), person_type)


def _recipient(body):
    check = body.get("RecipientVerificationOfPayee") or {}
    return Recipient(
        body["Id"],
        body["Status"],
        _redirect(body),
        check.get("RecipientVerificationCheck") or "",
        check.get("RecipientVerificationMessage") or "",
    )
