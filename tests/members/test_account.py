"""Coming in, going out, the password, the language; what every answer carries."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members.models import LeadingGroup, StaffRole, User
from members.passwords import KindsValidator, kinds

pytestmark = pytest.mark.django_db
PASSWORD = "Desk-Pass-2025"


@pytest.fixture
def group():
    return LeadingGroup.objects.create(
        code="yunling",
        name="云岭县人民政府党组",
        full_name="中共云岭县人民政府党组",
        government="云岭县人民政府",
        superior="中共云岭县委员会",
        document_word="云政党组发",
    )


@pytest.fixture
def time_machine_at():
    """Return a function that moves the clock to so many seconds after the start of the test."""
    start = datetime.now(tz=UTC)
    travels = []

    def move(seconds: int) -> None:
        while travels:
            travels.pop().stop()
        travel = time_machine.travel(start + timedelta(seconds=seconds), tick=False)
        travel.start()
        travels.append(travel)

    yield move
    while travels:
        travels.pop().stop()


@pytest.fixture
def clerk(group):
    user = User.objects.create_user("chen", PASSWORD, name="陈秘书")
    StaffRole.objects.create(group=group, user=user, role="clerk", since=date(2024, 1, 1))
    return user


def log_in(client: Client, password: str = PASSWORD, username: str = "chen", **extra):
    return client.post(reverse("members:login"), {"username": username, "password": password}, **extra)


def test_log_in_leads_to_the_desk_under_a_new_session_key(client, clerk):
    client.get(reverse("members:login"))
    answer = log_in(client)
    assert answer.status_code == 302
    first = client.session.session_key
    client.post(reverse("members:logout"))
    log_in(client)
    assert client.session.session_key != first
    assert client.get("/", follow=True).request["PATH_INFO"] == "/b/yunling/"


def test_unknown_name_and_wrong_password_answer_alike(client, clerk):
    wrong, unknown = log_in(client, "wrong"), log_in(client, "wrong", "nobody")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_a_disabled_account_answers_like_an_unknown_one(client, clerk):
    clerk.is_active = False
    clerk.save()
    answer = log_in(client)
    assert answer.status_code == 422
    assert not answer.wsgi_request.user.is_authenticated


@pytest.mark.parametrize("username", ["chen", "nobody"])
def test_five_failures_close_the_account_for_that_address_only(client, clerk, username):
    codes = [log_in(client, "wrong", username).status_code for _ in range(5)]
    assert codes == [422, 422, 422, 422, 429]
    assert log_in(client, PASSWORD, username).status_code == 429
    if username == "chen":
        assert log_in(Client(), PASSWORD, REMOTE_ADDR="10.0.0.7").status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", "https:evil"],
)
def test_no_address_outside_is_followed(client, clerk, target):
    answer = client.post(reverse("members:login"), {"username": "chen", "password": PASSWORD, "next": target})
    assert answer["Location"] == "/"
    language = client.post(reverse("members:language_set"), {"language": "en", "next": target})
    assert language["Location"] == "/"


def test_log_out_is_a_post_and_clears_the_browser(client, clerk):
    client.force_login(clerk)
    assert client.get(reverse("members:logout")).status_code == 405
    answer = client.post(reverse("members:logout"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/b/yunling/").status_code == 302


@pytest.mark.parametrize("seconds", [30 * 60 + 1, 9 * 60 * 60])
def test_an_idle_session_ends(client, clerk, seconds, time_machine_at):
    log_in(client)
    assert client.get("/account/").status_code == 200
    time_machine_at(seconds)
    assert client.get("/account/").status_code == 302


def test_polling_does_not_keep_a_session_alive(client, clerk, time_machine_at):
    log_in(client)
    client.get("/account/")
    for minutes in (10, 20, 29):
        time_machine_at(minutes * 60)
        assert client.get("/b/yunling/notifications/bell/", headers={"X-Background": "1"}).status_code == 200
    time_machine_at(31 * 60)
    assert client.get("/account/").status_code == 302


def test_work_keeps_a_session_alive_but_not_beyond_its_age(client, clerk, time_machine_at, settings):
    log_in(client)
    client.get("/account/")
    for minutes in range(20, settings.SESSION_COOKIE_AGE // 60, 20):
        time_machine_at(minutes * 60)
        assert client.get("/account/").status_code == 200
    time_machine_at(settings.SESSION_COOKIE_AGE + 60)
    assert client.get("/account/").status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, clerk):
    other = Client()
    for one in (client, other):
        log_in(one)
    new = {
        "old_password": PASSWORD,
        "new_password1": "Another-Pass-2026",
        "new_password2": "Another-Pass-2026",
    }
    assert client.post(reverse("members:password_change"), new).status_code == 302
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("new", "code"),
    [("Short-1", "password_too_short"), ("alllettersonly", "password_too_simple"), ("", "required")],
)
def test_a_weak_password_is_refused_and_nothing_changes(client, clerk, new, code):
    client.force_login(clerk)
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    answer = client.post(reverse("members:password_change"), form)
    assert answer.status_code == 422
    codes = {error.code for errors in answer.context["form"].errors.as_data().values() for error in errors}
    assert code in codes
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_the_first_password_must_be_changed_before_anything_else(client, clerk):
    clerk.must_change_password = True
    clerk.save()
    client.force_login(clerk)
    assert client.get("/b/yunling/")["Location"] == reverse("members:password_change")
    new = {
        "old_password": PASSWORD,
        "new_password1": "Another-Pass-2026",
        "new_password2": "Another-Pass-2026",
    }
    client.post(reverse("members:password_change"), new)
    assert client.get("/b/yunling/").status_code == 200


@pytest.mark.parametrize(
    ("password", "count"), [("", 0), ("abc", 1), ("aB", 2), ("aB1", 3), ("aB1-", 4), ("密码", 0)]
)
def test_kinds_of_characters(password, count):
    assert kinds(password) == count
    assert KindsValidator().get_help_text()


def test_the_office_speaks_chinese_whatever_the_browser_asks(client, clerk):
    client.force_login(clerk)
    answer = client.get("/account/", headers={"Accept-Language": "en-US"})
    assert answer["Content-Language"] == "zh-hans"
    client.post(reverse("members:language_set"), {"language": "en", "next": "/account/"})
    assert client.get("/account/")["Content-Language"] == "en"
    client.post(reverse("members:language_set"), {"language": "xx"})
    assert client.get("/account/")["Content-Language"] == "en"


def test_no_page_is_kept_by_a_browser_and_each_has_an_id(client, clerk):
    client.force_login(clerk)
    first, second = client.get("/account/"), client.get("/b/yunling/")
    for answer in (first, second, client.get("/b/none/"), Client().get("/login/")):
        assert "no-store" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
    assert first["X-Request-ID"] != second["X-Request-ID"]


def test_the_theme_is_read_from_its_cookie_and_from_nothing_else(client, clerk):
    client.force_login(clerk)
    assert client.get("/account/").context["theme"] == ""
    client.cookies["theme"] = "dark"
    assert b'data-bs-theme="dark"' in client.get("/account/").content
    client.cookies["theme"] = '"><script>'
    assert client.get("/account/").context["theme"] == ""


def test_a_form_without_its_token_is_not_taken(clerk):
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(reverse("members:login"), {"username": "chen", "password": PASSWORD}).status_code == 403
    )
