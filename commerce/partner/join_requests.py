"""Asking to join a shop that exists: by its business number, answered by its owners. There is no second shop."""

from datetime import timedelta

from django.db import transaction

from commerce.communication import mails
from commerce.partner.models import Partner
from commerce.partner.people import Kind, add, lock, name_of, owners_of, record, tell
from commerce.partner.people_models import JoinRequest
from commerce.partner.rights import Right, refuse_without

#: How many requests a person may send in a day: more is fishing for who sells here.
MOST_A_DAY = 5
A_DAY = timedelta(days=1)
Answer = JoinRequest.Answer


class TooManyRequests(Exception):
    """This person asked too often today."""


@transaction.atomic
def ask_to_join(person, *, siret, message, now):
    """Ask the owners of the shop with this business number (14 digits, spaces allowed) to let a person in.

    What comes back is None in every case, so that nobody learns who sells here: without a shop, for a member, or for
    a repeated question, nothing is sent. Raises TooManyRequests after five numbers within 24 hours.
    """
    siret = "".join(siret.split())
    mine = JoinRequest.objects.filter(person=person)
    mine.filter(vendor=None, asked_at__lte=now - A_DAY).delete()
    mine.filter(answered_at=None).exclude(pk__in=mine.waiting(now)).exclude(vendor=None).delete()
    if mine.filter(siret=siret, answered_at=None).exists():
        return
    if mine.filter(asked_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise TooManyRequests
    vendor = Partner.objects.filter(siret=siret).exclude(status=Partner.Status.CLOSED).order_by("pk").first()
    if vendor and vendor.memberships.filter(user=person).exists():
        vendor = None
    request = JoinRequest.objects.create(vendor=vendor, person=person, siret=siret, message=message, asked_at=now)
    if vendor:
        about = {"request": request, "name": name_of(person)}
        tell("join_requested", vendor=vendor, key=request.pk, people=owners_of(vendor), **about)


@transaction.atomic
def accept(request, *, role, by, now):
    """Let the person in with a role. Twice changes nothing. Raises NotAllowed."""
    if _answer(request, Answer.ACCEPTED, by=by, now=now):
        record(request.vendor, Kind.ACCEPTED, actor=by, subject=name_of(request.person), role=role, now=now)
        add(request.vendor, request.person, role=role, now=now)


@transaction.atomic
def decline(request, *, by, now):
    """Refuse the person, who is told without a name. Twice changes nothing. Raises NotAllowed."""
    if _answer(request, Answer.DECLINED, by=by, now=now):
        record(request.vendor, Kind.DECLINED, actor=by, subject=name_of(request.person), now=now)
        context = {"vendor": request.vendor, "request": request}
        mails.send(event="join_declined", key=request.pk, recipient=request.person.email, context=context)


def _answer(request, answer, *, by, now):
    """Whether the request waited for an answer until now."""
    lock(request.vendor)
    refuse_without(Right.PEOPLE, person=by, vendor=request.vendor)
    waiting = JoinRequest.objects.waiting(now).filter(pk=request.pk)
    return bool(waiting.update(answer=answer, answered_at=now, answered_by=by))
