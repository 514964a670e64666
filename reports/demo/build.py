"""In which order is the demonstration made?  Bodies, their lists, the year, what came after, next week."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils.timezone import localdate

import lifes.actions
import meetings.actions
from meetings.models import Decision
from members.procedure.journal import request_id
from reports.demo import cast as casting
from reports.demo import groups_of_acts, life_session, lists, months_2026, study_sessions
from reports.demo.before import DAY, ZONE
from reports.demo.cast import Cast
from reports.demo.player import Homes, Player
from reports.demo.script import sittings
from reports.demo.sitting import play
from reports.registers.actions import kept, regulations
from reports.research.actions import projects
from reports.research.articles import actions as articles
from reports.responsibility.actions import integrity, suggestions
from reports.responsibility.actions import lists as duties
from reports.upward.actions import papers, replies, rounds
from reports.upward.annual import actions as annual
from reports.upward.incidents import actions as incidents

FOUNDED = datetime(2024, 11, 4, 9, tzinfo=ZONE)
REVISION = date(2025, 6, 18)
REGISTERS: Homes = (meetings.actions, kept, regulations, groups_of_acts)
LIFE: Homes = (life_session, groups_of_acts, lifes.actions)
AREAS: tuple[tuple[str, Homes], ...] = (
    ("life_before", LIFE),
    ("life_after", LIFE),
    ("research", (projects, articles)),
    ("duties", (duties, integrity, suggestions, lifes.actions)),
    ("upward", (papers, replies, rounds, annual, incidents, groups_of_acts)),
    ("next_meeting", (groups_of_acts, meetings.actions)),
    ("findings", (groups_of_acts,)),
)
"""Files of the year in their order, and where their acts are found."""


def build(now: datetime, tell: Callable[[str], None]) -> None:
    """Make both bodies and all they did.  now: what next week is counted from; tell: says how far."""
    # All entries carry one id, as those of one request do; offices are looked up once.
    token = request_id.set("demonstration")
    try:
        _build(now, tell)
    finally:
        request_id.reset(token)


def _build(now: datetime, tell: Callable[[str], None]) -> None:
    platform, keeper = casting.administrators()
    yunling = casting.found(casting.YUNLING, platform, keeper, FOUNDED)
    _arrange(yunling)
    _hold_the_year(yunling, tell)
    for sitting in months_2026.months_since(localdate(now)):
        if sitting.day.year > 2026 and sitting.day.month == 1:
            lists.entrust(yunling, sitting.day.year, datetime.combine(sitting.day, time(8), ZONE))
        play(yunling, sitting)
    tell(f"{yunling.group.name}: {yunling.group.meetings.count()}")
    player = Player(yunling, now)
    player.play("registers", REGISTERS)
    study_sessions.tell(yunling, now)
    for name, homes in AREAS:
        player.play(name, homes)
    qinglan = casting.found(casting.QINGLAN, platform, keeper, FOUNDED)
    lists.adopt_first(qinglan, FOUNDED + 44 * DAY)
    for sitting in sittings("second_body"):
        play(qinglan, sitting)
    tell(f"{qinglan.group.name}: {qinglan.group.meetings.count()}")


def _arrange(cast: Cast) -> None:
    """Put the list, the authorisations and the declarations in place before the first meeting."""
    lists.adopt_first(cast, FOUNDED + 44 * DAY)
    lists.entrust(cast, 2025, FOUNDED + 56 * DAY)
    lists.entrust(cast, 2026, FOUNDED + 420 * DAY)
    lists.declare(cast, FOUNDED + 60 * DAY)


def _hold_the_year(cast: Cast, tell: Callable[[str], None]) -> None:
    for sitting in sittings("meetings"):
        meeting = play(cast, sitting)
        tell(f"{sitting.day} {meeting.title}")
        if sitting.day == REVISION:
            decision = Decision.objects.get(item__meeting=meeting, item__kind="other_major")
            first_version = cast.group.issue_lists.get(version=1)
            lists.adopt_second(cast, first_version, f"决定{decision.number}", _evening(sitting.day))


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18), ZONE)
