"""How is the comprehensive report of a year put together, and has the year one?

The sections stand in reports.annual_sections.  Sections of which the data know nothing are typed by people.
"""

from dataclasses import dataclass
from datetime import date

from members.models import LeadingGroup
from members.printing.wording import numeral
from members.procedure.record import Refused
from members.procedure.verdict import Verdict
from reports.law import law_on
from reports.upward.annual import rules as annual
from reports.upward.annual.sections import SECTIONS, Year
from reports.upward.models.papers import UpwardPaper


@dataclass(frozen=True, slots=True)
class Gathered:
    """One section: key, title, and what the data give for it ("" when people write it)."""

    key: str
    title: str
    text: str


ENDING = "特此报告。"


def gather(group: LeadingGroup, year: int, today: date) -> list[Gathered]:
    """Return the sections of a year's report as the data give them on a day.  Clauses 5.3-b, 5.3-a."""
    told = Year(group, year, today)
    return [Gathered(key, title, "\n".join(lines(told))) for key, title, lines in SECTIONS]


def gather_one(group: LeadingGroup, year: int, today: date, key: str) -> str:
    """Return one section's text as the data give it now; "" for a key that is not known any more."""
    told = Year(group, year, today)
    return next(("\n".join(lines(told)) for known, _title, lines in SECTIONS if known == key), "")


def composed(sections: list[tuple[str, str]]) -> str:
    """Return the text of a report from titles and texts; sections without a text are left out."""
    written = [(title, text.strip()) for title, text in sections if text.strip()]
    parts = [f"{numeral(number)}、{title}\n{text}" for number, (title, text) in enumerate(written, start=1)]
    return "\n\n".join([*parts, ENDING])


def standing(group: LeadingGroup, year: int, today: date) -> Verdict:
    """Say whether a year has its comprehensive report; why not, when no rules are in force for it.  Clause 5.3-b."""
    try:
        law = law_on(group, min(today, date(year, 12, 31))).year
    except Refused as refused:
        return refused.verdict
    papers = UpwardPaper.objects.filter(group=group).comprehensive().values_list("report_year", "sent_on")
    counted = sum(annual.year_of(about, sent_on, law) == year for about, sent_on in papers)
    return annual.yearly(year, counted, today, law)
