"""A meeting of seven with nothing to find, made by hand; each test changes one fact of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from members.procedure import rulebook
from reports.checks.rules.check import Check, Raised
from reports.checks.rules.sitting import (
    Ballots,
    Cast,
    Held,
    Item,
    Printed,
    Signatures,
    Sitting,
    Stay,
    Withdrawal,
    Word,
)
from tests.members.rules.told import answer, points
from votes.rules.majority import Tally

LAW = rulebook.book("work-rules-2024").meeting
DAY = date(2025, 3, 18)
TODAY = date(2025, 12, 31)
START = datetime(2025, 3, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
MINUTE = timedelta(minutes=1)
HOUR = 60 * MINUTE
SEATS = (1, 2, 3, 4, 5, 6, 7)
CHAIR = 1
NAMES = dict(zip(SEATS, ("林", "赵", "钱", "孙", "周", "吴", "郑"), strict=True))


def at(minutes: int) -> datetime:
    """Return a moment so many minutes after the start."""
    return START + minutes * MINUTE


def words(moment: datetime, seats: tuple[int, ...] = SEATS, *, said: bool = True) -> tuple[Word, ...]:
    """Let everybody speak in a moment, the chair last."""
    ordered = sorted(seats, key=lambda seat: seat == CHAIR)
    return tuple(Word(seat, serial, moment, said) for serial, seat in enumerate(ordered, 1))


def ballots(key: int, opened: int, seats: tuple[int, ...] = SEATS, **changes: Any) -> Ballots:
    """Return a vote of all, carried by all, the chair last."""
    ordered = sorted(seats, key=lambda seat: seat == CHAIR)
    vote = Ballots(
        key=key,
        opened_at=at(opened),
        closed_at=at(opened + 2),
        electors=seats,
        tally=Tally(approve=len(seats)),
        result="passed",
        denominator=len(SEATS),
        chair=CHAIR,
        casts=tuple(Cast(seat, serial, at(opened + 1), "recorder") for serial, seat in enumerate(ordered, 1)),
    )
    return replace(vote, **changes)


def first(**changes: Any) -> Item:
    """Return a first topic, ended with its conclusion."""
    item = Item(
        key=11,
        position=1,
        title="传达学习讲话精神",
        kinds=("first_topic",),
        outcome="concluded",
        chair=CHAIR,
        started_at=at(1),
        settled_at=at(9),
        published=DAY - timedelta(days=10),
    )
    return replace(item, **changes)


def voted(**changes: Any) -> Item:
    """Return an item that was discussed by all and carried."""
    item = Item(
        key=12,
        position=2,
        title="资金安排",
        kinds=("funds",),
        chair=CHAIR,
        started_at=at(10),
        settled_at=at(30),
        words=words(at(15)),
        votes=(ballots(21, 20),),
        papers=(START - 96 * HOUR,),
    )
    return replace(item, **changes)


def sitting(**changes: Any) -> Sitting:
    """Return a meeting with nothing to find."""
    made = Sitting(
        key=5,
        day=DAY,
        law=LAW,
        starts_at=START,
        opened_at=at(0),
        closed_at=at(60),
        closed_on=DAY,
        place="会议室",
        chair=CHAIR,
        recorder=90,
        entitled=SEATS,
        names=NAMES,
        stays=tuple(Stay(seat, at(-10), at(60), at(-10)) for seat in SEATS),
        items=(first(), voted()),
        notices=(START - 72 * HOUR,),
        told=frozenset(SEATS),
        sessions=((at(0), at(60)),),
        signatures=Signatures(recorder=True, chair=True),
        minutes_issued_on=date(2025, 3, 20),
        decisions=1,
        printed=Printed({1: "", 2: "会议同意。"}, {1: "", 2: "会议同意。"}),
    )
    return replace(made, **changes)


def without(*absent: int, **changes: Any) -> dict[str, Any]:
    """Return the changes that leave seats out of the room, with leave."""
    return {
        "stays": tuple(Stay(seat, at(-10), at(60), at(-10)) for seat in SEATS if seat not in absent),
        "leave": dict.fromkeys(absent, "approved"),
        **changes,
    }


def with_item(item: Item, **changes: Any) -> Sitting:
    """Return the meeting with another second item."""
    return sitting(items=(first(), item), **changes)


def stands(seat: int, **changes: Any) -> Withdrawal:
    """Return a recusal that was declared when the item was taken up."""
    return replace(Withdrawal(seat, at(10), left_at=at(10), returned_at=at(30)), **changes)


Facts = Callable[[], Any]


def found(check: Check[Any], facts: Any) -> list[Raised]:
    """Return what a check finds in facts; each weighs as the check says beforehand."""
    raised = list(check.ask(facts))
    assert {one.weight for one in raised} <= set(check.weights)
    for one in raised:
        answer(one.verdict)
        assert points(one.kind, one.key, one.on), one
    return raised


def held(*sittings: Sitting, today: date = TODAY, **more: Any) -> Held:
    """Return a year of these meetings."""
    return Held(today, sittings, **more)
