"""Twenty people, one slot, at the same moment."""

from collections import Counter

import pytest

from commerce.appointments.booking import SlotTaken, book
from commerce.appointments.models import Appointment
from commerce.communication.models import Mail
from tests.commerce.appointments.conftest import NOW, PERSON, at
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import SlotFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE = 20


def test_one_of_twenty_gets_the_slot_and_nineteen_are_told():
    slot, ends, numbers = SlotFactory(starts_at=at(4, 10)), Counter(), iter(range(PEOPLE))

    def take():
        number = next(numbers)
        who = {**PERSON, "phone": f"+336123456{number:02}", "email": f"personne{number}@exemple.test"}
        try:
            book(slot.pk, now=NOW, **who)
        except SlotTaken:
            ends["told"] += 1
        else:
            ends["booked"] += 1

    at_once(take, PEOPLE)
    assert ends == {"booked": 1, "told": 19}
    assert Appointment.objects.count() == 1
    assert Mail.objects.filter(event="appointment_confirmed").count() == 1


def test_a_person_who_takes_twenty_slots_at_once_has_one():
    slots = iter([SlotFactory(starts_at=at(4, 8, minute)) for minute in range(PEOPLE)])
    at_once(lambda: book(next(slots).pk, now=NOW, **PERSON), PEOPLE)
    assert Appointment.objects.count() == 1
