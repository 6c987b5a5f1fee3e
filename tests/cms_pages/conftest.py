import pytest
from django.core.cache import cache
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms_pages.starter import create_starter_pages


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    cache.clear()


@pytest.fixture
def home(db, settings):
    """The whole starter site, without pictures; unindexed, which halves the time."""
    backend = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backend, "AUTO_UPDATE": False}}
    with disable_reference_index_auto_update():
        return create_starter_pages()
