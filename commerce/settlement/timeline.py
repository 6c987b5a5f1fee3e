"""What the timeline tells of money: refunds for everybody, the payout for the vendor."""

from django.utils.translation import gettext as _

from commerce.date_format import date_format
from commerce.money_format import euros
from commerce.order.timeline import LATER, Chapter, Event

LOOKUPS = ("refunds__pay_in_refund",)


def tell(part, *, viewer, now):
    """The Chapter of refunds."""
    return Chapter([_of_refund(refund) for refund in part.refunds.all()])


def _of_refund(refund):
    label = _("Remboursement de %(amount)s") % {"amount": euros(refund.amount_cents)}
    return Event(label, refund.decided_at, f"{refund.get_reason_display()}, {refund.progress_in_words}")


def of_payout(earning):
    """The Event of the vendor's money: paid out on its day, or still to come."""
    if earning.is_paid_out:
        return Event(_("Virée"), detail=date_format(earning.payout.day, "l j F"))
    day = date_format(earning.due_on, "l j F") if earning.due_on else ""
    if earning.is_held and day:
        day = _("au plus tôt le %(day)s") % {"day": day}
    return Event(_("Virée"), detail=day, state=LATER)
