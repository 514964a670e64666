"""Which settings are the same on every installation?  Nothing here reads a secret or an address."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_level
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parents[2]

# Everything that is written at run time lives below one folder.
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
MEDIA_ROOT = DATA_DIR / "uploads"
FONTS_DROPIN_DIR = DATA_DIR / "fonts-dropin"
FONT_CACHE_DIR = DATA_DIR / "fontcache"
KEYS_DIR = DATA_DIR / "keys"
# Written by the command `demo`, printed at every start of `serve`.
DEMO_ACCOUNTS_FILE = DATA_DIR / "demo-accounts.txt"

DEBUG = False

INSTALLED_APPS = [
    # Ours come first: their commands and templates win over Django's of the same name.
    "config",
    "reports",
    "lifes",
    "study",
    "votes",
    "meetings",
    "members",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "axes",
    "csp",
]

MIDDLEWARE = [
    # Before everything: pages for anonymous forms are served without knowing who asks.
    "members.anonymous_requests.AnonymousMiddleware",
    # Early, so that every line of the log and every entry of one request carries the same id.
    "members.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "members.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Behind whitenoise: pages are never stored by a browser, static files are.
    "members.middleware.NoStoreMiddleware",
    # Last, as its own documentation asks: it turns a lockout into the answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# Addresses or networks of the proxies whose X-Forwarded headers are believed.
TRUSTED_PROXIES: list[str] = []

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "members.context.desk",
            ],
        },
    },
]
# Form widgets may be overridden in templates/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_TAGS = {message_level.ERROR: "danger", message_level.DEBUG: "secondary"}

# No ATOMIC_REQUESTS: on SQLite every transaction takes the write lock, and an acknowledgement comes after
# the commit, not before it.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- who ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "config.auth.MatrixBackend"]
LOGIN_URL = "members:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "members:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
    {"NAME": "members.passwords.KindsValidator"},
]
PASSWORD_RESET_TIMEOUT = 30 * 60

# Five failures close an account for a quarter of an hour, to the machine they came from: whoever guesses at
# the secretary's password must not be able to keep the secretary out of the meeting.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

# -- sessions, cookies, forms ------------------------------------------------------------------------
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap's style sheet carries its small pictures as data.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# -- language and time -------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# -- static files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Fonts do not shrink any further, and trying takes half a minute.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "gif", "zip", "gz", "br", "woff", "woff2", "otf", "ttf")

# -- messages that leave the application -----------------------------------------------------------------
# Scheme and host in links of mails and chats, and the right side of Message-IDs.
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
MESSAGE_ID_HOST = env.text("MESSAGE_ID_HOST", "desk.invalid")
# Hosts of chat robots that may be asked; none unless the installation names them.
ROBOT_HOSTS = env.words("ROBOT_HOSTS", [])

# A claim that a sender does not renew lapses after so many seconds: then it has died, and another takes over.
DELIVERY_LEASE_SECONDS = env.whole("DELIVERY_LEASE_SECONDS", 60)
# Who knows it may ask how the installation is (monitor/health, monitor/metrics); without it only this machine.
MONITOR_TOKEN = env.optional("MONITOR_TOKEN")

# -- the clock ---------------------------------------------------------------------------------------
# Messages of the clock are JSON, and nothing else is taken: a pickled one could run what its sender likes.
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_DEFAULT_QUEUE = "desk"
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 10 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 9 * 60
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# -- whole files ---------------------------------------------------------------------------------------
# Finished dossiers are removed after so many days; a worker makes parts of them for so many seconds at a time, so that
# other tasks are not kept waiting.
DOSSIER_DAYS = env.whole("DOSSIER_DAYS", 14)
DOSSIER_SLICE_SECONDS = env.whole("DOSSIER_SLICE_SECONDS", 20)

# -- log ---------------------------------------------------------------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"anonymous": {"()": "members.anonymous_requests.AnonymousFilter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["anonymous"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # No mail about errors: an error report may carry what somebody typed into a ballot.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
