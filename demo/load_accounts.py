"""Payment accounts of the demo's vendors, opened through settlement at the local Mangopay so that they can be paid."""

from datetime import UTC, date, datetime

from commerce.mangopay import connection
from commerce.mangopay.exceptions import MangopayError
from commerce.mangopay.gateway import gateway
from commerce.partner.models import Partner
from commerce.settlement import accounts
from demo import mangopay_pages

#: Of every maker, since Mangopay asks for it.
BIRTHDAY = date(1981, 4, 12)
#: Which papers make an account regular, by legal form.
PAPERS = {
    "natural": ("IDENTITY_PROOF",),
    "soletrader": ("IDENTITY_PROOF", "REGISTRATION_PROOF"),
    "business": ("IDENTITY_PROOF", "REGISTRATION_PROOF", "ARTICLES_OF_ASSOCIATION"),
}
PAPER = b"%PDF-1.4\n% a blank page\n".ljust(40_000, b" ")
#: Test values of Mangopay's sandbox: a tag for papers, a first name for owners.
ACCEPTED, ACCEPTED_OWNER = "accept", "AcceptUBO"
SECONDS_TO_VALIDATE = 60


def is_reachable():
    """Whether the settings name a Mangopay of this machine, and it answers."""
    if not mangopay_pages.is_local():
        return False
    try:
        gateway().fees_wallet()
    except MangopayError:
        return False
    return True


def open_accounts(workshops, vendors, clock, progress_of):
    """Open what is missing of these vendors' accounts, and let the local Mangopay's officer validate the papers."""
    pending = [(workshop, vendors[workshop.code]) for workshop in workshops]
    pending = [(workshop, vendor) for workshop, vendor in pending if not vendor.mangopay_recipient_id]
    progress = progress_of(len(pending))
    for workshop, vendor in pending:
        _open(workshop, vendor)
        progress.step()
    if pending:
        clock.advance(SECONDS_TO_VALIDATE)
    for _workshop, vendor in pending:
        accounts.refresh_account(vendor)


def _open(workshop, vendor):
    mangopay_pages.authenticate(accounts.open_account(vendor, birthday=BIRTHDAY))
    address = accounts.add_bank_account(vendor, iban=iban(vendor.pk))
    mangopay_pages.authenticate(address)
    if workshop.kyc_done:
        for kind in PAPERS[vendor.legal_form]:
            accounts.send_document(vendor, kind=kind, pages=[PAPER], tag=ACCEPTED)
        if vendor.legal_form == Partner.LegalForm.BUSINESS:
            _declare_beneficial_owner(vendor)


def _declare_beneficial_owner(vendor):
    door, path = connection.current(), f"/users/{vendor.mangopay_user_id}/kyc/ubodeclarations"
    declaration_id = door.post(path, {}).body["Id"]
    door.post(f"{path}/{declaration_id}/ubos", _beneficial_owner(vendor))
    door.put(f"{path}/{declaration_id}", {"Status": "VALIDATION_ASKED"})


def _beneficial_owner(vendor):
    return {
        "FirstName": ACCEPTED_OWNER,
        "LastName": vendor.representative_last_name,
        "Nationality": "FR",
        "Birthday": int(datetime(*BIRTHDAY.timetuple()[:3], tzinfo=UTC).timestamp()),
        "Birthplace": {"City": vendor.town, "Country": "FR"},
        "Address": {
            "AddressLine1": vendor.street,
            "City": vendor.town,
            "PostalCode": vendor.postcode,
            "Country": "FR",
        },
    }


def iban(number):
    """A French IBAN with right check digits, of a bank that doesn't exist."""
    account = f"9999900001{number:011}{number % 97:02}"
    checked = 98 - int(account + "152700") % 97
    return f"FR{checked:02}{account}"
