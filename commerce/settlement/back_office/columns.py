"""Columns and filters that the lists of the money room share."""

from decimal import Decimal

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from commerce.money import to_cents
from commerce.money_format import euros
from commerce.settlement.models import Payout, Release
from commerce.settlement.reasons import reasons_to_wait


class Euros(Column):
    """Cents of an attribute, as euros at the right."""

    def __init__(self, name, label, sort_key=None):
        super().__init__(
            name,
            label=label,
            accessor=lambda row: euros(getattr(row, name)),
            sort_key=sort_key,
            classname="money-amount",
        )


class Words(Column):
    """What `says(row)` says."""

    def __init__(self, name, label, says, sort_key=None):
        super().__init__(name, label=label, accessor=says, sort_key=sort_key)


def amount_filter(label, expression):
    """A filter by an amount in euros, whose cents `expression` sums up."""

    def keep(queryset, _name, euros_wanted):
        return queryset.annotate(_wanted=expression).filter(_wanted=to_cents(Decimal(euros_wanted)))

    return django_filters.NumberFilter(label=label, method=keep)


def money_state(part, now):
    """Where the share of a vendor order is, in words. Reads only what the list fetched."""
    release = getattr(part, "release", None)
    if release is None or release.state != Release.State.SUCCEEDED:
        reasons = reasons_to_wait(part, now=now)
        return " ; ".join(map(str, reasons)) if reasons else _("à libérer : part au prochain passage")
    payout = release.payout
    if payout is None:
        return _("libérée, attend son virement")
    if payout.state == Payout.State.SUCCEEDED and not payout.returned_at:
        return _("virée à la banque de l’artisan")
    return _("libérée, virement en cours")
