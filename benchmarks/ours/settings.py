"""The site's own settings on a database made for the occasion."""

from benchmarks.settings_shared import FOLDER, WHILE_MEASURED
from monquibus.settings.base import *  # noqa: F403

globals().update(WHILE_MEASURED)
DATABASES = {"default": database(f"sqlite:///{FOLDER / 'ours.sqlite3'}")}  # noqa: F405
