"""Rehearsals: what a script must look like, what is said when it does not, and that nothing remains of the play."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from meetings.models import Meeting
from members.models import LeadingGroup, User
from reports.rehearsal.reader import read
from reports.rehearsal.runner import book, rehearse
from reports.rehearsal.script import NotAScript

GOOD = """\
title: 三人会议
day: 2025-03-18
members: [{s: secretary}, {d: deputy_secretary}, {a: member}]
items:
  1: {title: 传达学习, kind: first_topic}
steps:
  - notify: {hours_before: 72}
  - check_in: [s]
  - open: {by: s}
    expect: {refused: quorum_not_met, present: 1, needed: 2, base: 3}
  - check_in: [d]
  - open: {by: s}
"""


def run(tmp_path: Path, text: str, *flags: str) -> tuple[int, str, str]:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    out, err = StringIO(), StringIO()
    try:
        call_command("rehearse", str(path), *flags, stdout=out, stderr=err)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_all_holds(tmp_path):
    status, out, _err = run(tmp_path, GOOD)
    assert status == 0
    assert "quorum_not_met" in out
    assert "needed=2" in out
    assert "6.4-a" in out


@pytest.mark.django_db
def test_an_expectation_that_does_not_hold(tmp_path):
    status, out, _err = run(tmp_path, GOOD.replace("present: 1", "present: 2"), "--json")
    assert status == 1
    (file,) = json.loads(out)
    assert file["holds"] is False
    wrong = [step for step in file["steps"] if not step["holds"]]
    assert [(step["line"], step["step"], step["refused"]) for step in wrong] == [
        (9, "open", "quorum_not_met")
    ]
    assert wrong[0]["figures"]["present"] == 1


@pytest.mark.django_db
def test_a_truth_is_no_number(tmp_path):
    text = GOOD.replace("present: 1", "present: true")
    assert run(tmp_path, text)[0] == 1


@pytest.mark.django_db
def test_a_step_without_expectation_must_succeed(tmp_path):
    assert run(tmp_path, GOOD.replace("  - check_in: [d]\n", ""))[0] == 1


@pytest.mark.django_db
def test_nothing_remains():
    rehearse(read(GOOD, book()))
    assert (Meeting.objects.count(), LeadingGroup.objects.count(), User.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_another_file_is_played_although_one_is_none(tmp_path):
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    out, err = StringIO(), StringIO()
    (tmp_path / "a.yaml").write_text("title: x\n", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        call_command("rehearse", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), stdout=out, stderr=err)
    assert end.value.code == 2
    assert "a.yaml:1:" in err.getvalue()
    assert "三人会议" in out.getvalue()


STEPS = "steps:\n"
MISTAKES = [
    ("", 1),
    ("- a\n", 1),
    ("title: [\n", 2),
    (GOOD.replace("day: 2025-03-18\n", ""), 1),
    (GOOD.replace("2025-03-18", "18.3.2025"), 2),
    (GOOD.replace("2025-03-18", "2025-02-30"), 2),
    (GOOD.replace("title:", "titel:", 1), 1),
    (GOOD.replace("{a: member}", "{a: chairman}"), 3),
    (GOOD.replace("{a: member}", "{s: member}"), 3),
    (GOOD.replace("{a: member}", "{a: {post: member, status: excluded}}"), 3),
    (GOOD.replace("{a: member}", "{a: {post: member, since: 2025-01-01, until: 2024-01-01}}"), 3),
    (GOOD.replace("first_topic}", "no_such_kind}"), 5),
    (GOOD.replace("title: 传达学习, ", ""), 5),
    (GOOD.replace("notify:", "notifiy:"), 7),
    (GOOD.replace("{hours_before: 72}", "{hours_before: soon}"), 7),
    (GOOD.replace("{hours_before: 72}", "{}"), 7),
    (GOOD.replace("{hours_before: 72}", "{hours_before: 72, hour: 1}"), 7),
    (GOOD.replace("[s]", "[s, x]"), 8),
    (GOOD.replace("[s]", "s"), 8),
    (GOOD.replace("needed: 2", "neded: 2"), 10),
    (GOOD.replace("expect: {", "expect: ok, {"), 10),
    (GOOD + "  - start: {item: 2}\n", 13),
    (GOOD + "  - cast: {d: yes}\n", 13),
    (GOOD + "  - cast: {d: approve, d: oppose}\n", 13),
    (GOOD + "  - start: {item: 1}\n    open: {}\n", 13),
    (GOOD + "  - request_leave: {by: a, reason: holiday}\n", 13),
    (GOOD + "  - tally: {approve: many}\n", 13),
    (GOOD + "  - adjourn: {at: noon}\n", 13),
    (GOOD + "rules: {quorum: 3}\n", 13),
    (GOOD + "rules: {close_margin: wide}\n", 13),
    (GOOD + "skip: [vote]\n", 13),
    (GOOD + "  - amend: {field: state, value: open}\n", 13),
    (GOOD.replace("{d: deputy_secretary}", "{d: secretary}"), 3),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "line"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_named_with_its_line(text, line):
    with pytest.raises(NotAScript) as wrong:
        rehearse(read(text, book()))
    assert wrong.value.line == line


@pytest.mark.django_db
def test_status_2_names_file_and_line(tmp_path):
    status, _out, err = run(tmp_path, GOOD.replace("notify:", "notifiy:"))
    assert status == 2
    assert "a.yaml:7:" in err
    assert "notifiy" in err


@pytest.mark.django_db
def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SystemExit) as end:
        call_command("rehearse", str(tmp_path / "none.yaml"), stdout=StringIO(), stderr=StringIO())
    assert end.value.code == 2


def test_ids_stay_what_is_written():
    script = read(GOOD.replace("{a: member}", "{no: member}, {07: member}"), book())
    assert [member.id for member in script.members] == ["s", "d", "no", "07"]
