"""Taking, moving and cancelling a call. Each holds whole or not at all, whoever else wants the same slot."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from commerce.appointments import announcements
from commerce.appointments.free import free_slots
from commerce.appointments.models import Appointment, Slot


class SlotTaken(Exception):
    """Somebody else was quicker, or the slot isn't open any more."""


class TooLate(Exception):
    """The appointment is over, or cancelled: nothing can be changed."""


def book(slot_id, *, name, phone, email, subject, now):
    """Take the slot. Returns the Appointment, or None when this address or number has one to come already.

    In that case its owner gets its link by mail, once a day, and the caller must not be told: whether somebody has an
    appointment is nobody else's business. `phone` comes from `french_number`. Raises SlotTaken.
    """
    email = email.lower()
    try:
        return _book(slot_id, now, name=name, phone=phone, email=email, subject=subject)
    except IntegrityError:  # The same person, twice at once: a constraint kept one of the two.
        return _book(slot_id, now, name=name, phone=phone, email=email, subject=subject)


@transaction.atomic
def _book(slot_id, now, **person):
    slot = _take(slot_id, now)
    theirs = Appointment.objects.filter(
        Q(email=person["email"]) | Q(phone=person["phone"]), status=Appointment.Status.BOOKED
    )
    theirs.filter(slot__ends_at__lte=now).update(status=Appointment.Status.PAST)
    if standing := theirs.select_related("slot").first():
        announcements.remind_of_standing(standing, now=now)
        return None
    appointment = Appointment.objects.create(slot=slot, booked_at=now, taken_at=now, **person)
    announcements.confirmed(appointment, now=now)
    return appointment


def _take(slot_id, now):
    """The slot, locked until the transaction ends. Raises SlotTaken."""
    Slot.objects.select_for_update().filter(pk=slot_id).first()
    slot = free_slots(now).filter(pk=slot_id).first()
    if slot is None:
        raise SlotTaken
    return slot


@transaction.atomic
def move(appointment, slot_id, *, now):
    """Free its slot and take the other one, in one transaction.

    To the slot that it has: nothing. Raises SlotTaken, TooLate.
    """
    appointment = _changeable(appointment, now)
    if appointment.slot_id == slot_id:
        return appointment
    appointment.slot = _take(slot_id, now)
    appointment.sequence += 1
    appointment.taken_at = now
    appointment.save(update_fields=["slot", "sequence", "taken_at"])
    announcements.moved(appointment, now=now)
    return appointment


@transaction.atomic
def cancel(appointment, *, now, by_operator=False):
    """Call it off and free its slot. A second time changes nothing. Raises TooLate once it is over."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.status == Appointment.Status.CANCELLED:
        return appointment
    appointment = _changeable(appointment, now)
    appointment.status = Appointment.Status.CANCELLED
    appointment.cancelled_at = now
    appointment.sequence += 1
    appointment.save(update_fields=["status", "cancelled_at", "sequence"])
    announcements.cancelled(appointment, now=now, by_operator=by_operator)
    return appointment


def _changeable(appointment, now):
    appointment = Appointment.objects.select_for_update(of=("self",)).select_related("slot").get(pk=appointment.pk)
    if not can_be_changed(appointment, now):
        raise TooLate
    return appointment


def can_be_changed(appointment, now):
    """Whether its link still works: booked, and not over."""
    return appointment.is_booked and appointment.slot.ends_at > now
