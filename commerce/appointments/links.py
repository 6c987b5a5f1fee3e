"""The signed link by which somebody without an account finds, moves or cancels an appointment."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from commerce.appointments.models import Appointment

signer = signing.Signer(salt="commerce.appointments")


def appointment_path(appointment):
    """The link, without the site's address."""
    return reverse("appointments:appointment", args=[signer.sign(appointment.uid.hex)])


def appointment_address(appointment):
    """The link, whole, for mails and calendars."""
    return f"{settings.SITE_URL}{appointment_path(appointment)}"


def appointment_by_link(token):
    """The appointment that the link names, or None when we didn't sign it."""
    try:
        uid = signer.unsign(token)
    except signing.BadSignature:
        return None
    return Appointment.objects.select_related("slot").filter(uid=uid).first()
