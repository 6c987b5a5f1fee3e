"""Workshops that pause or have left: a holiday next week, and one that has closed."""

from datetime import timedelta

from django.utils import timezone

from commerce.leaving import closing
from commerce.partner import holidays
from commerce.partner.models import Holiday, Partner
from demo.workshops.typography import typeset

#: The workshop that goes away, in how many days, for how many.
AWAY, IN_DAYS, FOR_DAYS = 4, 6, 9
MESSAGE = "Nous partons cuire au bois chez une amie. Merci de votre patience, et à bientôt !"


CLOSED_CODE, CLOSED_NAME, CLOSED_SINCE = "atelier-sauvanet", "Atelier Sauvanet", timedelta(days=12)


def load_leaving(workshops, vendors):
    """One workshop plans a holiday, where there are enough of them. Run again, it adds nothing."""
    if len(workshops) <= AWAY or Holiday.objects.exists():
        return
    _load_a_closed_one(vendors[workshops[AWAY].code].plan)
    first_day = timezone.localdate() + timedelta(days=IN_DAYS)
    holidays.plan(
        vendors[workshops[AWAY].code],
        first_day=first_day,
        back_on=first_day + timedelta(days=FOR_DAYS),
        message=typeset(MESSAGE),
        now=timezone.now(),
    )


def _load_a_closed_one(plan):
    """A bookbinder who went through the whole closing, so that the page of a closed shop can be seen."""
    then = timezone.now() - CLOSED_SINCE
    opened_at = then - timedelta(days=300)
    shop = {"name": CLOSED_NAME, "plan": plan, "status": Partner.Status.OPEN, "opened_at": opened_at}
    vendor = Partner.objects.create(code=CLOSED_CODE, craft="Reliure", town="Arles", **shop)
    asked = closing.ask(vendor, by=None, now=then)
    closing.close(asked, now=then + closing.GRACE)
