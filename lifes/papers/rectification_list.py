"""Which problem is put right by whom until when, and is it?  整改清单 of the body or of a member (clauses 7.4-a, 7.4-b)."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from lifes.models import DemocraticLifeMeeting, MeasureEntry, Problem, RectificationMeasure
from lifes.states import MeasureState
from members.models import LeadingGroup, User
from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop

BODY = "领导班子"


MEASURE_STATES = {
    "open": "正在整改",
    "claimed": "申请销号",
    "confirmed": "已销号",
    "carried": "结转下一轮",
}
SOURCES_OF_PROBLEMS = {
    "solicited": "征求意见",
    "self_found": "自查",
    "superior": "上级指出",
    "talk": "谈心谈话",
    "previous_round": "上轮结转",
    "session": "会上指出",
}
assert set(MEASURE_STATES) == set(MeasureState.values)
assert set(SOURCES_OF_PROBLEMS) == set(Problem.Source.values)


@dataclass(frozen=True, slots=True)
class RectificationRow:
    """One measure against one problem.

    source: 征求意见 / 自查 / 上级指出 / 上轮未完成; kind: 立行立改 …; owner: 责任领导; unit: 责任单位
    result: 已完成 / 正在整改 …; confirmed_by, confirmed_on: who struck it off and when
    """

    problem: str = ""
    source: str = ""
    kind: str = ""
    measure: str = ""
    owner: str = ""
    unit: str = ""
    due: date | None = None
    progress: str = ""
    evidence: str = ""
    result: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RectificationListFacts(Facts):
    """The list of the body or of one member; whose: 党组领导班子, or name and post of the member."""

    group: str = ""
    life: str = ""
    whose: str = ""
    as_of: date | None = None
    rows: tuple[RectificationRow, ...] = ()


def list_facts(first: RectificationMeasure) -> RectificationListFacts:
    """Return the list of the body or of a member on which a measure stands.  Clauses 7.4-a, 7.4-b."""
    measures = RectificationMeasure.objects.filter(life=first.life, membership=first.membership)
    related = measures.select_related("problem", "owner__user", "confirmed_by", "carried_from__life")
    return RectificationListFacts(
        group=first.group.full_name,
        life=str(first.life),
        whose=whose(first),
        as_of=localdate(),
        rows=tuple(
            _measure(row) for row in related.prefetch_related("progress", "files").order_by("due_on", "pk")
        ),
    )


def whose(measure: RectificationMeasure) -> str:
    """Return whose list a measure stands on."""
    seat = measure.membership
    return f"党组{BODY}" if seat is None else seat.name


def _measure(measure: RectificationMeasure) -> RectificationRow:
    progress = [row.text for row in measure.progress.all()]
    files = [str(file) for file in measure.files.all() if not file.withdrawn]
    carried = measure.carried_from
    return RectificationRow(
        problem=measure.what,
        source=SOURCES_OF_PROBLEMS[measure.problem.source] if measure.problem is not None else "",
        kind=f"{carried.life.life_year}年度结转" if carried is not None else "",
        measure=f"{measure.text}（标准：{measure.standard}）" if measure.standard else measure.text,
        owner=measure.owner.name if measure.owner is not None else "",
        unit=measure.unit,
        due=measure.due_on,
        progress=progress[-1] if progress else "",
        evidence="；".join(part for part in (measure.evidence, "、".join(files)) if part),
        result=measure.result or MEASURE_STATES[measure.state],
        confirmed_by=str(measure.confirmed_by or ""),
        confirmed_on=measure.confirmed_on,
    )


def _filed_facts(first: RectificationMeasure) -> RectificationListFacts:
    """Return the list as it stood after its last entry, not as of the day it is printed."""
    measures = RectificationMeasure.objects.filter(life=first.life, membership=first.membership)
    last = MeasureEntry.objects.filter(record__in=measures).aggregate(last=Max("at"))["last"]
    return replace(list_facts(first), as_of=localdate(last) if last is not None else None)


def _lists(group: LeadingGroup, user: User) -> QuerySet[RectificationMeasure]:
    """Return the first measure of each list: of the body, and of every member, at each meeting."""
    lists = RectificationMeasure.objects.visible_to(user, group).first_of_lists()
    related = lists.select_related("group", "life", "membership__user")
    return related.order_by("-life__life_year", "membership__protocol_order", "pk")


def _of_life(life: DemocraticLifeMeeting) -> QuerySet[RectificationMeasure]:
    lists = RectificationMeasure.objects.filter(life=life).first_of_lists()
    return lists.select_related("group", "life", "membership__user").order_by("pk")


def _name(first: RectificationMeasure) -> str:
    return BODY if first.membership is None else first.membership.name


register(
    Paper(
        name="rectification_list",
        title=gettext_noop("Rectification list"),
        order=290,
        blank=RectificationListFacts(rows=(RectificationRow(),) * 8),
        records=_lists,
        facts=list_facts,
        label=lambda measure: f"{measure.life}　{whose(measure)}",
        search=("membership__user__name", "life__theme"),
        power="lifes.read",
        file="整改清单",
        filed=(Filed("life", 30, _of_life, suffix=_name, facts=_filed_facts),),
    )
)
