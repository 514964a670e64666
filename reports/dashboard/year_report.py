"""How did the year stand, in pictures and tables?  年度工作情况图表报告, made from the board of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from members.charts.chart import Chart
from members.printing.paper import page
from members.printing.parts import Facts
from reports.dashboard.board import Board, Figure


@dataclass(frozen=True, slots=True)
class YearReportFacts(Facts):
    """The pictures of a year with their tables; as_of: the day on which everything was counted."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    figures: Sequence[Figure] = ()
    charts: Sequence[Chart] = ()


def facts_of(board: Board) -> YearReportFacts:
    """Return what the report tells; pictures with nothing to show are left out."""
    facts = board.facts
    return YearReportFacts(
        group=facts.group.full_name,
        year=facts.year,
        as_of=facts.today,
        figures=board.figures,
        charts=[chart for chart in board.charts if not chart.is_empty],
    )


def html(facts: YearReportFacts) -> str:
    """Return the report as HTML: the figures of the year, then each picture with its table."""
    return page("papers/year_report.html", facts)
