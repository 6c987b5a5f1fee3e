"""What both shops have in common while they are measured: no debugging, quick passwords, nothing sent."""

import os
from pathlib import Path

FOLDER = Path(os.environ["BENCHMARK_FOLDER"])
WHILE_MEASURED = {
    "DEBUG": False,
    "ALLOWED_HOSTS": ["testserver"],
    "SECRET_KEY": "benchmark",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "MEDIA_ROOT": FOLDER / "media",
    "OSCAR_URL_SCHEMA": "http",
    "LOGGING_CONFIG": None,
}
