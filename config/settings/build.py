"""How are static files collected while an image is built?  Production's storage, no secret, no database."""

from config.settings.base import *
from config.settings.storage import COLLECTED

SECRET_KEY = "signs nothing: no request is served with these settings"  # noqa: S105  (no secret)
STORAGES = COLLECTED
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
