"""Is every duty said in full: clause, page, power, words, and where it is told?  And does adding one take one file?"""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.utils.translation import gettext, override

from config.permissions import MATRIX
from members.calendar import Source
from members.duties import Duty, RecordDuty, Scope, all_duties
from members.duties.derived import source
from members.procedure.rulebook import book
from members.reminders import registered
from tests.cast import Cast, cast  # noqa: F401  (a fixture)

BOOK = book("work-rules-2024")
DUTIES = all_duties()
each = pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.name)


def names() -> set[str]:
    reports = get_resolver().namespace_dict
    return {
        f"{space}:{name}"
        for space, (_prefix, urls) in reports.items()
        for name in urls.reverse_dict
        if isinstance(name, str)
    }


@each
def test_a_duty_rests_on_a_clause_and_leads_to_its_pages(duty: Duty) -> None:
    assert BOOK.clause(duty.clause).id == duty.clause
    pages = {duty.page, *(one.page for one in (*duty.reminders, *duty.desk) if one.page)}
    acts = [duty.act] if duty.act else []
    rows = [duty.forecast] if duty.forecast else []
    assert pages | {one.page for one in (*acts, *rows)} <= names()
    assert {duty.power, *(act.power for act in acts)} <= set(MATRIX)


@each
def test_a_duty_is_told_and_stands_in_the_calendar_in_chinese(duty: Duty) -> None:
    assert duty.reminders or duty.name == "responsibility"
    kinds = {kind.name: kind for kind in registered()}
    assert all(kinds[reminder.name].title == reminder.title for reminder in duty.reminders)
    assert isinstance(source(duty), Source)
    with override("zh-hans"):
        for text in (duty.label, duty.entry, *(one.title for one in duty.reminders)):
            assert gettext(text) != text


def test_no_two_duties_share_a_name_or_the_beginning_of_their_marks() -> None:
    marks = [duty.uid for duty in DUTIES if duty.uid != "filing"]
    assert len(set(marks)) == len(marks)
    assert len({duty.name for duty in DUTIES}) == len(DUTIES)


@pytest.mark.django_db
@each
def test_a_duty_can_be_asked_for_in_every_way(duty: Duty, cast: Cast) -> None:  # noqa: F811
    today = date(2025, 3, 18)
    clock = Scope(only_owed=True, day=today, seats=tuple(cast.seats.values()))
    calendar = Scope(
        cast.group, cast.user("a"), since=date(2025, 1, 1), until=date(2025, 12, 31), with_changes=True
    )
    desk = Scope(cast.group, cast.user("a"), only_owed=True, day=today, seats=(cast.seats["a"],))
    year = Scope(cast.group, year=2025, with_earlier=True, seats=tuple(cast.seats.values()))
    for scope in (clock, calendar, desk, year):
        for record in duty.find(scope):
            assert duty.body_of(record) == cast.group.pk
            assert duty.mark(record)
            due = duty.due_on(record, cast.group.law_on)
            assert due is None or duty.entry % duty.facts(record, due)
    if isinstance(duty, RecordDuty):
        assert list(duty.find(clock)) == []


EXAMPLE = '''"""When is a meeting in the calendar looked at again?  An example."""

from datetime import date

from django.db.models import Q, QuerySet

from meetings.models import Meeting
from members.duties import AROUND, RecordDuty, Reminder, register


@register
class Example(RecordDuty[Meeting]):
    """A meeting that was closed is looked at again.  Clause 6.2-b."""

    name = "example"
    label = "Example"
    clause = "6.2-b"
    uid = "example"
    page = "meetings:meeting_detail"
    power = "meetings.read"
    entry = "Example: %(what)s"
    titled = "title"
    done = "minutes_issued_on"
    dated = "day"
    owed = Q(minutes_issued_on=None)
    reminders = (
        Reminder(
            name="example_due", audience="clerk", when=AROUND, title="Example: %(what)s", text="…", roles=("clerk",)
        ),
    )

    def records(self) -> QuerySet[Meeting]:
        """Return every meeting."""
        return Meeting.objects.all()
'''

ASKED = """
import django
django.setup()
from members import calendar
from members.duties import all_duties
from members.reminders import registered
assert "example" in {duty.name for duty in all_duties()}
assert "example_due" in {kind.name for kind in registered("meetings")}
assert "duties.example" in calendar._SOURCES
print("found")
"""


def test_adding_a_duty_takes_one_file(tmp_path: Path) -> None:
    """In a scratch copy a duty is written into one new file, and clock and calendar know it."""
    for app in ("config", "members", "meetings", "votes", "study", "lifes", "reports"):
        ignored = shutil.ignore_patterns("__pycache__", "migrations")
        shutil.copytree(settings.BASE_DIR / app, tmp_path / app, ignore=ignored)
    (tmp_path / "meetings" / "duties" / "example.py").write_text(EXAMPLE, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=tmp_path,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.strip() == "found", run.stderr[-2000:]
