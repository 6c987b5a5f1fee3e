"""Chromium, driven by Playwright, in front of a live server that answers from the test's database."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def site(live_server, settings):
    """The address of a running site, without a slash at its end; links in mails lead there too."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def new_visitor(chromium):
    """Opens a page in a fresh browser profile: `new_visitor(width=390, java_script_enabled=False)`."""
    contexts = []

    def open_page(width=1280, **options):
        context = chromium.new_context(locale="fr-FR", viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.is_scripted = options.get("java_script_enabled", True)
        page.color_scheme = options.get("color_scheme")
        return page

    yield open_page
    for context in contexts:
        context.close()
