"""Is all well?  Asked by the container engine (can this process serve), the watch of the office and administrators."""

import logging
from collections.abc import Callable
from functools import wraps

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from config import metrics
from config.watch import BAD, GOOD, WARN, Figures, Sign, answering, figures, signs
from members.access import BodyRequest, in_body
from members.models import StaffRole, Way
from members.procedure.guards import is_guarded
from members.procedure.record import NotPermitted

log = logging.getLogger(__name__)

REDIS_SECONDS = 2
LOOPBACK = ("127.0.0.1", "::1")


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


def answers() -> dict[str, bool]:
    """Ask database, guards and broker."""
    return {"database": database_answers(), "guards": guards_stand(), "broker": broker_answers()}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when this process can serve, 503 when not; says what, never why."""
    result = answers()
    return JsonResponse(result, status=200 if all(result.values()) else 503)


def watched() -> tuple[Figures | None, list[Sign]]:
    """Return figures and signs; without a database there are no figures, and that is a sign as well."""
    result = answering(answers())
    try:
        seen = figures(timezone.now())
    except DatabaseError:
        log.exception("the watch has no figures")
        return None, result
    return seen, result + signs(seen)


def may_watch(request: HttpRequest) -> bool:
    """Say whether somebody may ask: with the token, or from this very machine and not through a proxy."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if settings.MONITOR_TOKEN and constant_time_compare(given, settings.MONITOR_TOKEN):
        return True
    handed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not handed_on


def for_the_watch(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Open a view to the watch of the office; to others it does not exist."""

    @wraps(view)
    def entered(request: HttpRequest) -> HttpResponse:
        if not may_watch(request):
            raise Http404
        return view(request)

    return never_cache(require_safe(entered))


@for_the_watch
def monitor_health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while nothing is bad, else 503, with every sign and its value."""
    _seen, result = watched()
    facts = {sign.name: {"state": sign.tone, "value": sign.value} for sign in result}
    well = all(sign.tone != BAD for sign in result)
    return JsonResponse({"well": well, "signs": facts}, status=200 if well else 503)


@for_the_watch
def monitor_metrics(request: HttpRequest) -> HttpResponse:
    """Answer in Prometheus' text format."""
    return HttpResponse(metrics.exposition(*watched()), content_type=metrics.CONTENT_TYPE)


def ways(seen: Figures) -> list[dict[str, object]]:
    """Return one row a way out."""
    return [
        {
            "label": way.label,
            "sent": seen.sent.get(way, 0),
            "due": seen.due.get(way, 0),
            "retried": seen.retried.get(way, 0),
            "given_up": seen.given_up.get(way, 0),
        }
        for way in Way
    ]


@require_GET
@in_body
def health_detail(request: BodyRequest) -> HttpResponse:
    """Show administrators how the installation is; the figures name no body and nobody.  Raises NotPermitted."""
    if not (request.user.is_platform_admin or StaffRole.Role.SYSTEM_ADMIN in request.staff_roles):
        raise NotPermitted("platform")
    seen, result = watched()
    tones = [sign.tone for sign in result]
    context = {
        "seen": seen,
        "signs": result,
        "ways": ways(seen) if seen else [],
        "tone": next((tone for tone in (BAD, WARN) if tone in tones), GOOD),
        "embedded": not settings.REDIS_URL,
    }
    return render(request, "members/health_detail.html", context)
