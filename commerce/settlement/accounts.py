"""A vendor's payment account: opened step by step, each of which may be repeated, and refreshed from Mangopay.

Identity papers and bank details are handed on and never kept here.
"""

from commerce.mangopay.gateway import gateway as current_gateway
from commerce.mangopay.onboarding import onboarding
from commerce.mangopay.records import Identity
from commerce.partner.models import Partner
from commerce.settlement.operations import new_key


def _identity(vendor, **more):
    return Identity(
        legal_form=vendor.legal_form,
        legal_name=vendor.legal_name or vendor.name,
        company_number=vendor.siret[:9],
        first_name=vendor.representative_first_name,
        last_name=vendor.representative_last_name,
        email=vendor.email,
        street=vendor.street,
        postcode=vendor.postcode,
        town=vendor.town,
        **more,
    )


def open_account(vendor, *, birthday, nationality="FR"):
    """Open the owner's account, terms accepted, and its wallet. Returns where the owner authenticates, or "".

    `birthday` is that of the person in charge. Asked again, it opens nothing twice and returns a fresh address.
    Raises Refused with the fields in trouble.
    """
    desk = onboarding()
    if vendor.mangopay_user_id:
        redirect_url = desk.enrolment_url(vendor.mangopay_user_id)
    else:
        identity = _identity(vendor, birthday=birthday, nationality=nationality)
        owner = desk.create_owner(identity, key=new_key(), tag=_tag(vendor))
        redirect_url = owner.redirect_url
        _keep(vendor, mangopay_user_id=owner.id, kyc_level=owner.kyc_level)
    if not vendor.mangopay_wallet_id:
        wallet_id = current_gateway().create_wallet(
            owner_id=vendor.mangopay_user_id, description=f"Boutique {vendor.name}", key=new_key()
        )
        _keep(vendor, mangopay_wallet_id=wallet_id)
    return redirect_url


def add_bank_account(vendor, *, iban):
    """Register where payouts go. Returns where the owner confirms it, or "". Raises Refused with the fields."""
    recipient = onboarding().add_recipient(
        vendor.mangopay_user_id, _identity(vendor), iban=iban, key=new_key(), tag=_tag(vendor)
    )
    _keep(vendor, mangopay_recipient_id=recipient.id, recipient_is_active=recipient.status == "ACTIVE")
    return recipient.redirect_url


def send_document(vendor, *, kind, pages, tag=""):
    """Hand an identity paper on (`kind` is Mangopay's type, pages are bytes). Raises Refused."""
    return onboarding().send_document(vendor.mangopay_user_id, kind, pages, tag=tag)


def refresh_account(vendor, *, gateway=None):
    """Read identity level and bank account again. Two calls at most. Returns the vendor."""
    desk = onboarding()
    if vendor.mangopay_user_id:
        _keep(vendor, kyc_level=desk.owner(vendor.mangopay_user_id).kyc_level)
    if vendor.mangopay_recipient_id:
        status = desk.recipient(vendor.mangopay_recipient_id).status
        _keep(vendor, recipient_is_active=status == "ACTIVE")
    return vendor


def incomplete():
    """Vendors with an account that can't be paid out yet: the nightly check looks at them again."""
    started = Partner.objects.exclude(mangopay_user_id="").exclude(status=Partner.Status.CLOSED)
    return started.exclude(kyc_level=Partner.KycLevel.REGULAR, recipient_is_active=True)


def look_at_user(user_id, *, now):
    """A hook spoke of a vendor's user."""
    for vendor in Partner.objects.filter(mangopay_user_id=user_id):
        refresh_account(vendor)


def look_at_recipient(recipient_id, *, now):
    """A hook spoke of a vendor's bank account."""
    for vendor in Partner.objects.filter(mangopay_recipient_id=recipient_id):
        refresh_account(vendor)


def _tag(vendor):
    return f"vendor:{vendor.pk}"


def _keep(vendor, **fields):
    Partner.objects.filter(pk=vendor.pk).update(**fields)
    for name, value in fields.items():
        setattr(vendor, name, value)
