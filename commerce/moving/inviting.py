"""People who moved in are invited to choose a password: as many at a time as the operator says, each once."""

from django.conf import settings
from django.urls import reverse

from commerce.communication.mails import send
from commerce.communication.models import Mail
from commerce.customer.models import User
from commerce.moving.models import Moved
from commerce.partner.models import Membership

EVENT = "moved_in"


def waiting():
    """Accounts that moved in, have no password yet and weren't written to; vendors' first."""
    owners = Moved.objects.filter(kind=Moved.Kind.VENDOR).values("target_id")
    buyers = Moved.objects.filter(kind=Moved.Kind.CUSTOMER).values("target_id")
    invited = Mail.objects.filter(event=EVENT).values("recipient")
    people = User.objects.filter(is_active=True, password__startswith="!").exclude(email__in=invited)
    in_shops = Membership.objects.filter(partner__in=owners).values("user")
    return [*people.filter(pk__in=in_shops), *people.filter(pk__in=buyers).exclude(pk__in=in_shops)]


def invite(most):
    """Invite the next `most` people. Returns how many that were."""
    people = waiting()[:most]
    shops = dict(Membership.objects.filter(user__in=people).values_list("user", "partner__name"))
    for person in people:
        context = {"shop": shops.get(person.pk, ""), "link": f"{settings.SITE_URL}{reverse('account_reset_password')}"}
        send(event=EVENT, key=str(person.pk), recipient=person.email, context=context)
    return len(people)
