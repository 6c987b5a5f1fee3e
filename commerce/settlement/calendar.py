"""When a share may move: the legal day, the promised day, which of them rules. Days are counted in Europe/Paris."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.date_format import date_format
from commerce.working_days import next_working_day

#: Art. L221-18 Code de la consommation: from the day after receipt.
WITHDRAWAL_DAYS = 14
#: What the FAQ promises to vendors, from the order's confirmation.
PROMISED_DAYS = 21


class Rule(models.TextChoices):
    """Which day decides, in words for vendor and operator."""

    LEGAL = "legal", gettext_lazy("le délai de rétractation est alors passé, et la promesse de 21 jours est tenue")
    PROMISE = "promise", gettext_lazy("la promesse de 21 jours l’emporte, le délai de rétractation court encore")
    RECEIPT = "receipt", gettext_lazy("la promesse de 21 jours était passée à la réception : rien n’attend plus")


@dataclass(frozen=True)
class Dates:
    """The legal day (the day after the right to withdraw), the promised day, the day that rules, and by which rule.

    `right_is_open` says that the receipt is only presumed: the buyer's right then has no known end.
    """

    legal_on: date
    promised_on: date
    due_on: date
    rule: Rule
    right_is_open: bool = False

    @property
    def risk_days(self):
        """Days between the release and the end of the right to withdraw: a refund then is advanced by the reserve."""
        return max(0, (self.legal_on - self.due_on).days)

    @property
    def risk_in_words(self):
        """Who carries the risk between both days, or ""."""
        if self.right_is_open:
            return _(
                "La réception est présumée : l’acheteur peut encore se rétracter. La réserve avancerait alors le "
                "remboursement, que vos ventes suivantes rendraient."
            )
        if not self.risk_days:
            return ""
        last = date_format(self.legal_on - timedelta(days=1), "j F Y")
        return _(
            "Jusqu’au %(day)s, l’acheteur peut encore se rétracter : la réserve de MonQuibus avancerait le "
            "remboursement, que vos ventes suivantes rendraient."
        ) % {"day": last}


def withdrawal_ends_on(received_on):
    """Last day of the buyer's right to withdraw: 14 days from the day after receipt, extended to a working day.

    A period that ends on a Saturday, a Sunday or a public holiday runs to the next working day.
    """
    return next_working_day(received_on + timedelta(days=WITHDRAWAL_DAYS))


def latest_due(now):
    """Moments (of receipt, of confirmation): no share is due at `now` that was both received and confirmed later.

    Whole days less a few hours, for the hour that a change of clock takes: lets the database leave out what waits.
    """
    hours = timedelta(hours=3)
    return now - timedelta(days=WITHDRAWAL_DAYS) + hours, now - timedelta(days=PROMISED_DAYS - 1) + hours


def promised_on(vendor_order):
    """The latest day that the FAQ promises, 21 days after confirmation; None before it."""
    if vendor_order.confirmed_at is None:
        return None
    return timezone.localdate(vendor_order.confirmed_at) + timedelta(days=PROMISED_DAYS)


def dates_of(vendor_order):
    """The Dates of a received vendor order, or None while nothing has been received."""
    if vendor_order.received_at is None:
        return None
    legal_on, promised, due_on = _days(vendor_order)
    presumed = vendor_order.receipt_basis == vendor_order.Receipt.PRESUMED
    return Dates(legal_on, promised, due_on, _rule(legal_on, promised, due_on), right_is_open=presumed)


def _rule(legal_on, promised, due_on):
    if due_on == legal_on:
        return Rule.LEGAL
    return Rule.PROMISE if due_on == promised else Rule.RECEIPT


def release_due_on(vendor_order):
    """Day on which the share may move to the vendor's wallet, or None while nothing has been received.

    The earlier of the day after the withdrawal period and 21 days after confirmation, but never before receipt.
    """
    return _days(vendor_order)[-1] if vendor_order.received_at else None


def _days(vendor_order):
    """The legal day, the promised one, and the one that rules."""
    received_on = timezone.localdate(vendor_order.received_at)
    legal_on = withdrawal_ends_on(received_on) + timedelta(days=1)
    promised = promised_on(vendor_order)
    return legal_on, promised, max(received_on, min(legal_on, promised))


def due_by(today):
    """Days (of receipt, of confirmation) whose shares fall due on `today` at the latest: by law, by the promise.

    The exact inverse of the calendar, so that the database can tell due shares from others without reading each.
    """
    received_on = today - timedelta(days=WITHDRAWAL_DAYS + 1)
    while withdrawal_ends_on(received_on) + timedelta(days=1) > today:
        received_on -= timedelta(days=1)
    return received_on, today - timedelta(days=PROMISED_DAYS)
