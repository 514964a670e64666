"""Is a paper to the superior what it says it is, adopted, in time, and does the year have its report?

Depends on the ground only.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

ASKING = (
    "请批示",
    "请审批",
    "请批准",
    "请批复",
    "请审定",
    "请予批准",
    "请予批复",
    "请予批示",
    "请予审批",
    "请予支持",
    "请求批准",
    "妥否",
    "当否",
    "可否",
    "恳请",
    "特此请示",
    "请指示",
)
"""Words by which a Chinese official text asks its superior for something."""

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [found.strip() for found in SENTENCE.findall(text) if found.strip()]


def asking_sentences(text: str) -> list[str]:
    """Return the sentences of a text that ask for something."""
    return [one for one in sentences(text) if any(word in one for word in ASKING)]


def no_request_inside(text: str) -> Verdict:
    """A report carries no request; the sentence that asks is shown.  Clause 5.3-a."""
    asking = asking_sentences(text)
    if asking:
        return refuse(
            "request_inside_report",
            gettext_noop("A report carries no request; this sentence asks: “%(sentence)s”"),
            "5.3-a",
            sentence=asking[0][:120],
            count=len(asking),
        )
    return allow()


def asks_once(text: str, matters: Collection[str]) -> Verdict:
    """A request asks, at its end, and about one matter.  Clause 5.3-a."""
    named = [matter for matter in matters if matter.strip()]
    if len(named) != 1:
        return refuse(
            "one_matter",
            gettext_noop("A request is about one matter; here are %(count)s. Write one for each."),
            "5.3-a",
            count=len(named),
        )
    said = sentences(text)
    if not said or not any(word in said[-1] for word in ASKING):
        return refuse(
            "asks_nothing",
            gettext_noop("A request ends by asking, such as “妥否，请批示。”"),
            "5.3-a",
        )
    return allow()


def one_recipient(recipient: str, copies: str) -> Verdict:
    """A paper goes to one organisation; a request is not copied to those below.  Clause 5.3-a."""
    names = [part for part in re.split(r"[、，,；;\n]", recipient) if part.strip()]
    if len(names) != 1:
        return refuse(
            "one_recipient",
            gettext_noop("There is one main recipient; here are %(count)s."),
            "5.3-a",
            count=len(names),
        )
    if copies.strip() and recipient.strip() in copies:
        return refuse(
            "copied_twice", gettext_noop("The main recipient is not among the copies as well."), "5.3-a"
        )
    return allow()


@dataclass(frozen=True, slots=True)
class Circulation:
    """What came back of a circulation: how many should answer, how many consent, how many object."""

    base: int
    consents: int
    objections: int


def circulated(answers: Circulation) -> Verdict:
    """A text goes by circulation when more than half consent and nobody objects; else it goes to a meeting.

    It releases a text and never makes a decision of the group.  Clauses 3.3-b, 5.3-a.
    """
    figures = {"base": answers.base, "consents": answers.consents, "objections": answers.objections}
    if answers.objections:
        return refuse(
            "objected",
            gettext_noop("%(objections)s members object: bring the text to a meeting."),
            "5.3-a",
            **figures,
        )
    if 2 * answers.consents <= answers.base:
        return refuse(
            "not_consented",
            gettext_noop("%(consents)s of %(base)s members consent; more than half must."),
            "5.3-a",
            **figures,
        )
    return allow(**figures)


def unchanged(adopted: str, now: str) -> Verdict:
    """What is signed and sent is the text that was adopted.  adopted, now: digests.  Clauses 5.3-a, 6.1-c."""
    if adopted != now:
        return refuse(
            "changed_after_adoption",
            gettext_noop("The text was changed after it was adopted; have it adopted again."),
            "6.1-c",
        )
    return allow()


def signer(*, is_secretary: bool, concerned: bool) -> Verdict:
    """Papers to the superior are signed by the secretary; who was recused from the matter is warned.  Clause 4.4-d."""
    if not is_secretary:
        return refuse(
            "signed_by_secretary_only",
            gettext_noop("Papers to the superior are signed by the secretary."),
            "4.4-d",
        )
    if concerned:
        return warn(
            "signer_was_recused",
            gettext_noop("You were recused from the matter this paper is about."),
            "4.4-d",
        )
    return allow()


def asked_before_acting(sent_on: date, acted_on: date | None) -> Verdict:
    """A request comes before the act it asks about.  Clause 5.3-c."""
    if acted_on is not None and sent_on > acted_on:
        return warn(
            "asked_after_acting",
            gettext_noop("The request is sent on %(sent)s, after the act of %(acted)s."),
            "5.3-c",
            sent=sent_on.isoformat(),
            acted=acted_on.isoformat(),
        )
    return allow()


def reported_in_time(discovered_at: datetime, reported_at: datetime, law: YearParameters) -> Verdict:
    """A grave matter is reported in time; how many hours that is, the body has chosen.  Clause 5.3-c."""
    if reported_at < discovered_at:
        return refuse("reported_too_early", gettext_noop("The report comes after the discovery."), "5.3-c")
    hours = (reported_at - discovered_at) // timedelta(hours=1)
    late = reported_at - discovered_at > timedelta(hours=law.timely_report_hours)
    if late:
        return warn(
            "reported_late",
            gettext_noop(
                "Reported %(hours)s hours after the discovery; %(limit)s are the limit chosen here."
            ),
            "5.3-c",
            hours=hours,
            limit=law.timely_report_hours,
        )
    return allow(hours=hours, limit=law.timely_report_hours)


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """A comprehensive report that was sent: the year it is about, the day it was sent."""

    report_year: int
    sent_on: date


def counts_for(report: YearlyReport, law: YearParameters) -> int:
    """Return the year a comprehensive report counts for.  Clause 5.3-b."""
    return report.report_year if law.annual_report_count_by == "report_year" else report.sent_on.year


def year_reported(year: int, reports: Iterable[YearlyReport], today: date, law: YearParameters) -> Verdict:
    """Each year has one comprehensive report to the superior at least.  Clause 5.3-b."""
    counted = [one for one in reports if counts_for(one, law) == year]
    if counted:
        return allow(reports=len(counted))
    due = date(year, law.annual_report_due.month, law.annual_report_due.day)
    if today > due:
        return refuse(
            "no_annual_report",
            gettext_noop("The year %(year)s has no comprehensive report to the superior."),
            "5.3-b",
            year=str(year),
        )
    return warn(
        "annual_report_ahead",
        gettext_noop("The comprehensive report of %(year)s is to be sent by %(due)s."),
        "5.3-b",
        year=str(year),
        due=due.isoformat(),
    )
