import pytest

from commerce.registration import steps
from commerce.registration.models import Registration
from tests.factories import RegistrationFactory


class Lack:
    """A step whose lack tests decide: `lack.missing = ["Une photo"]`."""

    def __init__(self):
        self.missing = []

    def __call__(self, vendor, *, now):
        return self.missing


@pytest.fixture
def lack(monkeypatch):
    """The only step of every registration; nothing is missing until a test says so."""
    lack = Lack()
    step = steps.Step("lack", "Une étape", "Pour voir.", "vendor_portal:products", lack, 10)
    monkeypatch.setattr(steps, "_joined", {"lack": step})
    return lack


@pytest.fixture
def file(db):
    return RegistrationFactory()


def file_in(status):
    """A file in this state, as submission and decisions leave it."""
    file = RegistrationFactory()
    sent = None if status == Registration.Status.STARTED else file.started_at
    Registration.objects.filter(pk=file.pk).update(status=status, submitted_at=sent)
    file.refresh_from_db()
    return file
