"""The first step: a person names a shop and becomes its owner."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.customer.models import User
from commerce.partner.models import Membership, Partner
from commerce.plans.models import Plan
from commerce.registration.models import Registration


class NoPlanOffered(Exception):
    """The operator offers no plan, so that nobody may join yet."""


def unfinished_of(person):
    """The Registration that this person began and hasn't sent yet, or None: at most one."""
    started = Registration.objects.filter(started_by=person, status=Registration.Status.STARTED)
    return started.select_related("vendor").first()


def start(person, *, shop_name, now):
    """Begin a shop in preparation, with the person as its owner. Returns the Registration.

    A person who has begun one already gets it back, whatever the name: a form sent twice makes one shop. Raises
    NoPlanOffered.
    """
    try:
        return _start(person, shop_name, now)
    except IntegrityError:  # Two requests at once: the constraint kept one of them.
        begun = unfinished_of(person)
        return begun or _start(person, shop_name, now)


@transaction.atomic
def _start(person, shop_name, now):
    User.objects.select_for_update().get(pk=person.pk)
    if begun := unfinished_of(person):
        return begun
    vendor = Partner.objects.create(
        name=shop_name, status=Partner.Status.DRAFT, plan=first_plan(now), email=person.email
    )
    Membership.objects.create(partner=vendor, user=person, role=Membership.Role.OWNER)
    return Registration.objects.create(vendor=vendor, started_by=person, started_at=now, touched_at=now)


def first_plan(now):
    """The plan of a shop that hasn't chosen: commission only, because it costs nothing before a sale."""
    offered = list(Plan.objects.offered_on(timezone.localdate(now)))
    if not offered:
        raise NoPlanOffered
    return next((plan for plan in offered if plan.kind == Plan.Kind.COMMISSION), offered[0])


def touch(vendor, *, now):
    """Note that somebody worked on the file of this vendor: abandoned files are counted from here."""
    Registration.objects.filter(vendor=vendor, touched_at__lt=now).update(touched_at=now)
