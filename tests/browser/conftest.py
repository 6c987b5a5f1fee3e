"""Chromium, driven by Playwright, in front of a live server that answers from the test's database."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Playwright's synchronous interface keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium, headless, kept for the whole session."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        pytest.skip(f"no Chromium here: none of {', '.join(CHROMIUM_NAMES)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


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
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
