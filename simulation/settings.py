"""A marketplace of its own: database, mails and Mangopay in one folder, tables made without walking the migrations."""

import os
from pathlib import Path

from monquibus.settings.base import *  # noqa: F403

DEBUG = False
SIMULATION_DIR = Path(os.environ["SIMULATION_DIR"])
SITE_URL = os.environ["SIMULATION_URL"]
ALLOWED_HOSTS = ["*"]
# Thrown away at the end: no power cut is to be survived, so nothing waits for the disk.
DATABASES = {"default": database(f"sqlite:///{SIMULATION_DIR / 'site.sqlite3'}", CONN_MAX_AGE=None)}  # noqa: F405
IN_A_HURRY = "PRAGMA synchronous=OFF; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
DATABASES["default"]["OPTIONS"] = {**SQLITE_OPTIONS, "init_command": SQLITE_OPTIONS["init_command"] + IN_A_HURRY}  # noqa: F405
# Nobody visits but Mangopay with its hooks, which no session, basket or policy concerns.
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
MEDIA_ROOT = SIMULATION_DIR / "media"
STORAGES["private"]["OPTIONS"]["location"] = SIMULATION_DIR / "private"  # noqa: F405
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
