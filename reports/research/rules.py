"""Is research light on those it visits, useful, fed back, and seen by the secretary where it is major?

Depends on the ground only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn


def escorts(local: int, own: int, law: YearParameters) -> Verdict:
    """The number of companions is kept low; above a ceiling set by the body it gives a warning.  Clause 9.2-b."""
    ceiling = law.research_max_escorts
    if ceiling is not None and local + own > ceiling:
        return warn(
            "too_many_escorts",
            gettext_noop("%(people)s companions; the ceiling chosen here is %(ceiling)s."),
            "9.2-b",
            people=local + own,
            ceiling=ceiling,
        )
    return allow(people=local + own) if local + own else allow()


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: project, place, day."""

    project: int
    place: str
    day: date


def clusters(visits: Iterable[Visit], law: YearParameters) -> list[tuple[Visit, Visit]]:
    """Return pairs of visits of different projects at one place within so many days.  Clause 9.2-c."""
    by_place: dict[str, list[Visit]] = {}
    for visit in visits:
        by_place.setdefault(visit.place.strip(), []).append(visit)
    return [
        (record, other)
        for rows in by_place.values()
        for number, record in enumerate(rows)
        for other in rows[number + 1 :]
        if record.project != other.project and abs((record.day - other.day).days) < law.research_cluster_days
    ]


def burdening(visits: Iterable[Visit], law: YearParameters) -> set[Visit]:
    """Return the visits that share place and time with another project's, their places without blanks around.

    Clause 9.2-c.
    """
    plain = [Visit(visit.project, visit.place.strip(), visit.day) for visit in visits]
    return {visit for pair in clusters(plain, law) for visit in pair}


def burden(own: Sequence[Visit], others: Iterable[Visit], law: YearParameters) -> Verdict:
    """A place is not visited by several projects one after the other.  Clause 9.2-c."""
    mine = {visit.project for visit in own}
    result = [pair for pair in clusters([*own, *others], law) if {pair[0].project, pair[1].project} & mine]
    if result:
        return warn(
            "visits_cluster",
            gettext_noop("Others visit the same place within %(days)s days: %(places)s"),
            "9.2-c",
            places="、".join(sorted({pair[0].place for pair in result})),
            visits=len(result),
            days=law.research_cluster_days,
        )
    return allow()


def days_free(visits: Iterable[date], meetings: Iterable[date]) -> Verdict:
    """Days of visits do not fall on meetings of the body.  Clause 9.2-d."""
    taken = sorted(set(visits) & set(meetings))
    if taken:
        return warn(
            "meeting_on_that_day",
            gettext_noop("The body meets on: %(days)s"),
            "9.2-d",
            days="、".join(day.isoformat() for day in taken),
        )
    return allow()


def within(visits: Iterable[date], begins_on: date, ends_on: date) -> Verdict:
    """Visits lie within the days of the plan.  Clause 9.2-d."""
    outside = sorted({day for day in visits if not begins_on <= day <= ends_on})
    if outside:
        return warn(
            "visit_outside_plan",
            gettext_noop("Visits lie outside the days of the plan: %(days)s"),
            "9.2-d",
            days="、".join(day.isoformat() for day in outside),
        )
    return allow()


def final(*, recommendations: int, findings: str) -> Verdict:
    """A report is final when it says what was found and what is recommended.  Clause 9.1-c."""
    if not findings.strip():
        return refuse("findings_missing", gettext_noop("Write what was found first."), "9.3-b")
    if recommendations < 1:
        return refuse(
            "recommendations_missing",
            gettext_noop("A report without a recommendation is not final; write at least one."),
            "9.1-c",
        )
    return allow(recommendations=recommendations)


@dataclass(frozen=True, slots=True)
class Closing:
    """A project that is to be closed.

    has_output: a report or brief is kept.  fed_back: whether the place was told; ended_on: last day in the field.
    major: a major report; seen: whether the secretary (or, for the secretary's own, the group) has seen it.
    trip_checked: whether the trip was looked back at.
    """

    has_output: bool
    fed_back: bool
    ended_on: date | None
    major: bool
    seen: bool
    trip_checked: bool = True


def closing(facts: Closing, today: date, law: YearParameters) -> Verdict:
    """A project closes with its output, a major one when the secretary has read it; feedback is suggested.

    Clauses 9.2-a, 9.3-a, 9.3-b, 9.3-c.
    """
    if not facts.has_output:
        return refuse(
            "output_missing",
            gettext_noop("Write or attach the report or the brief first; without it research is not closed."),
            "9.3-b",
        )
    if facts.major and not facts.seen:
        return refuse(
            "major_report_unseen",
            gettext_noop("A major report is read by the secretary first (the secretary's own by the group)."),
            "9.3-c",
        )
    return first_refusal(
        feedback(facts.ended_on, today, law, fed_back=facts.fed_back), trip(checked=facts.trip_checked)
    )


def trip(*, checked: bool) -> Verdict:
    """The trip is looked back at: meals, vehicles, reception, banners, gifts.  Clause 9.2-a."""
    if checked:
        return allow()
    return warn("trip_not_looked_at", gettext_noop("Nobody has looked back at the trip yet."), "9.2-a")


def feedback_due(ended_on: date, law: YearParameters) -> date:
    """Return the last day on which the place is told in time what was found.  Clause 9.3-a."""
    return ended_on + timedelta(days=law.research_feedback_days)


def feedback(ended_on: date | None, today: date, law: YearParameters, *, fed_back: bool) -> Verdict:
    """The place may be told what was found; after some days without it is asked about.  Clause 9.3-a."""
    if fed_back or ended_on is None or today <= feedback_due(ended_on, law):
        return allow()
    return warn(
        "not_fed_back_to_place",
        gettext_noop("Nothing was fed back to the place within %(days)s days."),
        "9.3-a",
        days=law.research_feedback_days,
    )


def major_report_due(final_on: date, law: YearParameters) -> date:
    """Return the last day on which a major report goes to the secretary in time.  Clause 9.3-c."""
    return final_on + timedelta(days=law.major_report_days)


def reading_due(sent_on: date, law: YearParameters) -> date:
    """Return the day by which the secretary has read a major report that was sent.  Clause 9.3-c."""
    return sent_on + timedelta(days=law.major_report_days)


def sent_in_time(final_on: date, sent_on: date, law: YearParameters) -> Verdict:
    """A major report goes to the secretary in time.  Clause 9.3-c."""
    if sent_on > major_report_due(final_on, law):
        return warn(
            "major_report_late",
            gettext_noop(
                "Sent %(days)s days after the report was final; %(limit)s are the limit chosen here."
            ),
            "9.3-c",
            days=(sent_on - final_on).days,
            limit=law.major_report_days,
        )
    return allow()


def unsent(
    final_on: date | None, sent_on: date | None, today: date, law: YearParameters, *, major: bool
) -> Verdict:
    """A major report that is final and has not been sent is asked about after some days.  Clause 9.3-c."""
    if not major or final_on is None or sent_on is not None:
        return allow()
    if today <= major_report_due(final_on, law):
        return allow()
    return warn(
        "major_report_unsent",
        gettext_noop("The major report is final since %(days)s days and has not been sent to the secretary."),
        "9.3-c",
        days=(today - final_on).days,
        limit=law.major_report_days,
    )


def major_report(final_on: date | None, sent_on: date | None, today: date, law: YearParameters) -> Verdict:
    """A major report that is final goes to the secretary in time.  Clause 9.3-c."""
    if final_on is not None and sent_on is not None:
        return sent_in_time(final_on, sent_on, law)
    return unsent(final_on, sent_on, today, law, major=True)


def cited(*, decided: bool, major: bool) -> Verdict:
    """Research on which the group has decided something is perhaps major; a person is asked.  Clause 9.3-c."""
    if major or not decided:
        return allow()
    return warn(
        "perhaps_major",
        gettext_noop("The group has decided on a recommendation of this report; is it a major one?"),
        "9.3-c",
    )


def shown_to_group(*, own_of_secretary: bool, at_item: bool, held: bool, note: str) -> Verdict:
    """The secretary's own major report is seen by the group: at an item of a meeting that was held, or circulated.

    Clause 9.3-c.
    """
    if not own_of_secretary:
        return refuse(
            "read_by_secretary",
            gettext_noop("The secretary reads this report; only his own goes to the group."),
            "9.3-c",
        )
    if not at_item and not note.strip():
        return refuse(
            "not_shown",
            gettext_noop("Name the agenda item, or the note by which the report was circulated."),
            "9.3-c",
        )
    if at_item and not held:
        return refuse(
            "meeting_not_held", gettext_noop("The meeting of that item has not been held yet."), "9.3-c"
        )
    return allow()


def told_by_now(day: date, today: date) -> Verdict:
    """What is told as done lies not ahead.  Clause 9.3-a."""
    if day > today:
        return refuse("day_ahead", gettext_noop("This day has not come yet: %(day)s"), "9.3-a", day=f"{day}")
    return allow()
