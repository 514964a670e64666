"""How does everybody stand in a year of study?  Minutes by month, share of the required time, essays, what is still to do.

A reading, no record: it is computed from studies, stays and essays each time, in six queries whatever their number.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from members.models import LeadingGroup, Membership
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict
from study.ledger_rows import MONTHS, Coming, Facts, Row, Year, share
from study.models import StudyPlan, StudySession
from study.rules import frequency
from study.states import Content, PlanState, SessionState

__all__ = ["MONTHS", "Change", "Coming", "Coverage", "Ledger", "Row", "ledger", "with_one_more"]

HELD = (SessionState.HELD, SessionState.RECORDED)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the studies held was given to one of the eight contents.  Clause 8.2-a."""

    name: str
    times: int
    minutes: int
    percent: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The study ledger (学习台账) of a body and a year.

    held: studies that were held.  coming: counted ones still to come, in order.  contents: how often each of the eight kinds
    was studied; minutes_by_content likewise.  monthly: whether a month went without.
    """

    group: LeadingGroup
    year: int
    today: date
    law: RuleBook | None
    plan: StudyPlan | None
    rows: tuple[Row, ...]
    held: tuple[StudySession, ...]
    coming: tuple[Coming, ...]
    contents: Mapping[str, int]
    minutes_by_content: Mapping[str, int]
    monthly: Verdict

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """Return each content with its share of all minutes; a study of several counts for each.  Clause 8.2-a."""
        total = sum(session.minutes for session in self.held)
        return tuple(
            Coverage(str(Content(key).label), self.contents[key], minutes, share(minutes, total))
            for key, minutes in self.minutes_by_content.items()
        )

    @property
    def counted_minutes(self) -> int:
        """Return the minutes of all counted studies held."""
        return sum(session.minutes for session in self.held if session.counts_toward_quota)


def ledger(group: LeadingGroup, year: int, today: date, seats: Sequence[Membership] | None = None) -> Ledger:
    """Return the ledger of a year as it stands on a day.

    seats: those of `seats_of`, when they were read already.  Clauses 8.1-a, 8.2-a, 8.3-a, 8.3-b, 8.3-c.
    """
    sessions = list(StudySession.objects.filter(group=group).of_year(year).order_by("starts_at", "pk"))
    held = tuple(row for row in sessions if row.state in HELD)
    law = group.rulebook_of_year(year, today)
    plan, lines = _planned(group, year)
    coming = _coming(sessions, lines, today)
    facts = Facts(Year(group, year, law, plan, held, coming, seats))
    contents: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for record in held:
        contents.update(record.contents)
        minutes.update(dict.fromkeys(record.contents, record.minutes))
    return Ledger(
        group=group,
        year=year,
        today=today,
        law=law,
        plan=plan,
        rows=tuple(facts.rows()) if law else (),
        held=held,
        coming=coming,
        contents={content: contents[content] for content in Content.values},
        minutes_by_content={content: minutes[content] for content in Content.values},
        monthly=frequency.monthly(year, [session.day for session in held], today),
    )


def _planned(group: LeadingGroup, year: int) -> tuple[StudyPlan | None, list[Coming]]:
    """Return the plan of a year, and its lines when it is approved (one query: the plan comes once for each line)."""
    rows: list[Any] = list(
        StudyPlan.objects.filter(group=group, year=year).annotate(
            line=F("lines__pk"),
            line_month=F("lines__month"),
            line_minutes=F("lines__minutes"),
            line_removed=F("lines__removed"),
        )
    )
    if not rows:
        return None, []
    plan: StudyPlan = rows[0]
    if plan.state != PlanState.APPROVED:
        return plan, []
    lines = [
        Coming(
            date(year, row.line_month, monthrange(year, row.line_month)[1]),
            row.line_minutes,
            has_day=False,
            line=row.line,
        )
        for row in rows
        if row.line is not None and not row.line_removed
    ]
    return plan, lines


def _coming(sessions: list[StudySession], lines: list[Coming], today: date) -> tuple[Coming, ...]:
    """Return the counted studies still to come: those on the calendar, and lines of the approved plan that are not.

    Clause 8.1-a.
    """
    comings = [
        Coming(row.day, row.minutes, has_day=True, line=row.line_id)
        for row in sessions
        if row.state == SessionState.PLANNED and row.day >= today and row.counts_toward_quota
    ]
    on_calendar = {session.line_id for session in sessions}
    comings += [line for line in lines if line.day >= today and line.line not in on_calendar]
    return tuple(sorted(comings, key=lambda record: record.day))


@dataclass(frozen=True, slots=True)
class Change:
    """What one study more, or less, does to somebody's year: minutes required and share attended, before and after."""

    row: Row
    before: int
    after: int

    @property
    def percent_before(self) -> int:
        """Return the share attended as things are, rounded down."""
        return share(self.row.attended, self.before)

    @property
    def percent_after(self) -> int:
        """Return the share attended when the study counts, rounded down."""
        return share(self.row.attended, self.after)


def with_one_more(book: Ledger, minutes: int, day: date) -> list[Change]:
    """Return how one more counted study (or, with minutes below 0, one less) changes everybody's required time.

    Required is what is held and planned up to the end of the year.  Clause 8.1-b.
    """
    grows = book.law is not None and book.law.year.study_base == "held"
    changes = []
    for row in book.rows:
        ahead = sum(coming.minutes for coming in book.coming if row.tenure.covers(coming.day))
        before = row.base + (ahead if grows else 0)
        changes.append(Change(row, before, before + (minutes if grows and row.tenure.covers(day) else 0)))
    return changes
