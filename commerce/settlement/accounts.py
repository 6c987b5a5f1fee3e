"""A vendor's payment account: opened step by step, each of which may be repeated, and refreshed from Mangopay.

Identity papers and bank details are handed on and never kept here.
"""

from commerce.mangopay.gateway import gateway
from commerce.mangopay.keys import made_once
from commerce.mangopay.onboarding import onboarding
from commerce.mangopay.records import Identity
from commerce.partner.models import Partner


def identity_of(vendor, **more):
    """Who a vendor is, as Mangopay must know it; `more` says what the shop doesn't, or says it otherwise."""
    known = {
        "legal_form": vendor.legal_form,
        "legal_name": vendor.legal_name or vendor.name,
        "company_number": vendor.siret[:9],
        "first_name": vendor.representative_first_name,
        "last_name": vendor.representative_last_name,
        "email": vendor.email,
        "street": vendor.street,
        "postcode": vendor.postcode,
        "town": vendor.town,
    }
    return Identity(**{**known, **more})


def open_account(vendor, *, birthday, nationality="FR", **more):
    """Open the owner's account, terms accepted, and its wallet. Returns where the owner authenticates, or "".

    `birthday` is that of the person in charge; `more` as in `identity_of`. Asked again, it opens nothing twice and
    returns a fresh address.
    Raises Refused with the fields in trouble.
    """
    if vendor.mangopay_user_id:
        redirect_url = onboarding().enrolment_url(vendor.mangopay_user_id)
    else:
        redirect_url = _open_owner(
            vendor, identity_of(vendor, birthday=birthday, nationality=nationality, **more)
        ).redirect_url
    if not vendor.mangopay_wallet_id:
        _open_wallet(vendor)
    return redirect_url


def _open_owner(vendor, identity):
    return made_once(
        f"{_tag(vendor)}:owner",
        lambda key: onboarding().create_owner(identity, key=key, tag=_tag(vendor)),
        lambda owner: _keep(vendor, mangopay_user_id=owner.id, kyc_level=owner.kyc_level),
        details=repr(identity),
    )


def _open_wallet(vendor):
    owner_id, description = vendor.mangopay_user_id, f"Boutique {vendor.name}"
    return made_once(
        f"{_tag(vendor)}:wallet",
        lambda key: gateway().create_wallet(owner_id=owner_id, description=description, key=key),
        lambda wallet_id: _keep(vendor, mangopay_wallet_id=wallet_id),
    )


def add_bank_account(vendor, *, iban):
    """Register where payouts go. Returns where the owner confirms it, or "". Raises Refused with the fields."""
    owner_id, identity = vendor.mangopay_user_id, identity_of(vendor)
    recipient = made_once(
        f"{_tag(vendor)}:recipient",
        lambda key: onboarding().add_recipient(owner_id, identity, iban=iban, key=key, tag=_tag(vendor)),
        lambda made: _keep(vendor, mangopay_recipient_id=made.id, recipient_is_active=made.status == "ACTIVE"),
        details=f"{identity} {iban}",
    )
    return recipient.redirect_url


def send_document(vendor, *, kind, pages, tag=""):
    """Hand an identity paper on (`kind` is Mangopay's type, pages are bytes). Raises Refused."""
    return onboarding().send_document(vendor.mangopay_user_id, kind, pages, tag=tag)


def refresh_account(vendor, *, gateway=None):
    """Read identity level, bank account and any block again. Three calls at most. Returns the vendor."""
    desk = onboarding()
    if vendor.mangopay_user_id:
        owner = desk.owner(vendor.mangopay_user_id)
        _keep(vendor, kyc_level=owner.kyc_level)
        if vendor.outflows_blocked:
            _keep(vendor, outflows_blocked=desk.outflows_blocked(vendor.mangopay_user_id))
    if vendor.mangopay_recipient_id:
        status = desk.recipient(vendor.mangopay_recipient_id).status
        _keep(vendor, recipient_is_active=status == "ACTIVE")
    return vendor


def incomplete():
    """Vendors with an account that can't be paid out yet: the nightly check looks at them again."""
    started = Partner.objects.exclude(mangopay_user_id="").exclude(status=Partner.Status.CLOSED)
    return started.exclude(kyc_level=Partner.KycLevel.REGULAR, recipient_is_active=True, outflows_blocked=False)


def look_at_user(user_id, *, now):
    """A hook spoke of a vendor's user."""
    for vendor in Partner.objects.filter(mangopay_user_id=user_id):
        refresh_account(vendor)


def look_at_outflows(user_id, *, now):
    """A hook spoke of a block: does Mangopay let this vendor's money leave?"""
    for vendor in Partner.objects.filter(mangopay_user_id=user_id):
        _keep(vendor, outflows_blocked=onboarding().outflows_blocked(user_id))


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
