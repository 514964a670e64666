"""Was everybody told in writing, and in time?

Depends on the ground only.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

HOUR = timedelta(hours=1)


def lead(issued_at: datetime, starts_at: datetime, law: MeetingParameters) -> Verdict:
    """A notice is given before the meeting; less than the usual lead time is a warning.

    Figures: hours (whole hours of lead).  Clause 6.3-c.
    """
    hours = (starts_at - issued_at) // HOUR
    if issued_at >= starts_at:
        return refuse(
            "notice_after_start", gettext_noop("The notice must be given before the meeting starts."), "6.3-c"
        )
    if hours < law.notice_lead_hours:
        return warn(
            "short_notice",
            gettext_noop("Notice is given %(hours)s hours ahead; usual are at least %(usual)s."),
            "6.3-c",
            hours=hours,
            usual=law.notice_lead_hours,
        )
    return allow(hours=hours)


def everybody(entitled: Collection[int], notified: Collection[int]) -> Verdict:
    """Every member was notified in writing, those on leave included.

    Clause 6.3-c.
    """
    missing = [seat for seat in entitled if seat not in notified]
    if missing:
        return refuse(
            "notice_missing",
            gettext_noop("%(missing)s of %(base)s members have not been given written notice."),
            "6.3-c",
            missing=len(missing),
            base=len(entitled),
        )
    return allow()
