"""Settings of the local Mangopay: its own Django project, one app, one SQLite file."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

# A tool for one machine: no session, no signed cookie, nothing that the key protects.
SECRET_KEY = "local-mangopay"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "commerce.mangopay_sandbox.urls"
WSGI_APPLICATION = None
INSTALLED_APPS = ["commerce.mangopay_sandbox.apps.MangopaySandboxConfig"]
MIDDLEWARE: list[str] = []
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("MANGOPAY_SANDBOX_DATABASE", "mangopay.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        },
    }
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {"builtins": ["commerce.mangopay_sandbox.templatetags.mangopay_sandbox"]},
    }
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        "mangopay_sandbox": {"handlers": ["console"], "level": "WARNING"},
    },
}
