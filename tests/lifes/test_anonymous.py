"""With the whole database, the log and the journal in hand: can anybody tell who of twenty wrote which form?"""

import logging
import logging.config
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from lifes import actions
from lifes.models import OpinionForm, OpinionSolicitation
from members.anonymous_requests import AnonymousFilter, AnonymousMiddleware
from members.models import User
from members.procedure.record import Refused
from tests.cast import SEATS, Cast, make_body
from tests.lifes.year import BEFORE, begun, round_of

pytestmark = pytest.mark.django_db
SENDERS = 20
TOPICS = "道路照明供水就医入学养老就业农技物流河道绿化消防食品文化体育信访社保环卫金融"


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def everything() -> list[tuple[str, str]]:
    """Return every row of every table as text."""
    rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [(table, repr(row)) for row in cursor.fetchall()]
    return rows


def send_all(round_: OpinionSolicitation) -> list[str]:
    """Let twenty people send a form each, logged in, from an address and with a browser of their own."""
    words = []
    for number in range(SENDERS):
        user = User.objects.create_user(f"sender-{number}", None, name=f"群众{number}")
        client = Client(
            REMOTE_ADDR=f"10.77.{number}.9",
            headers={"User-Agent": f"Browser-{number}", "X-Forwarded-For": f"10.88.{number}.9"},
        )
        client.force_login(user, backend="config.auth.MatrixBackend")
        opinion = f"{TOPICS[number * 2 : number * 2 + 2]}方面的意见"
        answer = client.post(reverse("lifes:form_send", args=[round_.token]), {"opinion": opinion})
        assert answer.status_code == 200, answer.content.decode()[:400]
        words.append(opinion)
    return words


def test_nothing_tells_who_wrote_a_form_7_2_a(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    round_ = round_of(cast, begun(cast))
    before = {
        row for row in everything() if not row[0].startswith(("members_user", "django_session", "axes"))
    }
    with caplog.at_level(logging.DEBUG):
        words = send_all(round_)
    forms = list(OpinionForm.objects.all())
    assert sorted(form.opinion for form in forms) == sorted(words)
    for form in forms:
        assert (form.sender_id, type(form.day)) == (None, date)
    # What came into the database is the pool alone: no entry, no notification, no address beside it.
    new = {
        row for row in everything() if not row[0].startswith(("members_user", "django_session", "axes"))
    } - before
    assert {table for table, _row in new} == {"lifes_opinionform"}
    told = "".join(row for _table, row in new) + caplog.text
    for number in range(SENDERS):
        for trace in (
            f"10.77.{number}.",
            f"10.88.{number}.",
            f"Browser-{number}",
            f"sender-{number}",
            f"群众{number}",
        ):
            assert trace not in told
    for word in words:
        assert word not in caplog.text


def test_neither_keys_nor_places_tell_the_order_7_2_a(cast: Cast) -> None:
    round_ = round_of(cast, begun(cast))
    words = send_all(round_)
    table = OpinionForm._meta.db_table
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT opinion FROM "{table}" ORDER BY {place}')
        by_place = [row[0] for row in cursor.fetchall()]
    by_key = list(OpinionForm.objects.order_by("pk").values_list("opinion", flat=True))
    for found in (by_place, by_key):
        in_order = sum(words.index(one) < words.index(other) for one, other in pairwise(found))
        # Of 19 neighbours about half stand in order; all of them only when the order shows through.
        assert 2 < in_order < 17
        assert found != words


@pytest.mark.postgres
def test_one_transaction_wrote_them_all_7_2_a(cast: Cast) -> None:
    round_ = round_of(cast, begun(cast))
    send_all(round_)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(DISTINCT xmin::text) FROM "{OpinionForm._meta.db_table}"')
        assert cursor.fetchone() == (1,)


def test_no_session_and_no_account_are_needed_7_2_a(cast: Cast) -> None:
    round_ = round_of(cast, begun(cast))
    client = Client(enforce_csrf_checks=False)
    url = reverse("lifes:form_send", args=[round_.token])
    assert client.get(url).status_code == 200
    assert client.post(url, {"opinion": "意见"}).status_code == 200
    assert "sessionid" not in client.cookies
    assert client.post(url, {"opinion": "意见", "website": "x"}).status_code == 422
    assert client.post(url, {"opinion": ""}).status_code == 422
    assert client.post(url, {"opinion": "长" * 4001}).status_code == 422
    assert OpinionForm.objects.count() == 1
    actions.close_round(round_, by=cast.user("clerk"), at=BEFORE)
    assert client.get(url).status_code == 410
    assert client.post(url, {"opinion": "迟"}).status_code == 410
    assert client.get(reverse("lifes:form_send", args=["nonsense"])).status_code == 404


def test_a_named_round_keeps_who_is_logged_in_7_2_a(cast: Cast) -> None:
    """Inside, once; the open address, where nobody is known, does not exist for it."""
    round_ = round_of(cast, begun(cast), is_anonymous=False)
    client = Client()
    client.force_login(cast.user("a"), backend="config.auth.MatrixBackend")
    assert client.get(reverse("lifes:form_send", args=[round_.token])).status_code == 404
    url = reverse("lifes:round_answer", args=["yunling", round_.pk])
    assert client.post(url, {"opinion": "署名意见"}).status_code == 302
    assert OpinionForm.objects.get().sender == cast.user("a")
    assert client.get(url).status_code == 404
    with pytest.raises(Refused) as error:
        actions.answer_round(round_, opinion="再来", by=cast.user("a"), at=BEFORE)
    assert error.value.code == "already_answered"
    with pytest.raises(Refused) as error:
        actions.answer_round(round_of(cast, None), opinion="署名", by=cast.user("a"), at=BEFORE)
    assert error.value.code == "anonymous_round"


def test_forms_are_read_only_when_the_round_is_closed_7_2_a(cast: Cast) -> None:
    round_ = round_of(cast, begun(cast))
    actions.take_in(round_, day=BEFORE.date(), opinion="路灯不亮")
    client = Client()
    client.force_login(cast.user("clerk"), backend="config.auth.MatrixBackend")
    url = reverse("lifes:round_detail", args=["yunling", round_.pk])
    assert "路灯不亮" not in client.get(url).content.decode()
    actions.close_round(round_, by=cast.user("clerk"), at=BEFORE)
    assert "路灯不亮" in client.get(url).content.decode()
    client.force_login(cast.user("a"), backend="config.auth.MatrixBackend")
    assert "路灯不亮" not in client.get(url).content.decode()


def test_a_session_in_the_same_browser_shows_nothing_7_2_a(cast: Cast) -> None:
    """Different accounts log in, one after the other, in one browser and send; their sessions stay as they were."""
    round_ = round_of(cast, begun(cast))
    client = Client()
    for number, name in enumerate("sdabc"):
        client.force_login(cast.user(name), backend="config.auth.MatrixBackend")
        session = client.session
        session["seen"] = 0  # long ago: any other page would write that somebody is there
        session.save()
        before = dict(everything())["django_session"]
        url = reverse("lifes:form_send", args=[round_.token])
        assert client.post(url, {"opinion": f"意见{number}"}).status_code == 200
        assert dict(everything())["django_session"] == before
        assert client.session["seen"] == 0
    assert OpinionForm.objects.count() == 5


class Spy:
    """Keeps what the page behind the middleware is given."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.request = request
        return HttpResponse()


def test_the_page_is_given_nothing_that_names_the_asker_7_2_a() -> None:
    spy = Spy()
    headers = {
        "User-Agent": "Browser-7",
        "X-Forwarded-For": "10.88.7.9",
        "Accept-Language": "zh",
        "Authorization": "Basic x",
        "X-Real-IP": "10.88.7.9",
    }
    request = RequestFactory(REMOTE_ADDR="10.77.7.9", REMOTE_USER="somebody").get(
        "/o/token/", headers=headers
    )
    request.META["HTTP_COOKIE"] = "sessionid=abc; csrftoken=def; django_language=en"
    assert request.COOKIES["sessionid"] == "abc"
    AnonymousMiddleware(spy)(request)
    assert spy.request.COOKIES == {"csrftoken": "def"}
    kept = repr([*spy.request.META.items(), *spy.request.headers.items()])
    for trace in ("abc", "10.77", "10.88", "Browser-7", "Basic x", "somebody"):
        assert trace not in kept


def test_other_pages_keep_what_they_need() -> None:
    spy = Spy()
    request = RequestFactory(REMOTE_ADDR="10.77.7.9").get("/b/yunling/", headers={"User-Agent": "Browser-7"})
    AnonymousMiddleware(spy)(request)
    assert (spy.request.META["REMOTE_ADDR"], spy.request.headers["User-Agent"]) == ("10.77.7.9", "Browser-7")


@pytest.mark.parametrize(
    ("message", "path", "written"),
    [
        ("Not Found: /o/token/", "/o/token/", False),
        ("Unprocessable Entity: %s", "/o/token/", False),
        ("Forbidden (CSRF cookie not set.): /o/token/", None, False),
        ("Not Found: /b/yunling/o/", "/b/yunling/o/", True),
        ("The clock has ticked", None, True),
    ],
)
def test_no_line_of_the_log_speaks_of_the_form_7_2_a(message: str, path: str | None, written: bool) -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, message, (path,) if "%s" in message else (), None
    )
    if path is not None:
        record.request = RequestFactory().get(path)
    assert AnonymousFilter().filter(record) is written


def test_every_handler_of_the_log_has_the_filter_7_2_a() -> None:
    for handler in settings.LOGGING["handlers"].values():
        assert "anonymous" in handler["filters"]


def test_refused_forms_leave_no_line_in_the_log_7_2_a(cast: Cast, capfd: pytest.CaptureFixture[str]) -> None:
    """The log as the installation writes it: refused, unknown and forged forms leave nothing; another page does."""
    round_ = round_of(cast, begun(cast))
    client = Client(enforce_csrf_checks=True)
    logging.config.dictConfig(settings.LOGGING)
    url = reverse("lifes:form_send", args=[round_.token])
    assert client.post(url, {"opinion": "意见"}).status_code == 403
    assert client.get("/o/nonsense/").status_code == 404
    loose = Client()
    assert loose.post(url, {"opinion": ""}).status_code == 422
    assert loose.get("/nowhere/").status_code == 404
    told = "".join(capfd.readouterr())
    assert "/nowhere/" in told
    assert "/o/" not in told
    assert round_.token not in told


def test_the_proxy_of_the_installation_logs_nothing_of_it_7_2_a() -> None:
    text = (settings.BASE_DIR / "config/deploy/nginx/desk.conf.template").read_text()
    block = text.split("location /o/ {")[1].split("}")[0]
    assert "access_log off;" in block
    assert "error_log /dev/null;" in block
    assert 'X-Forwarded-For ""' in block
