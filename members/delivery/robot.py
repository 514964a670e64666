"""How does a message reach a chat?  As a text that the robots of WeCom and of DingTalk accept."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import override

from members.delivery.message import Message, NotNow, Undeliverable
from members.models import ReadingHabits, User

SECONDS = 10
MOST = 1900  # WeCom takes 2,048 bytes of text; a character of Chinese is three
SERVER_ERROR = 500


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: the address that was allowed is the address that is asked."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class Robot:
    """Sends to the address a person has set, on hosts the installation allows."""

    def reaches(self, user: User, habits: ReadingHabits) -> bool:
        """Say whether there is an address on an allowed host."""
        return bool(habits.robot_shape and habits.robot_url) and allowed(habits.robot_url)

    def send(self, message: Message) -> None:
        """Post one text.  Raises Undeliverable, NotNow."""
        if not allowed(message.habits.robot_url):
            raise Undeliverable("host not allowed")
        with override(message.habits.language):
            content = json.dumps(shaped(message), ensure_ascii=False).encode()
        asked = urllib.request.Request(  # noqa: S310  (scheme and host are checked above)
            message.habits.robot_url, content, {"Content-Type": "application/json; charset=utf-8"}
        )
        try:
            with urllib.request.build_opener(_Straight).open(asked, timeout=SECONDS) as answer:
                loads = json.loads(answer.read(10_000) or b"{}")
        except urllib.error.HTTPError as error:
            closed = error.code < SERVER_ERROR
            raise (Undeliverable if closed else NotNow)(f"HTTP {error.code}") from error
        except (OSError, ValueError) as error:
            raise NotNow(f"{type(error).__name__}: {error}"[:300]) from error
        if isinstance(loads, dict) and loads.get("errcode"):
            raise NotNow(f"errcode {loads['errcode']}: {loads.get('errmsg', '')}"[:300])


def allowed(url: str) -> bool:
    """Say whether an address lies on a host the installation allows (ROBOT_HOSTS), over TLS unless it is local."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    local = parts.scheme == "http" and host in ("127.0.0.1", "localhost")
    return host in settings.ROBOT_HOSTS and (parts.scheme == "https" or local)


def shaped(message: Message) -> dict[str, Any]:
    """Return what both kinds of robot take: {"msgtype": "text", "text": {"content": …}}.

    WeCom counts bytes, DingTalk characters; the text is cut to what both take.
    """
    text = "\n".join(part for line in message.lines for part in (line.title, line.url) if part)
    encoded = text.encode()
    if len(encoded) > MOST:
        text = encoded[:MOST].decode(errors="ignore") + "…"
    shape: dict[str, Any] = {"msgtype": "text", "text": {"content": text}}
    if message.habits.robot_shape == "dingtalk":
        shape["at"] = {"isAtAll": False}
    return shape
