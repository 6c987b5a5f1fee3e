"""A vendor's user at Mangopay: opened in the right category, confirmed by its owner, told of changes."""

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from commerce.identity import letters
from commerce.identity.models import Owner
from commerce.mangopay.onboarding import onboarding
from commerce.partner.models import Partner
from commerce.registration.models import TermsText
from commerce.registration.terms import accepted_by, in_force
from commerce.settlement import accounts

#: The age below which nobody sells alone.
ADULT_AT = 18


class TermsMissing(Exception):
    """Mangopay's terms must be accepted before a user is made there."""


class OtherPerson(Exception):
    """A natural person became a firm, or the reverse: another user at Mangopay, which only people can settle."""


def has_accepted_terms(vendor, *, now):
    """Whether the terms of Mangopay's in force were accepted; a shop from before registration did so then."""
    if not hasattr(vendor, "registration"):
        return True
    given = accepted_by(vendor)
    return all(text.pk in given for text in in_force(now=now) if text.document == TermsText.Document.MANGOPAY)


def open_owner(vendor, *, birthday, nationality, email, now):
    """Open the payment account and its wallet; birthday and nationality are handed on and forgotten.

    Asked twice, it opens one. Raises TermsMissing, or Refused with the fields in trouble.
    """
    if not has_accepted_terms(vendor, now=now):
        raise TermsMissing
    redirect_url = accounts.open_account(vendor, birthday=birthday, nationality=nationality, email=email)
    status = Owner.Status.PENDING if redirect_url else Owner.Status.ACTIVE
    owner, _is_new = Owner.objects.get_or_create(
        vendor=vendor, defaults={"told": told_of(vendor), "opened_at": now, "status": status}
    )
    return owner


def confirmation_url(vendor, *, return_url):
    """A fresh address where the owner confirms who they are (strong authentication), open for ten minutes."""
    return with_return(onboarding().enrolment_url(vendor.mangopay_user_id), return_url)


def with_return(address, return_url):
    """Mangopay's address, with the way back to ours and the language. Empty stays empty."""
    if not address:
        return ""
    separator = "&" if "?" in address else "?"
    return f"{address}{separator}{urlencode({'returnUrl': return_url, 'lang': 'fr'})}"


def look(vendor, *, now, outcome=""):
    """Read the owner again. `outcome` is what a hook said of a confirmation; it counts while Mangopay still waits."""
    seen = onboarding().owner(vendor.mangopay_user_id)
    owner, _is_new = Owner.objects.get_or_create(vendor=vendor, defaults={"opened_at": now})
    is_active = seen.status == Owner.Status.ACTIVE
    owner.status = seen.status or owner.status
    owner.enrolment_trouble = "" if is_active else (outcome or owner.enrolment_trouble)
    if is_active and owner.enrolled_at is None:
        owner.enrolled_at = now
    owner.save(update_fields=["status", "enrolment_trouble", "enrolled_at"])
    note_level(vendor, seen.kyc_level, now=now)
    return owner


def note_level(vendor, level, *, now):
    """Keep the identity level; whoever was verified just now is told, once per verification."""
    Partner.objects.filter(pk=vendor.pk).update(kyc_level=level)
    vendor.kyc_level = level
    owner = Owner.objects.filter(vendor=vendor)
    if level != Partner.KycLevel.REGULAR:
        owner.update(verified_at=None)
    elif owner.filter(verified_at=None).update(verified_at=now):
        letters.verified(vendor, now=now)


def out_of_step(now):
    """Vendors whose level changed without their being told: settlement read it, and the hook that says so was lost."""
    told = Q(owner_at_mangopay__verified_at=None)
    verified = Q(kyc_level=Partner.KycLevel.REGULAR)
    return Partner.objects.filter(verified & told | ~verified & ~told, owner_at_mangopay__isnull=False)


def note_level_again(vendor, *, now):
    """What the nightly check does with each of them; it asks Mangopay nothing."""
    note_level(vendor, vendor.kyc_level, now=now)


def told_of(vendor):
    """A digest of what Mangopay must know of a vendor: names, form, number, address."""
    identity = accounts.identity_of(vendor, email="")
    return salted_hmac("commerce.identity.owners", repr(identity), algorithm="sha256").hexdigest()


def has_changed(vendor):
    """Whether the shop says something else today than what Mangopay was told."""
    owner = Owner.objects.filter(vendor=vendor).first()
    return bool(owner and owner.told and owner.told != told_of(vendor))


def tell_changes(vendor, *, now):
    """Tell Mangopay the names, form and address of today. Papers that no longer fit must be sent again.

    Raises OtherPerson, or Refused with the fields in trouble. Repeating it is harmless.
    """
    told = told_of(vendor)
    known = onboarding().owner(vendor.mangopay_user_id)
    is_natural = vendor.legal_form == Partner.LegalForm.NATURAL
    if known.person_type and (known.person_type == "NATURAL") != is_natural:
        raise OtherPerson
    seen = onboarding().update_owner(vendor.mangopay_user_id, accounts.identity_of(vendor))
    Owner.objects.filter(vendor=vendor).update(told=told)
    note_level(vendor, seen.kyc_level, now=now)


def look_at_user(user_id, *, now, outcome=""):
    """A hook spoke of a vendor's user."""
    for vendor in Partner.objects.filter(mangopay_user_id=user_id):
        look(vendor, now=now, outcome=outcome)


def latest_birthday(now):
    """Whoever was born after this day is too young."""
    today = timezone.localdate(now)
    try:
        return today.replace(year=today.year - ADULT_AT)
    except ValueError:  # 29 February
        return today.replace(year=today.year - ADULT_AT, day=28)


def unconfirmed():
    """Vendors whose owner Mangopay still waits for: the nightly check looks at them again."""
    waiting = Owner.objects.filter(status=Owner.Status.PENDING).values("vendor")
    return Partner.objects.filter(pk__in=waiting).exclude(mangopay_user_id="").exclude(status=Partner.Status.CLOSED)
