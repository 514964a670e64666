"""Has the year its comprehensive report to the superior, and may a paper be closed?

Depends on the ground only.
"""

from datetime import date

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def due_on(year: int, law: YearParameters) -> date:
    """Return the last day of the year's report.  Clause 5.3-b."""
    return date(year, law.annual_report_due.month, law.annual_report_due.day)


def year_of(report_year: int | None, sent_on: date | None, law: YearParameters) -> int | None:
    """Return the year for which a comprehensive report counts; one that was not sent counts for none.

    Clause 5.3-b.
    """
    if sent_on is None:
        return None
    return sent_on.year if law.annual_report_count_by == "submitted_on" else report_year


def yearly(year: int, reports: int, today: date, law: YearParameters) -> Verdict:
    """Each year has at least one comprehensive report; until its day this is a reminder, afterwards a finding.

    Clause 5.3-b.
    """
    due = due_on(year, law)
    figures: dict[str, int | str] = {"year": year, "reports": reports, "due": due.isoformat()}
    if reports or today.year < year:
        return allow(**figures)
    if today <= due:
        return warn(
            "annual_report_open",
            gettext_noop(
                "No comprehensive report counts for %(year)s yet; it is due on %(due)s, in %(days)s days."
            ),
            "5.3-b",
            **figures,
            days=(due - today).days,
        )
    return refuse(
        "annual_report_missing",
        gettext_noop("No comprehensive report counts for %(year)s; it was due on %(due)s."),
        "5.3-b",
        **figures,
    )


def may_close(*, asks: bool, replied: bool, receipt: bool, open_actions: int) -> Verdict:
    """A request is closed when it was answered, any paper when all that follows from the reply is done.

    Clause 5.3-a.
    """
    if asks and not replied:
        return refuse("reply_missing", gettext_noop("The request has not been answered yet."), "5.3-a")
    if open_actions:
        return refuse(
            "actions_open",
            gettext_noop("%(open)s of the things the reply asks for are not done yet."),
            "5.3-a",
            open=open_actions,
        )
    if not receipt and not replied:
        return warn("receipt_missing", gettext_noop("No receipt of the superior is filed."), "5.3-a")
    return allow()
