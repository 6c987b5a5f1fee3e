"""A developer's or a newcomer's machine: everything embedded, errors explained, mails readable in the browser."""

from .base import *  # noqa: F403

DEBUG = env.bool("DEBUG", default=True)  # noqa: F405
OSCAR_URL_SCHEMA = "http"
INTERNAL_IPS = ["127.0.0.1"]
REPLY_DOMAIN = env("REPLY_DOMAIN", default="reponses.monquibus.example")  # noqa: F405
