from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from tests.commerce.settlement.orders import DUE, order_of, paid, parts, ready_vendor, received
from tests.factories import UserFactory

#: When operators act in these tests: the day after everything received is due.
NOW = DUE + timedelta(days=1)


def person(*names):
    """Somebody of the team with these permissions of settlement, and Wagtail's door."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label="settlement", codename__in=names))
    return user


@pytest.fixture
def now(monkeypatch):
    """The clock stands still at NOW."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW


@pytest.fixture
def operator(client):
    """A client that an operator is signed in to."""
    client.operator = person("see_the_money", "move_the_money")
    client.force_login(client.operator)
    return client


@pytest.fixture
def vendor(mangopay):
    return ready_vendor(mangopay)


@pytest.fixture
def sold(mangopay, vendor):
    """A vendor order of 40.00 € with 6.90 € of delivery, received."""
    return received(parts(paid(mangopay, order_of(vendor)))[0])
