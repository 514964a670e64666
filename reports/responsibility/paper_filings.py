"""Who reported what was due this year, when, and to which office?  个人有关事项、述职述廉台账 (clauses 10.4-a, 10.4-b).

The fact and the date only: what was reported has no place on the paper.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.printing.paper import Filed, Paper, YearOf, first_of_each_number, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.states import FilingKind, FilingState

KINDS = {"personal_matters": "个人有关事项", "change_report": "变更报告", "duty_integrity": "述职述廉"}
LAST_DAY = (12, 31)
assert set(KINDS) == set(FilingKind.values)


@dataclass(frozen=True, slots=True)
class FilingRow:
    """One duty of one member; kind: 个人有关事项 / 变更报告 / 述职述廉; state: 按期 / 逾期3天 / 未报 / 免报."""

    member: str = ""
    kind: str = ""
    year: int | None = None
    due: date | None = None
    done_on: date | None = None
    state: str = ""
    office: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FilingsRegisterFacts(Facts):
    """The register of one year."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    rows: tuple[FilingRow, ...] = ()
    compiled_by: str = ""


def register_facts(first: AnnualFiling) -> FilingsRegisterFacts:
    """Return the register of the year of a filing: member, kind, days, office.  Clauses 10.4-a, 10.4-b."""
    today = localdate()
    filings = AnnualFiling.objects.filter(group=first.group, year=first.year).select_related(
        "membership__user"
    )
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows = sorted(
        filings,
        key=lambda record: (order[record.kind], record.membership.protocol_order, record.due_on, record.pk),
    )
    return FilingsRegisterFacts(
        group=first.group.full_name,
        year=first.year,
        as_of=min(today, date(first.year, *LAST_DAY)),
        rows=tuple(_filing(row, today) for row in rows),
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


def _registers(group: LeadingGroup, user: User) -> QuerySet[AnnualFiling]:
    """Return the first filing of each year, by which the register of the year is found."""
    return first_of_each_number(AnnualFiling.objects.visible_to(user, group)).select_related("group")


def _of_year(of: YearOf) -> QuerySet[AnnualFiling]:
    filings = AnnualFiling.objects.filter(group=of.group, year=of.year)
    return filings.select_related("group").order_by("pk")[:1]


register(
    Paper(
        name="filings_register",
        title=gettext_noop("Register of filings"),
        order=360,
        blank=FilingsRegisterFacts(rows=(FilingRow(),) * 11),
        records=_registers,
        facts=register_facts,
        label=lambda filing: f"{filing.year}年度个人有关事项、述职述廉台账",
        search=("year",),
        power="reports.read_registers",
        year="year",
        file="个人有关事项、述职述廉台账",
        filed=(Filed("filings", 10, _of_year),),
    )
)
