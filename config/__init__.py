"""The roof: settings, addresses, the clock, the matrix of powers.  It knows everybody; nobody knows it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
