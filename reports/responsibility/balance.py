"""What is on record of the two lines of work in half a year?  Each figure with the list it was counted from."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import AgendaItem, Decision, ItemKind, SuperiorDocument, SupervisionTask
from meetings.states import ItemState
from members.models import LeadingGroup, WorkTag
from members.procedure.verdict import Verdict
from reports.registers.models.activities import GroupActivity
from reports.registers.states import KeptState
from reports.responsibility.rules import balance
from reports.responsibility.rules.balance import HalfYear, Piece


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the address of the list it was counted from."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The two lines of work side by side.

    stages: for each stage (plan, deploy, push, assess) its figure by line.  tags: for each field of work its figures by
    what was counted.  remarks: what somebody should look at.
    """

    half: HalfYear
    stages: dict[str, dict[str, Figure]]
    tags: dict[str, dict[str, Figure]]
    remarks: list[tuple[str, Verdict]]
    ideology: Verdict


def side_by_side(group: LeadingGroup, half: HalfYear) -> Balance:
    """Count everything from linked records; nothing is typed in, nobody is scored.

    Clauses 4.3-a, 4.3-1, 4.3-2, 4.3-3, 4.3-4, 4.3-5, 4.3-6, 4.3-7.
    """
    pieces = {stage: _pieces(rows, prefix) for stage, (rows, prefix) in _staged(group, half).items()}
    counts = {stage: balance.tally(record) for stage, record in pieces.items()}
    stages = {
        stage: {line: Figure(count, _stage_url(group, half, stage, line)) for line, count in by_line.items()}
        for stage, by_line in counts.items()
    }
    tags = _by_tag(group, half, pieces)
    remarks = [(verdict.code.partition("_")[0], verdict) for verdict in balance.side_by_side(counts)]
    count = tags[WorkTag.IDEOLOGY]["items"].number
    return Balance(half, stages, tags, remarks, balance.ideology(count))


def _staged(group: LeadingGroup, half: HalfYear) -> dict[str, tuple["QuerySet[Any]", str]]:
    days = (half.since, half.until)
    items = AgendaItem.objects.filter(
        meeting__group=group, removed=False, state=ItemState.SETTLED, meeting__day__range=days
    )
    decisions = Decision.objects.filter(group=group, effective_on__range=days)
    tasks = SupervisionTask.objects.filter(group=group, issued_on__range=days)
    return {
        "plan": (items, ""),
        "deploy": (decisions, "item__"),
        "push": (tasks, "decision__item__"),
        "assess": (items.filter(kind=ItemKind.ASSESSMENT_REWARD_PENALTY), ""),
    }


def _pieces(rows: "QuerySet[Any]", prefix: str) -> list[Piece]:
    return list(rows.order_by().values_list(f"{prefix}kind", f"{prefix}work_tags"))


LISTS = {
    "plan": ("meetings:item_list", {"state": "settled"}),
    "deploy": ("meetings:decision_list", {}),
    "push": ("meetings:task_list", {}),
    "assess": ("meetings:item_list", {"state": "settled", "kind": ItemKind.ASSESSMENT_REWARD_PENALTY.value}),
}


def _url(group: LeadingGroup, name: str, half: HalfYear, **query: str) -> str:
    days = {"since": f"{half.since}", "until": f"{half.until}"}
    return f"{reverse(name, args=[group.code])}?{urlencode({**query, **days})}"


def _stage_url(group: LeadingGroup, half: HalfYear, stage: str, line: str) -> str:
    name, query = LISTS[stage]
    return _url(group, name, half, **query, line=line)


def _by_tag(
    group: LeadingGroup, half: HalfYear, pieces: dict[str, list[Piece]]
) -> dict[str, dict[str, Figure]]:
    days = (half.since, half.until)
    documents = SuperiorDocument.objects.filter(group=group, received_on__range=days)
    activities = GroupActivity.objects.filter(group=group, day__range=days, state=KeptState.ENTERED)
    counted: dict[str, tuple[list[Piece], str, dict[str, str]]] = {
        "items": (pieces["plan"], "meetings:item_list", {"state": "settled"}),
        "decisions": (pieces["deploy"], "meetings:decision_list", {}),
        "documents": (_tagged(documents), "meetings:superior_list", {}),
        "activities": (_tagged(activities), "reports:activity_list", {"state": "entered"}),
    }
    figures: dict[str, dict[str, Figure]] = {tag: {} for tag in WorkTag.values}
    for what, (record, name, query) in counted.items():
        for tag, number in balance.by_tag(record, WorkTag.values).items():
            figures[tag][what] = Figure(number, _url(group, name, half, **query, tag=tag))
    return figures


def _tagged(rows: "QuerySet[Any]") -> list[Piece]:
    return [("", tags) for tags in rows.order_by().values_list("work_tags", flat=True)]
