"""Before a holiday begins: what is still to be sent."""

from django.conf import settings

from commerce.communication import shops
from commerce.order.work import work_of
from commerce.partner import holidays

#: So many days before the holiday.
DAYS_BEFORE = 3


def to_remind(now):
    """Holidays that begin within the next days."""
    return holidays.begins_soon(now, days=DAYS_BEFORE)


def remind(holiday, *, now):
    """Tell a workshop that leaves with orders to send which they are, once per holiday. Returns the Mails."""
    to_prepare = work_of(holiday.vendor, now=now).to_prepare
    if not to_prepare:
        return []
    portal_url = f"{settings.SITE_URL}/espace-pro/commandes/"
    return shops.tell(
        holiday.vendor,
        event="holiday_reminder",
        key=f"holiday:{holiday.pk}:{holiday.absence.first_day}",
        context={
            "vendor": holiday.vendor,
            "absence": holiday.absence,
            "orders": to_prepare,
            "portal_url": portal_url,
        },
        url=portal_url,
    )
