"""Django's settings, driven by the environment alone. See `environment.py`."""

from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from motcua.config import environment, logs

ENVIRONMENT = environment.read()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
SITE_URL = ENVIRONMENT.site_url.rstrip("/")
PRODUCTION = ENVIRONMENT.production
DATA = ENVIRONMENT.data
STORAGE_URL = ENVIRONMENT.storage_url

INSTALLED_APPS = [
    "motcua.ui",
    "motcua.config.apps.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "motcua.spreadsheets",
    "motcua.agencies",
    "motcua.people",
    "motcua.eforms",
    "motcua.processes",
    "motcua.documents",
    "motcua.catalogue",
    "motcua.dossiers",
    "motcua.slips",
    "motcua.notices",
    "motcua.feedback",
    "motcua.payments",
    "motcua.insight",
    "motcua.portal",
    "motcua.desk",
    "motcua.studio",
    "motcua.boards",
    "motcua.bulk",
    "motcua.api",
    "motcua.sample",
    "motcua.config.apps.WiringConfig",
]

MIDDLEWARE = [
    "motcua.config.proxy.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "motcua.api.middleware.ProblemsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.config.cookies.Sessions",
    "django.middleware.common.CommonMiddleware",
    "motcua.config.cookies.Csrf",
    "motcua.config.cookies.Accounts",
    "motcua.config.cookies.Messages",
    "motcua.config.workplaces.WorkplacesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.config.policy.PolicyMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

_database: dict[str, Any] = dict(dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60))
_database["DISABLE_SERVER_SIDE_CURSORS"] = True  # PgBouncer may stand in between
if ENVIRONMENT.database_url.startswith("sqlite"):
    _database["ENGINE"] = "motcua.config.sqlite"
    _database["TEST"] = {"NAME": ":memory:"}  # pytest-django knows Django's engine by its name
    # FULL: an acknowledged submission survives a power cut. IMMEDIATE: writers queue, never clash.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DATABASES = {"default": _database}

# Shared by all workers of a machine: the throttles count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
    }
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["motcua.people.login.ActiveUserBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # a link to set one's first password
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "account"
# Rows, without a cache before them: log-out ends the session in every worker at once.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
OFFICERS_SECOND_STEP = ENVIRONMENT.officers_second_step
OIDC_ISSUER = ENVIRONMENT.oidc_issuer
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = ENVIRONMENT.oidc_client_id, ENVIRONMENT.oidc_client_secret
OIDC_NAME = ENVIRONMENT.oidc_name
BEHIND_PROXY = ENVIRONMENT.behind_proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "motcua.config.failures.csrf_failure"
X_FRAME_OPTIONS = "DENY"
_there = urlsplit(ENVIRONMENT.payment_url)
GATEWAY = [f"{_there.scheme}://{_there.netloc}"] if ENVIRONMENT.payment_url else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *GATEWAY],  # a form leads to the gateway
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

logs.configure(production=PRODUCTION)
LOGGING = logs.LOGGING

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "motcua.config.static.OursCompressedStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",  # up to 2.5 MB: most papers
    "motcua.documents.uploads.BoundedUploadHandler",
]
SHEET_LARGEST_BYTES = 5_000_000  # of a spreadsheet that is taken in
SHEET_MOST_ROWS = 20_000
MOTCUA_VIRUS_CHECK = ENVIRONMENT.virus_check

# Without a gateway of one's own the demo has one in the house; production has none.
_SAMPLE_GATEWAY = "" if PRODUCTION else f"{SITE_URL}/cong-thanh-toan-mau/"
PAYMENT_GATEWAY_URL = ENVIRONMENT.payment_url or _SAMPLE_GATEWAY
PAYMENT_MERCHANT = ENVIRONMENT.payment_merchant or "MAU00001"
PAYMENT_SECRET = ENVIRONMENT.payment_secret or environment.DEMO_SECRET

_mail = urlsplit(ENVIRONMENT.email_url)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
if _mail.scheme == "files":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or {"smtp+tls": 587, "smtps": 465}.get(_mail.scheme, 25)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
