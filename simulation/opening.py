"""Before the first day: tables, and vendors whose payment accounts are open."""

import time
from datetime import date

from django.core.management import call_command
from django.db import connection

from commerce.invoicing import append_only as documents_for_good
from commerce.ledger import append_only
from commerce.mangopay.records import Identity
from commerce.partner.models import Partner
from commerce.settlement import accounts, reserve
from commerce.stock import append_only as stock_for_good
from demo.load_accounts import PAPER, iban
from demo.mangopay_pages import authenticate
from simulation.papers import sign_mandates
from simulation.people import settle_in
from simulation.team import FIRST_WIRE_CENTS

VALIDATION_SECONDS_MAX = 20
#: This one of the vendors never sends its papers: its money waits.
WITHOUT_PAPERS = 7


def make_database():
    """Make the tables from the models, and the triggers that migrations make elsewhere."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    append_only.install(connection)
    documents_for_good.install(connection)
    stock_for_good.install(connection)


def open_shops(random):
    """Settle the vendors in and open their accounts, all but one to the end."""
    vendors = settle_in(random)
    sign_mandates(vendors)
    for number, vendor in enumerate(vendors):
        authenticate(accounts.open_account(vendor, birthday=date(1980, 5, 17)))
        authenticate(accounts.add_bank_account(vendor, iban=iban(number + 1)))
        if number != WITHOUT_PAPERS:
            for kind in ("IDENTITY_PROOF", "REGISTRATION_PROOF"):
                accounts.send_document(vendor, kind=kind, pages=[PAPER], tag="accept")
    _wait_for_validation(len(vendors) - 1)


def open_reserve(mangopay, now):
    """Open the operator's reserve, which Mangopay makes a platform's, and announce a first, small wire."""
    identity = Identity(
        legal_form="business",
        legal_name="Place simulée",
        company_number="732829320",
        first_name="Jeanne",
        last_name="Simulée",
        email="place@simulation.test",
        street="1 rue des Essais",
        postcode="69004",
        town="Lyon",
        birthday=date(1980, 5, 17),
        nationality="FR",
    )
    user_id = reserve.open_operator(identity)
    mangopay.control("POST", f"users/{user_id}/authenticate")
    mangopay.control("POST", f"users/{user_id}", category="PLATFORM")
    reserve.open_reserve(user_id)
    reserve.announce_funding(FIRST_WIRE_CENTS, now=now)


def _wait_for_validation(expected):
    deadline = time.monotonic() + VALIDATION_SECONDS_MAX
    verified = Partner.objects.filter(kyc_level=Partner.KycLevel.REGULAR, recipient_is_active=True)
    while verified.count() < expected:
        if time.monotonic() > deadline:
            raise TimeoutError("The vendors' accounts were not validated.")
        for vendor in accounts.incomplete():
            accounts.refresh_account(vendor)
        time.sleep(0.2)
