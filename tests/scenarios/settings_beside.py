"""The site in processes of its own beside a test, on the test's database: its tasks wait for a task cluster."""

import os

from monquibus.settings.test import *  # noqa: F403

SITE_URL = os.environ["BESIDE_SITE_URL"]
Q_CLUSTER = {**Q_CLUSTER, "sync": False, "poll": 0.1, "guard_cycle": 0.2}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": True}
