"""What was found in a year, and what was answered?  党组工作自查发现问题及答复清单 (clause 4.5-a)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Value
from django.utils import translation
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.printing.paper import Paper, first_of_each_number, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from reports.checks import words as said
from reports.checks.models import Finding
from reports.checks.repeats import repeats
from reports.checks.states import READ, AnswerWay, FindingState, FindingWeight

STATES = {"open": "未答复", "answered": "已答复", "cured": "已消除"}
WAYS = {"explain": "说明", "correct": "整改", "accept": "接受"}
WEIGHTS = {"hard": "违反规定", "warn": "提示"}
QUESTION = "询问"
assert set(STATES) == set(FindingState.values)
assert set(WAYS) == set(AnswerWay.values)
assert set(WEIGHTS) == set(FindingWeight.values)


@dataclass(frozen=True, slots=True)
class FindingAnswerRow:
    """One answer; way: 说明 / 整改 / 接受."""

    way: str = ""
    text: str = ""
    by: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; weight: 违反规定 / 提示 / 询问; state: 未答复 / 已答复 / 已消除."""

    check: str = ""
    title: str = ""
    about: str = ""
    on: date | None = None
    said: str = ""
    clause: str = ""
    weight: str = ""
    state: str = ""
    answers: tuple[FindingAnswerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """What came back: on how many days, from the first to the last."""

    check: str = ""
    title: str = ""
    times: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class FindingsListFacts(Facts):
    """The list of one year; open, answered, cured: how many of each."""

    group: str = ""
    year: int | None = None
    as_of: date | None = None
    rows: tuple[FindingRow, ...] = ()
    repeated: tuple[RepeatedRow, ...] = ()
    open: int | None = None
    answered: int | None = None
    cured: int | None = None
    compiled_by: str = ""


def list_facts(first: Finding) -> FindingsListFacts:
    """Return the list of a finding's year as its reader (`reader`, from `_lists`) may see it; the year's open ones first."""
    reader = User.objects.get(pk=first.__dict__["reader"])
    group, year = first.group, first.year
    order = list(STATES)
    seen = Finding.objects.visible_to(reader, group).filter(year=year)
    rows = sorted(
        seen.prefetch_related("answers__by"),
        key=lambda one: (order.index(one.state), one.check_id, one.on, one.pk),
    )
    counted = Counter(record.state for record in rows)
    with translation.override("zh-hans"):
        return FindingsListFacts(
            group=group.full_name,
            year=year,
            as_of=localdate(),
            rows=tuple(_row(row) for row in rows),
            repeated=tuple(
                RepeatedRow(
                    repeat.run.check,
                    said.title(repeat.run.check),
                    len(repeat.run.days),
                    repeat.run.first,
                    repeat.run.last,
                )
                for repeat in repeats(group, reader, year)
            ),
            open=counted[FindingState.OPEN],
            answered=counted[FindingState.ANSWERED],
            cured=counted[FindingState.CURED],
        )


def _row(finding: Finding) -> FindingRow:
    return FindingRow(
        check=finding.check_id,
        title=said.title(finding.check_id),
        about=said.subject(finding),
        on=finding.on,
        said=said.said(finding),
        clause=finding.clause,
        weight=QUESTION if said.is_question(finding.check_id) else WEIGHTS[finding.weight],
        state=STATES[finding.state],
        answers=tuple(
            FindingAnswerRow(WAYS[answer.way], answer.text, answer.by.name, localdate(answer.at))
            for answer in finding.answers.all()
        ),
    )


def _lists(group: LeadingGroup, user: User) -> QuerySet[Finding]:
    """Return one finding of each year, by which the list of the year is found, with who reads it."""
    years: QuerySet[Finding] = first_of_each_number(Finding.objects.visible_to(user, group))
    return years.select_related("group").annotate(reader=Value(user.pk))


register(
    Paper(
        name="findings_list",
        title=gettext_noop("List of findings and answers"),
        order=380,
        blank=FindingsListFacts(rows=(FindingRow(),) * 7, repeated=(RepeatedRow(),) * 2),
        records=_lists,
        facts=list_facts,
        label=lambda finding: f"{finding.year}年度自查发现问题及答复清单",
        search=("year",),
        power=READ,
        year="year",
    )
)
