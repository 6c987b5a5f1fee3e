"""The live site: everything it depends on comes from the environment, and nothing insecure is a default."""

from .base import *  # noqa: F403

SECRET_KEY = env("SECRET_KEY")  # noqa: F405
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")  # noqa: F405
SITE_URL = env("SITE_URL")  # noqa: F405
DEFAULT_FROM_EMAIL = OSCAR_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")  # noqa: F405
OPERATOR_EMAIL = env("OPERATOR_EMAIL")  # noqa: F405
DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60}}  # noqa: F405
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Without it every visitor has the proxy's address, and one stranger's failed sign-ins would lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)  # noqa: F405
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OSCAR_BASKET_COOKIE_SECURE = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))  # noqa: F405
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
