"""The operator's day: every slot, who is called, and that person's shop if there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commerce.appointments.free import bounds_of, local_day, slots_of_day
from commerce.appointments.models import Appointment, Slot
from commerce.partner.models import Membership, Partner


@dataclass(frozen=True)
class Row:
    """A slot of the day; nobody has it when `appointment` is None."""

    slot: Slot
    appointment: Appointment | None
    vendor: Partner | None


def day_of(day: date) -> list[Row]:
    """The open slots of the day and those that somebody had and kept, in order. Three queries, whatever the number."""
    slots = list(slots_of_day(day))
    standing = Appointment.objects.filter(slot__in=slots).exclude(status=Appointment.Status.CANCELLED)
    taken = {one.slot_id: one for one in standing}
    vendors = vendors_by_email(one.email for one in taken.values())
    return [
        Row(slot, one, vendors.get(one.email) if one else None)
        for slot in slots
        if (one := taken.get(slot.pk)) or not slot.closed_at
    ]


def vendors_by_email(emails: Iterable[str]) -> dict[str, Partner]:
    """The shop of each of these people, by their address in lower case; the first one of who has several."""
    members = Membership.objects.filter(user__email__in=set(emails)).select_related("partner", "user").order_by("-pk")
    return {member.user.email.lower(): member.partner for member in members}


def neighbours(day: date) -> tuple[date | None, date | None]:
    """The days before and after on which there is a slot; None where there is none."""
    start, end = bounds_of(day)
    before = Slot.objects.filter(closed_at=None, starts_at__lt=start).last()
    after = Slot.objects.filter(closed_at=None, starts_at__gte=end).first()
    return before and local_day(before), after and local_day(after)
