"""What is true of every request?  An id, a language, an end of the session, no copy in any cache."""

import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from members.procedure.journal import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Give each request an id that all entries of its acts share; what the client sends is not believed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(str(uuid.uuid4()))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class ChosenLanguageMiddleware:
    """Speak the language somebody chose (cookie), else the installation's; the browser's is not asked.

    The office works in Chinese, also on a machine whose system happens to be English.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class SessionLimitsMiddleware:
    """End a session that was idle too long, or that is older than its absolute age.

    Fragments that poll by themselves (header X-Background) are no sign of a person at the desk.
    """

    RENEW_SECONDS = 60

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.keep_or_end(request, int(time.time()))
        return self.get_response(request)

    def keep_or_end(self, request: HttpRequest, now: int) -> None:
        """Log out, or note that somebody is there; the note is written at most once a minute."""
        session = request.session
        since = session.setdefault("since", now)
        seen = session.setdefault("seen", now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - since > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif now - seen >= self.RENEW_SECONDS and "X-Background" not in request.headers:
            session["seen"] = now


class NoStoreMiddleware:
    """Forbid every copy of a page: shared computers, proxies, the back button after logging out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        patch_vary_headers(response, ("Cookie", "HX-Request"))
        return response
