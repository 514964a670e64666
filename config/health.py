"""Can this process serve?  Asked by the proxy, the container engine and the watch of the office."""

import logging

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.procedure.guards import is_guarded

log = logging.getLogger(__name__)

REDIS_SECONDS = 2


def database_answers() -> bool:
    """Ask the database for one row."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        log.exception("the database does not answer")
        return False


def guards_stand() -> bool:
    """Say whether the triggers that lock entries and sealed records are all in the database."""
    try:
        return is_guarded()
    except DatabaseError:
        return False


def broker_answers() -> bool:
    """Ping Redis; an embedded installation has none and does not miss it."""
    if not settings.REDIS_URL:
        return True
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        log.exception("the broker does not answer")
        return False
    finally:
        client.close()


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, 503 when something is not; says what, never why."""
    found = {"database": database_answers(), "guards": guards_stand(), "broker": broker_answers()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)
