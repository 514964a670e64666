"""Which matters must come before the group?  重大问题清单 in one version (clauses 4.2-b, 4.2-c)."""

from dataclasses import dataclass
from datetime import date

from meetings.models import MajorIssueEntry, MajorIssueList
from meetings.papers.words import kind_word
from members.printing.paper import Paper, Section, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop


@dataclass(frozen=True, slots=True)
class MajorIssueRow:
    """One entry: category, concrete matter, threshold, what must precede, materials, who decides."""

    category: str = ""
    matter: str = ""
    threshold: str = ""
    procedures: str = ""
    materials: str = ""
    deciding_body: str = ""


@dataclass(frozen=True, slots=True)
class MajorIssueListFacts(Facts):
    """One version of the list.

    version: 2025年第1版; adopted_by: meeting and item that adopted it; effective_from: first day in force
    """

    group: str = ""
    version: str = ""
    adopted_by: str = ""
    adopted_on: date | None = None
    effective_from: date | None = None
    rows: tuple[MajorIssueRow, ...] = ()


def list_facts(issue_list: MajorIssueList) -> MajorIssueListFacts:
    """Return the facts of a version of the list of major questions.  Clauses 4.2-b, 4.2-c."""
    day: date | None = issue_list.adopted_on or issue_list.effective_from
    year = f"{day.year}年" if day else ""
    return MajorIssueListFacts(
        group=issue_list.group.full_name,
        version=f"{year}第{issue_list.version}版",
        adopted_by=issue_list.adopted_by,
        adopted_on=issue_list.adopted_on,
        effective_from=issue_list.effective_from,
        rows=tuple(_list_row(entry) for entry in issue_list.entries_of_list.all()),
    )


def _list_row(entry: MajorIssueEntry) -> MajorIssueRow:
    amount = f"{entry.threshold_amount.normalize():f}万元" if entry.threshold_amount is not None else ""
    return MajorIssueRow(
        category=kind_word(entry.category),
        matter=entry.matter,
        threshold=entry.threshold_text or amount,
        procedures=entry.pre_procedures,
        materials=entry.materials,
        deciding_body=entry.deciding_body,
    )


register(
    Paper(
        name="major_issue_list",
        title=gettext_noop("Major-issue list"),
        order=160,
        section=Section.MEETING,
        blank=MajorIssueListFacts(rows=(MajorIssueRow(),) * 13),
        records=lambda group, _user: MajorIssueList.objects.filter(group=group).select_related("group"),
        facts=list_facts,
        label=lambda issue_list: f"第{issue_list.version}版　{issue_list.adopted_by}",
        search=("adopted_by", "note"),
    )
)
