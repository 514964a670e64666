"""Is the plan sent in time before, and the report in time after?

Depends on the ground only.
"""

from datetime import date, timedelta

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def plan_due(planned_on: date, law: YearParameters) -> date:
    """Return the last day on which the plan is in time.  Clause 7.1-a."""
    return planned_on - timedelta(days=law.life_plan_days_before)


def plan_in_time(sent_on: date, planned_on: date | None, law: YearParameters) -> Verdict:
    """The plan goes to the superior some days ahead.  Clause 7.1-a."""
    if planned_on is None:
        return refuse("day_missing", gettext_noop("Enter the planned day first."), "7.1-a")
    due = plan_due(planned_on, law)
    if sent_on > due:
        return warn(
            "plan_late",
            gettext_noop(
                "The plan is sent %(days)s days before the meeting; it should have been sent by %(due)s."
            ),
            "7.1-a",
            days=(planned_on - sent_on).days,
            due=due.isoformat(),
        )
    return allow(days=(planned_on - sent_on).days)


def report_due(held_on: date, law: YearParameters) -> date:
    """Return the last day on which the report is in time.  Clause 7.4-a."""
    return held_on + timedelta(days=law.life_report_days_after)


def report_in_time(sent_on: date, held_on: date, law: YearParameters) -> Verdict:
    """The report goes to the superior some days after.  Clause 7.4-a."""
    if sent_on < held_on:
        return refuse("report_too_early", gettext_noop("The report comes after the session."), "7.4-a")
    due = report_due(held_on, law)
    if sent_on > due:
        return warn(
            "report_late",
            gettext_noop("The report is sent %(days)s days after the session; it was due by %(due)s."),
            "7.4-a",
            days=(sent_on - held_on).days,
            due=due.isoformat(),
        )
    return allow(days=(sent_on - held_on).days)


def postponing(paper: str) -> Verdict:
    """Postponing needs the superior's consent.  Clause 7.1-b."""
    if not paper.strip():
        return refuse(
            "consent_required",
            gettext_noop("Postponing needs the superior's consent; enter its paper."),
            "7.1-b",
        )
    return allow()
