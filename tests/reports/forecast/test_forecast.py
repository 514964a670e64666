"""The forecast of a year as it is read and shown: rows, acts one click away, what if, the desk, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import actions
from meetings.forecast import next_meetings
from members.models import Membership, User
from reports.forecast import year as forecast
from reports.forecast.assumed import Assumed
from reports.forecast.line import Line
from reports.forecast.rules.outlook import Course
from reports.responsibility.actions import lists as duties
from study import actions as study_actions
from study.models import StudyPlanLine
from tests.cast import START, Cast, Sitting, cast, notified, sitting  # noqa: F401  (fixtures)
from tests.reports.upward.story import decided
from tests.study.year import essay, held, moment, planned

pytestmark = pytest.mark.django_db
MARCH = date(2025, 3, 1)


def rows(cast: Cast, today: date, year: int = 2025, **assumed: object) -> dict[str, Line]:  # noqa: F811
    facts = forecast.read(cast.group, year, today)
    assert facts is not None
    return {line.name: line for line in forecast.lines(facts, Assumed(**assumed))}  # type: ignore[arg-type]


def courses(line: Line) -> str:
    """Write the parts as letters: m(et), o(n course), d(anger), l(ost)."""
    return "".join({"in_danger": "d"}.get(one.part.course, one.part.course[0]) for one in line.shown)


def test_an_empty_year_and_a_year_without_rules(cast: Cast) -> None:  # noqa: F811
    found = rows(cast, date(2025, 1, 1))
    assert list(found) == [
        "meetings",
        "integrity",
        "party_building",
        "ideology",
        "studies",
        "hours",
        "essays",
        "life",
        "annual",
        "personal_matters",
        "duty_integrity",
        "duty_reports",
    ]
    assert {line.course for line in found.values()} == {Course.ON_COURSE}
    assert all(one.act is not None for line in found.values() if (one := line.next) and line.name != "life")
    assert forecast.read(cast.group, 2020, date(2025, 1, 1)) is None


def test_a_year_with_records_leads_to_them(cast: Cast, notified: Sitting) -> None:  # noqa: F811
    held(cast, date(2025, 1, 14), "sdab")
    essay(cast, "a", "体会", date(2025, 1, 20))
    ahead = planned(cast, date(2025, 3, 25))
    found = rows(cast, MARCH)
    assert courses(found["meetings"]) == "ll" + "o" * 10
    assert courses(found["studies"]) == "ml" + "o" * 10
    assert found["meetings"].shown[2].url.endswith(f"/meetings/{notified.meeting.pk}/")
    act = found["meetings"].shown[2].act
    assert act is not None
    assert act.url.endswith(f"/meetings/{notified.meeting.pk}/agenda/")
    act = found["studies"].shown[2].act
    assert act is not None
    assert act.url.endswith(f"/study/sessions/{ahead.pk}/") or f"/{ahead.pk}/" in act.url
    names = {one.label: one.part for one in found["hours"].shown}
    assert (names["成员c"].has, names["成员c"].needed) == (0, 120)
    assert names["成员c"].last_day == date(2025, 3, 25)
    assert names["成员c"].course is Course.IN_DANGER
    assert names["成员a"].verdict.code == "hours_safe"
    assert [one.part.has for one in found["essays"].shown] == [0, 0, 1, 0, 0]


def test_the_pace_of_months_hours_and_essays(cast: Cast) -> None:  # noqa: F811
    held(cast, date(2025, 1, 14), "sdab")
    held(cast, date(2025, 2, 14), "sda")
    for who in "sd":
        essay(cast, who, f"体会{who}", date(2025, 2, 20))
    found = rows(cast, MARCH)
    assert (found["studies"].projected, found["meetings"].projected) == (12, 0)
    # Two of five have a quarter of the essays after a sixth of the year.
    assert found["essays"].projected == 2
    assert found["hours"].projected == 4
    assert found["annual"].projected == 1


def test_overdue_and_due_things_name_their_form_6_5_i_10_4_a(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    item = decided(cast, "budget")
    decision = item.decision
    actions.edit_decision(decision, due_on=date(2025, 5, 1), by=clerk, at=START)
    line = rows(cast, date(2025, 4, 20))["tasks"]
    assert line.next is not None
    assert line.next.act is not None
    assert line.next.act.url.endswith(f"/decisions/{decision.pk}/tasks/new/")
    task = actions.open_task(
        decision, text="落实", owner=cast.seats["a"], due_on=date(2025, 5, 1), by=clerk, at=START
    )
    line = rows(cast, date(2025, 5, 2))["tasks"]
    assert (line.course, line.is_urgent, line.lamp.icon) == (Course.LOST, True, "clock-history")
    assert line.next is not None
    assert line.next.act is not None
    assert line.next.act.url.endswith(f"/tasks/{task.pk}/close/")
    assert "tasks" in rows(cast, date(2026, 1, 5), 2026)
    assert "tasks" not in rows(cast, date(2026, 1, 5), 2027)
    assert rows(cast, date(2025, 1, 25))["personal_matters"].next.act.url.endswith("/filings/open/")  # type: ignore[union-attr]
    duties.open_filings(cast.group, 2025, by=clerk, at=START)
    line = rows(cast, date(2025, 1, 25))["personal_matters"]
    assert line.course is Course.IN_DANGER
    assert line.next is not None
    assert line.next.act is not None
    assert line.next.act.url.endswith("/enter/")


def test_a_line_of_the_plan_fills_the_form_of_the_next_study_8_1_a(cast: Cast) -> None:  # noqa: F811
    at, clerk = moment(date(2025, 1, 6)), cast.user("clerk")
    plan = study_actions.draft_plan(cast.group, year=2025, by=clerk, at=at)
    line = StudyPlanLine(month=3, theme="理论学习", contents=["theory"])
    study_actions.save_line(plan, line, by=clerk, at=at)
    study_actions.approve_plan(plan, by=cast.user("s"), at=at)
    found = rows(cast, date(2025, 3, 20))["studies"]
    assert found.next is not None
    assert found.next.act is not None
    assert found.next.act.url.endswith(f"?line={line.pk}")


# ---- what if -------------------------------------------------------------------------------------------


def differs(cast: Cast, today: date, **assumed: object) -> dict[str, list[str]]:  # noqa: F811
    facts = forecast.read(cast.group, 2025, today)
    assert facts is not None
    then = forecast.lines(facts, Assumed(**assumed))  # type: ignore[arg-type]
    found = forecast.changed(forecast.lines(facts), then)
    return {one.line.name: [str(then.label) for _now, then in one.parts] for one in found}


def test_if_the_next_meeting_falls_away(cast: Cast, notified: Sitting) -> None:  # noqa: F811
    today = date(2025, 3, 17)
    assert rows(cast, today)["meetings"].shown[2].part.verdict.code == "announced_this_month"
    assert rows(cast, today, meeting=True)["meetings"].shown[2].part.verdict.code == "month_ahead"
    assert list(differs(cast, today, meeting=True)) == ["meetings", "party_building"]
    assert differs(cast, today) == {}


def test_if_studies_fall_away(cast: Cast) -> None:  # noqa: F811
    held(cast, date(2025, 1, 14), "sdab")
    planned(cast, date(2025, 3, 25))
    planned(cast, date(2025, 4, 22))
    today = date(2025, 3, 20)
    as_it_is, without = rows(cast, today), rows(cast, today, study=True)
    assert (courses(as_it_is["hours"]), courses(as_it_is["studies"])[2]) == ("ooood", "o")
    assert (courses(without["hours"]), courses(without["studies"])[2]) == ("ooood", "d")
    days = [found["hours"].shown[4].part.last_day for found in (as_it_is, without)]
    assert days == [date(2025, 3, 25), date(2025, 4, 22)]
    assert courses(rows(cast, today, month=True)["studies"])[2] == "d"
    last = rows(cast, today, month=True, study=True)["hours"].shown[4].part
    assert (last.verdict.code, last.last_day) == ("further_studies_needed", date(2025, 12, 31))


def test_if_a_member_misses_the_next_studies_8_3_b(cast: Cast) -> None:  # noqa: F811
    held(cast, date(2025, 1, 14))
    for day in (date(2025, 3, 25), date(2025, 4, 22), date(2025, 5, 20)):
        planned(cast, day)
    today, seat = date(2025, 3, 20), cast.seats["a"]
    codes = [
        rows(cast, today, seat=seat.pk, misses=number)["hours"].shown[2].part.verdict.code
        for number in range(5)
    ]
    needed, further = "hours_needed", "further_studies_needed"
    assert codes == [needed, needed, needed, further, further]
    assert differs(cast, today, seat=seat.pk, misses=3) == {"hours": ["成员a"]}


def test_the_next_meetings_tell_their_margins_6_4_a_6_4_b(cast: Cast, notified: Sitting) -> None:  # noqa: F811
    actions.request_leave(notified.meeting, "illness", by=cast.user("c"), at=START - timedelta(days=3))
    ((meeting, ahead),) = next_meetings(cast.group, START.date())
    assert meeting == notified.meeting
    assert ahead is not None
    assert (ahead.base, ahead.expected) == (5, 4)
    assert (ahead.margins.opening, ahead.margins.ordinary, ahead.margins.personnel) == (2, 2, 1)
    assert [one.margin for one in ahead.items] == [2, 2, 1]


# ---- pages ---------------------------------------------------------------------------------------------


@pytest.fixture
def browse(cast: Cast) -> Callable[[str], Client]:  # noqa: F811
    """Return a browser in which somebody is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.user(name), backend="config.auth.MatrixBackend")
        return client

    return logged_in


def page(cast: Cast, client: Client, name: str = "forecast_detail", **asked: object) -> str:  # noqa: F811
    response = client.get(reverse(f"reports:{name}", args=[cast.group.code]), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_who_may_do_it_is_led_to_the_form_and_others_read_the_words(
    cast: Cast,  # noqa: F811
    browse: Callable[[str], Client],
) -> None:
    create = reverse("meetings:meeting_create", args=[cast.group.code])
    assert create in page(cast, browse("clerk"))
    shown = page(cast, browse("a"))
    assert create not in shown
    assert reverse("study:essay_create", args=[cast.group.code]) in shown
    assert "召集会议" in shown
    # One's own filing alone, though every member may file his own.
    clerk, today = cast.user("clerk"), timezone.localdate()
    duties.open_filings(cast.group, today.year, by=clerk, at=timezone.now())
    assert page(cast, browse("a")).count("/enter/") == 2
    # Each of ten open filings, and once more as the next act of either row.
    assert page(cast, browse("clerk")).count("/enter/") == 12
    assert "没有施行中的工作规则" in page(cast, browse("clerk"), year=2020)


def test_what_if_answers_with_the_rows_alone_and_stores_nothing(
    cast: Cast,  # noqa: F811
    browse: Callable[[str], Client],
) -> None:
    client, today = browse("clerk"), timezone.localdate()
    ahead = planned(cast, today)
    client.defaults |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "forecast-lines"}
    shown = page(cast, client, study="on", year=today.year)
    assert "<html" not in shown
    assert "将有的变化" in shown
    assert "将有的变化" not in page(cast, client, year=today.year)
    ahead.refresh_from_db()
    assert ahead.state == "planned"
    odd = page(cast, client, seat="999999", misses="x", year=today.year)
    assert "将有的变化" not in odd


def test_the_three_most_urgent_come_by_danger_and_last_day(cast: Cast) -> None:  # noqa: F811
    assert forecast.urgent(list(rows(cast, date(2025, 1, 10)).values())) == []
    found = forecast.urgent(list(rows(cast, date(2025, 11, 30)).values()))
    assert [line.name for line in found] == ["meetings", "studies", "life"]
    last = [line.next.part.last_day for line in found if line.next]
    assert last == [date(2025, 11, 30), date(2025, 11, 30), date(2025, 12, 21)]


def test_the_desk_shows_the_most_urgent_to_secretary_and_clerk(
    cast: Cast,  # noqa: F811
    browse: Callable[[str], Client],
) -> None:
    clerk, today = cast.user("clerk"), timezone.localdate()
    decision = decided(cast, "budget").decision
    late = today - timedelta(days=1)
    actions.open_task(decision, text="落实", owner=cast.seats["a"], due_on=late, by=clerk, at=timezone.now())
    urgent = forecast.urgent(list(rows(cast, today, today.year).values()), 99)
    assert "tasks" in [line.name for line in urgent]
    for who in ("s", "clerk"):
        shown = page(cast, browse(who), "forecast_waiting")
        assert shown.count("work-label") == len(urgent[:3])
        assert all(str(line.label) in shown for line in urgent[:3])
    assert page(cast, browse("a"), "forecast_waiting").strip() == ""


def test_the_page_asks_as_often_for_many_as_for_one(
    cast: Cast,  # noqa: F811
    browse: Callable[[str], Client],
) -> None:
    """One, three and many members, meetings, studies, tasks and filings."""
    client, today, clerk = browse("clerk"), timezone.localdate(), cast.user("clerk")
    decision = decided(cast, "budget").decision
    asked: list[int] = []
    for number in (1, 2, 6):
        for more in range(number):
            code = f"n{number}-{more}"
            user = User.objects.create_user(code, None, name=code)
            Membership(
                group=cast.group, term=cast.term, user=user, protocol_order=50, since=today.replace(day=1)
            ).save()
            start = timezone.now() + timedelta(days=number * 10 + more + 1)
            actions.plan_meeting(cast.group, starts_at=start, place="会议室", by=clerk, at=timezone.now())
            planned(cast, today + timedelta(days=number * 10 + more + 1))
            actions.open_task(
                decision, text=code, owner=cast.seats["a"], due_on=today, by=clerk, at=timezone.now()
            )
        duties.open_filings(cast.group, today.year, by=clerk, at=timezone.now())
        page(cast, client, study="on", year=today.year)
        with CaptureQueriesContext(connection) as queries:
            page(cast, client, study="on", year=today.year)
        asked.append(len(queries))
    assert asked[0] == asked[1] == asked[2]
    assert asked[0] < 60, asked
