"""Which settings run the desk for an office?  PostgreSQL, Redis, TLS before it; everything from the environment.

A variable that is missing stops the start and is named.
"""

from config import env
from config.settings.base import *
from config.settings.mail import *
from config.settings.storage import COLLECTED

SECRET_KEY = env.text("SECRET_KEY")
ARCHIVE_SIGNING_KEY_FILE = env.key_file("ARCHIVE_SIGNING_KEY_FILE")
BALLOT_HOST_KEY_FILE = env.key_file("BALLOT_HOST_KEY_FILE")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

DATABASES = {
    "default": env.database("DATABASE_URL")
    | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}
REDIS_URL = env.address("REDIS_URL")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A message whose worker died comes back only when its task cannot be running any more.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": CELERY_TASK_TIME_LIMIT + 5 * 60,
    "socket_timeout": 30,
}
# Worker and beat wait for a broker that is away for as long as it takes; a caller is not kept waiting.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 2,
    "interval_start": 0,
    "interval_step": 0.5,
    "interval_max": 1,
}

# The proxy ends TLS and says so; config/wsgi.py believes it of these addresses only.
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES")
SECURE_SSL_REDIRECT = True
# The health check and the watch of the office may ask from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^monitor/"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

STORAGES = COLLECTED
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
