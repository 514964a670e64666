"""Of what is somebody to be reminded about research and regulations?"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues
from reports.registers.models.regulations import Regulation
from reports.registers.states import RegulationState
from reports.reminding import rules as reminding
from reports.research.models.projects import ResearchProject
from reports.research.states import ProjectState

SHOWN = 60
IN_FIELD = (ProjectState.UNDER_WAY, ProjectState.FINAL)


def _in_field() -> QuerySet[ResearchProject]:
    rows = ResearchProject.objects.filter(state__in=IN_FIELD).select_related("leader")
    return rows.defer("findings").order_by("pk")


def _projects(moment: Moment) -> Iterator[tuple[LeadingGroup, ResearchProject]]:
    for one in moment.read("projects", _in_field):
        group = moment.groups.get(one.group_id)
        if group is not None:
            yield group, one


def _feedback(moment: Moment) -> Iterator[Due]:
    """Find research of which nothing was fed back to the place.  Clause 9.3-a."""
    for group, one in _projects(moment):
        slot = reminding.feedback(moment.day, one.ends_on, moment.law(group.pk).year)
        if slot is not None and one.fed_back_on is None:
            people, page = moment.answers(group.pk, one.leader), "reports:research_feedback"
            theme = one.theme[:SHOWN]
            yield from dues(group, people, f"research:{one.pk}", slot, page, one.pk, theme=theme)


def _major(moment: Moment) -> Iterator[Due]:
    """Find major reports that were not sent to the secretary.  Clause 9.3-c."""
    for group, one in _projects(moment):
        if not one.major or one.final_on is None or one.sent_on is not None or one.seen_item_id is not None:
            continue
        law = moment.law(group.pk)
        slot = reminding.major_report(moment.day, one.final_on, law.year, law.reminder)
        if slot is not None:
            people, page = moment.answers(group.pk, one.leader), "reports:research_detail"
            theme = one.theme[:SHOWN]
            yield from dues(group, people, f"research:{one.pk}", slot, page, one.pk, theme=theme)


def _unread(moment: Moment) -> Iterator[Due]:
    """Find major reports that the secretary has not read.  Clause 9.3-c."""
    for group, one in _projects(moment):
        if not one.major or one.sent_on is None or one.read_at is not None:
            continue
        law = moment.law(group.pk)
        slot = reminding.major_report_unread(moment.day, one.sent_on, law.year, law.reminder)
        if slot is not None:
            people, page = moment.people(group.pk, "secretary"), "reports:research_detail"
            theme = one.theme[:SHOWN]
            yield from dues(group, people, f"research:{one.pk}", slot, page, one.pk, theme=theme)


def _in_force() -> QuerySet[Regulation]:
    return Regulation.objects.filter(state=RegulationState.ISSUED, review_on__isnull=False).order_by("pk")


def _regulations(moment: Moment) -> Iterator[Due]:
    """Find regulations in force that are to be looked at again.  Clause 4.3-7."""
    for one in moment.read("regulations", _in_force):
        group = moment.groups.get(one.group_id)
        if group is None or one.review_on is None:
            continue
        slot = reminding.regulation_review(moment.day, one.review_on, moment.law(group.pk).reminder)
        if slot is not None:
            people, page = moment.people(group.pk, "clerk"), "reports:regulation_detail"
            facts = {"title": one.title[:SHOWN], "due": one.review_on}
            yield from dues(group, people, f"regulation:{one.pk}", slot, page, one.pk, **facts)


KINDS = (
    Kind(
        name="research_feedback",
        label=_("Feedback after research"),
        clause="9.3-a",
        audience=_("leader of the research"),
        when=_("fifteen days after the last day in the field"),
        title=_("What was found is not fed back to the place yet: %(theme)s"),
        text=_("Tell the township or unit what was found, in a suitable way, and note it."),
        find=_feedback,
    ),
    Kind(
        name="major_report_due",
        label=_("Major research report"),
        clause="9.3-c",
        audience=_("leader of the research"),
        when=_("around the seventh day after it is final, then every week"),
        title=_("The major report is not sent to the secretary yet: %(theme)s"),
        text=_("Send it to the secretary; the secretary's own is shown to the group."),
        find=_major,
    ),
    Kind(
        name="major_report_unread",
        label=_("Major research report to be read"),
        clause="9.3-c",
        audience=_("secretary"),
        when=_("seven days after it was sent, then every week"),
        title=_("A major research report waits to be read: %(theme)s"),
        text=_("Read it and leave a comment."),
        find=_unread,
    ),
    Kind(
        name="regulation_review",
        label=_("Review of a regulation"),
        clause="4.3-7",
        audience=_("clerk"),
        when=_("thirty days before, and on the day of the review"),
        title=_("To be reviewed by %(due)s: %(title)s"),
        text=_("Begin the review and say whether it stays, is amended or repealed."),
        find=_regulations,
    ),
)
