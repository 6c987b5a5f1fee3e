"""Wagtail's back office as the team sees it: nobody else is asked for anything, and every icon is drawn."""

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_screen(home, admin_client):
    return admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_screen_asks_nobody_about_the_team_or_about_releases(first_screen):
    assert "gravatar" not in first_screen
    assert "releases.wagtail.org" not in first_screen
    assert re.findall(r'<img[^>]+src="https?:', first_screen) == []


def test_every_icon_of_the_menu_and_of_its_rooms_is_drawn(first_screen, admin_client):
    sprite = admin_client.get(reverse("wagtailadmin_sprite")).content.decode()
    drawn = set(re.findall(r'id="icon-([a-z0-9-]+)"', sprite))
    menu = set(re.findall(r'"icon_name": "([a-z0-9-]+)"', first_screen))
    rooms = sorted(set(re.findall(r'"url": "(/cms/[^"?]+)"', first_screen)))
    assert len(rooms) > 20
    used = {room: set(re.findall(r'"#icon-([a-z0-9-]+)"', admin_client.get(room).content.decode())) for room in rooms}
    missing = {room: names - drawn for room, names in {"menu": menu, **used}.items() if names - drawn}
    assert missing == {}
