"""The test suite: quick hashes, mails in memory, tasks run where they are enqueued unless a test says otherwise."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from .base import *  # noqa: F403

DEBUG = False
FIRST_PIECES_CHECKED = 0
REPLY_DOMAIN = "reponses.exemple.test"
OSCAR_URL_SCHEMA = "http"
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["*"]
# A file, not memory: a live server's threads then have connections and transactions of their own.
SQLITE_FILE = Path(tempfile.gettempdir()) / f"monquibus-test-{os.getpid()}.sqlite3"
SQLITE_OPTIONS["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
DATABASES = {"default": database(env("TEST_DATABASE_URL", default=f"sqlite:///{SQLITE_FILE}"))}  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(SQLITE_FILE)}
else:
    # Nothing here has to outlive a power cut: a commit doesn't wait for the disk.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
if TEST_REDIS_URL := env("TEST_REDIS_URL", default=""):  # noqa: F405
    # Workers have databases of their own: so must their caches be.
    server = urlsplit(TEST_REDIS_URL)
    number = int(server.path.strip("/") or 0) + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": server._replace(path=f"/{number}").geturl(),
            "KEY_PREFIX": f"test-{os.getpid()}",
            "TIMEOUT": 600,
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "monquibus-test-media"
STORAGES["private"]["OPTIONS"]["location"] = Path(tempfile.gettempdir()) / "monquibus-test-private"  # noqa: F405
Q_CLUSTER = {**Q_CLUSTER, "sync": True}  # noqa: F405
