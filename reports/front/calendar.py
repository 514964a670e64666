"""What do filings, papers for the superior, visits and reviews put into the calendar?"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from members.calendar import Entry, Gap, Source, Span, changes_of, desk_of, register, with_changes
from reports.registers.models.regulations import Regulation
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit
from reports.research.states import ProjectState
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityLine, ResponsibilityList
from reports.responsibility.states import FilingState, ListState
from reports.upward.annual import rules as annual
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import ReplyAction
from reports.upward.states import UpwardState

READ = "reports.read_registers"
SENT = (UpwardState.SENT, UpwardState.REPLIED, UpwardState.CLOSED)
DROPPED = (ProjectState.DRAFT, ProjectState.CANCELLED)


def filings(span: Span) -> Iterator[Entry]:
    """Return the days by which members file; what is filed is nobody else's (one query).  Clause 10.4-a."""
    rows = AnnualFiling.objects.visible_to(span.user, span.group)
    rows = rows.filter(due_on__range=(span.since, span.until)).exclude(state=FilingState.WAIVED)
    for filing in with_changes(rows.select_related("membership__user")):
        what = {"kind": filing.get_kind_display(), "name": filing.membership.name}
        yield Entry(
            f"filing-{filing.pk}",
            "deadline",
            _("Filing due: %(kind)s, %(name)s") % what,
            filing.due_on,
            url=reverse("reports:filing_detail", args=[span.group.code, filing.pk]),
            clause="10.4-a",
            state=str(filing.get_state_display()),
            people=filing.person_ids,
            done=filing.state == FilingState.FILED,
            **changes_of(filing),
        )


def papers(span: Span) -> Iterator[Entry]:
    """Return the days by which papers go to the superior (three queries).  Clause 5.3-a."""
    rows = UpwardPaper.objects.visible_to(span.user, span.group)
    rows = rows.filter(due_on__range=(span.since, span.until)).exclude(state=UpwardState.WITHDRAWN)
    desk = desk_of(span.group, span.today)
    for paper in with_changes(rows):
        yield Entry(
            f"upward-{paper.pk}",
            "deadline",
            _("To the superior: %(what)s") % {"what": paper.title},
            paper.due_on,
            url=reverse("reports:upward_detail", args=[span.group.code, paper.pk]),
            clause="5.3-a",
            state=str(paper.get_state_display()),
            people=desk,
            done=paper.state in SENT,
            sensitive=paper.is_stub,
            **changes_of(paper),
        )


def replies(span: Span) -> Iterator[Entry]:
    """Return the days on which what a reply asks for is due (one query).  Clause 5.3-a."""
    rows = ReplyAction.objects.filter(paper__group=span.group, due_on__range=(span.since, span.until))
    for action in rows.select_related("owner", "paper"):
        yield Entry(
            f"reply-{action.pk}",
            "deadline",
            _("Asked for by the superior: %(what)s") % {"what": action.text},
            action.due_on,
            url=reverse("reports:upward_detail", args=[span.group.code, action.paper_id]),
            clause="5.3-a",
            people=frozenset({action.owner.user_id}),
            done=action.done_on is not None,
            sensitive=action.paper.is_stub,
            sequence=int(action.done_on is not None),
        )


def yearly_report(span: Span) -> Iterator[Entry]:
    """Return the last day of each year's comprehensive report (three queries).  Clause 5.3-b."""
    desk = desk_of(span.group, span.today)
    sent = _comprehensive(span)
    for year in range(span.since.year, span.until.year + 1):
        law = span.law(date(year, 12, 31))
        if law is None or not span.since <= annual.due_on(year, law.year) <= span.until:
            continue
        done = any(annual.year_of(of, on, law.year) == year for of, on in sent)
        yield Entry(
            f"annual-{span.group.pk}-{year}",
            "deadline",
            _("Comprehensive report of %(year)s to the superior") % {"year": year},
            annual.due_on(year, law.year),
            url=reverse("reports:annual_detail", args=[span.group.code]),
            clause="5.3-b",
            people=desk,
            done=done,
            sequence=int(done),
        )


def without_report(span: Span, year: int) -> Iterator[Gap]:
    """Say when a year has no comprehensive report.  Clause 5.3-b."""
    law = span.law(date(year, 12, 31))
    if law is None or year > span.today.year:
        return
    count = sum(1 for of, on in _comprehensive(span) if annual.year_of(of, on, law.year) == year)
    if not count:
        late = annual.due_on(year, law.year) < span.today
        url = reverse("reports:annual_detail", args=[span.group.code])
        yield Gap(_("no comprehensive report to the superior"), "5.3-b", url, late=late)


def _comprehensive(span: Span) -> list[tuple[int | None, date | None]]:
    rows = UpwardPaper.objects.filter(group=span.group, state__in=SENT).comprehensive()
    return list(rows.values_list("report_year", "sent_on"))


def visits(span: Span) -> Iterator[Entry]:
    """Return the visits of research (one query).  Clause 9.2-c."""
    rows = ResearchVisit.objects.filter(project__group=span.group, day__range=(span.since, span.until))
    for visit in rows.exclude(project__state__in=DROPPED).select_related("project__leader"):
        yield Entry(
            f"visit-{visit.pk}",
            "visit",
            _("Research: %(place)s (%(theme)s)") % {"place": visit.place, "theme": visit.project.theme},
            visit.day,
            place=visit.place,
            url=reverse("reports:research_detail", args=[span.group.code, visit.project_id]),
            clause="9.2-c",
            people=visit.project.person_ids,
        )


def feedback(span: Span) -> Iterator[Entry]:
    """Return the days by which research is fed back to the place (one query).  Clause 9.3-b."""
    rows = ResearchProject.objects.visible_to(span.user, span.group).exclude(state__in=DROPPED)
    near = (span.since - timedelta(days=366), span.until)
    for project in with_changes(rows.filter(ends_on__range=near).select_related("leader")):
        law = span.law(project.ends_on)
        due = project.ends_on + timedelta(days=law.year.research_feedback_days) if law else None
        if due is not None and span.since <= due <= span.until:
            yield Entry(
                f"research-{project.pk}",
                "deadline",
                _("Feedback on research: %(theme)s") % {"theme": project.theme},
                due,
                url=reverse("reports:research_detail", args=[span.group.code, project.pk]),
                clause="9.3-b",
                people=project.person_ids,
                done=project.fed_back_on is not None,
                **changes_of(project),
            )


def duties(span: Span) -> Iterator[Entry]:
    """Return the days by which responsibilities are to be met (three queries).  Clause 10.3-a."""
    adopted = ResponsibilityList.objects.filter(group=span.group, state=ListState.ADOPTED)
    later = adopted.filter(year=OuterRef("list__year"), version__gt=OuterRef("list__version"))
    rows = ResponsibilityLine.objects.filter(~Exists(later), list__in=adopted)
    rows = rows.filter(due_on__range=(span.since, span.until), removed=False)
    desk = desk_of(span.group, span.today)
    for line in rows.select_related("membership"):
        assert line.due_on is not None
        yield Entry(
            f"responsibility-{line.pk}",
            "deadline",
            _("Responsibility: %(what)s") % {"what": line},
            line.due_on,
            url=reverse("reports:responsibility_detail", args=[span.group.code, line.list_id]),
            clause="10.3-a",
            people=frozenset({line.membership.user_id}) if line.membership else desk,
        )


def reviews(span: Span) -> Iterator[Entry]:
    """Return the days by which regulations are looked at again (three queries).  Clause 4.3-7."""
    rows = Regulation.objects.visible_to(span.user, span.group)
    rows = rows.filter(review_on__range=(span.since, span.until), repealed_on=None)
    desk = desk_of(span.group, span.today)
    for regulation in with_changes(rows):
        yield Entry(
            f"regulation-{regulation.pk}",
            "deadline",
            _("Review of a regulation: %(what)s") % {"what": regulation.title},
            regulation.review_on,
            url=reverse("reports:regulation_detail", args=[span.group.code, regulation.pk]),
            clause="4.3-7",
            people=desk,
            **changes_of(regulation),
        )


register(
    (
        Source("reports.filings", READ, filings),
        Source("reports.papers", READ, papers),
        Source("reports.replies", READ, replies),
        Source("reports.yearly", READ, yearly_report, without_report),
        Source("reports.visits", READ, visits),
        Source("reports.feedback", READ, feedback),
        Source("reports.duties", READ, duties),
        Source("reports.reviews", READ, reviews),
    )
)
