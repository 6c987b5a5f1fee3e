"""Asking somebody into a shop by e-mail: a signed link, good once, for seven days, for the invited address only."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from commerce.communication import mails
from commerce.partner.models import Membership
from commerce.partner.people import Kind, add, lock, name_of, record
from commerce.partner.people_models import Invitation, new_secret
from commerce.partner.rights import Right, refuse_without

#: More open invitations than a workshop has hands: a stolen session sends no mass mail through us.
MOST_OPEN = 20
#: A message that was just sent isn't sent again by a second click.
PATIENCE = timedelta(minutes=1)
SIGNER = signing.Signer(salt="commerce.partner.invitations")


class NotInvitable(Exception):
    """This address can't be invited; `reason` says why: member, invited or too_many."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class NotAcceptable(Exception):
    """This invitation is withdrawn, used, too old, or somebody else's."""


@transaction.atomic
def invite(vendor, *, email, role, by, now):
    """Invite an address into the shop with a role, and mail it the link. Raises NotAllowed, NotInvitable."""
    lock(vendor)
    refuse_without(Right.PEOPLE, person=by, vendor=vendor)
    if vendor.memberships.filter(user__email__iexact=email).exists() or _people_of(email).filter(
        user__memberships__partner=vendor
    ):
        raise NotInvitable("member")
    waiting = vendor.invitations.open()
    if waiting.filter(email__iexact=email).exists():
        raise NotInvitable("invited")
    if waiting.count() >= MOST_OPEN:
        raise NotInvitable("too_many")
    invitation = Invitation.objects.create(vendor=vendor, email=email, role=role, invited_by=by, sent_at=now)
    record(vendor, Kind.INVITED, actor=by, subject=email, role=role, now=now)
    _send(invitation, by=by)
    return invitation


@transaction.atomic
def resend(invitation, *, by, now):
    """Mail a new link, good for seven days; the earlier one ends. Nothing within a minute. Raises NotAllowed."""
    lock(invitation.vendor)
    refuse_without(Right.PEOPLE, person=by, vendor=invitation.vendor)
    invitation = Invitation.objects.open().filter(pk=invitation.pk).first()
    if invitation is None or now - invitation.sent_at < PATIENCE:
        return
    invitation.secret, invitation.sent_at = new_secret(), now
    invitation.save(update_fields=["secret", "sent_at"])
    record(invitation.vendor, Kind.RESENT, actor=by, subject=invitation.email, role=invitation.role, now=now)
    _send(invitation, by=by)


@transaction.atomic
def revoke(invitation, *, by, now):
    """End an open invitation. Twice changes nothing. Raises NotAllowed."""
    lock(invitation.vendor)
    refuse_without(Right.PEOPLE, person=by, vendor=invitation.vendor)
    if Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=now):
        record(invitation.vendor, Kind.REVOKED, actor=by, subject=invitation.email, now=now)


def token_of(invitation):
    """What the link carries."""
    return SIGNER.sign(invitation.secret)


def invitation_of(token):
    """The invitation that a link leads to, in whatever state; None for a forged or replaced link."""
    try:
        secret = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.filter(secret=secret).select_related("vendor", "invited_by").first()


def is_for(invitation, person):
    """Whether this person has confirmed the invited address as their own."""
    return _people_of(invitation.email).filter(user=person).exists()


@transaction.atomic
def accept(invitation, *, person, now):
    """Make the person a member. Accepting twice changes nothing. Returns the membership. Raises NotAcceptable."""
    vendor = invitation.vendor
    lock(vendor)
    invitation = Invitation.objects.get(pk=invitation.pk)
    membership = Membership.objects.filter(partner=vendor, user=person).first()
    if membership and invitation.accepted_by == person:
        return membership
    if not invitation.is_good_at(now) or not is_for(invitation, person) or vendor.status == vendor.Status.CLOSED:
        raise NotAcceptable
    invitation.accepted_at, invitation.accepted_by = now, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return add(vendor, person, role=invitation.role, now=now)[0]


def _people_of(email):
    return EmailAddress.objects.filter(email__iexact=email, verified=True)


def _send(invitation, *, by):
    link = settings.SITE_URL + reverse("vendor_portal:invitation", args=[token_of(invitation)])
    mails.send(
        event="member_invited",
        key=f"{invitation.pk}:{invitation.secret}",
        recipient=invitation.email,
        context={"vendor": invitation.vendor, "invitation": invitation, "by": name_of(by), "link": link},
    )
