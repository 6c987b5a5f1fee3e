from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

PARIS = ZoneInfo("Europe/Paris")
#: A Thursday in winter time.
NOW = datetime(2026, 12, 3, 9, 0, tzinfo=PARIS)
PERSON = {
    "name": "Maëlle Kervran",
    "phone": "+33612345678",
    "email": "maelle@exemple.test",
    "subject": "Des sacs en cuir.",
}


def at(day, hour, minute=0, month=12, year=2026):
    """A moment on the clock of Paris."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


@pytest.fixture
def slot(db):
    """Friday, 4 December at 10:00."""
    from tests.factories import SlotFactory

    return SlotFactory(starts_at=at(4, 10))


@pytest.fixture
def other_slot(db):
    """Monday, 7 December at 14:00."""
    from tests.factories import SlotFactory

    return SlotFactory(starts_at=at(7, 14))
