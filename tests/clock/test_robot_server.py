"""Does a real chat server get what its robots take, and what happens when it answers with an error, or not at all?"""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from members.delivery import outbox, robot
from members.models import Delivery
from tests.cast import Cast
from tests.clock.letters import NOON, habits, sent_at, told

pytestmark = pytest.mark.django_db


@dataclass
class Chat:
    """What was posted; `answers` (status, body) are given in turn, then 200 and errcode 0."""

    answers: list[tuple[int, bytes]] = field(default_factory=list)
    posted: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    seconds: float = 0
    url: str = ""


@pytest.fixture
def chat(settings: Any) -> Iterator[Chat]:
    kept = Chat()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(kept.seconds)
            kept.posted.append((self.path, json.loads(said)))
            kept.kinds.append(self.headers["Content-Type"])
            status, answer = kept.answers.pop(0) if kept.answers else (200, b'{"errcode": 0, "errmsg": "ok"}')
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST  # noqa: N815  (http.server names it)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    kept.url = f"http://127.0.0.1:{server.server_port}/cgi-bin/webhook/send?key=secret"
    settings.ROBOT_HOSTS = ["127.0.0.1"]
    yield kept
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("shape", "more"), [("wecom", {}), ("dingtalk", {"at": {"isAtAll": False}})], ids=["WeCom", "DingTalk"]
)
def test_each_robot_gets_its_shape_at_its_address(
    body: Cast, chat: Chat, shape: str, more: dict[str, Any]
) -> None:
    told(body, "1", urgent=True)
    habits(body, mail=False, robot_shape=shape, robot_url=chat.url)
    assert sent_at(NOON)["sent"] == 1
    ((path, said),) = chat.posted
    assert path == "/cgi-bin/webhook/send?key=secret"
    text = {"content": "第1件\nhttp://127.0.0.1:8000/b/yunling/"}
    assert said == {"msgtype": "text", "text": text, **more}
    assert chat.kinds == ["application/json; charset=utf-8"]


def test_a_sensitive_message_says_an_item_and_nothing_more(body: Cast, chat: Chat) -> None:
    told(body, "1", urgent=True, sensitive=True, body="人选为甲")
    habits(body, mail=False, robot_shape="wecom", robot_url=chat.url)
    sent_at(NOON)
    assert "第1件" not in json.dumps(chat.posted, ensure_ascii=False)
    assert "人选" not in json.dumps(chat.posted, ensure_ascii=False)


def test_a_long_text_is_cut_to_what_a_robot_takes(body: Cast, chat: Chat) -> None:
    told(body, "1", urgent=True, subject="长" * 190, url="/" + "x" * 280)
    habits(body, mail=False, robot_shape="wecom", robot_url=chat.url)
    sent_at(NOON)
    assert len(chat.posted[0][1]["text"]["content"].encode()) <= 2048


@pytest.mark.parametrize(
    ("answer", "state", "error"),
    [
        ((200, b'{"errcode": 45009, "errmsg": "api freq out of limit"}'), "waiting", "errcode 45009"),
        ((500, b"oops"), "waiting", "HTTP 500"),
        ((200, b"<html>a portal</html>"), "waiting", "JSONDecodeError"),
        ((404, b""), "failed", "HTTP 404"),
        ((302, b""), "failed", "HTTP 302"),
    ],
)  # fmt: skip
def test_answers_that_are_no_success(body: Cast, chat: Chat, answer: Any, state: str, error: str) -> None:
    told(body, "1", urgent=True)
    habits(body, mail=False, robot_shape="wecom", robot_url=chat.url)
    chat.answers = [answer]
    assert sent_at(NOON)["failed"] == 1
    row = Delivery.objects.get(notification__kind="test")
    assert row.state == state
    assert row.error.startswith(error)
    assert len(chat.posted) == 1
    if state == "waiting":
        assert sent_at(NOON + outbox.WAITS[0])["sent"] == 1


def test_a_chat_that_does_not_answer_is_tried_again_and_holds_up_little(
    body: Cast, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robot, "SECONDS", 0.2)
    for key in range(8):
        told(body, str(key), urgent=True)
    habits(body, mail=False, robot_shape="wecom", robot_url=chat.url)
    chat.seconds = 1
    began = time.monotonic()
    assert sent_at(NOON)["failed"] == outbox.FAILURES_RUNNING
    assert time.monotonic() - began < 5
    assert "TimeoutError" in Delivery.objects.exclude(error="").values_list("error", flat=True)[0]


def test_the_key_of_a_robot_stands_in_no_reason(body: Cast, chat: Chat, settings: Any) -> None:
    told(body, "1", urgent=True)
    habits(body, mail=False, robot_shape="wecom", robot_url=chat.url)
    chat.answers = [(403, b"")]
    sent_at(NOON)
    assert "secret" not in "".join(Delivery.objects.values_list("error", flat=True))


def test_a_host_that_is_no_longer_allowed_is_not_asked(body: Cast, chat: Chat, settings: Any) -> None:
    told(body, "1", urgent=True)
    habits(body, mail=False, robot_shape="wecom", robot_url=chat.url)
    outbox.spread(NOON)
    settings.ROBOT_HOSTS = []
    assert sent_at(NOON)["failed"] == 1
    assert chat.posted == []
