"""Which items belong to the dossier of a year, a meeting or a matter, in which order, under which codes?

What is not finished does not enter: drafts, what was withdrawn or cancelled, meetings that are not closed.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from lifes.models import DemocraticLifeMeeting
from lifes.states import LifeState
from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem, Decision, Meeting, Minutes, SuperiorDocument
from meetings.papers.words import titled
from meetings.states import MeetingState
from members.models import LeadingGroup
from reports.archive.models import ArchivePackage
from reports.dossier.shape import CLASSIFIED, PROBLEMS, STUB, Numbering, Planned, year_of
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.states import ArticleState, ProjectState
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.states import ListState
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import UpwardState
from study.models import Essay, StudySession
from study.states import EssayState, SessionState

OVER = (MeetingState.CLOSED, MeetingState.ARCHIVED)
SENT = (UpwardState.SENT, UpwardState.REPLIED, UpwardState.CLOSED)
SETTLED = (ArticleState.APPROVED, ArticleState.REFUSED, ArticleState.PUBLISHED, ArticleState.LATE)
HELD = (SessionState.HELD, SessionState.RECORDED)
UNSEALED = "未封存"


def of_year(group: LeadingGroup, year: int) -> list[Planned]:
    """Return the items of a year, by retention and heading.  Clause 6.5-m."""
    numbers = Numbering(group, year)
    told = [
        *_meetings(group, year, numbers),
        *_minutes(group, year, numbers),
        *_lives(group, year, numbers),
        *_upward(group, year, numbers),
        *_incidents(group, year, numbers),
        *_responsibilities(group, year, numbers),
        *_ledgers(group, year, numbers),
        *_research(group, year, numbers),
        *_articles(group, year, numbers),
        *_studies(group, year, numbers),
    ]
    order = list(PROBLEMS)
    return sorted(told, key=lambda row: (order.index(row.kind), row.code))


def of_meeting(meeting: Meeting) -> list[Planned]:
    """Return the one item of a meeting that is over."""
    return [_meeting(meeting, Numbering(meeting.group, meeting.day.year), 1)]


def of_matter(item: AgendaItem) -> list[Planned]:
    """Return an item of an agenda with those before and after it that reconsidered the same decision."""
    keys = [item.pk]
    decision = Decision.objects.filter(item=item).first()
    earlier = decision.reconsiders if decision is not None else None
    while earlier is not None and earlier.item_id not in keys:
        keys.append(earlier.item_id)
        earlier = earlier.reconsiders
    later = [decision] if decision is not None else []
    while later:
        again = list(later.pop().reconsidered_by.all())
        keys += [row.item_id for row in again if row.item_id not in keys]
        later += again
    items = AgendaItem.objects.filter(pk__in=keys, meeting__state__in=OVER)
    ordered = items.select_related("meeting__group").order_by("meeting__starts_at", "position", "pk")
    return [_matter(record) for record in ordered]


def _matter(item: AgendaItem) -> Planned:
    meeting = item.meeting
    numbers = Numbering(meeting.group, meeting.day.year)
    return Planned(
        "matter",
        item.pk,
        numbers.code(PROBLEMS["matter"], f"{_package_serial(meeting)}-{item.position:02d}"),
        f"{meeting.title}：{titled(item)}",
        meeting.day.isoformat(),
        meeting.group.name,
        meeting.minutes_number,
    )


def _package_serial(meeting: Meeting) -> str:
    package = ArchivePackage.objects.filter(meeting=meeting).defer("data").first()
    return package.archive_code.rsplit("-", 1)[-1] if package is not None else f"{UNSEALED}{meeting.pk}"


def over(group: LeadingGroup) -> QuerySet[Meeting]:
    """Return the meetings of a body that are over."""
    return Meeting.objects.filter(group=group, state__in=OVER).select_related("group")


def _meetings(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    waiting = 0
    for meeting in over(group).filter(day__year=year).order_by("starts_at", "pk"):
        waiting += meeting.state != MeetingState.ARCHIVED
        yield _meeting(meeting, numbers, waiting)


def _meeting(meeting: Meeting, numbers: Numbering, waiting: int) -> Planned:
    """Return a meeting under its own archive code; before its sealing it has none yet, and that is said."""
    package = ArchivePackage.objects.filter(meeting=meeting).defer("data").first()
    code = numbers.code(PROBLEMS["meeting"], f"{UNSEALED}{waiting:02d}")
    return Planned(
        "meeting",
        meeting.pk,
        package.archive_code if package is not None else code,
        f"{meeting.title}文件材料",
        meeting.day.isoformat(),
        meeting.group.name,
        meeting.minutes_number,
    )


def _minutes(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    issued = Minutes.objects.filter(
        meeting__group=group, meeting__day__year=year, state=MinutesState.ISSUED
    ).order_by("meeting__starts_at")
    last = issued.last()
    if last is not None:
        title = f"{year}年会议纪要汇编"
        yield Planned("minutes", year, numbers.next("minutes"), title, year_of(last.issued_on), group.name)


def _lives(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    held = (LifeState.CLOSED, LifeState.REPORTED)
    lives = DemocraticLifeMeeting.objects.filter(group=group, life_year=year, state__in=held)
    for life in lives.order_by("pk"):
        yield Planned("life", life.pk, numbers.next("life"), str(life), year_of(life.day), group.name)


def _upward(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    sent = UpwardPaper.objects.filter(group=group, state__in=SENT, sent_on__year=year)
    for paper in sent.order_by("sent_on", "pk"):
        yield Planned(
            "upward",
            paper.pk,
            numbers.next("upward"),
            CLASSIFIED if paper.is_stub else paper.title,
            year_of(paper.sent_on),
            group.name,
            "" if paper.is_stub else paper.number,
            STUB if paper.is_stub else "",
        )


def _incidents(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    incidents = Incident.objects.filter(group=group, discovered_at__year=year).order_by("discovered_at", "pk")
    for row in incidents:
        day = year_of(localdate(row.discovered_at))
        yield Planned("incident", row.pk, numbers.next("incident"), row.title, day, group.name)


def _responsibilities(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    adopted = ResponsibilityList.objects.filter(group=group, year=year).exclude(state=ListState.DRAFT)
    for row in adopted.order_by("version", "pk"):
        code = numbers.next("responsibility")
        yield Planned("responsibility", row.pk, code, str(row), year_of(row.adopted_on), group.name)


def _ledgers(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    last = date(year, 12, 31).isoformat()
    if StudySession.objects.filter(group=group, day__year=year, state__in=HELD).exists():
        yield Planned("ledger", year, numbers.next("ledger"), f"{year}年集体学习台账", last, group.name)
    if SuperiorDocument.objects.filter(group=group, received_on__year=year).exists():
        code = numbers.next("transmission")
        yield Planned("transmission", year, code, f"{year}年传达学习台账", last, group.name)
    if AnnualFiling.objects.filter(group=group, year=year).exists():
        title = f"{year}年个人有关事项、述职述廉台账"
        yield Planned("filings", year, numbers.next("filings"), title, last, group.name)


def _research(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    begun = ResearchProject.objects.filter(group=group, begins_on__year=year).exclude(
        state__in=(ProjectState.DRAFT, ProjectState.CANCELLED)
    )
    for row in begun.select_related("leader__user").order_by("begins_on", "pk"):
        code, day = numbers.next("research"), year_of(row.begins_on)
        yield Planned("research", row.pk, code, f"{row.theme}调研材料", day, row.leader.name)


def _articles(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    dated = Q(published_on__year=year) | Q(published_on=None, approved_on__year=year)
    articles = SignedArticle.objects.filter(dated, group=group, state__in=SETTLED)
    for row in articles.select_related("author__user").order_by("pk"):
        day = year_of(row.published_on or row.approved_on)
        yield Planned("article", row.pk, numbers.next("article"), row.title, day, row.author.name)


def _studies(group: LeadingGroup, year: int, numbers: Numbering) -> Iterator[Planned]:
    held = StudySession.objects.filter(group=group, day__year=year, state__in=HELD)
    for row in held.order_by("starts_at", "pk"):
        yield Planned("study", row.pk, numbers.next("study"), row.title, year_of(row.day), group.name)


def essays_of(group: LeadingGroup, year: int) -> QuerySet[Essay]:
    """Return the essays handed in in a year."""
    known = (EssayState.SUBMITTED, EssayState.RETURNED, EssayState.ACCEPTED)
    return Essay.objects.filter(group=group, state__in=known, submitted_on__year=year).select_related("group")
