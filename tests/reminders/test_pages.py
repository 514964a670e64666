"""The pages and the command that show what will be told."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from members.models import Notification
from members.reminders import Moment, registered, write_all
from members.reminders.ahead import foresee
from tests.cast import Cast, cast  # noqa: F401  (a fixture)
from tests.reminders.story import ZONE

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 12, 15, 8, tzinfo=ZONE)


def client(cast: Cast, who: str) -> Client:  # noqa: F811
    made = Client()
    made.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return made


def printed(*args: str) -> str:
    out = StringIO()
    call_command("reminders", *args, "--language", "en", stdout=out, skip_checks=True)
    return out.getvalue()


def test_the_command_says_what_to_whom_why_and_writes_nothing_5_3_b(cast: Cast) -> None:  # noqa: F811
    said = printed("--on", "2025-12-15", "--body", "yunling")
    assert "[5.3-b] Comprehensive report of the year: The comprehensive report of 2025 is due" in said
    assert "→ clerk  not told yet" in said
    assert "/b/yunling/upward/annual/" in said
    assert Notification.objects.count() == 0


def test_the_command_says_what_was_told_already(cast: Cast) -> None:  # noqa: F811
    assert write_all(registered(), Moment(DAY)) == 2
    said = printed("--on", "2025-12-15")
    assert said.count("told 2025-12-15 08:00") == 2
    assert "not told yet" not in said


@pytest.mark.parametrize("args", [("--on", "15.12.2025"), ("--body", "nowhere")])
def test_the_command_refuses_what_it_cannot_read(cast: Cast, args) -> None:  # noqa: F811
    with pytest.raises(CommandError):
        printed(*args)


def test_what_comes_again_each_week_is_listed_once(cast: Cast) -> None:  # noqa: F811
    lines = foresee(registered(), DAY.date(), 365, cast.group.pk)
    marks = [(line.kind.name, line.due.subject, line.due.slot) for line in lines]
    assert len(marks) == len(set(marks))
    months = [line for line in lines if line.kind.name == "month_without_meeting"]
    assert len(months) == 3 * 12


@pytest.mark.parametrize(("who", "status"), [("clerk", 200), ("s", 200), ("inspector", 200), ("a", 403), ("recorder", 403)])  # fmt: skip
def test_the_year_ahead_is_for_the_desk_and_who_oversees(cast: Cast, who: str, status: int) -> None:  # noqa: F811
    answer = client(cast, who).get("/b/yunling/reminders/")
    assert answer.status_code == status
    if status == 200:
        assert "未来一年的提醒" in answer.content.decode()
        assert "全面报告" in answer.content.decode()


def test_everybody_reads_the_kinds_and_the_rules_page_names_them(cast: Cast) -> None:  # noqa: F811
    page = client(cast, "a").get("/b/yunling/reminders/kinds/").content.decode()
    assert page.count('class="row-title"') == len(registered())
    rules = client(cast, "a").get("/b/yunling/rules/?on=2025-12-15").content.decode()
    assert "本月尚未开会（每月20日、25日和月末）" in rules


def test_one_kind_that_fails_keeps_no_other_back(cast: Cast, caplog) -> None:  # noqa: F811
    kinds = registered()
    broken = type(kinds[0])(**{name: getattr(kinds[0], name) for name in kinds[0].__slots__} | {"find": None})
    assert write_all((broken, *kinds), Moment(DAY)) == 2
    assert "authorisation_ends were not written" in caplog.text
