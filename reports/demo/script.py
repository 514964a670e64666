"""In which forms is the story of meetings written?  Plain tables of topics and sittings, and how a file fills them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from reports.demo.story import read, tuples


@dataclass(frozen=True, slots=True)
class Errand:
    """A task that follows from a decision.

    due: a day, or a number of days from today (negative: overdue).
    state: how far it is told: "open", "closing" or "closed".  progress: reports, each on a day.
    """

    text: str
    due: date | int
    state: str = "open"
    progress: tuple[tuple[date, str], ...] = ()
    evidence: str = ""
    co_owners: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic and its fate.

    proposer: key of a member.  tags: fields of Party building it belongs to.  amount: in 10,000 yuan.  source: title, issuer and day of the material.
    end: "vote" | "conclude" | "withdraw" | "postpone" | "refer"; text: conclusion, or reason.
    stances: who does not approve, and what instead; tally: the figures of a ballot on paper.
    recused: who withdraws, and why; chair: to whom the chair is handed for this topic.
    talk: what members say, in order; aside: what the observer of the supervision unit says.
    ad_hoc: why it was brought up in the meeting itself; late: added after the notice, with a supplement.
    untouched: set aside before it was taken up; blocked: taking it up is tried, and the rules refuse it.
    wordless: a divided vote of which nobody's words are on record.
    repeated: why a first vote was declared void.  reconsiders: title of the topic whose decision is reopened.
    """

    title: str
    kind: str
    proposer: str = "secretary"
    unit: str = ""
    candidate: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    draft: str = ""
    amount: Decimal | int | None = None
    source: tuple[str, str, date] | None = None
    end: str = "vote"
    text: str = ""
    measures: tuple[str, ...] = ()
    method: str = "show_of_hands"
    stances: Mapping[str, str] = field(default_factory=dict)
    tally: Mapping[str, int] | None = None
    recused: Mapping[str, str] = field(default_factory=dict)
    chair: str = ""
    talk: tuple[tuple[str, str], ...] = ()
    aside: str = ""
    wordless: bool = False
    ad_hoc: str = ""
    late: bool = False
    untouched: bool = False
    blocked: bool = False
    repeated: str = ""
    reconsiders: str = ""
    sensitive: bool = False
    due: date | int | None = None
    errand: Errand | None = None
    follow_on: tuple[str, date, str] | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Why somebody does not come, and what he writes on which topics (by their place, from 1)."""

    reason: str = "business_trip"
    text: str = ""
    opinions: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting, from its plan to the state it is left in.

    away: who is on leave.  late, early: who comes, leaves before which topic (by place).
    pause: after which topic the meeting is adjourned, and for how many minutes.
    unheard: the supervision unit attends, and nobody enters its opinion.
    left: "archived" | "issued" | "signed" | "closed".
    """

    day: date
    topics: tuple[Topic, ...]
    starts: time = time(9)
    kind: str = "regular"
    reason: str = ""
    chair: str = "secretary"
    away: Mapping[str, Away] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)
    early: Mapping[str, int] = field(default_factory=dict)
    pause: tuple[int, int] | None = None
    observer: bool = True
    unheard: bool = False
    hours_ahead: int = 72
    correction: str = ""
    left: str = "archived"


def first(
    title: str, published: date, *, speaker: str = "member4", tags: tuple[str, ...] = ("theory",)
) -> Topic:
    """Return a first topic, which ends in a conclusion."""
    return Topic(
        title,
        "first_topic",
        unit="县政府办公室",
        summary=f"{title}，结合实际研究贯彻落实意见。",
        source=(title.removeprefix("传达学习"), "上级机关", published),
        end="conclude",
        text="会议传达学习了有关材料，要求结合分管工作抓好贯彻落实。",
        talk=((speaker, "赞同，建议列入近期重点工作一并推进。"),),
        tags=tags,
    )


@cache
def sittings(name: str) -> tuple[Sitting, ...]:
    """Return the meetings a file of the year tells of."""
    return tuple(_sitting(row) for row in read(name))


def _sitting(row: Mapping[str, Any]) -> Sitting:
    told: dict[str, Any] = {**row, "topics": tuple(topic(told) for told in row["topics"])}
    if "starts" in row:
        told["starts"] = time.fromisoformat(row["starts"])
    if "pause" in row:
        told["pause"] = tuple(row["pause"])
    told["away"] = {key: Away(**away) for key, away in row.get("away", {}).items()}
    return Sitting(**told)


def topic(row: Mapping[str, Any]) -> Topic:
    """Return a topic as a file tells it; "first" is the title of a first topic."""
    told = {name: tuples(value) for name, value in row.items()}
    if "first" in told:
        return first(told.pop("first"), **told)
    if "errand" in told:
        told["errand"] = Errand(**told["errand"])
    return Topic(**told)
