"""From findings and answers to their printed list: what the reader may see, in official Chinese.  Clause 4.5-a."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.utils import translation
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from reports.checks import words as said
from reports.checks.models import Finding
from reports.checks.repeats import repeats
from reports.checks.states import READ, AnswerWay, FindingState, FindingWeight
from reports.documents.year.findings_list import (
    FindingAnswerRow,
    FindingRow,
    FindingsListFacts,
    RepeatedRow,
)
from reports.papers.source import Source

STATES = {"open": "未答复", "answered": "已答复", "cured": "已消除"}
WAYS = {"explain": "说明", "correct": "整改", "accept": "接受"}
WEIGHTS = {"hard": "违反规定", "warn": "提示"}
QUESTION = "询问"

assert set(STATES) == set(FindingState.values)
assert set(WAYS) == set(AnswerWay.values)
assert set(WEIGHTS) == set(FindingWeight.values)


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
    counted = Counter(one.state for one in rows)
    with translation.override("zh-hans"):
        return FindingsListFacts(
            group=group.full_name,
            year=year,
            as_of=localdate(),
            rows=tuple(_row(one) for one in rows),
            repeated=tuple(
                RepeatedRow(
                    one.run.check,
                    said.title(one.run.check),
                    len(one.run.days),
                    one.run.first,
                    one.run.last,
                )
                for one in repeats(group, reader, year)
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
            FindingAnswerRow(WAYS[one.way], one.text, one.by.name, localdate(one.at))
            for one in finding.answers.all()
        ),
    )


def _lists(group: LeadingGroup, user: User) -> QuerySet[Finding]:
    """Return one finding of each year, by which the list of the year is found, with who reads it."""
    seen = Finding.objects.visible_to(user, group)
    first = seen.filter(year=OuterRef("year")).order_by("pk").values("pk")[:1]
    years = seen.filter(pk=Subquery(first)).select_related("group").order_by("-year")
    return years.annotate(reader=Value(user.pk))


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "findings_list": Source(
            _lists,
            list_facts,
            lambda finding: f"{finding.year}年度自查发现问题及答复清单",
            ("year",),
            power=READ,
            year="year",
        ),
    }
)
