"""A marketplace of its own: database, mails and Mangopay in one folder, tables made without walking the migrations."""

import os
from pathlib import Path

from monquibus.settings.base import *  # noqa: F403

DEBUG = False
SIMULATION_DIR = Path(os.environ["SIMULATION_DIR"])
SITE_URL = os.environ["SIMULATION_URL"]
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(f"sqlite:///{SIMULATION_DIR / 'site.sqlite3'}")}  # noqa: F405
MEDIA_ROOT = SIMULATION_DIR / "media"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = {"version": 1, "disable_existing_loggers": True}


class WithoutMigrations(dict):
    """Every app's tables are made from its models."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


MIGRATION_MODULES = WithoutMigrations()
