"""Until when who has to do what. Days are counted in Europe/Paris; every function takes days and gives days."""

from datetime import timedelta

from commerce.working_days import next_working_day

#: Art. L221-23 and L221-24 Code de la consommation: to send back, and to refund, from the declaration on.
RETURN_DAYS = REFUND_DAYS = 14
#: A vendor who says nothing so long after the goods are back has accepted them as they are.
ANSWER_DAYS = 7
#: A parcel with a proof of posting that nobody speaks of any more counts as accepted after so long.
TRANSIT_DAYS = 14
#: How long a buyer may contest a reduction.
APPEAL_DAYS = 14
#: The operator hears of a refund that isn't decided so long before its day.
ALARM_DAYS_BEFORE = 2
#: A buyer who hasn't sent anything is reminded so long before the last day.
REMINDER_DAYS_BEFORE = 3


def return_by(declared_on):
    """Last day to hand the goods to the post. One that isn't worked runs to the next working day (règl. 1182/71)."""
    return next_working_day(declared_on + timedelta(days=RETURN_DAYS))


def refund_by(declared_on, secured_on=None):
    """Day by which the buyer's money must be on its way: 14 days from the declaration, never extended.

    The vendor may wait for the goods or a proof of posting, whichever comes first (art. L221-24): `secured_on`, if
    that is later. Without either nothing is due yet: None.
    """
    if secured_on is None:
        return None
    return max(declared_on + timedelta(days=REFUND_DAYS), secured_on)


def answer_by(returned_on):
    """Last day for the vendor to say what is wrong with what came back."""
    return next_working_day(returned_on + timedelta(days=ANSWER_DAYS))


def arrives_by(dispatched_on):
    """Last day for the vendor to say that a posted parcel never came."""
    return next_working_day(dispatched_on + timedelta(days=TRANSIT_DAYS))


def appeal_by(reduced_on):
    """Last day for the buyer to contest a reduction."""
    return next_working_day(reduced_on + timedelta(days=APPEAL_DAYS))
