"""Is a request made before acting, and an incident reported in time?

Depends on the ground only.
"""

from datetime import date, datetime, timedelta

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def send_by(due_on: date | None, acts_on: date | None) -> date | None:
    """Return by when a paper is to be sent: its day, and before what it asks for is done.  Clauses 5.3-a, 5.3-c."""
    return min((row for row in (due_on, acts_on) if row is not None), default=None)


def before_acting(kind: str, acts_on: date | None, sent_on: date) -> Verdict:
    """A request is sent before what it asks for is done; on the same day at the latest.

    Clause 5.3-c.
    """
    if kind != "request" or acts_on is None or sent_on <= acts_on:
        return allow()
    return refuse(
        "acted_before_request",
        gettext_noop(
            "What is asked for was done on %(acts_on)s, before the request of %(sent_on)s: report it instead."
        ),
        "5.3-c",
        acts_on=acts_on.isoformat(),
        sent_on=sent_on.isoformat(),
    )


def spent(since: datetime, until: datetime) -> str:
    """Write a time that has passed as hours and minutes, "26:05"."""
    whole = max(until - since, timedelta()) // MINUTE
    per_hour = HOUR // MINUTE
    return f"{whole // per_hour}:{whole % per_hour:02}"


def in_order(discovered: datetime, reported: datetime | None, now: datetime) -> Verdict:
    """Nothing is discovered or reported in the future, or reported before it was discovered.

    Clause 5.3-c.
    """
    if discovered > now or (reported is not None and reported > now):
        return refuse("moment_in_future", gettext_noop("This moment has not come yet."), "5.3-c")
    if reported is not None and reported < discovered:
        return refuse(
            "reported_before_discovery",
            gettext_noop("It cannot have been reported before it was discovered."),
            "5.3-c",
        )
    return allow()


def first_report(
    discovered: datetime, reported: datetime | None, now: datetime, law: YearParameters
) -> Verdict:
    """An incident is reported in time; the rules name no number, so a person is told and nothing refused.

    Clause 5.3-c.
    """
    allowed = law.timely_report_hours
    until = now if reported is None else reported
    late = until - discovered > allowed * HOUR
    figures: dict[str, int | str] = {"spent": spent(discovered, until), "allowed": allowed}
    if not late:
        return allow(**figures)
    if reported is None:
        return warn(
            "not_reported",
            gettext_noop("Not yet reported, %(spent)s after discovery; %(allowed)s hours are the setting."),
            "5.3-c",
            **figures,
        )
    return warn(
        "reported_late",
        gettext_noop("First reported %(spent)s after discovery; %(allowed)s hours are the setting."),
        "5.3-c",
        **figures,
    )


def may_close(*, reported: bool, outcome: str) -> Verdict:
    """An incident is closed with its outcome, and not before it was reported.

    Clause 5.3-c.
    """
    if not reported:
        return refuse("incident_not_reported", gettext_noop("Enter the first report first."), "5.3-c")
    if not outcome.strip():
        return refuse("outcome_required", gettext_noop("Say how it ended."), "5.3-c")
    return allow()
