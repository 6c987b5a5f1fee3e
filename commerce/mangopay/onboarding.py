"""Opening a vendor's payment account at Mangopay: the owner, its identity papers, its bank account."""

import base64

from commerce.mangopay import connection
from commerce.mangopay.records import Owner, Recipient

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
        return _owner(self._door.post(path, body, key=key).body)

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
        return _recipient(self._door.post(f"/users/{user_id}/recipients", body, key=key).body)

    def recipient(self, recipient_id):
        """A bank account as Mangopay knows it now."""
        return _recipient(self._door.get(f"/recipients/{recipient_id}").body)

    def send_document(self, user_id, kind, pages, *, tag=""):
        """Hand identity papers (bytes, one per page) to Mangopay for validation; nothing stays with us."""
        path = f"/users/{user_id}/kyc/documents"
        document_id = self._door.post(path, {"Type": kind, "Tag": tag}).body["Id"]
        for page in pages:
            self._door.post(f"{path}/{document_id}/pages", {"File": base64.b64encode(page).decode("ascii")})
        self._door.put(f"{path}/{document_id}", {"Status": "VALIDATION_ASKED"})
        return document_id


def _redirect(body):
    return (body.get("PendingUserAction") or {}).get("RedirectUrl") or ""


def _owner(body):
    return Owner(body["Id"], body["KYCLevel"], body.get("UserStatus") or "", _redirect(body))


def _recipient(body):
    return Recipient(body["Id"], body["Status"], _redirect(body))
