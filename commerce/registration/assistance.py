"""An operator fills in a vendor's file with the vendor on the telephone: the same file, what needs no signature.

The state lives in the operator's own session, is written in the log, and ends by itself. The vendor alone chooses a
plan, accepts texts, gives a bank account, shows an identity and sends the file.
"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from commerce.communication.mails import send
from commerce.customer.models import User
from commerce.partner.models import Partner
from commerce.registration.models import Registration
from commerce.registration.start import start

#: Who keeps the calendar of calls fills in files during them.
PERMISSION = "appointments.keep_appointments"
SESSION_KEY = "assisted_vendor"
#: The longest call.
LONGEST = timedelta(hours=2)


class NotOpen(Exception):
    """The person's file was sent, or the shop is open already: nothing can be filled in for it."""


@transaction.atomic
def begin(*, email, shop_name, operator, now):
    """Open the file of the person with this address, or begin one, and write its link to the person.

    Returns the Registration. Without an account the person gets one without a password: only who reads the mailbox
    can choose it. `shop_name` counts for a new file. Raises NotOpen, and NoPlanOffered of `start`.
    """
    person = User.objects.filter(email__iexact=email).order_by("-is_active", "pk").first() or _new_account(email)
    registration = file_of(email)
    if registration is None:
        if Partner.objects.of_member(person).exists():
            raise NotOpen
        registration = start(person, shop_name=shop_name, now=now)
    if not _is_open(registration):
        raise NotOpen
    log(instance=registration, action="registration.assist", user=operator)
    address = "vendor_portal:registration" if person.has_usable_password() else "account_reset_password"
    context = {
        "registration": registration,
        "vendor": registration.vendor,
        "link": f"{settings.SITE_URL}{reverse(address)}",
    }
    context |= {"is_new": not person.has_usable_password(), "operator": operator.get_full_name()}
    key = f"{registration.pk}:{timezone.localdate(now)}"
    send(event="registration_assisted", key=key, recipient=person.email, context=context)
    return registration


def _new_account(email):
    person = User.objects.create_user(email=email.lower(), password=None)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    return person


def file_of(email):
    """The Registration of the shop in which the person with this address works, or None."""
    files = Registration.objects.filter(vendor__memberships__user__email__iexact=email)
    return files.select_related("vendor").order_by("-pk").first()


def _is_open(registration):
    return registration.vendor.status == Partner.Status.DRAFT and registration.is_open_to_changes


def enter(session, registration, *, now):
    """Let this session fill in the file from now on, for LONGEST."""
    session[SESSION_KEY] = {"vendor": registration.vendor_id, "since": now.isoformat()}


def leave(session):
    """The call is over."""
    session.pop(SESSION_KEY, None)


def assisted_vendor(user, session, *, now):
    """The shop that this session fills in, or None: without the permission, after LONGEST, once the file was sent."""
    state = session.get(SESSION_KEY)
    if not state or now - datetime.fromisoformat(state["since"]) > LONGEST or not user.has_perm(PERMISSION):
        return None
    found = Registration.objects.filter(vendor=state["vendor"]).select_related("vendor__plan").first()
    return found.vendor if found and _is_open(found) else None


def note_change(registration, *, step, operator):
    """Write in the log which step the operator filled in."""
    log(instance=registration, action="registration.assist", user=operator, data={"step": step})
