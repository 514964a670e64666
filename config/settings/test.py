"""How does the suite run?  As embedded, in a folder of its own; on PostgreSQL and Redis when they are named.

TEST_DATABASE_URL: postgres://… of a server on which databases may be created
TEST_DATABASE_TEMPLATE: the empty database they are copied from
REDIS_URL: redis://… for the tests of the broker
"""

import os
import tempfile
from pathlib import Path
from zlib import crc32

# Each checkout has its own: the fonts that are seen are written down there by their folder.
_OWN = f"desk-test-{os.getuid()}-{crc32(__file__.encode()):08x}"
os.environ.setdefault("DATA_DIR", str(Path(tempfile.gettempdir()) / _OWN))

from config import env, keys
from config.settings.base import *
from config.settings.sqlite import sqlite

SECRET_KEY = "only for tests, signs nothing that lasts"  # noqa: S105  (no secret)
ARCHIVE_SIGNING_KEY_FILE = keys.kept(KEYS_DIR / "archive_signing.pem", keys.new_signing_key)
BALLOT_HOST_KEY_FILE = keys.kept(KEYS_DIR / "ballot_host.key", keys.new_host_key)

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
if env.optional("TEST_DATABASE_URL"):
    DATABASES = {"default": env.database("TEST_DATABASE_URL")}
    # A server installed without a locale would give a database that counts bytes instead of characters.
    DATABASES["default"]["TEST"] = {
        "CHARSET": "UTF8",
        "TEMPLATE": env.text("TEST_DATABASE_TEMPLATE", "template0"),
    }
else:
    # A file, so that a live server's threads and the test each have a connection of their own.
    DATABASES = {"default": sqlite(DATA_DIR / "desk.sqlite3", synchronous="OFF")}
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / f"test-{os.getpid()}.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REDIS_URL = env.optional("REDIS_URL")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
