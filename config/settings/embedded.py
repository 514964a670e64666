"""Which settings run the desk from one command?  SQLite, no broker, keys made on the first start."""

from config import env, keys
from config.settings.base import *
from config.settings.mail import *
from config.settings.sqlite import sqlite

# Before the keys: this makes the data folder, which nobody else may read.
DATABASES = {"default": sqlite(DATA_DIR / "desk.sqlite3")}

SECRET_KEY = keys.kept(KEYS_DIR / "secret_key", keys.new_secret).read_text()
ARCHIVE_SIGNING_KEY_FILE = keys.kept(KEYS_DIR / "archive_signing.pem", keys.new_signing_key)
BALLOT_HOST_KEY_FILE = keys.kept(KEYS_DIR / "ballot_host.key", keys.new_host_key)

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("ALLOWED_HOSTS", [])]
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REDIS_URL = ""

# Served straight from their folders; nothing is collected.
WHITENOISE_USE_FINDERS = True

# The clock's tasks run inside its own thread: no broker, no worker.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
