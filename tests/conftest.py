import os

import pytest
from hypothesis import settings as hypothesis_settings

from monquibus.translations import compile_catalogues
from tests.chromium import chromium  # noqa: F401
from tests.emptied_tables import empty_only_what_is_full, refill_what_migrating_wrote
from tests.local_mangopay import mangopay, mangopay_server  # noqa: F401
from tests.once import mark_once
from tests.plain_error_pages import plain_error_pages  # noqa: F401
from tests.search_index import make_full_text_table


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        make_full_text_table()
        empty_only_what_is_full()
        refill_what_migrating_wrote()


SERVERS = {"postgres": "TEST_DATABASE_URL", "redis": "TEST_REDIS_URL"}
# The same examples on every machine, however slow; `--hypothesis-profile=explore` looks for new ones.
hypothesis_settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis_settings.register_profile("explore", deadline=None)
hypothesis_settings.load_profile("repeatable")

NEVER_SKIPPED_IN_CI = {"browser", *SERVERS}


@pytest.fixture(autouse=True)
def _media_goes_to_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private", "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        compile_catalogues()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    mark_once(items)
    for marker, variable in SERVERS.items():
        if not os.environ.get(variable):
            absent = pytest.mark.skip(reason=f"{variable} is not set")
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(absent)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Where CI is set, a test that skips for want of Chromium, PostgreSQL or Redis has failed."""
    report = yield
    if report.skipped and os.environ.get("CI") and NEVER_SKIPPED_IN_CI & {mark.name for mark in item.iter_markers()}:
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI forbids: {report.longrepr[2]}"
    return report
