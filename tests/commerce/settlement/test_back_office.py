import pytest
from django.urls import reverse

from commerce.settlement import incidents
from commerce.settlement.models import Incident
from tests.commerce.baskets import MONDAY
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LISTS = ["money_incidents", "money_payins", "money_releases", "money_payouts", "money_refunds"]


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("name", LISTS)
def test_the_operator_sees_each_kind_of_movement(operator, name):
    assert operator.get(reverse(f"{name}:index")).status_code == 200


def test_the_operator_reads_what_went_wrong_and_how_often(operator):
    for _ in range(2):
        incidents.note("paid out:Atelier bleu", "Refused: param_error", now=MONDAY)
    page = operator.get(reverse("money_incidents:index")).content.decode()
    assert "paid out:Atelier bleu" in page
    assert Incident.objects.get().occurrences == 2
    assert operator.get(reverse("money_incidents:inspect", args=[Incident.objects.get().pk])).status_code == 200


@pytest.mark.parametrize("action", ["add", "edit", "delete"])
def test_nobody_writes_the_history_of_money_by_hand(operator, action):
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    args = [] if action == "add" else [Incident.objects.get().pk]
    answer = operator.post(reverse(f"money_incidents:{action}", args=args), {"subject": "autre"})
    assert answer.status_code in (302, 403)
    assert Incident.objects.get().subject == "release:VO-1"


def test_an_incident_that_comes_back_is_open_again():
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    incidents.solve("release:VO-1", now=MONDAY)
    assert not Incident.objects.filter(solved_at=None).exists()
    incidents.note("release:VO-1", "Refused", now=MONDAY)
    assert Incident.objects.filter(solved_at=None).exists()
