"""How do the sheets of a study become its roll?  Times and stays of an existing study, or of one that is planned for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unicodedata import normalize

from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from members.models import Membership
from members.procedure.verdict import gettext_noop
from members.tables import cells
from members.tables.faults import Wrong
from reports.imports.kinds import Column, Done, Importer, Kind, Line
from study import actions
from study.models import Presence, StudySession
from study.states import Content, Form, SessionState

REMARK = "据纸质签到册补录"
SHARED = ("starts", "ends", "place", "form", "contents")


def forms() -> Mapping[str, str]:
    """Return the forms of study by their words."""
    return cells.words_of(Form.choices)


def contents() -> Mapping[str, str]:
    """Return what is studied by its words."""
    return cells.words_of(Content.choices)


class AttendanceImporter(Importer):
    """One line: the stay of one member at one study."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.sessions: dict[tuple[Any, str], tuple[StudySession, Line]] = {}
        self.known: dict[tuple[Any, str], int | None] = {}
        self.seats: dict[Any, dict[str, list[Membership]]] = {}

    def do(self, line: Line) -> Done:
        """Do one line of attendance."""
        session, existing = self._session(line)
        assert session.began_at is not None
        assert session.ended_at is not None
        seat = self._seat(line, session)
        came = _moment(line, "came") or session.began_at
        left = _moment(line, "left") or session.ended_at
        if Presence.objects.filter(session=session, membership=seat, in_at=came).exists():
            raise Wrong(
                "stay_on_record",
                gettext_noop("This stay is on record already."),
                gettext_noop("Leave the line out; a stay is corrected on the page of the study."),
            )
        actions.enter_stay(session, seat, came, left, line["remark"] or REMARK, by=self.by, at=self.at)
        self.counts["stays"] = self.counts.get("stays", 0) + 1
        what = "stay_at_a_study" if existing else "stay_at_a_new_study"
        key = f"{existing} {seat.pk} {came.isoformat()} {left.isoformat()}"
        return Done(line.line, what, f"{seat} {session.day} {session.title}", key)

    def _session(self, line: Line) -> tuple[StudySession, int | None]:
        """Return the study of a line, and its key when it was there before."""
        named = (line["day"], line["title"])
        if named in self.sessions:
            session, first = self.sessions[named]
            self._same(line, first)
            return session, self.known[named]
        rows = StudySession.objects.filter(group=self.group, day=line["day"], title=line["title"])
        there = rows.exclude(state=SessionState.CANCELLED).first()
        session = there if there is not None else self._planned(line)
        if session.state == SessionState.PLANNED:
            began, ended = _moment(line, "starts"), _moment(line, "ends")
            began, ended = began or session.starts_at, ended or session.ends_at
            actions.enter_held(session, began, ended, line["remark"] or REMARK, by=self.by, at=self.at)
        if session.ended_at is None:
            raise Wrong(
                "study_under_way",
                gettext_noop("This study is under way."),
                gettext_noop("Import its roll when it has ended."),
                column="title",
            )
        self.sessions[named] = (session, line)
        self.counts["studies"] = len(self.sessions)
        self.known[named] = there.pk if there else None
        return session, self.known[named]

    def _planned(self, line: Line) -> StudySession:
        """Plan the study that the sheet tells of."""
        for name in ("starts", "ends", "place"):
            if line[name] is None:
                raise Wrong(
                    "study_unknown",
                    gettext_noop(
                        "There is no study of this title on this day; to enter it, its times and place are needed."
                    ),
                    gettext_noop(
                        "Fill in start, end and place, or write the title as it stands in the register."
                    ),
                    column=name,
                )
        given = {name: line[name] for name in ("form", "contents") if line[name]}
        return actions.plan_session(
            self.group,
            title=line["title"],
            place=line["place"],
            starts_at=_moment(line, "starts"),
            ends_at=_moment(line, "ends"),
            by=self.by,
            at=self.at,
            **given,
        )

    def _same(self, line: Line, first: Line) -> None:
        for name in SHARED:
            if line[name] is not None and first[name] is not None and line[name] != first[name]:
                raise Wrong(
                    "lines_differ",
                    gettext_noop("Line %(line)s says something else about the same study."),
                    gettext_noop(
                        "Write the same in all lines of a study, or leave it empty after the first."
                    ),
                    column=name,
                    line=first.line,
                )

    def _seat(self, line: Line, session: StudySession) -> Membership:
        known = self.seats.get(session.day)
        if known is None:
            known = {}
            for seat in session.seats():
                for name in {seat.user.name, f"{seat.user.name}({seat.user.username})"}:
                    known.setdefault(normalize("NFKC", name), []).append(seat)
            self.seats[session.day] = known
        result = known.get(normalize("NFKC", line["member"]), [])
        if len(result) == 1:
            return result[0]
        if result:
            raise Wrong(
                "member_ambiguous",
                gettext_noop("Several members are called %(name)s."),
                gettext_noop("Write the user name in brackets behind it: %(name)s（%(username)s）."),
                column="member",
                name=line["member"][:40],
                username=result[0].user.username,
            )
        raise Wrong(
            "member_unknown",
            gettext_noop("%(name)s held no seat on that day."),
            gettext_noop("In office were: %(names)s."),
            column="member",
            name=line["member"][:40],
            names="、".join(seat.user.name for seat in session.seats()) or "—",
        )


def _moment(line: Line, name: str) -> datetime | None:
    """Return a moment of the line's day in the office's time."""
    if line[name] is None:
        return None
    return localtime(make_aware(datetime.combine(line["day"], line[name])))


ATTENDANCE = Kind(
    code="attendance",
    label=_("Study attendance"),
    lead=_("Stays of members at studies that are on record, or that are entered along with them."),
    icon="journal-check",
    powers=("study.keep_roll", "study.plan"),
    columns=(
        Column("day", "学习日期", cells.day, "2025-03-20", "如 2025-03-20", needed=True),
        Column(
            "title",
            "学习题目",
            cells.text(200),
            "党的二十届三中全会精神专题学习",
            "与学习台账一致",
            needed=True,
        ),
        Column("starts", "开始时间", cells.clock, "09:00", "台账中没有的学习必填"),
        Column("ends", "结束时间", cells.clock, "11:00", "台账中没有的学习必填"),
        Column("place", "地点", cells.text(100), "县政府第一会议室", "台账中没有的学习必填"),
        Column("form", "学习形式", cells.one_of(forms), "", "可不填", words=forms),
        Column("contents", "学习内容", cells.some_of(contents), "", "可填多项，用顿号隔开", words=contents),
        Column(
            "member",
            "姓名",
            cells.text(130),
            "赵一平",
            "当日在任的党组成员，重名的写作 姓名（用户名）",
            needed=True,
        ),
        Column("came", "签到时间", cells.clock, "08:55", "不填即为开始时间"),
        Column("left", "签退时间", cells.clock, "11:00", "不填即为结束时间"),
        Column("remark", "备注", cells.text(100), "", "不填即为“据纸质签到册补录”"),
    ),
    importer=AttendanceImporter,
    most=500,
    identity=("day", "title", "member", "came"),
    notes=(
        "一人一行；同一次学习的时间、地点各行一致，或只在第一行填写。",
        "台账中没有的学习按文件登记为已举行，学习记录另行在其页面上完成。",
        "已完成记录（锁定）的学习不能再补录签到。",
    ),
    after="study:session_list",
)
