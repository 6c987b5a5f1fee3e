"""Vendors on their way to be known to Mangopay."""

from datetime import date

from django.utils import timezone

from commerce.identity import bank_accounts, owners, proofs
from commerce.mangopay.records import BeneficialOwner
from commerce.partner.models import Partner
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import IBAN, PAPER

BIRTHDAY = date(1980, 5, 17)
#: Another French IBAN with right digits, of a bank that answers nothing about names.
OTHER_IBAN = "FR1420041010050500013M02606"
#: The IBAN whose bank has an opinion of names.
KNOWN_IBAN = "FR7630001007941234567890185"


def opened(mangopay, *, confirmed=True, legal_form="soletrader", **more):
    """A vendor with an account at Mangopay and one owner."""
    vendor = VendorFactory(legal_form=legal_form, member=UserFactory(), **more)
    owners.open_owner(vendor, birthday=BIRTHDAY, nationality="FR", email=vendor.email, now=timezone.now())
    if confirmed:
        mangopay.authenticate(owners.confirmation_url(vendor, return_url="http://testserver/"))
        owners.look(vendor, now=timezone.now())
    return vendor


def owner_of(vendor):
    """The person who answers for the shop."""
    return vendor.users.order_by("pk").first()


def fresh(row):
    """The row as it is in the database now."""
    return type(row).objects.get(pk=row.pk)


def sent(mangopay, vendor, kind="IDENTITY_PROOF", tag=""):
    """A paper that Mangopay's officer has answered, by tag."""
    proof = proofs.send(vendor, kind, [PAPER], now=timezone.now(), tag=tag)
    mangopay.quiet()
    return proofs.look(proof, now=timezone.now())


def account_in_force(mangopay, vendor, *, iban=IBAN, now=None):
    """A first bank account, confirmed."""
    now = now or timezone.now()
    account = asked(vendor, iban=iban, now=now)
    confirm(mangopay, account, now=now)
    return fresh(account)


def asked(vendor, *, iban=OTHER_IBAN, now=None, **holder):
    """An account that the owner asked for."""
    holder = holder or {"first_name": "Jeanne", "last_name": "Lemoine"}
    return bank_accounts.ask_for(
        Partner.objects.get(pk=vendor.pk), iban=iban, holder=holder, by=owner_of(vendor), now=now or timezone.now()
    )


def confirm(mangopay, account, *, now=None):
    """The owner types the code on Mangopay's page and comes back."""
    now = now or timezone.now()
    _account, address = bank_accounts.look(account, now=now)
    if address:
        mangopay.authenticate(address)
    bank_accounts.look(account, now=now)


def person(first_name="AcceptUBO", **more):
    """A beneficial owner."""
    return BeneficialOwner(
        **{
            "first_name": first_name,
            "last_name": "Lemoine",
            "birthday": BIRTHDAY,
            "nationality": "FR",
            "birth_town": "Nevers",
            "birth_country": "FR",
            "street": "3 rue des Potiers",
            "postcode": "89520",
            "town": "Saint-Amand-en-Puisaye",
            "country": "FR",
            **more,
        }
    )


def with_second_factor(user):
    """The person signs in with a code of the telephone too."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user
