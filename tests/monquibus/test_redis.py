import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from tests.factories import UserFactory

pytestmark = [pytest.mark.redis, pytest.mark.django_db]


def test_what_one_process_caches_is_in_redis_for_the_others():
    cache.set("vitrine", {"bol": 3}, timeout=60)
    raw = cache._cache.get_client(None, write=False)
    assert raw.exists(cache.make_key("vitrine"))
    assert raw.ttl(cache.make_key("vitrine")) <= 60


def test_a_session_survives_the_loss_of_its_copy_in_redis():
    client = Client()
    client.force_login(UserFactory())
    assert cache.delete(client.session.cache_key)
    assert client.get("/porte/login/").status_code == 302
    assert settings.SESSION_ENGINE.endswith("cached_db")
