"""How is an address served without knowing who asks?  Anonymous forms and secret calendars live below these prefixes.

The first middleware takes from the request whatever names the asker (cookies, address of the machine, browser,
language), so that nothing behind it, sessions, accounts, error reports, can store or log it.  Only the cookie of
the forms' token stays; it names nobody and is stored nowhere.  The filter keeps these pages out of the log.

Outside our reach, and said in docs/administration.md: the proxy of the host must not log these addresses
(our nginx file switches its log off there), and must not keep bodies of requests.
"""

import logging
from collections.abc import Callable
from http.cookies import SimpleCookie

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIXES = ("/o/", "/calendar/")
"""Anonymous forms, and calendars, whose address is itself the secret."""

KEPT = frozenset(
    {
        "HTTP_HOST",
        "HTTP_ORIGIN",
        "HTTP_REFERER",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_ENCODING",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_X_FORWARDED_HOST",
    }
)
"""Headers an answer needs: the name of the host, where the form came from, which formats are taken."""


def is_anonymous_request(path: str) -> bool:
    """Say whether a page is served without knowing who asks."""
    return path.startswith(PREFIXES)


class AnonymousMiddleware:
    """Forget who asks, before anything else looks at the request.  Clause 7.2-a."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_anonymous_request(request.path_info):
            self.forget(request)
        return self.get_response(request)

    def forget(self, request: HttpRequest) -> None:
        """Take out every header and address that is not needed for the answer."""
        token = SimpleCookie(request.META.get("HTTP_COOKIE", "")).get(settings.CSRF_COOKIE_NAME)
        for name in list(request.META):
            if name.startswith("REMOTE_") or (name.startswith("HTTP_") and name not in KEPT):
                del request.META[name]
        request.META["REMOTE_ADDR"] = ""
        # The headers were read from META and kept; both are made anew.
        request.__dict__.pop("headers", None)
        request.__dict__.pop("COOKIES", None)
        if token is not None:
            request.META["HTTP_COOKIE"] = f"{settings.CSRF_COOKIE_NAME}={token.value}"


class AnonymousFilter(logging.Filter):
    """Let no line into the log that speaks of such a page: neither that it was asked for, nor when."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the line may be written."""
        path = getattr(getattr(record, "request", None), "path_info", "")
        return not is_anonymous_request(path) and not any(
            f" {prefix}" in record.getMessage() for prefix in PREFIXES
        )
