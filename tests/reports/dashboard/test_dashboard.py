"""The year in pictures: do figures, pictures, tables and registers say the same, and how often is the database asked?"""

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from meetings.models import AttendanceRecord, Decision, LeaveRequest, Meeting, SupervisionTask
from meetings.models.execution import Carried, Execution, execution, stands
from members.charts.canvas import shortened
from members.charts.forms import Bars, Dots, Line, Mark, Strip
from members.charts.ink import PRINT, SCREEN
from members.models import LeadingGroup, StaffRole, User
from members.tables.exports import csv_text
from reports.dashboard import year_report
from reports.dashboard.board import CHARTS, Board, board
from tests.world.decade import SINCE, body, many
from tests.world.standing import standing

YEAR = 2025
AFTER = date(2026, 3, 1)
SOME = 8
"""So many rows and columns of each table are followed to their records."""


# -- pictures ------------------------------------------------------------------------------------------

MARKS = [
    Mark("good", "1", 1, "/a/?x=1&y=2", "甲 · 1"),
    Mark("warn", "<2>", 2, "/b/", "乙"),
    Mark("bad", "3", 3),
]
FORMS = (
    Strip(["1", "2", "3"], [Line("<名称>", MARKS)], now=1),
    Bars([Line("<名称>", MARKS, limit=4)]),
    Dots([(1.5, MARKS[0]), (2.5, MARKS[1])], ["1", "2", "3"], limit=2, limit_name="<限>", unit="天"),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda one: type(one).__name__)
def test_a_picture_is_one_image_with_words_and_needs_no_style_and_no_script(form: Any) -> None:
    drawn = form.draw("k", "标题<", "说明", SCREEN)
    assert '<g role="img" aria-labelledby="k-title k-said"><title id="k-title">标题&lt;</title>' in drawn
    assert '<desc id="k-said">说明</desc>' in drawn
    assert "style=" not in drawn
    assert "<script" not in drawn
    assert "<名称>" not in drawn
    image, places = drawn.split('<g aria-hidden="true">')
    assert "<a " not in image  # an image holds nothing one could press
    assert places.count('tabindex="-1"') == places.count("<a ") >= 1
    assert 'href="/a/?x=1&amp;y=2"' in places


@pytest.mark.parametrize("form", FORMS, ids=lambda one: type(one).__name__)
def test_a_picture_on_paper_has_its_own_colours_and_nothing_to_press(form: Any) -> None:
    drawn = form.draw("k", "标题", "说明", PRINT)
    assert "<a " not in drawn
    assert "class=" not in drawn
    assert set(re.findall(r"url\(#([a-z-]+)\)", drawn)) <= set(re.findall(r'pattern id="([a-z-]+)"', drawn))


def test_no_two_tones_look_alike_without_their_colours() -> None:
    surfaces = [re.sub("#[0-9a-f]{6}", "", str(PRINT.surface(tone, "k"))) for tone in ("info", "warn", "bad")]
    assert len(set(surfaces)) == 3
    assert 'fill="url(' not in PRINT.surface("good", "k") + PRINT.surface("neutral", "k")


def test_a_long_name_is_cut_with_a_mark_and_a_short_one_is_not() -> None:
    assert shortened("功能配置、机构设置", 5) == "功能配置…"
    assert shortened("党的建设", 5) == "党的建设"


# -- a body of two years -------------------------------------------------------------------------------


def spoiled() -> LeadingGroup:
    made = body("pictures", range(YEAR - 1, YEAR + 1))
    clerk = many([User(username="pictures-clerk", name="文书", password="!")])[0]
    many([StaffRole(group=made, user=clerk, role="clerk", since=SINCE)])
    _spoil(made)
    return made


group = standing(spoiled)


def _spoil(made: LeadingGroup) -> None:
    """Let somebody be absent in March, minutes be late in April, a notice be short in May, a topic be missing in June."""
    of_year = Meeting.objects.filter(group=made, day__year=YEAR).order_by("day")
    march, april, may, june = of_year[2:6]
    seat = made.memberships.get(user__username="pictures-3")
    for rows in (AttendanceRecord.objects, LeaveRequest.objects):
        rows.filter(meeting=march, membership=seat)._raw_delete("default")
    _change(april, minutes_issued_on=april.day + timedelta(days=60))
    notice = may.notices.get()
    _change(notice, issued_at=may.starts_at - timedelta(hours=2))
    _change(june.items.get(position=1), removed=True)


def _change(row: Any, **values: Any) -> None:
    """Write values past the record: what is tested is reading."""
    type(row)._base_manager.filter(pk=row.pk)._update(
        [(row._meta.get_field(name), None, value) for name, value in values.items()]
    )


def asks(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=f"pictures-{name}"), backend="config.auth.MatrixBackend")
    return client


def drawn(group: LeadingGroup, today: date = AFTER) -> Board:
    with translation.override("en"):
        return board(group, YEAR, today, User.objects.get(username="pictures-0"))


def chart(made: Board, key: str) -> Any:
    return next(one for one in made.charts if one.key == key)


def row_of(made: Any, name: str) -> list[Any]:
    return [datum.value for datum in next(row for row in made.rows if row[0].value == name)]


pytestmark = pytest.mark.django_db


def test_the_months_show_what_was_left_out_6_2_b_6_3_c_6_4_c_6_5_l_8_1_a(group: LeadingGroup) -> None:
    months = chart(drawn(group), "months")
    assert row_of(months, "Meeting held")[1:] == [1] * 12
    assert row_of(months, "Study held")[1:] == [1] * 12
    assert row_of(months, "Absent without leave")[1:] == [0, 0, 1] + [0] * 9
    assert row_of(months, "Minutes in time")[4] == "0 of 1"
    assert row_of(months, "Notice in time")[5] == "0 of 1"
    assert row_of(months, "First topic")[6] == "0 of 1"
    tones = {line.name: [mark.tone for mark in line.marks] for line in months.drawing.lines}
    assert tones["Absent without leave"][2] == "bad"
    assert tones["Minutes in time"][3] == "bad"
    assert tones["Notice in time"][4] == "warn"
    assert tones["First topic"][5] == "bad"
    assert tones["First topic"][4] == "good"


def test_a_running_year_has_months_ahead_that_owe_nothing_6_2_b(group: LeadingGroup) -> None:
    with translation.override("en"):
        made = board(group, 2026, date(2026, 2, 10), User.objects.get(username="pictures-0"))
    line = chart(made, "months").drawing.lines[0]
    assert [mark.tone for mark in line.marks] == ["warn", "info"] + ["neutral"] * 10


def test_attendance_alarms_name_who_was_absent_without_leave_6_4_c(group: LeadingGroup) -> None:
    attendance = chart(drawn(group), "attendance")
    assert [alarm.words for alarm in attendance.alarms] == ["员3 was absent without leave: 1"]
    for row in attendance.rows:
        name, total, present, leave, absent, _share = (datum.value for datum in row)
        assert present + leave + absent == total == 12, name


def test_hours_and_essays_are_those_of_the_ledger_8_3_b_8_3_c(group: LeadingGroup) -> None:
    made = drawn(group)
    assert row_of(chart(made, "hours"), "员0")[1:5] == [1440, 1440, 720, "100%"]
    assert row_of(chart(made, "hours"), "员8")[1:] == [0, 1440, 720, "0%", "out of reach"]
    assert row_of(chart(made, "essays"), "员0")[1:] == [4, 0, 4, "4 of 4"]


def test_early_and_late_are_what_the_rules_say_6_1_a_6_3_c(group: LeadingGroup) -> None:
    made = drawn(group)
    hours = [row[2].value for row in chart(made, "notices").rows]
    assert hours == [72, 72, 72, 72, 2] + [72] * 7
    assert [alarm.clause for alarm in chart(made, "notices").alarms] == ["6.3-c"]
    assert len(chart(made, "first-topics").rows) == 11


def test_every_figure_leads_to_as_many_records(group: LeadingGroup) -> None:
    client, looked = asks("0"), 0
    made = drawn(group, timezone.localdate())
    figures = [(one.label, one.value, one.url) for one in made.figures]
    figures += [
        (f"{one.key} {row[0].value}", datum.value, datum.url)
        for one in made.charts
        for row in one.rows[:SOME]
        for datum in row[:SOME]
        if datum.url
    ]
    counts: dict[str, int | None] = {}
    for name, value, url in figures:
        if url not in counts:
            answer = client.get(url)
            assert answer.status_code == 200, (name, url)
            page = answer.context.get("page") if answer.context else None
            form = answer.context.get("filter") if answer.context else None
            assert form is None or form.form.is_valid(), (name, url, form.form.errors)
            counts[url] = page.paginator.count if page is not None else None
        # The register of minutes is looked at for its days of issue; that of findings looks again before it shows.
        if isinstance(value, int) and counts[url] is not None and not re.search("/(minutes|findings)/", url):
            assert counts[url] == value, (name, value, url)
            looked += 1
    assert looked > 60


@pytest.mark.parametrize("who", ["0", "3", "clerk"])
def test_the_page_asks_fewer_than_20_times_and_not_more_with_years(group: LeadingGroup, who: str) -> None:
    client, found = asks(who), []
    for year in (YEAR - 5, YEAR - 1, YEAR):
        url = f"{reverse('reports:dashboard_detail', args=[group.code])}?year={year}"
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        found.append(len(queries))
    assert found[1] == found[2] < 20
    assert found[0] <= found[1]


def test_the_page_has_a_picture_and_a_real_table_for_everything(group: LeadingGroup) -> None:
    url = f"{reverse('reports:dashboard_detail', args=[group.code])}?year={YEAR}"
    page = unescape(asks("0").get(url).content.decode())
    keys = [key for key in CHARTS if f'id="{key}"' in page]
    assert keys == list(CHARTS)
    assert page.count('<g role="img"') == page.count('<table class="table chart-figures">') == len(CHARTS)
    assert len(re.findall(r'id="(chart-[a-z-]+)"', page)) == len(
        set(re.findall(r'id="(chart-[a-z-]+)"', page))
    )
    assert " style=" not in page
    assert reverse("reports:dashboard_pdf", args=[group.code]) in page


def test_tables_leave_as_xlsx_and_csv_for_who_may_take_registers_away(group: LeadingGroup) -> None:
    client = asks("clerk")
    for key in CHARTS:
        url = f"{reverse('reports:dashboard_table', args=[group.code, key])}?year={YEAR}"
        sheet = load_workbook(BytesIO(client.get(url).content)).active
        lines = client.get(f"{url}&format=csv").content.decode("utf-8-sig").strip().splitlines()
        assert sheet.max_row == len(lines) > 1, key
    assert asks("3").get(url).status_code == 403
    assert client.get(reverse("reports:dashboard_table", args=[group.code, "no-such"])).status_code == 404


def test_a_csv_holds_no_formula() -> None:
    rows = [["=1+1", "+86", "-5", "@cmd", " =2", "\t=3", "＝4", -5, 2.5, "甲,乙"]]
    text = csv_text(["=头"], rows).decode("utf-8-sig")
    assert text.splitlines()[0] == '"\'=头"'
    assert text.splitlines()[1] == '"\'=1+1","\'+86","\'-5","\'@cmd","\' =2","\'\t=3","\'＝4",-5,2.5,"甲,乙"'


def test_the_year_prints_as_one_report_with_every_picture_and_table(group: LeadingGroup) -> None:
    with translation.override("zh-hans"):
        made = board(group, YEAR, AFTER, User.objects.get(username="pictures-0"))
        html = year_report.html(year_report.facts_of(made))
    assert html.count('<g role="img"') == html.count("report-table") == len(CHARTS)
    assert "十一、" in html
    answer = asks("3").get(f"{reverse('reports:dashboard_pdf', args=[group.code])}?year={YEAR}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")


def test_the_desk_shows_two_rows_of_the_running_year(group: LeadingGroup) -> None:
    text = asks("0").get(reverse("reports:work_year", args=[group.code])).content.decode()
    assert text.count('class="chart-picture') == 1
    assert reverse("reports:dashboard_detail", args=[group.code]) in text


TODAY = date(2025, 6, 1)
EARLY, LATE = date(2025, 5, 1), date(2025, 7, 1)
CASES = [
    ("in_force", True, None, [], Execution.UNASSIGNED),
    ("in_force", True, EARLY, [], Execution.OVERDUE),
    ("in_force", True, LATE, [], Execution.RUNNING),
    ("in_force", True, TODAY, [], Execution.RUNNING),
    ("in_force", False, None, [], Execution.NOTHING),
    ("in_force", True, None, [("closed", EARLY)], Execution.DONE),
    ("in_force", True, EARLY, [("closed", EARLY), ("open", LATE)], Execution.RUNNING),
    ("in_force", True, LATE, [("closed", EARLY), ("closing", EARLY)], Execution.OVERDUE),
    ("pending_superior", True, None, [("open", EARLY)], Execution.WAITING),
    ("conversion_divergent", True, None, [], Execution.DIVERGENT),
    ("superseded", True, EARLY, [("open", EARLY)], Execution.ENDED),
    ("void", True, EARLY, [], Execution.ENDED),
]


def test_a_row_and_a_search_say_the_same_of_a_decision_6_5_h_6_5_i(group: LeadingGroup) -> None:
    made = list(Decision.objects.filter(group=group).order_by("pk")[: len(CASES)])
    for one, (state, executable, due_on, tasks, said) in zip(made, CASES, strict=True):
        assert execution(Carried(state, executable, due_on, tasks), TODAY) == said
        _change(one, state=state, executable=executable, due_on=due_on)
        SupervisionTask.objects.filter(decision=one)._raw_delete("default")
        for task, due in tasks:
            many(
                [
                    SupervisionTask(
                        group=group,
                        decision=one,
                        state=task,
                        due_on=due,
                        issued_on=EARLY,
                        text="落实",
                        owner=one.owner,
                    )
                ]
            )
    ours = Decision.objects.filter(pk__in=[one.pk for one in made])
    for state in Execution:
        wanted = {one.pk for one, case in zip(made, CASES, strict=True) if case[-1] == state}
        assert set(ours.filter(stands(state, TODAY)).values_list("pk", flat=True)) == wanted, state
