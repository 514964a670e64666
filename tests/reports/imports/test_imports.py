"""Does a file come in whole or not at all, by the rules of the acts, and only as it was shown?"""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from meetings.models import MajorIssueEntry, MajorIssueList, Meeting
from members import actions as member_actions
from members.models import GroupEntry, Membership, StaffRole, User
from members.procedure.record import NotPermitted, refusals
from reports.imports.actions import (
    check_file,
    confirm_import,
    discard_import,
    first_password,
    hand_out_passwords,
)
from reports.imports.models import ImportBatch, ImportBatchEntry
from reports.imports.registry import KINDS
from reports.imports.rules import FRESH, MOST_OPEN
from reports.past.models import PastIndexLine, PastVolume
from study import actions as study_actions
from study.ledger import ledger
from study.models import Presence, StudySession
from tests.cast import Cast, cast, second_body  # noqa: F401  (fixtures)
from tests.reports.imports.files import account, checked, codes, file_of, past, stay

pytestmark = pytest.mark.django_db
ADMIN = "system_admin"
SEAT = {"post": "成员", "since": "2024-03-01"}


def refused(code: str, act, *args, **more) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        act(*args, **more)
    assert refusals(error.value)[0].code == code
    return error.value


def confirm(cast: Cast, batch: ImportBatch, who: str = "clerk", at: datetime | None = None) -> ImportBatch:  # noqa: F811
    return confirm_import(batch, by=cast.user(who), at=at or timezone.now())


def counts() -> list[int]:
    """Return how many rows there are of everything an import may write."""
    models = (
        User,
        Membership,
        StaffRole,
        GroupEntry,
        MajorIssueList,
        MajorIssueEntry,
        StudySession,
        Presence,
    )
    return [model._base_manager.count() for model in (*models, PastVolume, PastIndexLine, Meeting)]


GOOD = {
    "roster": (ADMIN, [account("甲", **SEAT), account("乙", role="文书", since="2024-03-01"), account("丙")]),
    "issues": ("clerk", [{"category": "大额资金使用", "matter": "追加支出", "threshold_amount": 500}, {"category": "budget", "matter": "年度预算"}]),
    "past": ("clerk", [past("卷1", "2019-01-08", "一"), past("卷1", "2019-02-08", "二"), past("卷2", "2020-01-08", "三")]),
    "attendance": ("clerk", [stay("成员s"), stay("成员d", came="08:55", left="10:00"), stay("成员a")]),
}  # fmt: skip
GOOD["roster"][1][1]["role"] = "recorder"


@pytest.mark.parametrize("code", GOOD)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_check_leaves_no_trace_and_a_confirmation_does_all(code: str, name: str, cast: Cast) -> None:  # noqa: F811
    who, lines = GOOD[code]
    before = counts()
    batch = checked(cast, code, *lines, who=who, name=name)
    assert (codes(batch), batch.lines, batch.state, counts()) == ([], len(lines), "checked", before)
    shown = batch.report["done"]
    assert len(shown) == len(lines)
    confirm(cast, batch, who)
    batch.refresh_from_db()
    assert (batch.state, batch.confirmed_by, batch.rows) == ("confirmed", cast.user(who), [])
    assert counts() != before
    entries = list(ImportBatchEntry.objects.order_by("pk"))
    assert [entry.verb for entry in entries] == ["check_import", "confirm_import"]
    assert {entry.facts["sha256"] for entry in entries} == {batch.sha256}
    assert entries[1].facts["lines"] == len(lines)


def test_a_roster_makes_accounts_seats_and_roles(cast: Cast) -> None:  # noqa: F811
    batch = confirm(cast, checked(cast, "roster", *GOOD["roster"][1], who=ADMIN), ADMIN)
    assert batch.counts == {"new_accounts": 3, "new_seats": 1, "new_roles": 1}
    seat = Membership.objects.get(user__username="new-甲")
    assert (str(seat.since), seat.post, seat.user.must_change_password) == ("2024-03-01", "member", True)
    assert not seat.user.has_usable_password()
    told = hand_out_passwords(batch, by=cast.user(ADMIN), at=timezone.now())
    assert sorted(user.username for user, _word in told) == ["new-丙", "new-乙", "new-甲"]
    for user, word in told:
        user.refresh_from_db()
        assert user.check_password(word)
        assert user.must_change_password
    stored = [
        str(vars(entry)) for entry in (*ImportBatchEntry.objects.all(), *GroupEntry.objects.all(), batch)
    ]
    assert not any(word in text for _user, word in told for text in stored)
    User.objects.filter(username="new-甲").update(last_login=timezone.now())
    again = hand_out_passwords(batch, by=cast.user(ADMIN), at=timezone.now())
    assert len(again) == 2
    User.objects.update(last_login=timezone.now())
    refused("nobody_waits", hand_out_passwords, batch, by=cast.user(ADMIN), at=timezone.now())
    with pytest.raises(NotPermitted):
        hand_out_passwords(batch, by=cast.user("clerk"), at=timezone.now())


def test_first_passwords_meet_the_rules_for_passwords() -> None:
    made = {first_password() for _number in range(200)}
    assert len(made) == 200
    for word in made:
        validate_password(word, User(username="a", name="甲"))


def test_the_clerk_seats_who_has_an_account_and_makes_none(cast: Cast) -> None:  # noqa: F811
    outsider = {"name": "局外人", "username": "yunling-outsider", **SEAT}
    batch = checked(cast, "roster", account("甲", **SEAT), outsider)
    assert codes(batch) == [(2, "", "not_permitted")]
    batch = confirm(cast, checked(cast, "roster", outsider))
    assert batch.counts == {"new_seats": 1}
    assert batch.made == {}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([account("甲", post="书记", since="2024-03-01")], (2, "", "secretary_exists")),
        ([account("甲", post="成员")], (2, "任职日期", "since_missing")),
        ([account("甲", **SEAT, until="2023-01-01")], (2, "", "seat_forward")),
        ([account("甲", **SEAT), account("甲", post="成员", since="2025-01-01")], (3, "", "seat_overlaps")),
        ([account("甲", email="不是邮箱")], (2, "电子邮箱", "invalid")),
        ([{"name": "甲", "username": "有 空格"}], (2, "用户名", "invalid")),
        ([{"name": "别名", "username": "yunling-a"}], (2, "姓名", "account_of_another")),
        ([account("甲", post="成员", since="2020-01-01")], (2, "", "no_term")),
        ([account("甲", **SEAT), account("甲", **SEAT)], (3, "", "line_twice")),
        ([account(str(n), post="成员", since="2025-01-01") for n in range(32)], None),
    ],
)
def test_the_rules_of_the_acts_refuse_lines_of_a_roster(lines, wanted, cast: Cast) -> None:  # noqa: F811
    before = counts()
    batch = checked(cast, "roster", *lines, who=ADMIN)
    found = codes(batch)
    if wanted is None:
        assert {code for _line, _column, code in found} == {"group_too_large"}
    elif wanted[2] == "seat_forward":
        assert found
        assert found[0][0] == 2
    else:
        assert wanted in found
    assert counts() == before
    assert batch.rows == []
    refused("import_has_faults", confirm, cast, batch, ADMIN)
    assert counts() == before


def test_an_account_of_another_body_is_not_told_of(cast: Cast, second_body: Cast) -> None:  # noqa: F811
    other = second_body.user("s")
    batch = checked(cast, "roster", {"name": other.name, "username": other.username, **SEAT}, who=ADMIN)
    assert codes(batch) == [(2, "用户名", "account_exists")]
    assert other.name not in str([fault["params"] for fault in batch.report["faults"]])


def test_a_list_becomes_a_draft_and_binds_nobody(cast: Cast) -> None:  # noqa: F811
    in_force = MajorIssueList.objects.filter(group=cast.group).in_force(timezone.localdate()).first()
    batch = confirm(cast, checked(cast, "issues", *GOOD["issues"][1]))
    version = MajorIssueList.objects.filter(group=cast.group).first()
    assert (version.state, batch.counts) == ("draft", {"list_entries": 2})
    assert [(line.position, line.matter) for line in version.entries_of_list.all()] == [
        (1, "追加支出"),
        (2, "年度预算"),
    ]
    assert version.entries_of_list.first().deciding_body == cast.group.name
    assert MajorIssueList.objects.filter(group=cast.group).in_force(timezone.localdate()).first() == in_force


def test_a_list_drafted_meanwhile_makes_the_check_stale(cast: Cast) -> None:  # noqa: F811
    batch = checked(cast, "issues", *GOOD["issues"][1])
    checked(cast, "issues", {"category": "budget", "matter": "别的"})
    confirm(cast, ImportBatch.objects.exclude(pk=batch.pk).get())
    before = counts()
    refused("import_stale", confirm, cast, batch)
    assert counts() == before


def test_past_meetings_become_an_index_and_are_counted_nowhere(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    meetings, book = Meeting.objects.count(), ledger(cast.group, 2025, timezone.localdate())
    lines = [
        past("卷1", "2019-01-08", "一", ordinal="第1次", page="1-6"),
        past("卷1", "2019-02-08", "二", ordinal="第2次"),
    ]
    batch = confirm(cast, checked(cast, "past", *lines))
    volume = PastVolume.objects.get()
    assert (str(volume.first_day), str(volume.last_day), volume.ordinal_from, volume.ordinal_to) == (
        "2019-01-08", "2019-02-08", "第1次", "第2次",
    )  # fmt: skip
    assert [(line.title, line.page) for line in volume.lines.all()] == [("一", "1-6"), ("二", "")]
    assert batch.counts == {"new_volumes": 1, "index_lines": 2}
    assert Meeting.objects.count() == meetings
    assert ledger(cast.group, 2025, timezone.localdate()) == book
    # a further file adds to the volume; what stands there already, or lies outside, is told
    more = [
        {"number": "卷1", "day": "2019-01-20", "title": "三"},
        past("卷1", "2019-01-08", "一", ordinal="第1次"),
        {"number": "卷1", "day": "2019-01-21", "title": "四", "year": 2020},
        {"number": "卷9", "day": "2019-01-21", "title": "五"},
    ]
    assert codes(checked(cast, "past", *more)) == [
        (3, "", "line_on_record"),
        (4, "年度", "volume_differs"),
        (5, "案卷题名", "volume_unknown"),
    ]
    outside = checked(cast, "past", {"number": "卷1", "day": "2021-01-20", "title": "六"})
    assert codes(outside) == [(2, "", "past_outside_volume")]
    future = checked(cast, "past", past("卷7", f"{timezone.localdate() + timedelta(days=3)}", "七"))
    assert codes(future) == [(2, "", "past_in_future")]
    confirm(cast, checked(cast, "past", more[0]))
    assert volume.lines.count() == 3
    assert clerk == volume.entered_by


def test_attendance_is_entered_at_a_new_study_and_counts(cast: Cast) -> None:  # noqa: F811
    batch = confirm(cast, checked(cast, "attendance", *GOOD["attendance"][1]))
    assert batch.counts == {"studies": 1, "stays": 3}
    session = StudySession.objects.get()
    assert (session.state, session.minutes, session.presences.count()) == ("held", 120, 3)
    rows = {row.seat.user.name: row.attended for row in ledger(cast.group, 2025, timezone.localdate()).rows}
    assert (rows["成员s"], rows["成员d"], rows["成员b"]) == (120, 60, 0)
    # the same study, once more: who is on record is told; the others are added
    batch = checked(cast, "attendance", stay("成员s"), stay("成员b", starts="", ends="", place=""))
    assert codes(batch) == [(2, "", "stay_on_record")]
    confirm(cast, checked(cast, "attendance", {"day": "2025-03-20", "title": "专题学习", "member": "成员b"}))
    assert session.presences.count() == 4


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([stay("无此人")], (2, "姓名", "member_unknown")),
        ([stay("成员s", starts="")], (2, "开始时间", "study_unknown")),
        ([stay("成员s"), stay("成员a", ends="12:00")], (3, "结束时间", "lines_differ")),
        ([stay("成员s", starts="11:00", ends="09:00")], (2, "", "study_forward")),
        ([stay("成员s", came="10:00", left="09:30")], (2, "", "not_forward")),
        ([stay("成员s", day="2999-01-01")], (2, "", "in_the_future")),
        ([stay("成员s", day="2015-01-05")], (2, "", "no_law_in_force")),
        ([stay("成员s"), stay("成员s")], (3, "", "line_twice")),
        ([stay("成员s", contents="武术")], (2, "学习内容", "choice_unknown")),
    ],
)
def test_the_rules_of_study_refuse_lines_of_attendance(lines, wanted, cast: Cast) -> None:  # noqa: F811
    before = counts()
    found = codes(checked(cast, "attendance", *lines))
    if wanted[2] == "study_forward":
        assert [line for line, _column, _code in found] == [2]
    else:
        assert wanted in found
    assert counts() == before


def test_a_locked_study_takes_no_further_stay_8_3_a(cast: Cast) -> None:  # noqa: F811
    confirm(cast, checked(cast, "attendance", stay("成员s")))
    study_actions.record_session(
        StudySession.objects.get(), "学习内容", by=cast.user("clerk"), at=timezone.now()
    )
    batch = checked(cast, "attendance", stay("成员a", starts="", ends="", place=""))
    assert [(line, code) for line, _column, code in codes(batch)] == [(2, "wrong_state")]


# ---- whole or not at all, once, soon, as shown -----------------------------------------------------------


def test_an_import_is_confirmed_once(cast: Cast) -> None:  # noqa: F811
    batch = checked(cast, "past", past("卷1", "2019-01-08", "一"))
    stale = ImportBatch.objects.get(pk=batch.pk)
    confirm(cast, batch)
    after = counts()
    refused("import_confirmed", confirm, cast, stale)
    refused("import_confirmed", discard_import, batch, by=cast.user("clerk"), at=timezone.now())
    refused("import_same_file", checked, cast, "past", past("卷1", "2019-01-08", "一"))
    assert counts() == after


def test_what_was_discarded_is_not_confirmed(cast: Cast) -> None:  # noqa: F811
    batch = checked(cast, "past", past("卷1", "2019-01-08", "一"))
    discard_import(batch, by=cast.user("clerk"), at=timezone.now())
    assert batch.rows == []
    refused("import_discarded", confirm, cast, batch)
    assert checked(cast, "past", past("卷1", "2019-01-08", "一")).state == "checked"


def test_a_check_is_good_for_a_day(cast: Cast) -> None:  # noqa: F811
    now = timezone.now()
    batch = checked(cast, "past", past("卷1", "2019-01-08", "一"), at=now)
    refused("import_stale", confirm, cast, batch, at=now + FRESH + timedelta(seconds=1))
    assert PastVolume.objects.count() == 0
    assert confirm(cast, batch, at=now + FRESH).state == "confirmed"


def test_what_changed_since_the_check_stops_all_of_it(cast: Cast) -> None:  # noqa: F811
    """The last of many lines is refused when it is done: nothing of the others stays."""
    lines = [account(f"{n}") for n in range(9)] + [{"name": "局外人", "username": "yunling-outsider", **SEAT}]
    batch = checked(cast, "roster", *lines, who=ADMIN)
    assert codes(batch) == []
    member_actions.seat_member(
        cast.group, user=cast.user("outsider"), since=timezone.localdate() - timedelta(days=90),
        by=cast.user("clerk"), at=timezone.now(),
    )  # fmt: skip
    before = counts()
    error = refused("import_stale", confirm, cast, batch, ADMIN)
    assert "11" in str(error.messages)
    batch.refresh_from_db()
    assert (counts(), batch.state, len(batch.rows), batch.made) == (before, "checked", 10, {})


def test_another_meaning_of_the_same_lines_stops_it_too(cast: Cast) -> None:  # noqa: F811
    """The study is entered by hand between check and confirmation: the import would add to it instead."""
    batch = checked(cast, "attendance", stay("成员s"))
    now, start = timezone.now(), timezone.make_aware(datetime.fromisoformat("2025-03-20T09:00"))
    study_actions.plan_session(
        cast.group, title="专题学习", place="别处", starts_at=start, ends_at=start + timedelta(hours=2),
        by=cast.user("clerk"), at=now,
    )  # fmt: skip
    refused("import_stale", confirm, cast, batch)
    assert Presence.objects.count() == 0


class Killed(BaseException):
    """What a process feels that is killed."""


@pytest.mark.parametrize("code", GOOD)
def test_killed_in_the_middle_nothing_is_left(code: str, cast: Cast) -> None:  # noqa: F811
    """The database goes away after a part of the writes, at three places: not one row of the file stays."""
    who, lines = GOOD[code]
    batch = checked(cast, code, *lines, who=who)
    before, total = counts(), 0

    def count(execute, sql, params, many, context):
        nonlocal total
        total += sql.startswith("INSERT")
        return execute(sql, params, many, context)

    def dying(after: int):
        left = after

        def execute_or_die(execute, sql, params, many, context):
            nonlocal left
            if sql.startswith("INSERT"):
                left -= 1
                if left < 0:
                    raise Killed
            return execute(sql, params, many, context)

        return execute_or_die

    point = transaction.savepoint()
    with connection.execute_wrapper(count):
        confirm(cast, ImportBatch.objects.get(pk=batch.pk), who)
    transaction.savepoint_rollback(point)
    assert total > 3
    for after in (1, total // 2, total - 1):
        with connection.execute_wrapper(dying(after)), pytest.raises(Killed):
            confirm(cast, ImportBatch.objects.get(pk=batch.pk), who)
        batch = ImportBatch.objects.get(pk=batch.pk)
        assert (counts(), batch.state) == (before, "checked")
    assert confirm(cast, batch, who).state == "confirmed"


def test_too_many_imports_do_not_wait(cast: Cast) -> None:  # noqa: F811
    for number in range(MOST_OPEN):
        checked(cast, "past", past(f"卷{number}", "2019-01-08", "一"))
    refused("import_too_many", checked, cast, "past", past("卷x", "2019-01-08", "一"))


def test_the_database_keeps_what_was_checked(cast: Cast) -> None:  # noqa: F811
    batch = checked(cast, "past", past("卷1", "2019-01-08", "一"))
    other = checked(cast, "past", past("卷2", "2019-01-08", "一"))
    confirm(cast, other)
    for sql in (
        "UPDATE reports_importbatch SET sha256 = 'x' WHERE id = %s",
        "UPDATE reports_importbatch SET digest = 'x' WHERE id = %s",
        "DELETE FROM reports_importbatch WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [batch.pk])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_importbatch SET file_name = 'x' WHERE id = %s", [other.pk])


@pytest.mark.parametrize("code", KINDS)
def test_who_has_not_the_power_imports_nothing(code: str, cast: Cast) -> None:  # noqa: F811
    allowed = {"roster": {"clerk", ADMIN}}.get(code, {"clerk"})
    for who in ("s", "d", "a", "clerk", "recorder", "inspector", ADMIN):
        upload = file_of(code, GOOD[code][1][0])
        if who in allowed:
            check_file(cast.group, KINDS[code], upload, by=cast.user(who), at=timezone.now())
        else:
            with pytest.raises(NotPermitted):
                check_file(cast.group, KINDS[code], upload, by=cast.user(who), at=timezone.now())
    batch = ImportBatch.objects.filter(faults=0).first()
    if batch is not None:
        with pytest.raises(NotPermitted):
            confirm(cast, batch, "s")


def test_a_file_that_is_not_read_leaves_no_import(cast: Cast) -> None:  # noqa: F811
    upload = file_of("past", past("卷1", "2019-01-08", "一"), name="a.xls")
    refused(
        "import_type", check_file, cast.group, KINDS["past"], upload, by=cast.user("clerk"), at=timezone.now()
    )
    assert ImportBatch.objects.count() == 0
