"""Whom a new bank account is told: everybody who answers for the shop, at the addresses of today and of lately."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from commerce.identity.models import FormerAddress
from commerce.partner.models import Membership

#: How long an address that was given up is still warned.
WARNED_FOR = timedelta(days=30)


def give_up(email, *, vendor=None, user=None, now=None):
    """Remember an address that a shop or a person just left."""
    if email:
        FormerAddress.objects.create(vendor=vendor, user=user, email=email, given_up_at=now or timezone.now())


def of_account(account):
    """Addresses that hear of a change: the shop's, its owners', the asker's, and those given up lately. In order."""
    vendor = account.vendor
    owners = Membership.objects.filter(partner=vendor, role=Membership.Role.OWNER).select_related("user")
    people = [membership.user for membership in owners]
    if account.asked_by and account.asked_by not in people:
        people.append(account.asked_by)
    since = (account.confirmed_at or account.asked_at) - WARNED_FOR
    of_them = Q(vendor=vendor) | Q(user__in=people)
    former = FormerAddress.objects.filter(of_them, given_up_at__gte=since).values_list("email", flat=True)
    every = [vendor.email, *(person.email for person in people), *former]
    return list(dict.fromkeys(address.lower() for address in every if address))


def note_changed_shop(sender, instance, update_fields=None, **_signal):
    """A shop is about to be saved: does it leave an address?"""
    if instance.pk is None or (update_fields is not None and "email" not in update_fields):
        return
    before = sender.objects.filter(pk=instance.pk).values_list("email", flat=True).first()
    if before and before != instance.email:
        give_up(before, vendor=instance)


def note_changed_person(sender, user, from_email_address, to_email_address, **_signal):
    """A person moved to another address (allauth's signal)."""
    if from_email_address and from_email_address.email != to_email_address.email:
        give_up(from_email_address.email, user=user)
