"""At which meetings was somebody present, on leave, or absent without it?  Conditions on meetings; no law.

Present is whose stay is confirmed; on leave, whose leave was approved and who did not come after all; absent, who should
have attended and did neither.  Clauses 6.4-a, 6.4-c.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from meetings.models.roll import AttendanceRecord, LeaveRequest
from meetings.states import LeaveState
from members.models import Membership, Standing

WAYS = (("present", _("present")), ("leave", _("on leave")), ("absent", _("absent without leave")))


def running_on(day: OuterRef, prefix: str = "") -> Q:
    """Return the condition that a span is in force on the day of an outer row."""
    since, until = f"{prefix}since", f"{prefix}until"
    return Q(**{f"{since}__lte": day}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day}))


def attended(way: str, person: str | int | None = None) -> Exists:
    """Return the condition that somebody (person: that one) should have attended a meeting, and how it went.

    way: present | leave | absent; "": whatever became of it.
    """
    day = OuterRef(OuterRef("day"))
    barred = Standing.objects.filter(running_on(day), membership=OuterRef("pk"))
    came = AttendanceRecord.objects.filter(
        meeting=OuterRef(OuterRef("pk")), membership=OuterRef("pk"), confirmed_at__isnull=False
    )
    leave = LeaveRequest.objects.filter(
        meeting=OuterRef(OuterRef("pk")), membership=OuterRef("pk"), state=LeaveState.APPROVED
    )
    seats = Membership.objects.filter(running_on(OuterRef("day")), ~Exists(barred), group=OuterRef("group"))
    if person is not None:
        seats = seats.filter(user=person)
    conditions = {
        "present": Exists(came),
        "leave": ~Exists(came) & Exists(leave),
        "absent": ~Exists(came) & ~Exists(leave),
    }
    return Exists(seats.filter(conditions[way]) if way else seats)


def with_attendance(meetings: "QuerySet[Meeting]", way: str, person: str | None) -> "QuerySet[Meeting]":
    """Keep the meetings held at which somebody was present, on leave or absent."""
    return meetings.filter(attended(way, person), opened_at__isnull=False)
