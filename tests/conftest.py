import pytest


@pytest.fixture(autouse=True)
def _media_goes_to_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
