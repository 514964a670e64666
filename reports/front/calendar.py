"""What do filings, upward documents, visits and reviews put into the calendar?"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from members.calendar import Entry, Gap, Source, Span, register
from reports.research.models.rows import ResearchVisit
from reports.research.states import ProjectState
from reports.upward.annual import rules as annual
from reports.upward.models.papers import UpwardPaper
from reports.upward.states import UpwardState

READ = "reports.read_registers"
SENT = (UpwardState.SENT, UpwardState.REPLIED, UpwardState.CLOSED)
DROPPED = (ProjectState.DRAFT, ProjectState.CANCELLED)


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


register(
    (
        Source("reports.yearly", READ, gaps=without_report),
        Source("reports.visits", READ, visits),
    )
)
