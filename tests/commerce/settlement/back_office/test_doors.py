"""Every address of the money room, tried by everybody who has no business there."""

import pytest
from django.urls import reverse

from commerce.settlement.back_office.urls import ACTIONS, urlpatterns
from tests.commerce.settlement.back_office.conftest import person
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


def address(pattern):
    """An address below this pattern, of a row that doesn't exist."""
    wanted = list(pattern.pattern.converters)
    return reverse(f"money:{pattern.name}", args=["release" if name == "kind" else 999_999 for name in wanted])


def is_action(pattern):
    return pattern in ACTIONS


def anonymous():
    return None


def buyer():
    return UserFactory()


def maker():
    user = UserFactory()
    VendorFactory(member=user)
    return user


def editor():
    return person()


def staff():
    return UserFactory(is_staff=True)


@pytest.mark.parametrize("visitor", [anonymous, buyer, maker, editor, staff])
@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_nobody_but_operators_enters_the_money_room(client, pattern, visitor):
    if user := visitor():
        client.force_login(user)
    for answer in (client.get(address(pattern)), client.post(address(pattern), {"reason": "x", "token": "y"})):
        assert answer.status_code in (302, 403), answer.status_code


@pytest.mark.parametrize("pattern", [one for one in urlpatterns if is_action(one)], ids=lambda pattern: pattern.name)
def test_who_may_only_read_moves_nothing(client, pattern):
    client.force_login(person("see_the_money"))
    for answer in (client.get(address(pattern)), client.post(address(pattern), {"reason": "x", "token": "y"})):
        assert answer.status_code in (302, 403), answer.status_code


@pytest.mark.parametrize(
    "pattern", [one for one in urlpatterns if not is_action(one)], ids=lambda pattern: pattern.name
)
def test_who_may_read_reads_every_page(client, pattern):
    client.force_login(person("see_the_money"))
    answer = client.get(address(pattern))
    assert answer.status_code == (404 if pattern.pattern.converters else 200)
    assert client.post(address(pattern)).status_code in (404, 405)


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_no_form_without_its_token_moves_anything(client, pattern):
    client.handler.enforce_csrf_checks = True
    client.force_login(person("see_the_money", "move_the_money"))
    assert client.post(address(pattern), {"reason": "x"}).status_code in (403, 405)
