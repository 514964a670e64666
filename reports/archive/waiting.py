"""What waits to be done after a meeting, and for whom?  Queries; no rules."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from meetings.minutes.states import MinutesState
from meetings.models import Decision, Meeting, Minutes, MinutesReceipt, SupervisionTask
from meetings.states import MeetingState, TaskState
from members.models import LeadingGroup, StaffRole, User
from members.models.office import running
from members.notifications import notify
from reports.archive.models import ArchivePackage
from reports.archive.verification import ShelfReport


@dataclass(frozen=True, slots=True)
class Figures:
    """The year of a body in numbers: meetings held, decisions, tasks under way, tasks overdue."""

    year: int
    meetings: int
    decisions: int
    open_tasks: int
    overdue: int


def ready_to_seal(group: LeadingGroup | None = None) -> QuerySet[Meeting]:
    """Return closed meetings with signed record and issued minutes and without a package."""
    meetings = Meeting.objects.filter(
        state=MeetingState.CLOSED,
        minutes_issued_on__isnull=False,
        record__recorder_signed_at__isnull=False,
        record__chair_signed_at__isnull=False,
    ).exclude(pk__in=ArchivePackage.objects.values("meeting"))
    return (meetings.filter(group=group) if group else meetings).select_related("group").order_by("closed_at")


def without_minutes(group: LeadingGroup) -> QuerySet[Meeting]:
    """Return closed meetings of which no minutes were drafted."""
    closed = Meeting.objects.filter(group=group, state=MeetingState.CLOSED)
    return (
        closed.exclude(pk__in=Minutes.objects.values("meeting")).select_related("group").order_by("closed_at")
    )


def minutes_in(group: LeadingGroup, state: MinutesState) -> QuerySet[Minutes]:
    """Return minutes in a state, oldest meeting first."""
    result = Minutes.objects.filter(meeting__group=group, state=state)
    return result.select_related("meeting__group", "meeting__chair").order_by("meeting__starts_at")


def unconfirmed(group: LeadingGroup, user: User) -> QuerySet[MinutesReceipt]:
    """Return the copies of minutes a person has not confirmed."""
    mine = MinutesReceipt.objects.filter(minutes__meeting__group=group, membership__user=user)
    return mine.filter(received_at=None).select_related("minutes__meeting__group").order_by("sent_at")


def figures(group: LeadingGroup, today: date) -> Figures:
    """Return the figures of the running year (four queries)."""
    tasks = SupervisionTask.objects.filter(group=group)
    return Figures(
        year=today.year,
        meetings=Meeting.objects.filter(group=group, day__year=today.year).held().count(),
        decisions=Decision.objects.filter(group=group, effective_on__year=today.year).count(),
        open_tasks=tasks.filter(~Q(state=TaskState.CLOSED)).count(),
        overdue=tasks.overdue(today).count(),
    )


def tell_broken(shelf: ShelfReport, at: datetime) -> int:
    """Tell clerks, auditors and inspectors of a body, once a day, that its archive is not whole."""
    group = LeadingGroup.objects.get(code=shelf.group)
    roles = (StaffRole.Role.CLERK, StaffRole.Role.AUDITOR, StaffRole.Role.INSPECTOR)
    staff = StaffRole.objects.filter(running(localdate(at)), group=group, role__in=roles)
    told = 0
    for user in User.objects.filter(pk__in=staff.values("user"), is_active=True):
        told += notify(
            user,
            "archive_broken",
            f"{shelf.group}-{localdate(at):%Y%m%d}",
            group=group,
            subject="归档文件校验未通过，请立即核查",
            body="；".join(f"{where} {failure.code}" for where, failure in shelf.failures())[:1000],
            url=reverse("reports:volume_list", args=[group.code]),
            at=at,
        )
    return told
