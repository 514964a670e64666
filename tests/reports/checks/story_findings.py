"""Two small sources of facts of the tests' own: drafts of regulations without a number, suggestions without an answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from members.models import LeadingGroup
from members.procedure.verdict import refuse, warn
from reports.checks.facts.source import Source
from reports.checks.models import Finding
from reports.checks.rules.check import Check, Raised
from reports.checks.run import Outcome, look
from reports.registers.actions import regulations as actions
from reports.registers.models.regulations import Regulation
from reports.responsibility.actions.suggestions import make_suggestion
from reports.responsibility.models.suggestions import Suggestion
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2025, 6, 2, 9, tzinfo=ZONE)
YEAR = 2025
NUMBER, ANSWER = "CHK-91", "CHK-92"


@dataclass(frozen=True)
class Draft:
    """A regulation without a number; said: what stands on it (a day, and "heavy" or not)."""

    key: int
    said: str
    title: str


def drafts(group: LeadingGroup, year: int, today: date) -> tuple[Draft, ...]:
    rows = Regulation.objects.filter(group=group, number="", summary__startswith=str(year)).order_by("pk")
    return tuple(Draft(*row) for row in rows.values_list("pk", "summary", "title"))


def numbered(facts):
    for one in facts:
        answer = refuse if "heavy" in one.said else warn
        verdict = answer(
            "no_number", "The draft has no number (%(letters)s letters).", "4.3-7", letters=len(one.title)
        )
        yield Raised("regulation", one.key, date.fromisoformat(one.said[:10]), verdict)


def unanswered(group: LeadingGroup, year: int, today: date) -> tuple[tuple[int, date], ...]:
    rows = Suggestion.objects.filter(group=group, state="made", submitted_on__year=year).order_by("pk")
    return tuple(rows.values_list("pk", "submitted_on"))


def answered(facts):
    for key, day in facts:
        yield Raised("suggestion", key, day, warn("no_answer", "Nobody has answered.", "10.3-d"))


DRAFTS = Source(
    "drafts", drafts, (Check(NUMBER, "Draft without a number", "4.3-7", numbered, "Give it one."),)
)
ANSWERS = Source(
    "answers",
    unanswered,
    (Check(ANSWER, "No answer", "10.3-d", answered, "Answer it.", answers="member", question=True),),
)
OWN = (DRAFTS, ANSWERS)


def draft(
    cast: Cast, on: str = "2025-03-10", *, heavy: bool = True, title: str = "公务接待办法", at=AT
) -> Regulation:
    return actions.draft_regulation(
        cast.group,
        title=title,
        kind="conduct",
        summary=f"{on} heavy" if heavy else on,
        by=cast.user("clerk"),
        at=at,
    )


def number(cast: Cast, regulation: Regulation, value: str = "1号", *, at=AT) -> None:
    actions.edit_regulation(regulation, number=value, by=cast.user("clerk"), at=at)


def suggest(cast: Cast, who: str = "a", *, at=AT) -> Suggestion:
    return make_suggestion(cast.group, "改进会风", by=cast.user(who), at=at)


def seen(cast: Cast, minutes: int = 0, *, today: date | None = None, sources=OWN) -> Outcome:
    """Look at the year so many minutes after the first look."""
    at = AT + timedelta(minutes=minutes)
    return look(cast.group, YEAR, today or at.date(), at, sources)


def only(check: str = NUMBER) -> Finding:
    return Finding.objects.get(check_id=check)
