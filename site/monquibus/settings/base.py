"""Settings shared by every environment. The environment is read once, with defaults that run on a bare machine."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _
from oscar.defaults import *  # noqa: F403

from .carriers import carrier_accounts
from .oscar_shop import *  # noqa: F403

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env("MONQUIBUS_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env("SECRET_KEY", default="not-secret-outside-production")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
SITE_ID = 1

INSTALLED_APPS = [
    "monquibus",
    "cms_pages",
    "vendor_portal",
    "demo",
    "simulation",
    "commerce.stock",
    "commerce.plans",
    "commerce.registration",
    "commerce.announcements",
    "commerce.requirements",
    "commerce.gift_cards",
    "commerce.ledger",
    "commerce.mangopay",
    "commerce.settlement",
    "commerce.identity",
    "commerce.compliance",
    "commerce.dispatch",
    "commerce.promotions",
    "commerce.conversation",
    "commerce.withdrawal",
    "commerce.disputes",
    "commerce.aftersales",
    "commerce.fulfilment",
    "commerce.appointments",
    "commerce.invoicing",
    "commerce.leaving",
    "commerce.importing",
    "commerce.moderation",
    "commerce.moving",
    *OSCAR_APPS,  # noqa: F405
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_q",
    "pictures",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "commerce.basket.middleware.BasketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "monquibus.urls"
WSGI_APPLICATION = "monquibus.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "oscar.core.context_processors.metadata",
                "commerce.basket.context_processors.basket_quantity",
                "cms_pages.navigation.navigation",
            ],
            "builtins": ["commerce.date_format"],
            "libraries": {"money": "commerce.money_format", "contact": "commerce.communication.contact_links"},
        },
    },
]
FORM_RENDERER = "monquibus.forms.FormRenderer"

# SQLite waits instead of failing, and takes its write lock at the start of a transaction: no upgrade can deadlock.
SQLITE_OPTIONS = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(url, **overrides):
    """Django's description of the database at `url`, with SQLite made fit for several processes."""
    settings = environ.Env.db_url_config(url)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE_OPTIONS
    return {**settings, **overrides}


DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}"))}

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

AUTH_USER_MODEL = "customer.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "customer:summary"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Mandatory, or signing up would tell who has an account: allauth answers everybody alike, by mail.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# On the device where one signed up, and only there, the mail's link also signs in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_ADAPTER = "commerce.customer.adapter.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whoever gains or loses a door to an account, a password, an address or a second factor, is told by mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "commerce.customer.passkey_forms.AddPasskeyForm",
    "edit_webauthn": "commerce.customer.passkey_forms.RenamePasskeyForm",
}

# How many pieces of a new shop the operator reads before they are shown.
FIRST_PIECES_CHECKED = env.int("FIRST_PIECES_CHECKED", default=3)

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", _("Anglais"))]
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Vendors' papers and data: outside of MEDIA_ROOT, without an address.
    "private": {
        "BACKEND": "commerce.requirements.storage.PrivateFiles",
        "OPTIONS": {"location": VAR_DIR / "private"},
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

PICTURES = {
    "GRID_COLUMNS": 3,
    "CONTAINER_WIDTH": 960,
    "FILE_TYPES": ["WEBP"],
    "PIXEL_DENSITIES": [1],
    "USE_PLACEHOLDERS": False,
    "PROCESSOR": "commerce.catalogue.renditions.process",
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mails"
# The one sender of all mail; its domain also signs the mails' Message-ID.
DEFAULT_FROM_EMAIL = OSCAR_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="MonQuibus <bonjour@monquibus.example>")
# Who runs the marketplace, as invoices and tax files name it. A live site says who it is; these names are of fiction.
OPERATOR = {
    "NAME": env("OPERATOR_NAME", default="MonQuibus SAS"),
    "BRAND": "MonQuibus",
    "TAGLINE": "La place de marché des artisans",
    "SIRET": env("OPERATOR_SIRET", default="00512387200011"),
    "VAT_NUMBER": env("OPERATOR_VAT_NUMBER", default=""),
    "REGISTER": env("OPERATOR_REGISTER", default="SAS au capital de 10 000 €"),
    "STREET": env("OPERATOR_STREET", default="12 rue des Tanneurs"),
    "POSTCODE": env("OPERATOR_POSTCODE", default="58000"),
    "TOWN": env("OPERATOR_TOWN", default="Nevers"),
}
OPERATOR_EMAIL = env("OPERATOR_EMAIL", default="equipe@monquibus.example")
# How long what people wrote stays once nothing moves in their thread any more: three years, the CNIL's measure.
CONTACT_KEPT_DAYS = env.int("CONTACT_KEPT_DAYS", default=3 * 365)
# The domain whose mail is piped into `take_mail`: answers to messages go there. Empty: people answer on the page.
REPLY_DOMAIN = env("REPLY_DOMAIN", default="")
# Where SIRETs are checked against the public register, e.g. https://recherche-entreprises.api.gouv.fr; empty: nowhere.
FIRMS_REGISTER_URL = env("FIRMS_REGISTER_URL", default="")
# A refund or an adjustment by hand of this many cents needs a second person in the money room.
MONEY_SECOND_PERSON_FROM_CENTS = env.int("MONEY_SECOND_PERSON_FROM_CENTS", default=10_000)

# ORM broker: enqueuing commits with the data. A task that dies is run again after `retry` seconds.
Q_CLUSTER = {
    "name": "monquibus",
    "orm": "default",
    "workers": env.int("TASK_WORKERS", default=1),
    "timeout": 60,
    "retry": 180,
    "max_attempts": 5,
    "ack_failures": False,
    "catch_up": False,
    "poll": 0.5,
    "label": "Tâches",
    "save_limit": 500,
}

MANGOPAY = {
    "CLIENT_ID": env("MANGOPAY_CLIENT_ID", default="monquibus"),
    "API_KEY": env("MANGOPAY_API_KEY", default="local"),
    "BASE_URL": env("MANGOPAY_BASE_URL", default="http://127.0.0.1:8001"),
    # Whether Mangopay activated identity verification on its own page for this operator.
    "HOSTED_IDENTITY": env.bool("MANGOPAY_HOSTED_IDENTITY", default=False),
    "TIMEOUT_SECONDS": env.float("MANGOPAY_TIMEOUT_SECONDS", default=20.0),
}

# The operator's accounts with carriers; without one, parcels go by hand. CARRIERS_LOCAL_URL: the stand-ins' address.
CARRIERS_LOCAL_URL = env("CARRIERS_LOCAL_URL", default="")
CARRIERS = carrier_accounts(env, CARRIERS_LOCAL_URL)

WAGTAIL_SITE_NAME = "MonQuibus"
# The back office asks nobody else: no portraits by the team's addresses, no news of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "french"}}
WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]

# Oscar imports haystack; our search is Wagtail's.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/cms/", "/gestion/"),
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
