"""The members of a shop: their roles, their leaving, and the journal of both. A shop always keeps an owner."""

from django.db import transaction
from django.urls import reverse

from commerce.communication import shops
from commerce.partner.models import Membership, Partner
from commerce.partner.people_models import PeopleEvent
from commerce.partner.rights import Right, refuse_without

Kind = PeopleEvent.Kind


class LastOwner(Exception):
    """A shop without an owner would answer to nobody: name another one first."""


def lock(vendor):
    """Nobody else changes this shop's people until the transaction ends. Call inside one."""
    Partner.objects.select_for_update().only("pk").get(pk=vendor.pk)


def name_of(person):
    """How people of a shop call each other: by name, else by address."""
    return person.get_full_name() or person.email


def record(vendor, kind, *, actor, subject="", role="", now):
    """Add a line to the journal of people. Actor is a person, subject a name or an address."""
    return PeopleEvent.objects.create(
        vendor=vendor, kind=kind, actor=name_of(actor), subject=subject, role=role, happened_at=now
    )


def tell(event, *, vendor, key, people, **context):
    """Tell these people of a shop, each once per key, and its portal."""
    addresses = [person.email for person in people]
    context = {"vendor": vendor, **context}
    shops.tell(vendor, event=event, key=key, context=context, url=reverse("vendor_portal:people"), addresses=addresses)


def owners_of(vendor):
    """The people who answer for the shop."""
    return [owner.user for owner in vendor.memberships.filter(role=Membership.Role.OWNER).select_related("user")]


@transaction.atomic
def change_role(membership, *, role, by, now):
    """Give a member another role. The same role changes nothing. Raises NotAllowed, LastOwner."""
    vendor = membership.partner
    lock(vendor)
    refuse_without(Right.PEOPLE, person=by, vendor=vendor)
    membership = vendor.memberships.select_related("user").get(pk=membership.pk)
    if membership.role == role:
        return membership
    _keep_an_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    event = record(vendor, Kind.ROLE_CHANGED, actor=by, subject=name_of(membership.user), role=role, now=now)
    people = {*owners_of(vendor), membership.user, by}
    tell("role_changed", vendor=vendor, key=event.pk, people=people, membership=membership, by=name_of(by))
    return membership


@transaction.atomic
def remove(membership, *, by, now):
    """Take a member out of the shop, or let one leave; access ends at once. Raises NotAllowed, LastOwner.

    Somebody who is gone already is gone: nothing changes.
    """
    vendor = membership.partner
    lock(vendor)
    membership = vendor.memberships.select_related("user").filter(pk=membership.pk).first()
    if membership is None:
        return
    leaves = membership.user == by
    refuse_without(Right.ENTER if leaves else Right.PEOPLE, person=by, vendor=vendor)
    _keep_an_owner(membership)
    membership.delete()
    name = name_of(membership.user)
    event = record(vendor, Kind.LEFT if leaves else Kind.REMOVED, actor=by, subject="" if leaves else name, now=now)
    people = {*owners_of(vendor), membership.user}
    tell("member_removed", vendor=vendor, key=event.pk, people=people, name=name, by=name_of(by), leaves=leaves)


@transaction.atomic
def add(vendor, person, *, role, now):
    """Make a person a member. Returns the membership and whether it is new; a member keeps the role of before."""
    lock(vendor)
    membership, is_new = Membership.objects.get_or_create(partner=vendor, user=person, defaults={"role": role})
    if is_new:
        event = record(vendor, Kind.JOINED, actor=person, role=role, now=now)
        people = {*owners_of(vendor), person}
        tell("member_joined", vendor=vendor, key=event.pk, people=people, membership=membership, name=name_of(person))
    return membership, is_new


def _keep_an_owner(membership):
    owners = Membership.objects.filter(partner=membership.partner, role=Membership.Role.OWNER)
    if membership.role == Membership.Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise LastOwner(f"{membership.user} is the last owner of {membership.partner}.")
