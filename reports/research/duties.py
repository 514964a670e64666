"""What is owed after research: feedback to the place, a major report to the secretary, its reading?"""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from members.duties import Act, CountedDuty, DeskLine, Forecast, Reminder, register
from members.models import Post
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict
from members.rules import reminding
from reports.research import rules
from reports.research.models.projects import ResearchProject
from reports.research.states import ProjectState

READ = "reports.read_registers"
IN_FIELD = (ProjectState.UNDER_WAY, ProjectState.FINAL)


class OfResearch(CountedDuty[ResearchProject]):
    """A duty of research that took place or is going to."""

    page = "reports:research_detail"
    power = READ

    def records(self) -> QuerySet[ResearchProject]:
        """Return research with an approved plan."""
        rows = ResearchProject.objects.exclude(state__in=[ProjectState.DRAFT, ProjectState.CANCELLED])
        return rows.select_related("leader").prefetch_related("team").defer("findings", "output_text")


def _has_begun(project: ResearchProject) -> bool:
    return project.state != ProjectState.APPROVED


@register
class Feedback(OfResearch):
    """The place that was visited is told what was found.  Clause 9.3-a."""

    name = "research_feedback"
    label = _("Feedback after research")
    clause = "9.3-a"
    uid = "research"
    entry = _("Feedback on research: %(what)s")
    dated = "ends_on"
    owner = "leader"
    done = "fed_back_on"
    act = Act(
        gettext_lazy("Enter the feedback"), "reports:research_feedback", "reports.keep_research", own=True
    )
    owed = Q(state__in=IN_FIELD, fed_back_on=None)
    reminders = (
        Reminder(
            name="research_feedback",
            audience=_("leader of the research"),
            when=_("fifteen days after the last day in the field"),
            title=_("What was found is not fed back to the place yet: %(what)s"),
            text=_("Tell the township or unit what was found, in a suitable way, and note it."),
            page="reports:research_feedback",
            occasion=reminding.on_its_day,
        ),
    )
    desk = (
        DeskLine(
            label=gettext_lazy("Feedback to the place is due"),
            icon="reply",
            ahead=-1,
            late_tone="warn",
            watched_by="clerk",
        ),
    )
    forecast = Forecast(
        name="feedback",
        group="works",
        label=gettext_lazy("Feedback after research"),
        page="reports:research_list",
        soft=True,
        wanted=_has_begun,
    )

    def count(self, day: date, book: RuleBook) -> date:
        """Count from the last day in the field."""
        return rules.feedback_due(day, book.year)

    def verdict(self, project: ResearchProject, today: date, book: RuleBook) -> Verdict:
        """Ask the rule about feedback."""
        return rules.feedback(project.ends_on, today, book.year, fed_back=project.fed_back_on is not None)

    def since(self, project: ResearchProject) -> date | None:
        """Return the last day in the field."""
        return project.ends_on

    def next_act(self, project: ResearchProject) -> Act | None:
        """Return the form of feedback; closed research takes no more entries."""
        return None if project.state == ProjectState.CLOSED else self.act


@register
class MajorReport(OfResearch):
    """A major report goes to the secretary; the secretary's own is shown to the group.  Clause 9.3-c."""

    name = "major_report"
    label = _("Major research report")
    clause = "9.3-c"
    uid = "major-report"
    entry = _("Major report to the secretary: %(what)s")
    dated = "final_on"
    owner = "leader"
    done = "sent_on"
    act = Act(gettext_lazy("Send it to the secretary"), "reports:research_detail", READ)
    owed = Q(state__in=IN_FIELD, sent_on=None)
    reminders = (
        Reminder(
            name="major_report_due",
            audience=_("leader of the research"),
            when=_("around the seventh day after it is final, then every week"),
            title=_("The major report is not sent to the secretary yet: %(what)s"),
            text=_("Send it to the secretary; the secretary's own is shown to the group."),
        ),
    )
    desk = (
        DeskLine(
            label=gettext_lazy("Major report not sent yet"),
            icon="send",
            ahead=-1,
            late_tone="warn",
            watched_by="clerk",
        ),
    )
    forecast = Forecast(
        name="major_reports",
        group="works",
        label=gettext_lazy("Major research reports to the secretary"),
        page="reports:research_list",
    )

    def records(self) -> QuerySet[ResearchProject]:
        """Return research with a major report that is final and was not shown to the group."""
        return super().records().filter(major=True, final_on__isnull=False, seen_item=None, seen_note="")

    def count(self, day: date, book: RuleBook) -> date:
        """Count from the day on which the report was final."""
        return rules.major_report_due(day, book.year)

    def verdict(self, project: ResearchProject, today: date, book: RuleBook) -> Verdict:
        """Ask the rule about sending."""
        return rules.major_report(project.final_on, project.sent_on, today, book.year)


@register
class MajorReading(OfResearch):
    """The secretary reads a major report that was sent.  Clause 9.3-c."""

    name = "major_reading"
    label = _("Major research report to be read")
    clause = "9.3-c"
    uid = "major-reading"
    entry = _("Major report to be read: %(what)s")
    keepers = ("secretary",)
    dated = "sent_on"
    owed = Q(state__in=IN_FIELD, read_at=None)
    reminders = (
        Reminder(
            name="major_report_unread",
            audience=_("secretary"),
            when=_("seven days after it was sent, then every week"),
            title=_("A major research report waits to be read: %(what)s"),
            text=_("Read it and leave a comment."),
            roles=("secretary",),
            occasion=reminding.from_its_day,
        ),
    )
    desk = (
        DeskLine(
            label=gettext_lazy("Major report to read"),
            icon="eye",
            tone="warn",
            late_tone="warn",
            watched_by="reports.approve_research",
        ),
    )

    def records(self) -> QuerySet[ResearchProject]:
        """Return research with a major report that was sent; the secretary's own is read by the group."""
        return (
            super().records().filter(major=True, sent_on__isnull=False).exclude(leader__post=Post.SECRETARY)
        )

    def people(self, project: ResearchProject) -> frozenset[int]:
        """Nobody by name: whoever is secretary."""
        return frozenset()

    def count(self, day: date, book: RuleBook) -> date:
        """Count from the day of sending."""
        return rules.reading_due(day, book.year)

    def done_on(self, project: ResearchProject) -> date | None:
        """Return when it was read."""
        return None if project.read_at is None else localdate(project.read_at)
