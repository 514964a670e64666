"""The forecast against a year as it went: what it promised on the first of each month, and what came true.

The truth is read from the records, not from the rules of the forecast.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from lifes import actions as life_actions
from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from meetings import actions
from meetings.models import AgendaItem, Meeting, SupervisionTask
from reports.forecast import year as forecast
from reports.forecast.rules.outlook import Course, Part
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import DutyReport
from reports.upward.annual import actions as report_actions
from reports.upward.models.papers import UpwardPaper
from study.models import Essay, Presence, StudySession
from tests.cast import SEATS, Cast, make_body
from tests.lifes import year as lifes
from tests.reminders.story import ZONE, Step, TwoYears
from tests.reports.upward.story import consented, sent, signed
from tests.study.year import held
from tests.world.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YEAR = 2027
FIRSTS = [date(YEAR, month, 1) for month in range(1, 13)] + [date(YEAR + 1, 1, 1), date(YEAR + 1, 2, 1)]
Promises = dict[date, dict[tuple[str, str], Part]]


def at(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def sat(cast: Cast, day: date) -> None:
    """Hold a meeting of a first topic alone."""
    clerk, chair, start, before = cast.user("clerk"), cast.user("s"), at(day, 9), at(day) - timedelta(days=5)
    meeting = actions.plan_meeting(
        cast.group, starts_at=start, place="会议室", recorder=cast.user("recorder"), by=clerk, at=before
    )
    actions.add_item(meeting, title="传达学习", kind="first_topic", by=clerk, at=before)
    actions.approve_agenda(meeting, by=chair, at=before)
    actions.give_notice(meeting, by=clerk, at=before)
    for name in "sda":
        actions.check_in(meeting, cast.seats[name], by=clerk, at=start - timedelta(minutes=5))
    actions.open_meeting(meeting, by=chair, at=start)
    (item,) = meeting.items.on_agenda()
    actions.start_item(item, by=chair, at=start)
    actions.conclude_item(item, "学习", by=chair, at=start)
    actions.close_meeting(meeting, by=chair, at=start + timedelta(hours=1))


def reported(cast: Cast) -> None:
    day = date(YEAR, 12, 10)
    paper = report_actions.draft_comprehensive(cast.group, YEAR, by=cast.user("clerk"), at=at(day))
    consented(cast, paper, at=at(day))
    sent(cast, signed(cast, paper, at(day) + timedelta(days=1)), at(day) + timedelta(days=2))


def steps(cast: Cast) -> list[Step]:
    """The first of the two years, with more meetings and studies in it, and its report."""
    more: list[tuple[date, Callable[[date], object]]] = [
        *((date(YEAR, month, 18), lambda day: sat(cast, day)) for month in (1, 4, 5, 11)),
        *((date(YEAR, month, 21), lambda day: held(cast, day, "sda")) for month in (3, 5, 6, 9, 10, 12)),
        (date(YEAR, 12, 12), lambda _day: reported(cast)),
    ]
    own = [step for step in TwoYears(cast).steps() if step[0] < at(FIRSTS[-1])]
    own += [(at(day, 19), lambda day=day, do=do: do(day)) for day, do in more]
    return sorted(own, key=lambda step: step[0])


def look(cast: Cast, year: int, today: date) -> dict[tuple[str, str], Part]:
    facts = forecast.read(cast.group, year, today)
    assert facts is not None
    return {(line.name, one.part.key): one.part for line in forecast.lines(facts) for one in line.shown}


def year_with_promises() -> tuple[Cast, Promises]:
    cast = make_body("yunling", SEATS)
    todo, promises = steps(cast), {}
    for first in FIRSTS:
        while todo and todo[0][0] < at(first):
            todo.pop(0)[1]()
        promises[first] = look(cast, YEAR, first)
    return cast, promises


told = standing(year_with_promises)


def truth(cast: Cast) -> dict[tuple[str, str], bool]:
    """Return what came true, read from the records alone."""
    found: dict[tuple[str, str], bool] = {}
    met = {one.day.month for one in Meeting.objects.held().filter(day__year=YEAR)}
    learnt = {
        one.day.month for one in StudySession.objects.filter(day__year=YEAR, state__in=["held", "recorded"])
    }
    for month in range(1, 13):
        found["meetings", f"{month:02}"] = month in met
        found["studies", f"{month:02}"] = month in learnt
    items = [one for one in AgendaItem.objects.select_related("meeting") if one.meeting.opened_at]
    for half, months in ((1, range(1, 7)), (2, range(7, 13))):
        own = [one for one in items if one.meeting.day.month in months]
        found["integrity", str(half)] = any("integrity" in one.work_tags for one in own)
        found["ideology", str(half)] = any("ideology" in one.work_tags for one in own)
        found["party_building", str(half)] = any(one.kind == "first_topic" or one.work_tags for one in own)
    total = StudySession.objects.filter(day__year=YEAR, began_at__isnull=False).count()
    for seat in cast.seats.values():
        here = Presence.objects.filter(membership=seat, session__day__year=YEAR).count()
        found["hours", str(seat.pk)] = 2 * here >= total
        essays = Essay.objects.filter(membership=seat, state="accepted", submitted_on__year=YEAR).count()
        found["essays", str(seat.pk)] = essays >= 4
        for half, due in ((1, "07-10"), (2, "12-31")):
            told = DutyReport.objects.filter(membership=seat, half=half, submitted_on__lte=f"{YEAR}-{due}")
            found["duty_reports", f"duty-report-{seat.pk}-{YEAR}-{half}"] = told.exists()
    for one in AnnualFiling.objects.filter(year=YEAR):
        found[one.kind, f"filing-{one.pk}"] = one.done_on is not None and one.done_on <= one.due_on
    found["annual", str(YEAR)] = UpwardPaper.objects.filter(sent_on__year=YEAR).exists()
    for task in SupervisionTask.objects.all():
        found["tasks", f"task-{task.pk}"] = task.closed_on is not None and task.closed_on <= task.due_on
    for measure in RectificationMeasure.objects.all():
        in_time = measure.confirmed_on is not None and measure.confirmed_on <= measure.due_on
        found["rectification", f"measure-{measure.pk}"] = in_time
    for project in ResearchProject.objects.all():
        found["feedback", f"research-{project.pk}"] = project.fed_back_on is not None
        found["major_reports", f"major-report-{project.pk}"] = (project.sent_on - project.final_on).days <= 7
    return found


def test_nothing_promised_was_broken(told: tuple[Cast, Promises]) -> None:
    """Never told met what was not kept, never told lost what came true; open things had their last day ahead."""
    cast, promises = told
    came = truth(cast)
    broken = [
        (first, key, part.course)
        for first, parts in promises.items()
        for key, part in parts.items()
        if key in came and part.course is (Course.LOST if came[key] else Course.MET)
    ]
    assert broken == []
    behind = [
        (first, key)
        for first, parts in promises.items()
        for key, part in parts.items()
        if part.last_day is not None and part.last_day < first
    ]
    assert behind == []


def test_every_duty_of_the_year_was_promised_about_and_settled(told: tuple[Cast, Promises]) -> None:
    cast, promises = told
    came, last = truth(cast), promises[FIRSTS[-1]]
    settled = {key: part.course for key, part in last.items() if key in came}
    assert set(came) == set(settled)
    assert {key: course is Course.MET for key, course in settled.items()} == came
    assert set(settled.values()) == {Course.MET, Course.LOST}


def test_danger_was_told_before_it_was_too_late(told: tuple[Cast, Promises]) -> None:
    """Hours and essays that were lost had been in danger on the first of December at the latest."""
    cast, promises = told
    came, december = truth(cast), promises[date(YEAR, 12, 1)]
    lost = [key for key, kept in came.items() if key[0] in ("hours", "essays") and not kept]
    assert len(lost) == 6
    assert {december[key].course for key in lost} == {Course.IN_DANGER}


def test_what_was_told_once_for_good_stays(told: tuple[Cast, Promises]) -> None:
    _cast, promises = told
    for earlier, later in pairwise(FIRSTS):
        for key, part in promises[earlier].items():
            if part.course in (Course.MET, Course.LOST) and key in promises[later]:
                assert promises[later][key].course is part.course, (earlier, key)


def test_a_life_meeting_in_january_for_the_year_before_7_1_b(db: None) -> None:
    """Prepared in December, held and reported in January: no stage was ever told lost, and all are kept at the end."""
    cast = make_body("gaopo", SEATS)
    seen = [look(cast, 2025, date(2025, 9, 1))]
    life = lifes.opened(cast)
    seen.append(look(cast, 2025, date(2026, 1, 14)))
    lifes.spoken(cast, life)
    end = lifes.START + timedelta(hours=3)
    life_actions.close_session(life, by=cast.user("s"), at=end)
    life_actions.plan_measure(
        life,
        problem_text="调研不够",
        text="每月下乡",
        owner=cast.seats["b"],
        due_on=date(2026, 6, 30),
        by=cast.user("clerk"),
        at=end,
    )
    seen.append(look(cast, 2025, date(2026, 1, 15)))
    stages = [{key[1]: part.course for key, part in one.items() if key[0] == "life"} for one in seen]
    assert not [course for one in stages[:2] for course in one.values() if course is Course.LOST]
    assert stages[0]["session"] is Course.ON_COURSE
    assert {stages[2][name] for name in ("study", "opinions", "talks", "examination", "session")} == {
        Course.MET
    }
    assert stages[2]["rectification"] is Course.MET
    # No plan was sent before the session; what cannot be made good any more is told so.
    assert DemocraticLifeMeeting.objects.get(pk=life.pk).plan_sent_on is None
    assert stages[2]["theme"] is Course.LOST
