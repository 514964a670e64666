"""What do the rules say of each meeting of the year: notice, first topic, minutes; and who was there?"""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.rules import agenda, notice_period, reminding
from members.models import Membership
from members.procedure.verdict import Verdict
from members.rules.deadlines import is_late
from reports.dashboard.facts import Facts, Met

HOURS = 3600


def notice(facts: Facts, met: Met) -> Verdict | None:
    """Say whether a meeting was announced in time; None when no notice, or no law, is on record.  Clause 6.3-c."""
    law = facts.law_on(met.day)
    if met.noticed_at is None or law is None:
        return None
    return notice_period.lead(met.noticed_at, met.starts_at, law.meeting)


def lead_hours(met: Met) -> int | None:
    """Return how many whole hours ahead a meeting was announced."""
    if met.noticed_at is None:
        return None
    return int((met.starts_at - met.noticed_at).total_seconds() // HOURS)


def first_topic(facts: Facts, met: Met) -> bool:
    """Say whether a meeting's first topic stood where it should.  Clause 6.1-a."""
    law = facts.law_on(met.day)
    if law is None:
        return True
    kinds = [item.kind for item in facts.items.get(met.pk, ())]
    return bool(agenda.first_topic(kinds, regular=met.kind == "regular", law=law.meeting))


def minutes(facts: Facts, met: Met) -> str:
    """Say how a meeting's minutes stand: in_time | late | waiting; "" while it is not closed.  Clause 6.5-l."""
    law = facts.law_on(met.day)
    if met.closed_on is None or law is None:
        return ""
    if is_late(reminding.minutes_due(met.closed_on, law.meeting), facts.today, met.minutes_on):
        return "late"
    return "waiting" if met.minutes_on is None else "in_time"


@dataclass(frozen=True, slots=True)
class Stay:
    """How somebody who should have attended a meeting did: present | leave | absent."""

    met: Met
    seat: Membership
    way: str


def stays(facts: Facts) -> Iterator[Stay]:
    """Tell of every meeting held and everybody who should, and could, have come.  Clauses 6.4-a, 6.4-c."""
    for met in facts.held:
        for seat in facts.seats:
            if seat.expected_on(met.day):
                yield Stay(met, seat.seat, way(facts, met.pk, seat.seat.pk))


def way(facts: Facts, meeting: int, seat: int) -> str:
    """Say how a seat was at a meeting; a meeting that is still open has no absentees yet is told as it stands."""
    if (meeting, seat) in facts.present:
        return "present"
    return "leave" if (meeting, seat) in facts.on_leave else "absent"
