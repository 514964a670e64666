"""A year of meetings played through the acts, with nothing to find; for the tests of the checks.

The players are those of the demonstration; papers are not rendered, so that a year takes seconds.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from meetings.models import Meeting
from reports.checks import registry
from reports.checks.facts.source import Source
from reports.checks.rules.check import Raised
from reports.demo import cast as casting
from reports.demo import lists
from reports.demo.before import ZONE
from reports.demo.cast import Cast
from reports.demo.script import Away, Sitting, Topic, first
from reports.demo.sitting import play

SOURCES: tuple[Source[Any], ...] = tuple(
    source
    for source in registry.SOURCES
    if source.name in {"meetings", "matters closed elsewhere", "traces of records", "numbers and lists"}
)
FOUNDED = datetime(2024, 11, 4, 9, tzinfo=ZONE)
YEAR = 2025
TODAY = date(2025, 12, 31)


def founded() -> Cast:
    """Found the body of five, with its list of major questions and an authorised deputy."""
    platform, keeper = casting.administrators()
    cast = casting.found(casting.QINGLAN, platform, keeper, FOUNDED)
    lists.adopt_first(cast, FOUNDED + timedelta(days=44))
    lists.entrust(cast, YEAR, FOUNDED + timedelta(days=56))
    return cast


def funds(title: str = "研究农村道路养护资金安排", **changes: Any) -> Topic:
    """Return a topic that is discussed and carried."""
    return Topic(
        **{
            "title": title,
            "kind": "funds",
            "proposer": "member1",
            "unit": "县财政局",
            "amount": 480,
            "draft": f"会议同意{title.removeprefix('研究')}。",
            "talk": (("member2", "赞同，建议加强资金监管。"),),
            **changes,
        }
    )


def month(number: int, *topics: Topic, day: int = 12, **changes: Any) -> Sitting:
    """Return an ordinary meeting of a month, with a first topic published ten days before."""
    on = date(YEAR, number, day)
    opening = first("传达学习关于水利工作的重要讲话精神", on - timedelta(days=10), speaker="member1")
    return Sitting(on, (opening, *topics), observer=False, **{"left": "issued", **changes})


def clean_year() -> Iterable[Sitting]:
    """Return a year in which everything lawful happens that might look unlawful."""
    yield month(1, funds(), away={"member3": Away("business_trip", "赴外地办案", {2: "同意。"})})
    yield month(2, funds(repeated="表决过程中有成员离场", method="signed_ballot"), late={"member3": 2})
    yield month(
        3,
        Topic(
            "研究任命县水务局局长人选",
            "personnel.appoint",
            "secretary",
            candidate="洪亦舟",
            draft="会议同意任命洪亦舟为县水务局局长。",
            stances={"member3": "abstain"},
            method="signed_ballot",
            talk=(("member1", "赞同组织考察意见。"),),
        ),
        funds(recused={"member1": "亲属在该单位任职"}, proposer="deputy", talk=()),
        pause=(1, 20),
    )
    yield month(
        4,
        funds(end="postpone", text="材料尚不完备"),
        Topic("通报一季度工作", "briefing", "deputy", end="conclude", text="会议听取了情况通报。"),
        chair="deputy",
        away={"secretary": Away("superior_meeting", "参加县委会议")},
    )
    yield Sitting(
        date(YEAR, 4, 22),
        (Topic("研究防汛应急处置", "other_major", "member2", draft="会议同意防汛应急处置方案。"),),
        kind="extraordinary",
        reason="汛情紧急，须立即研究部署",
        observer=False,
        hours_ahead=3,
        left="issued",
    )
    yield month(
        5,
        funds(stances={"member2": "oppose", "member3": "abstain", "deputy": "oppose"}),
        funds("研究校舍维修资金安排", late=True),
        early={"member3": 3},
    )


def played(sittings: Iterable[Sitting]) -> Cast:
    """Found the body and let it hold these meetings."""
    cast = founded()
    for sitting in sittings:
        play(cast, sitting)
    return cast


def found(cast: Cast, today: date = TODAY, year: int = YEAR) -> list[tuple[str, Raised]]:
    """Return what the checks find in a year of a body, with their ids."""
    return [
        (check.id, raised) for source in SOURCES for check, raised in source.found(cast.group, year, today)
    ]


def told(cast: Cast, today: date = TODAY, year: int = YEAR) -> list[tuple[str, str]]:
    """Return ids and codes of what the checks find."""
    return [(check, raised.verdict.code) for check, raised in found(cast, today, year)]


def last(cast: Cast) -> Meeting:
    """Return the latest meeting."""
    return Meeting.objects.filter(group=cast.group).latest("starts_at")
