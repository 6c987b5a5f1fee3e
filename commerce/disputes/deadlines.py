"""Until when who has to do what. Days are counted in Europe/Paris; every function takes days and gives days."""

from calendar import monthrange
from datetime import timedelta

from commerce.working_days import next_working_day, working_days_after

#: Working days for the other side to answer. Etsy gives 48 hours, which a week-end at a workshop's market eats up.
ANSWER_DAYS = 3
#: For the buyer to say that an answer isn't enough.
INSIST_DAYS = 7
#: For the buyer to say that what was repaired or sent anew is no better: it has to arrive, and to be tried.
CHECK_DAYS = 14
#: A repair or a replacement takes 30 days at most from the day it was asked for (art. L217-10).
REMEDY_DAYS = 30
#: Working days in which the operator wants to decide, and hears of it on the last.
DECISION_DAYS = 5
#: What is seen at once is reported within so many days of the receipt; later it is a matter of the guarantee.
REPORT_DAYS = 60
#: Art. L217-3 and L217-7: the guarantee, and how long a defect counts as old as the delivery; second hand, half.
GUARANTEE_MONTHS = PRESUMPTION_MONTHS = 24
SECOND_HAND_PRESUMPTION_MONTHS = 12


def answer_by(asked_on):
    """Last day for the other side to answer."""
    return working_days_after(asked_on, ANSWER_DAYS)


def insist_by(answered_on):
    """Last day for the buyer to call the operator after an answer."""
    return next_working_day(answered_on + timedelta(days=INSIST_DAYS))


def check_by(remedied_on):
    """Last day for the buyer to say that a repair or a replacement doesn't do."""
    return next_working_day(remedied_on + timedelta(days=CHECK_DAYS))


def remedy_by(asked_on):
    """Last day that may be promised for a repair or a replacement."""
    return asked_on + timedelta(days=REMEDY_DAYS)


def decide_by(escalated_on):
    """Day by which the operator wants to have decided."""
    return working_days_after(escalated_on, DECISION_DAYS)


def report_by(received_on):
    """Last day to report what is seen at once."""
    return next_working_day(received_on + timedelta(days=REPORT_DAYS))


def guarantee_ends_on(received_on):
    """Last day of the legal guarantee of conformity, two years from the delivery."""
    return _months_later(received_on, GUARANTEE_MONTHS)


def presumption_ends_on(received_on, *, second_hand=False):
    """Last day on which a defect counts as older than the delivery, unless the vendor proves otherwise."""
    return _months_later(received_on, SECOND_HAND_PRESUMPTION_MONTHS if second_hand else PRESUMPTION_MONTHS)


def _months_later(day, months):
    """The same day of a later month, or its last (règl. 1182/71, art. 3)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
