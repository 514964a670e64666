"""Which essays on study were handed in, by whom, and what became of them?  学习体会登记表 (clause 8.3-c)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from members.models import LeadingGroup
from members.printing.paper import Filed, Paper, YearOf, first_of_each_year, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop
from study.models import Essay
from study.states import EssayState

ESSAY_STATES = {"submitted": "已提交", "returned": "已退回", "accepted": "已采用"}
assert set(ESSAY_STATES) == set(EssayState.values) - {EssayState.DRAFT, EssayState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class EssayRow:
    """One essay; submitted_on decides which year it counts for; state: 已提交 / 已采用 / 已退回."""

    title: str = ""
    member: str = ""
    submitted_on: date | None = None
    session: str = ""
    words: int | None = None
    file: str = ""
    reviewer: str = ""
    state: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class EssayListFacts(Facts):
    """The essays of a year; quota: how many each member should write."""

    group: str = ""
    year: int | None = None
    quota: int | None = None
    rows: tuple[EssayRow, ...] = ()
    compiled_by: str = ""
    compiled_on: date | None = None


def essay_facts(essay: Essay) -> EssayListFacts:
    """Return the register of the essays that were handed in in the year of one of them.  Clause 8.3-c."""
    assert essay.submitted_on is not None
    year = essay.submitted_on.year
    essays = _handed_in(essay.group).filter(submitted_on__year=year).order_by("submitted_on", "pk")
    law = essay.group.rulebook(essay.submitted_on).year
    return EssayListFacts(
        group=essay.group.full_name,
        year=year,
        quota=law.essay_quota,
        rows=tuple(_essay_row(row) for row in essays.prefetch_related("files")),
    )


def _essay_row(essay: Essay) -> EssayRow:
    files = [row for row in essay.files.all() if not row.withdrawn]
    return EssayRow(
        title=essay.title,
        member=essay.membership.name,
        submitted_on=essay.submitted_on,
        session=str(essay.session or ""),
        words=essay.length or None,
        file="、".join(str(file) for file in files),
        reviewer=str(essay.reviewed_by or ""),
        state=ESSAY_STATES[essay.state],
        published=essay.published_where,
    )


def _handed_in(group: LeadingGroup) -> QuerySet[Essay]:
    known = Essay.objects.filter(group=group, state__in=ESSAY_STATES, submitted_on__isnull=False)
    return known.select_related("group", "membership__user", "session", "reviewed_by")


def _of_year(of: YearOf) -> QuerySet[Essay]:
    return _handed_in(of.group).filter(submitted_on__year=of.year).order_by("pk")[:1]


register(
    Paper(
        name="essay_list",
        title=gettext_noop("Register of essays"),
        order=240,
        blank=EssayListFacts(rows=(EssayRow(),) * 14),
        records=lambda group, _user: first_of_each_year(_handed_in(group), "submitted_on"),
        facts=essay_facts,
        label=lambda essay: f"{essay.submitted_on.year}年度学习体会登记",
        search=("title",),
        power="study.read",
        year="submitted_on__year",
        file="学习体会登记",
        filed=(Filed("ledger", 20, _of_year),),
    )
)
