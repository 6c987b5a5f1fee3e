import pytest

from tests.scenarios.lives import live


@pytest.fixture
def lived(mangopay_server, settings, monkeypatch):
    """Lives a scenario, with a cut or without."""
    return lambda scenario, cut=None: live(scenario, mangopay_server, settings, monkeypatch, cut)
