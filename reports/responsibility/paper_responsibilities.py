"""Who answers for what in governing the Party strictly?  责任清单 of a year (clauses 10.3-a, 10.3-b, 10.3-c)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from members.models import Membership
from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from reports.responsibility.models.lists import DutyReport, ResponsibilityLine, ResponsibilityList

DUTIES = {
    "principal_responsibility": "主体责任",
    "first_responsible": "第一责任人责任",
    "dual_duty": "一岗双责",
}
HALVES = {1: "上半年", 2: "下半年"}
LAST_DAY = (12, 31)
assert set(DUTIES) == set(ResponsibilityLine.Kind.values)


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """One entry; kind: 主体责任 / 第一责任人责任 / 一岗双责; who: 党组, or the member; field: 分管领域."""

    kind: str = ""
    who: str = ""
    field: str = ""
    text: str = ""
    standard: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResponsibilityListFacts(Facts):
    """One version of the list; adopted_by: the meeting and item, or the secretary who signed it."""

    group: str = ""
    year: int | None = None
    version: int | None = None
    adopted_by: str = ""
    adopted_on: date | None = None
    rows: tuple[ResponsibilityRow, ...] = ()


def list_facts(listed: ResponsibilityList) -> ResponsibilityListFacts:
    """Return a responsibility list, with who has reported on it.  Clauses 10.3-a, 10.3-b, 10.3-c."""
    lines = listed.lines.filter(removed=False).select_related("membership__user")
    related = lines.prefetch_related("membership__portfolios")
    halves: dict[int, list[int]] = {}
    # A report made on an earlier version of the year's list counts.
    reports = DutyReport.objects.filter(list__group=listed.group, list__year=listed.year)
    for seat, half in reports.values_list("membership", "half").order_by("half"):
        halves.setdefault(seat, []).append(half)
    kinds = {kind: place for place, kind in enumerate(DUTIES)}
    return ResponsibilityListFacts(
        group=listed.group.full_name,
        year=listed.year,
        version=listed.version,
        adopted_by=_adopted_by(listed),
        adopted_on=listed.adopted_on,
        rows=tuple(
            _line(row, listed, halves) for row in sorted(related, key=lambda record: kinds[record.kind])
        ),
    )


def _adopted_by(listed: ResponsibilityList) -> str:
    decision = listed.decision
    if decision is not None:
        return f"党组决定{decision.number}"
    entry = listed.entries.filter(verb="adopt_responsibilities").select_related("by").order_by("pk").last()
    return str(entry.by) if entry is not None else ""


def _line(
    line: ResponsibilityLine, listed: ResponsibilityList, halves: Mapping[int, list[int]]
) -> ResponsibilityRow:
    seat = line.membership
    told = (
        halves.get(seat.pk, []) if seat is not None and line.kind == ResponsibilityLine.Kind.DUAL_DUTY else []
    )
    return ResponsibilityRow(
        kind=DUTIES[line.kind],
        who="党组" if seat is None else seat.name,
        field="" if seat is None else _fields(seat, listed.year),
        text=line.text,
        standard=line.standard,
        due=line.due_on,
        note="、".join(HALVES[half] for half in told) + "已报告" if told else "",
    )


def _fields(seat: Membership, year: int) -> str:
    """Return the fields of work a member had in the year."""
    begins, ends = date(year, 1, 1), date(year, *LAST_DAY)
    had = [
        portfolio
        for portfolio in seat.portfolios.all()
        if portfolio.since <= ends and (portfolio.until is None or portfolio.until > begins)
    ]
    return "、".join(dict.fromkeys(row.field for row in had))


register(
    Paper(
        name="responsibility_list",
        title=gettext_noop("Responsibility list"),
        order=370,
        blank=ResponsibilityListFacts(rows=(ResponsibilityRow(),) * 12),
        records=lambda group, user: ResponsibilityList.objects.visible_to(user, group).select_related(
            "group", "decision"
        ),
        facts=list_facts,
        label=str,
        search=("year", "note"),
        power="reports.read_registers",
        file="责任清单",
        filed=(Filed("responsibility", 10),),
    )
)
