import pytest
from django.core.cache import cache
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms_pages.models import HomePage
from cms_pages.starter import create_starter_pages
from tests.kept_rows import KeptRows


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    cache.clear()


def _create_unindexed():
    with disable_reference_index_auto_update():
        create_starter_pages()


STARTER_PAGES = KeptRows(_create_unindexed)


@pytest.fixture
def home(db, settings):
    """The whole starter site, without pictures; made once and unindexed, since it takes a second."""
    backend = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backend, "AUTO_UPDATE": False}}
    STARTER_PAGES.write()
    return HomePage.objects.get()
