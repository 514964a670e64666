"""What is told of each field of work in the comprehensive report of a year?  One function a section: figures and titles.

A reading, no judgement.  Official papers are Chinese, so are these lines.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime

from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from lifes.states import LifeState, MeasureState
from meetings.models import AgendaItem, Decision, ItemKind, Meeting, SupervisionTask
from meetings.models.roll import AttendanceRecord
from meetings.rules.kinds import MAJOR, PERSONNEL
from meetings.states import Outcome, TaskState
from members.models import LeadingGroup, Membership
from members.models.tags import WorkTag
from members.papers.words import chinese
from reports.registers.models.regulations import Regulation
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import Recommendation
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.states import FilingState
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import SENT, PaperKind
from study.ledger import ledger
from study.models import StudySession
from study.states import Content, SessionState

TITLES = 20
"""So many titles are listed in a section; the number is told in any case."""


@dataclass(frozen=True, slots=True)
class Year:
    """A body and a year, told as it stands on a day."""

    group: LeadingGroup
    year: int
    today: date

    @property
    def until(self) -> date:
        """Return the last day that is told."""
        return min(self.today, date(self.year, 12, 31))

    def within(self, field: str) -> Q:
        """Return the condition that a day lies in the part of the year that is told."""
        return Q(**{f"{field}__gte": date(self.year, 1, 1), f"{field}__lte": self.until})


Lines = Iterator[str]


def nothing(year: Year) -> Lines:
    """Leave a section to be written by people."""
    yield from ()


def meetings(year: Year) -> Lines:
    """Tell the meetings, who came, and what was dealt with."""
    held = list(Meeting.objects.filter(year.within("day"), group=year.group).held().order_by("starts_at"))
    yield f"召开党组会议{len(held)}次。"
    if not held:
        return
    expected, came = _attendance(year, held)
    share = f"，到会率{came * 100 // expected}%" if expected else ""
    yield f"应到会{expected}人次，实际到会{came}人次{share}。"
    items = AgendaItem.objects.filter(meeting__in=[row.pk for row in held], removed=False)
    kinds = Counter(items.values_list("kind", flat=True))
    told = "，".join(f"{chinese(label)}{kinds[kind]}项" for kind, label in ItemKind.choices if kinds[kind])
    yield f"研究议题{sum(kinds.values())}项" + (f"，其中：{told}。" if told else "。")


def _attendance(year: Year, held: list[Meeting]) -> tuple[int, int]:
    """Count those who should have attended, and those who did (three queries)."""
    seats = list(Membership.objects.filter(group=year.group).prefetch_related("standings"))
    stays = AttendanceRecord.objects.filter(
        meeting__in=[meeting.pk for meeting in held], membership__isnull=False, confirmed_at__isnull=False
    )
    there = set(stays.values_list("meeting", "membership"))
    expected = came = 0
    for row in held:
        entitled = [
            seat.pk
            for seat in seats
            if seat.period.covers(row.day) and seat.standing_on(row.day) != "excluded"
        ]
        expected += len(entitled)
        came += sum((row.pk, pk) in there for pk in entitled)
    return expected, came


def decisions(year: Year) -> Lines:
    """Tell the decisions by how they stand, and the tasks that carry them out."""
    made = Decision.objects.filter(year.within("item__meeting__day"), group=year.group)
    states = Counter(made.values_list("state", flat=True))
    told = "，".join(
        f"{chinese(label)}{states[state]}项" for state, label in Decision.State.choices if states[state]
    )
    yield f"作出决定{sum(states.values())}项" + (f"，其中：{told}。" if told else "。")
    tasks = list(
        SupervisionTask.objects.filter(year.within("issued_on"), group=year.group).values_list(
            "state", "due_on", "closed_on"
        )
    )
    if not tasks:
        return
    closed = [(due, end) for state, due, end in tasks if state == TaskState.CLOSED]
    in_time = sum(end is not None and end <= due for due, end in closed)
    late = sum(state != TaskState.CLOSED and due < year.until for state, due, _end in tasks)
    yield f"督办事项{len(tasks)}项，办结{len(closed)}项（按期{in_time}项），超期未办结{late}项。"


def major_matters(year: Year) -> Lines:
    """Tell the major questions that were decided, by category; of personnel only how many."""
    passed = AgendaItem.objects.filter(
        year.within("meeting__day"), meeting__group=year.group, outcome=Outcome.PASSED, removed=False
    ).order_by("meeting__day", "position")
    result = list(passed.values_list("kind", "title"))
    persons = sum(kind in PERSONNEL for kind, _title in result)
    major = [(kind, title) for kind, title in result if kind in MAJOR - PERSONNEL]
    yield f"讨论决定重大问题{len(major)}项，人事事项{persons}项。"
    names = dict(ItemKind.choices)
    for kind, title in major[:TITLES]:
        yield f"{chinese(names[ItemKind(kind)])}：{title}。"


def studying(year: Year) -> Lines:
    """Tell the collective studies, their contents, hours and essays."""
    book = ledger(year.group, year.year, year.until)
    yield f"组织集体学习{len(book.held)}次，计入规定时间{book.counted_minutes}分钟。"
    names = dict(Content.choices)
    contents = "，".join(
        f"{chinese(names[Content(content)])}{times}次" for content, times in book.contents.items() if times
    )
    if contents:
        yield f"学习内容：{contents}。"
    if book.rows and book.held:
        reached = sum(bool(row.hours) and not row.hours.warned for row in book.rows)
        essays = sum(row.accepted for row in book.rows)
        yield f"学习时间达到规定的成员{reached}名（共{len(book.rows)}名），撰写学习体会{essays}篇。"


def life_meetings(year: Year) -> Lines:
    """Tell the democratic-life meeting held for the year, and how its measures stand."""
    lifes = DemocraticLifeMeeting.objects.filter(group=year.group, life_year=year.year).exclude(
        state=LifeState.CANCELLED
    )
    for row in lifes.order_by("pk"):
        theme = f"，主题：{row.theme}" if row.theme else ""
        held = f"于{localtime(row.opened_at):%Y-%m-%d}召开" if row.opened_at else "尚未召开"
        yield f"{row}{held}{theme}。"
    measures = RectificationMeasure.objects.filter(group=year.group, life__in=lifes)
    states = Counter(measures.values_list("state", flat=True))
    if states:
        yield f"整改措施{sum(states.values())}项，已确认完成{states[MeasureState.CONFIRMED]}项。"


def research(year: Year) -> Lines:
    """Tell the research that came to a result, what became of its recommendations, and the articles published."""
    projects = ResearchProject.objects.filter(year.within("final_on"), group=year.group)
    result = list(projects.order_by("final_on", "pk").values_list("theme", flat=True))
    if result:
        advice = Counter(
            Recommendation.objects.filter(project__in=projects).values_list("adoption", flat=True)
        )
        taken = advice[Recommendation.Adoption.ADOPTED] + advice[Recommendation.Adoption.PARTLY]
        yield f"完成调研{len(result)}项，提出建议{sum(advice.values())}条，已采纳{taken}条。"
        for theme in result[:TITLES]:
            yield f"调研课题：{theme}。"
    published = SignedArticle.objects.filter(year.within("published_on"), group=year.group).count()
    if published:
        yield f"发表署名文章{published}篇。"


def duties(year: Year) -> Lines:
    """Tell the responsibility list, the filings of members, and the regulations; what filings say is not kept."""
    lists = ResponsibilityList.objects.filter(group=year.group, year=year.year, adopted_on__isnull=False)
    for row in lists.order_by("version"):
        yield f"制定{year.year}年度主体责任清单（第{row.version}版），共{row.lines.filter(removed=False).count()}条。"
    filings = AnnualFiling.objects.filter(group=year.group, year=year.year).exclude(state=FilingState.WAIVED)
    states = Counter(filings.values_list("state", flat=True))
    if states:
        yield f"成员年度报告事项应报{sum(states.values())}件，已报{states[FilingState.FILED]}件。"
    made = Regulation.objects.filter(year.within("issued_on"), group=year.group).count()
    repealed = Regulation.objects.filter(year.within("repealed_on"), group=year.group).count()
    if made or repealed:
        yield f"印发制度{made}项，废止制度{repealed}项。"


def upward_papers(year: Year) -> Lines:
    """Tell the requests, reports and filings that were sent, with their titles."""
    sent = UpwardPaper.objects.filter(year.within("sent_on"), group=year.group, state__in=SENT)
    result = list(sent.order_by("sent_on", "pk").values_list("kind", "title", "number", "is_stub"))
    kinds = Counter(kind for kind, *_rest in result)
    told = "，".join(f"{chinese(label)}{kinds[kind]}件" for kind, label in PaperKind.choices if kinds[kind])
    yield f"向上级报送文件{len(result)}件" + (f"，其中：{told}。" if told else "。")
    for _kind, title, number, is_stub in result[:TITLES]:
        if not is_stub:
            yield f"{number}：{title}。"


def party_building(year: Year) -> Lines:
    """Tell how often each field of Party building was dealt with, by its tags; discipline and integrity among them."""
    items = AgendaItem.objects.filter(year.within("meeting__day"), meeting__group=year.group, removed=False)
    of_items = Counter(tag for tags in items.values_list("work_tags", flat=True) for tag in tags)
    studies = StudySession.objects.filter(
        year.within("day"), group=year.group, state__in=[SessionState.HELD, SessionState.RECORDED]
    )
    of_studies = Counter(tag for tags in studies.values_list("work_tags", flat=True) for tag in tags)
    for tag, label in WorkTag.choices:
        if of_items[tag] or of_studies[tag]:
            yield f"{chinese(label)}：研究议题{of_items[tag]}项，专题学习{of_studies[tag]}次。"


SECTIONS: tuple[tuple[str, str, Callable[[Year], Lines]], ...] = (
    ("overview", "总体情况", nothing),
    ("meetings", "党组会议情况", meetings),
    ("decisions", "决定事项及落实情况", decisions),
    ("major", "重大问题讨论决定情况", major_matters),
    ("study", "理论学习情况", studying),
    ("life", "民主生活会情况", life_meetings),
    ("party", "党的建设和廉政建设情况", party_building),
    ("research", "调查研究情况", research),
    ("duties", "责任落实和制度建设情况", duties),
    ("upward", "请示报告情况", upward_papers),
    ("problems", "存在的问题", nothing),
    ("plans", "下一步打算", nothing),
)
"""Key, title, and what gathers its lines; in the order of the report."""
