"""Two years of the body of five as they happen, act by act; what the clock should tell stands in `table.py`."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lifes import actions as life_actions
from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.models import Decision, MajorIssueEntry, Meeting, Minutes, SuperiorDocument, SupervisionTask
from members.actions import authorise
from reports.registers.actions import regulations as register_actions
from reports.research.actions import projects as research
from reports.research.models.projects import ResearchProject
from reports.responsibility.actions import lists as duties
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.upward.incidents import actions as incident_actions
from reports.upward.incidents.models import Incident
from study import actions as study_actions
from study.models import StudyPlan, StudyPlanLine
from tests.cast import Cast
from tests.study.year import essay, held
from votes import actions as vote_actions

ZONE = ZoneInfo("Asia/Shanghai")
ITEMS = (
    {"title": "传达学习", "kind": "first_topic", "source_title": "讲话", "summary": "学习"},
    {
        "title": "干部任免",
        "kind": "personnel.appoint",
        "candidate": "甲",
        "summary": "提名",
        "outside_list_reason": "干部",
    },
    {
        "title": "预算调整",
        "kind": "budget",
        "summary": "调整",
        "outside_list_reason": "年度例行",
        "work_tags": ["integrity"],
    },
)
Step = tuple[datetime, Callable[[], object]]


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class TwoYears:
    """The acts, each with its moment; `steps` gives them in order."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.clerk, self.s = cast.user("clerk"), cast.user("s")
        self.kept: dict[str, Meeting] = {}

    def steps(self) -> list[Step]:
        told = [
            *self._march(),
            *self._august(),
            *self._study(),
            *self._papers(),
            *self._duties(),
            *self._life(),
            *self._rest(),
        ]
        return sorted(((when(at), do) for at, do in told), key=lambda step: step[0])

    # ---- meetings --------------------------------------------------------------------------------

    def _plan(self, name: str, start: str, *, kinds: tuple[str, ...], recorder: bool) -> None:
        cast, at = self.cast, when(start) - timedelta(days=8)
        meeting = actions.plan_meeting(
            cast.group,
            starts_at=when(start),
            place="会议室",
            recorder=cast.user("recorder") if recorder else None,
            by=self.clerk,
            at=at,
        )
        proposer = cast.seats["d"]
        for fields in (one for one in ITEMS if one["kind"] in kinds):
            topic = actions.draft_proposal(cast.group, proposer=proposer, by=proposer.user, at=at, **fields)
            actions.submit_proposal(topic, by=proposer.user, at=at)
            actions.accept_proposal(topic, by=self.s, at=at)
            actions.place_proposal(meeting, topic, by=self.clerk, at=at)
        actions.approve_agenda(meeting, by=self.s, at=at)
        self.kept[name] = meeting

    def _meeting(self, name: str) -> Meeting:
        return Meeting.objects.get(pk=self.kept[name].pk)

    def _march(self) -> list[tuple[str, Callable[[], object]]]:
        cast = self.cast
        kinds = ("first_topic", "budget")

        def do(act: Callable[..., object], *more: object, by: str, at: str, **named: object) -> None:
            act(self._meeting("march"), *more, by=cast.user(by), at=when(at), **named)

        return [
            (
                "2027-03-08T09:00",
                lambda: self._plan("march", "2027-03-16T09:00", kinds=kinds, recorder=False),
            ),
            ("2027-03-12T10:00", lambda: do(actions.give_notice, by="clerk", at="2027-03-12T10:00")),
            *(
                (
                    "2027-03-13T10:00",
                    lambda who=who: do(actions.read_notice, by=who, at="2027-03-13T10:00"),
                )
                for who in "sda"
            ),
            ("2027-03-14T10:00", lambda: do(actions.reply_notice, True, by="a", at="2027-03-14T10:00")),
            (
                "2027-03-15T10:30",
                lambda: do(actions.assign_recorder, cast.user("recorder"), by="clerk", at="2027-03-15T10:30"),
            ),
            (
                "2027-03-15T15:00",
                lambda: do(actions.request_leave, "illness", by="b", at="2027-03-15T15:00"),
            ),
            ("2027-03-16T08:30", self._hold),
            (
                "2027-03-17T12:00",
                lambda: do(actions.sign_record, "recorder", by="recorder", at="2027-03-17T12:00"),
            ),
            ("2027-03-17T13:00", lambda: do(actions.sign_record, "chair", by="s", at="2027-03-17T13:00")),
            (
                "2027-03-19T14:00",
                lambda: do(minutes_actions.draft_minutes, by="clerk", at="2027-03-19T14:00"),
            ),
            ("2027-03-23T15:00", self._issue),
            (
                "2027-03-24T09:00",
                lambda: actions.edit_decision(
                    Decision.objects.get(),
                    owner=cast.seats["a"],
                    due_on=date(2027, 5, 20),
                    by=self.clerk,
                    at=when("2027-03-24T09:00"),
                ),
            ),
            (
                "2027-05-29T09:00",
                lambda: actions.open_task(
                    Decision.objects.get(),
                    text="落实预算调整",
                    owner=cast.seats["a"],
                    due_on=date(2027, 6, 30),
                    by=self.clerk,
                    at=when("2027-05-29T09:00"),
                ),
            ),
            (
                "2027-07-09T09:00",
                lambda: actions.ask_to_close(
                    SupervisionTask.objects.get(), "已办结", by=cast.user("a"), at=when("2027-07-09T09:00")
                ),
            ),
            ("2027-07-16T09:00", self._close_task),
        ]

    def _hold(self) -> None:
        cast, meeting, at = self.cast, self._meeting("march"), when("2027-03-16T08:30")
        for who in "sdac":
            actions.check_in(meeting, cast.seats[who], by=self.clerk, at=at)
        at += timedelta(minutes=30)
        actions.open_meeting(meeting, by=self.s, at=at)
        first, budget = meeting.items.on_agenda()
        actions.start_item(first, by=self.s, at=at)
        actions.conclude_item(first, "抓好落实", by=self.s, at=at)
        actions.start_item(budget, by=self.s, at=at)
        actions.speak_for_rest(budget, by=self.clerk, at=at)
        actions.close_discussion(budget, by=self.s, at=at)
        vote = vote_actions.open_vote(budget, "show_of_hands", by=self.s, at=at).vote
        vote_actions.cast_for_all(vote, "approve", {}, by=self.clerk, at=at)
        vote_actions.close_vote(vote, by=self.s, at=at)
        actions.close_meeting(meeting, by=self.s, at=at + timedelta(hours=1))

    def _issue(self) -> None:
        minutes, at = Minutes.objects.get(), when("2027-03-23T15:00")
        minutes_actions.sign_minutes(minutes, by=self.s, at=at)
        minutes_actions.issue_minutes(minutes, by=self.clerk, at=at)

    def _close_task(self) -> None:
        task, at = SupervisionTask.objects.get(), when("2027-07-16T09:00")
        for who in "as":
            actions.agree_to_close(task, by=self.cast.user(who), at=at)
        assert SupervisionTask.objects.get().state == "closed"

    def _august(self) -> list[tuple[str, Callable[[], object]]]:
        cast = self.cast
        kinds = ("first_topic", "personnel.appoint")
        return [
            (
                "2027-08-09T09:00",
                lambda: self._plan("august", "2027-08-17T09:00", kinds=kinds, recorder=True),
            ),
            (
                "2027-08-16T15:00",
                lambda: actions.give_notice(
                    self._meeting("august"), by=self.clerk, at=when("2027-08-16T15:00")
                ),
            ),
            *(
                (
                    "2027-08-16T17:00",
                    lambda who=who: actions.reply_notice(
                        self._meeting("august"), False, by=cast.user(who), at=when("2027-08-16T17:00")
                    ),
                )
                for who in "dc"
            ),
            (
                "2027-08-17T08:30",
                lambda: actions.cancel_meeting(
                    self._meeting("august"), "人数不足", by=self.s, at=when("2027-08-17T08:30")
                ),
            ),
        ]

    # ---- study -----------------------------------------------------------------------------------

    def _study(self) -> list[tuple[str, Callable[[], object]]]:
        cast = self.cast
        return [
            ("2027-01-10T09:00", self._approve_plan),
            ("2027-02-10T12:00", lambda: held(cast, date(2027, 2, 10), "sdab")),
            ("2027-04-14T12:00", lambda: held(cast, date(2027, 4, 14))),
            *(
                (f"{day}T18:00", lambda day=day: essay(cast, "a", f"体会{day}", date.fromisoformat(day)))
                for day in ("2027-03-20", "2027-06-10", "2027-09-05", "2027-11-02")
            ),
            (
                "2028-01-15T09:00",
                lambda: study_actions.summarise_plan(
                    StudyPlan.objects.get(), "全年学习两次", by=self.clerk, at=when("2028-01-15T09:00")
                ),
            ),
        ]

    def _approve_plan(self) -> None:
        at = when("2027-01-10T09:00")
        plan = study_actions.draft_plan(self.cast.group, year=2027, by=self.clerk, at=at)
        line = StudyPlanLine(month=2, theme="理论学习", contents=["theory"])
        study_actions.save_line(plan, line, by=self.clerk, at=at)
        study_actions.approve_plan(plan, by=self.s, at=at)

    # ---- papers and incidents --------------------------------------------------------------------

    def _papers(self) -> list[tuple[str, Callable[[], object]]]:
        cast = self.cast
        return [
            (
                "2027-05-03T09:00",
                lambda: actions.register_document(
                    cast.group,
                    title="关于优化营商环境的通知",
                    issuer="自治区",
                    level="region",
                    received_on=date(2027, 5, 3),
                    wanted_on=date(2027, 5, 20),
                    by=self.clerk,
                    at=when("2027-05-03T09:00"),
                ),
            ),
            (
                "2027-05-22T09:00",
                lambda: actions.set_document_aside(
                    SuperiorDocument.objects.get(), "与本县无关", by=self.clerk, at=when("2027-05-22T09:00")
                ),
            ),
            (
                "2027-07-05T10:05",
                lambda: incident_actions.enter_incident(
                    cast.group,
                    title="山体滑坡",
                    place="东山乡",
                    discovered_at=when("2027-07-05T09:30"),
                    acted_at=when("2027-07-05T09:40"),
                    by=self.clerk,
                    at=when("2027-07-05T10:05"),
                ),
            ),
            (
                "2027-07-06T12:00",
                lambda: incident_actions.report_first(
                    Incident.objects.get(),
                    when("2027-07-06T12:00"),
                    "phone",
                    "县委办",
                    by=self.clerk,
                    at=when("2027-07-06T12:00"),
                ),
            ),
            (
                "2027-07-21T09:00",
                lambda: incident_actions.close_incident(
                    Incident.objects.get(), "已处置", by=self.clerk, at=when("2027-07-21T09:00")
                ),
            ),
        ]

    # ---- duties ----------------------------------------------------------------------------------

    def _duties(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            ("2027-01-20T09:00", self._adopt_duties),
            (
                "2027-06-20T09:00",
                lambda: duties.report_on_duties(
                    ResponsibilityList.objects.get(),
                    1,
                    "上半年落实情况",
                    by=self.cast.user("a"),
                    at=when("2027-06-20T09:00"),
                ),
            ),
            (
                "2028-01-10T09:00",
                lambda: duties.close_year(
                    ResponsibilityList.objects.get(), "全年落实", by=self.clerk, at=when("2028-01-10T09:00")
                ),
            ),
            (
                "2027-01-12T09:00",
                lambda: duties.open_filings(
                    self.cast.group, 2027, by=self.clerk, at=when("2027-01-12T09:00")
                ),
            ),
            ("2027-01-12T10:00", lambda: self._file("d", "personal_matters", "2027-01-12")),
            *(
                ("2027-01-28T10:00", lambda who=who: self._file(who, "personal_matters", "2027-01-28"))
                for who in "sabc"
            ),
            *(
                ("2027-12-26T10:00", lambda who=who: self._file(who, "duty_integrity", "2027-12-26"))
                for who in "sdab"
            ),
            ("2028-01-10T10:00", lambda: self._file("c", "duty_integrity", "2028-01-10")),
            (
                "2028-03-01T10:00",
                lambda: duties.announce_change(
                    self.cast.group, date(2028, 2, 29), by=self.cast.user("a"), at=when("2028-03-01T10:00")
                ),
            ),
            ("2028-03-30T10:00", lambda: self._file("a", "change_report", "2028-03-30")),
        ]

    def _adopt_duties(self) -> None:
        at = when("2027-01-20T09:00")
        listed = duties.draft_responsibilities(self.cast.group, 2027, by=self.clerk, at=at)
        duties.add_responsibility(
            listed, kind="principal_responsibility", text="主体责任", by=self.clerk, at=at
        )
        head = {"kind": "first_responsible", "membership": self.cast.seats["s"], "text": "第一责任人"}
        duties.add_responsibility(listed, by=self.clerk, at=at, **head)
        for seat in self.cast.seats.values():
            duties.add_responsibility(
                listed, kind="dual_duty", membership=seat, text="一岗双责", by=self.clerk, at=at
            )
        duties.adopt_responsibilities(listed, by=self.s, at=at)

    def _file(self, who: str, kind: str, day: str) -> None:
        filing = AnnualFiling.objects.get(membership=self.cast.seats[who], kind=kind)
        duties.file_filing(
            filing,
            date.fromisoformat(day),
            "县委组织部",
            occasion="述职述廉会议" if kind == "duty_integrity" else "",
            by=self.cast.user(who),
            at=when(f"{day}T10:00"),
        )

    # ---- democratic-life meeting -----------------------------------------------------------------

    def _life(self) -> list[tuple[str, Callable[[], object]]]:
        cast = self.cast
        life = DemocraticLifeMeeting.objects.get
        return [
            (
                "2027-10-10T09:00",
                lambda: life_actions.begin_life(
                    cast.group,
                    life_year=2027,
                    theme="改进作风",
                    theme_paper="县委组通〔2027〕30号",
                    planned_on=date(2028, 1, 12),
                    place="会议室",
                    by=self.clerk,
                    at=when("2027-10-10T09:00"),
                ),
            ),
            (
                "2027-10-15T09:00",
                lambda: life_actions.plan_measure(
                    life(),
                    problem_text="调研不够",
                    text="每月下乡两次",
                    owner=cast.seats["b"],
                    membership=cast.seats["b"],
                    due_on=date(2027, 12, 10),
                    by=self.clerk,
                    at=when("2027-10-15T09:00"),
                ),
            ),
            (
                "2027-12-10T09:00",
                lambda: life_actions.claim_done(
                    RectificationMeasure.objects.get(),
                    "下乡记录",
                    by=cast.user("b"),
                    at=when("2027-12-10T09:00"),
                ),
            ),
            (
                "2027-12-12T09:00",
                lambda: life_actions.confirm_measure(
                    RectificationMeasure.objects.get(), by=self.s, at=when("2027-12-12T09:00")
                ),
            ),
            (
                "2028-01-04T09:00",
                lambda: life_actions.submit_plan(
                    life(), date(2028, 1, 4), by=self.clerk, at=when("2028-01-04T09:00")
                ),
            ),
            ("2028-01-06T09:00", self._outline),
            (
                "2028-01-12T09:00",
                lambda: life_actions.postpone_life(
                    life(), "县委同意延期", by=self.clerk, at=when("2028-01-12T09:00")
                ),
            ),
        ]

    def _outline(self) -> None:
        author, at = self.cast.user("a"), when("2028-01-06T09:00")
        outline = life_actions.begin_outline(DemocraticLifeMeeting.objects.get(), by=author, at=at)
        life_actions.write_outline(outline, "听取意见不够，方法单一，今后改进。", by=author, at=at)
        life_actions.submit_outline(outline, by=author, at=at)

    # ---- the rest --------------------------------------------------------------------------------

    def _rest(self) -> list[tuple[str, Callable[[], object]]]:
        cast = self.cast
        project = ResearchProject.objects.get
        return [
            (
                "2027-01-04T09:00",
                lambda: authorise(
                    cast.group,
                    cast.seats["s"],
                    cast.seats["d"],
                    ["preside"],
                    date(2027, 1, 4),
                    date(2027, 12, 31),
                    "党组决定",
                    by=self.s,
                    at=when("2027-01-04T09:00"),
                ),
            ),
            ("2027-04-01T09:00", self._regulation),
            ("2027-05-10T09:00", self._list),
            ("2027-06-01T09:00", self._research),
            (
                "2027-06-10T09:00",
                lambda: research.finish_report(project(), by=cast.user("a"), at=when("2027-06-10T09:00")),
            ),
            (
                "2027-06-19T09:00",
                lambda: research.send_to_secretary(project(), by=cast.user("a"), at=when("2027-06-19T09:00")),
            ),
            (
                "2027-07-04T09:00",
                lambda: research.read_report(project(), "已阅", by=self.s, at=when("2027-07-04T09:00")),
            ),
        ]

    def _regulation(self) -> None:
        at = when("2027-04-01T09:00")
        made = register_actions.draft_regulation(
            self.cast.group, title="公务接待管理办法", kind="conduct", by=self.clerk, at=at
        )
        register_actions.adopt_regulation(made, Decision.objects.get(), by=self.clerk, at=at)
        register_actions.issue_regulation(
            made, "1号", date(2027, 4, 1), date(2028, 4, 1), by=self.clerk, at=at
        )

    def _list(self) -> None:
        at, day = when("2027-05-10T09:00"), date(2027, 5, 10)
        made = actions.draft_list(self.cast.group, by=self.clerk, at=at)
        entry = MajorIssueEntry(category="budget", matter="预算安排")
        actions.save_list_entry(made, entry, by=self.clerk, at=at)
        actions.adopt_list(made, "第45次会议", day, day, by=self.s, at=at)

    def _research(self) -> None:
        leader, at = self.cast.user("a"), when("2027-06-01T09:00")
        one = research.draft_project(
            self.cast.group,
            kind="thematic",
            theme="农村供水",
            begins_on=date(2027, 6, 2),
            ends_on=date(2027, 6, 4),
            major=True,
            leader=self.cast.seats["a"],
            by=leader,
            at=at,
        )
        research.plan_visit(one, "东山乡", date(2027, 6, 2), by=leader, at=at)
        research.approve_project(one, by=self.s, at=at)
        research.start_project(one, by=leader, at=at)
        research.write_findings(one, "管网老化。", "report", by=leader, at=at)
        research.recommend(one, "分三年改造。", by=leader, at=at)
