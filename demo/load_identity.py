"""What Mangopay makes people wait for: a refused paper with its reason, and a new bank account in its 48 hours."""

from allauth.mfa.models import Authenticator
from django.utils import timezone

from commerce.customer.models import User
from commerce.identity import bank_accounts, owners, proofs
from commerce.identity.models import BankAccount, Proof
from commerce.partner.models import Partner
from demo import logins, mangopay_pages
from demo.load_accounts import PAPER, SECONDS_TO_VALIDATE, iban

#: The local Mangopay's officer decides by this tag.
REFUSED = "refuse_incomplete"


def load_identity(workshops, vendors, clock):
    """One of each, where the workshops are loaded. Run again, it adds nothing."""
    unproved = next((workshop for workshop in workshops if not workshop.kyc_done), None)
    if unproved and not Proof.objects.exists():
        _prove_badly(vendors[unproved.code], clock)
    if len(workshops) > 1 and not BankAccount.objects.exists():
        _change_account(workshops[1], vendors[workshops[1].code])


def _prove_badly(vendor, clock):
    """Of the identity card only one side came."""
    vendor = Partner.objects.get(pk=vendor.pk)
    proof = proofs.send(vendor, Proof.Kind.IDENTITY, [PAPER], now=timezone.now(), tag=REFUSED)
    clock.advance(SECONDS_TO_VALIDATE)
    proofs.look(proof, now=timezone.now())
    owners.look(vendor, now=timezone.now())


def _change_account(workshop, vendor):
    """The owner, with a second factor for that moment only: a demo's door opens with the password alone."""
    vendor, owner = Partner.objects.get(pk=vendor.pk), User.objects.get(email=logins.vendor_login(workshop).email)
    device = Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "demo"})
    first, last = vendor.representative_first_name, vendor.representative_last_name
    is_firm = vendor.legal_form == Partner.LegalForm.BUSINESS
    holder = {"legal_name": vendor.legal_name} if is_firm else {"first_name": first, "last_name": last}
    asked = {"iban": iban(vendor.pk + 1000), "holder": holder, "by": owner, "now": timezone.now()}
    account, address = bank_accounts.look(bank_accounts.ask_for(vendor, **asked), now=timezone.now())
    mangopay_pages.authenticate(address)
    bank_accounts.look(account, now=timezone.now())
    device.delete()
