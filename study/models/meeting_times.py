"""When was the body in a meeting?  Asked so that the same time is never counted as meeting and as study."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, Q

from meetings.models import Meeting, MeetingEntry
from study.rules.attendance import Stay

BREAKS = ("adjourn_meeting", "resume_meeting")


def sittings(group_id: int, since: datetime, until: datetime) -> list[Stay]:
    """Return the body's sittings that touch a span of time, breaks left out (two queries).  Clause 6.1-e."""
    running = Q(closed_at__isnull=True) | Q(closed_at__gt=since)
    result = Meeting.objects.filter(running, group_id=group_id, opened_at__lt=until)
    breaks = MeetingEntry.objects.filter(verb__in=BREAKS).order_by("at", "pk")
    meetings = result.prefetch_related(Prefetch("entries", breaks, to_attr="breaks"))
    return [stay for meeting in meetings for stay in _spans(meeting, meeting.breaks)]  # type: ignore[attr-defined]  # prefetched


def _spans(meeting: Meeting, breaks: Iterable[MeetingEntry]) -> list[Stay]:
    spans = []
    since = meeting.opened_at
    for entry in breaks:
        if entry.verb == "resume_meeting":
            since = entry.at
        elif since is not None:
            spans.append(Stay(since, entry.at))
            since = None
    return [*spans, Stay(since, meeting.closed_at)] if since is not None else spans
