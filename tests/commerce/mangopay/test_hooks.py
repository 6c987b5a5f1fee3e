import pytest
from django.urls import reverse
from django_q.conf import Conf
from django_q.models import OrmQ

from commerce.mangopay import hooks
from commerce.mangopay.models import HookNotice

pytestmark = pytest.mark.django_db
NOTICE = {"EventType": "PAYIN_NORMAL_SUCCEEDED", "RessourceId": "payin_m_01", "Date": "1795420800"}


@pytest.fixture(autouse=True)
def _tasks_wait(monkeypatch):
    monkeypatch.setattr(Conf, "SYNC", False)


def address(secret=None):
    return reverse("mangopay:hooks", args=[secret or hooks.secret()])


def test_a_notice_is_kept_with_the_task_that_will_look(client):
    assert client.get(address(), NOTICE).status_code == 200
    notice = HookNotice.objects.get()
    assert (notice.event_type, notice.resource_id) == ("PAYIN_NORMAL_SUCCEEDED", "payin_m_01")
    assert OrmQ.objects.count() == 1


def test_a_repeated_notice_makes_no_second_task(client):
    for _ in range(3):
        assert client.get(address(), NOTICE).status_code == 200
    assert (HookNotice.objects.count(), OrmQ.objects.count()) == (1, 1)


def test_a_notice_without_the_secret_is_nobody_s(client):
    assert client.get(address("autre"), NOTICE).status_code == 404
    assert not HookNotice.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"EventType": "PAYIN_NORMAL_INVENTED"},
        {"RessourceId": "../../users"},
        {"RessourceId": "x" * 129},
        {"Date": "hier"},
        {"Date": "9" * 40},
    ],
)
def test_a_misshapen_notice_is_refused_and_not_kept(client, wrong):
    assert client.get(address(), {**NOTICE, **wrong}).status_code == 400
    assert not HookNotice.objects.exists()


def test_the_address_takes_no_post(client):
    assert client.post(address(), NOTICE).status_code == 405


def test_a_notice_is_handled_once_by_whoever_listens(monkeypatch, client):
    seen = []
    monkeypatch.setitem(hooks._listeners, "PAYIN_NORMAL_SUCCEEDED", [lambda pk, now: seen.append(pk)])
    client.get(address(), NOTICE)
    for _ in range(2):
        hooks.handle(HookNotice.objects.get(), now=HookNotice.objects.get().received_at)
    assert seen == ["payin_m_01"]


def test_every_announced_event_has_a_listener():
    assert set(hooks.EVENT_TYPES) == set(hooks._listeners)
