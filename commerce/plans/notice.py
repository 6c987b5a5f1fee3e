"""When a change of terms may begin: art. 3 of regulation (EU) 2019/1150 gives vendors 15 days' notice of a rise."""

from datetime import timedelta

from django.utils import timezone

NOTICE_DAYS = 15

#: What may rise. VAT is the law's, not ours.
_FIGURES = ("commission_rate", "commission_fixed_cents", "monthly_fee_cents", "yearly_fee_cents")


def is_rise(old, new):
    """Whether a vendor could pay more under `new` terms than under `old` ones.

    A yearly price that is offered for the first time costs nobody more; one that disappears does, and so does a
    commission that begins to bear on shipping.
    """
    if old is None:
        return False
    offered_yearly_first = old.yearly_fee_cents == 0
    figures = [name for name in _FIGURES if name != "yearly_fee_cents" or not offered_yearly_first]
    rises = any(getattr(new, name) > getattr(old, name) for name in figures)
    loses_yearly = old.yearly_fee_cents > 0 and new.yearly_fee_cents == 0
    takes_shipping = new.commission_on_shipping and not old.commission_on_shipping
    return rises or loses_yearly or takes_shipping


def earliest_day(now):
    """First day on which a rise announced at `now` may be in force: 15 whole days in Europe/Paris lie between."""
    return timezone.localdate(now) + timedelta(days=NOTICE_DAYS + 1)
