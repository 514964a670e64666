"""From filings and responsibility lists to their papers: fact and day, never what was filed.  Clauses 10.3-a, 10.4-a."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, User
from reports.documents.year.filings_register import FilingRow, FilingsRegisterFacts
from reports.documents.year.responsibility_list import ResponsibilityListFacts, ResponsibilityRow
from reports.papers.source import Source
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import DutyReport, ResponsibilityLine, ResponsibilityList
from reports.responsibility.states import FilingKind, FilingState

KINDS = {"personal_matters": "个人有关事项", "change_report": "变更报告", "duty_integrity": "述职述廉"}
DUTIES = {
    "principal_responsibility": "主体责任",
    "first_responsible": "第一责任人责任",
    "dual_duty": "一岗双责",
}
HALVES = {1: "上半年", 2: "下半年"}
LAST_DAY = (12, 31)

assert set(KINDS) == set(FilingKind.values)
assert set(DUTIES) == set(ResponsibilityLine.Kind.values)


def register_facts(first: AnnualFiling) -> FilingsRegisterFacts:
    """Return the register of the year of a filing: member, kind, days, office.  Clauses 10.4-a, 10.4-b."""
    today = localdate()
    filings = AnnualFiling.objects.filter(group=first.group, year=first.year).select_related(
        "membership__user"
    )
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows = sorted(
        filings, key=lambda one: (order[one.kind], one.membership.protocol_order, one.due_on, one.pk)
    )
    return FilingsRegisterFacts(
        group=first.group.full_name,
        year=first.year,
        as_of=min(today, date(first.year, *LAST_DAY)),
        rows=tuple(_filing(one, today) for one in rows),
    )


def _filing(filing: AnnualFiling, today: date) -> FilingRow:
    return FilingRow(
        member=filing.membership.name,
        kind=KINDS[filing.kind],
        year=filing.year,
        due=filing.due_on,
        done_on=filing.done_on,
        state=_state(filing, today),
        office=filing.occasion if filing.kind == FilingKind.DUTY_INTEGRITY else filing.office,
        remark=filing.remark,
    )


def _state(filing: AnnualFiling, today: date) -> str:
    if filing.state == FilingState.WAIVED:
        return "免报"
    if filing.state == FilingState.FILED:
        return f"逾期{filing.days_late}天" if filing.days_late else "按期"
    return "逾期未报" if filing.due_on < today else "待报"


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
        rows=tuple(_line(one, listed, halves) for one in sorted(related, key=lambda one: kinds[one.kind])),
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
        one
        for one in seat.portfolios.all()
        if one.since <= ends and (one.until is None or one.until > begins)
    ]
    return "、".join(dict.fromkeys(one.field for one in had))


def _registers(group: LeadingGroup, user: User) -> QuerySet[AnnualFiling]:
    """Return the first filing of each year, by which the register of the year is found."""
    seen = AnnualFiling.objects.visible_to(user, group)
    first = seen.filter(year=OuterRef("year")).order_by("pk").values("pk")[:1]
    return seen.filter(pk=Subquery(first)).select_related("group").order_by("-year")


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "filings_register": Source(
            _registers,
            register_facts,
            lambda filing: f"{filing.year}年度个人有关事项、述职述廉台账",
            ("year",),
            power="reports.read_registers",
            year="year",
        ),
        "responsibility_list": Source(
            lambda group, user: ResponsibilityList.objects.visible_to(user, group).select_related(
                "group", "decision"
            ),
            list_facts,
            str,
            ("year", "note"),
            power="reports.read_registers",
        ),
    }
)
