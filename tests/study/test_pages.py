"""The pages of study through the test client: what they say, to whom, and what they answer to a refusal."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import Membership, User
from study import actions
from study.models import Essay, Presence, StudyPlan, StudyPlanLine, StudySession
from tests.cast import SEATS, Cast, make_body
from tests.study.year import essay, held, moment, planned

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}
TEXT = "通过学习原文，我对改进文风会风有了新的认识，今后要多到基层听取意见，把问题解决在一线。"


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def browse(cast: Cast) -> Callable[[str], Client]:
    """Return a browser in which somebody is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.user(name))
        return client

    return logged_in


def url(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"study:{name}", args=[cast.group.code, *args])


def read(response: HttpResponse, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:600]
    return response.content.decode()


def today():
    return timezone.localdate()


# -- studies ---------------------------------------------------------------------------------------------


def test_the_clerk_plans_a_study_with_usual_values_8_1_a(cast: Cast, browse) -> None:
    clerk = browse("clerk")
    page = read(clerk.get(url(cast, "session_create")))
    assert f'<option value="{cast.seats["s"].pk}" selected>' in page  # the head leads it
    start = moment(today() + timedelta(days=7), 15)
    fields = {
        "title": "研读原文",
        "starts_at": f"{start:%Y-%m-%dT%H:%M}",
        "ends_at": f"{start + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "place": "第一会议室",
        "form": "reading_originals",
        "contents": ["theory", "laws"],
        "counts_toward_quota": "on",
    }
    backwards = clerk.post(
        url(cast, "session_create"), fields | {"ends_at": f"{start - timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    )
    assert "结束须晚于开始" in read(backwards, 422)
    assert "研读原文" in backwards.content.decode()  # what was typed is kept
    clerk.post(url(cast, "session_create"), fields)
    session = StudySession.objects.get()
    assert (session.contents, session.minutes) == (["theory", "laws"], 120)
    page = read(clerk.get(url(cast, "session_detail", session.pk)))
    assert "党的创新理论、法律法规" in page
    assert "学习当日方可签到" in page
    assert read(browse("a").get(url(cast, "session_create")), 403)


def test_the_roll_is_kept_in_place_8_3_a(cast: Cast, browse) -> None:
    session = planned(cast, today(), hour=23)
    clerk, seat = browse("clerk"), cast.seats["a"]
    fragment = read(clerk.post(url(cast, "session_in", session.pk, seat.pk), headers=HX))
    assert fragment.lstrip().startswith('<section class="card mb-3" id="roll"')
    assert "1/5" in fragment
    assert Presence.objects.get().confirmed_by == cast.user("clerk")
    again = clerk.post(url(cast, "session_in", session.pk, seat.pk), headers=HX)
    assert "该成员已签到" in read(again, 422)
    own = browse("b")
    assert own.post(url(cast, "session_sign", session.pk)).status_code == 302
    page = read(own.get(url(cast, "session_detail", session.pk)))
    assert "本人出勤" in page
    assert "待确认" in page
    assert url(cast, "session_in", session.pk, seat.pk) not in page
    waiting = Presence.objects.get(by_self=True)
    assert "2/5" in read(clerk.post(url(cast, "session_confirm", session.pk, waiting.pk), headers=HX))
    assert read(own.post(url(cast, "session_confirm", session.pk, waiting.pk)), 403)


def test_nobody_signs_for_another_on_the_page_8_3_a(cast: Cast, browse) -> None:
    session = planned(cast, today(), hour=23)
    response = browse("a").post(url(cast, "session_in", session.pk, cast.seats["b"].pk))
    assert "8.3-a" in read(response, 422)
    assert not Presence.objects.exists()


def test_signing_in_is_greyed_before_the_day_8_3_a(cast: Cast, browse) -> None:
    session = planned(cast, today() + timedelta(days=2))
    page = read(browse("a").get(url(cast, "session_detail", session.pk)))
    assert 'data-code="too_early"' in page
    assert "学习当日方可签到" in read(browse("a").post(url(cast, "session_sign", session.pk)), 422)


def test_leave_is_asked_on_the_page_and_decided_by_the_head(cast: Cast, browse) -> None:
    session = planned(cast, today() + timedelta(days=2))
    asks = browse("a")
    read(asks.post(url(cast, "session_leave_ask", session.pk), {"reason": ""}), 422)
    asks.post(url(cast, "session_leave_ask", session.pk), {"reason": "参加上级会议"})
    leave = session.leaves.get()
    approve = url(cast, "session_leave_approve", session.pk, leave.pk)
    assert approve not in read(asks.get(url(cast, "session_detail", session.pk)))
    assert approve in read(browse("s").get(url(cast, "session_detail", session.pk)))
    assert "待审批的学习请假" in read(browse("s").get(url(cast, "work_waiting")))
    browse("s").post(approve)
    leave.refresh_from_db()
    assert leave.state == "approved"
    assert "待审批的学习请假" not in read(browse("s").get(url(cast, "work_waiting")))


def test_a_study_of_which_the_roll_is_on_paper_is_entered_on_its_page_8_3_a(cast: Cast, browse) -> None:
    day = today() - timedelta(days=3)
    session = planned(cast, day)
    clerk = browse("clerk")
    times = {"began_at": f"{day}T09:00", "ended_at": f"{day}T11:00"}
    read(clerk.post(url(cast, "session_held", session.pk), times), 422)
    clerk.post(url(cast, "session_held", session.pk), times | {"reason": "纸质签到"})
    stay = {"member": cast.seats["a"].pk, "in_at": f"{day}T09:20", "out_at": f"{day}T11:00"}
    clerk.post(url(cast, "session_stay", session.pk), stay | {"remark": "据纸质签到表"})
    page = read(clerk.get(url(cast, "session_detail", session.pk)))
    assert "据纸质签到表" in page
    assert "迟到" in page
    assert ">100<" in page.replace(" ", "")
    clerk.post(url(cast, "session_record", session.pk), {"gist": "研读原文。", "discussion": "两人发言。"})
    page = read(clerk.get(url(cast, "session_detail", session.pk)))
    assert "两人发言。" in page
    assert url(cast, "session_edit", session.pk) not in page
    corrected = {"began_at": f"{day}T09:00", "ended_at": f"{day}T10:00", "reason": "改"}
    read(clerk.post(url(cast, "session_times", session.pk), corrected), 422)
    session.refresh_from_db()
    assert (session.state, session.minutes) == ("recorded", 120)


def test_sign_ins_in_bulk_are_asked_about_by_who_keeps_the_roll_8_3_a(cast: Cast, browse) -> None:
    session = held(cast, today() - timedelta(days=3))
    address = url(cast, "session_detail", session.pk)
    assert "同一秒内签到 5 人次" in read(browse("clerk").get(address))
    assert "同一秒内" not in read(browse("a").get(address))


def test_a_material_is_attached_read_and_taken_back_8_1_c(cast: Cast, browse) -> None:
    session = planned(cast, today() + timedelta(days=2))
    clerk = browse("clerk")
    upload = SimpleUploadedFile("原文.txt", "材料".encode())
    clerk.post(url(cast, "session_material", session.pk), {"title": "原文", "upload": upload})
    material = session.materials.get()
    sent = browse("a").get(url(cast, "session_file", session.pk, material.pk))
    assert sent.status_code == 200
    assert "attachment" in sent["Content-Disposition"]
    clerk.post(url(cast, "session_material_withdraw", session.pk, material.pk))
    assert read(browse("a").get(url(cast, "session_file", session.pk, material.pk)), 404)


def test_the_newest_study_comes_first(cast: Cast, browse) -> None:
    for days in (40, 10, 25):
        held(cast, today() - timedelta(days=days), title=f"第{days}日前")
    page = read(browse("a").get(url(cast, "session_list")))
    assert page.index("第10日前") < page.index("第25日前") < page.index("第40日前")


# -- what a counted study changes ------------------------------------------------------------------------


def base(cast: Cast, client: Client, **asked: object) -> str:
    return read(client.get(url(cast, "session_base"), {key: str(value) for key, value in asked.items()}))


def test_a_counted_study_shows_what_it_changes_for_everybody_8_1_b(cast: Cast, browse) -> None:
    day = min(today() + timedelta(days=1), today().replace(month=12, day=31))
    done = held(cast, today().replace(month=1, day=1), minutes=100)
    clerk, span = browse("clerk"), {"starts_at": f"{day}T09:00", "ends_at": f"{day}T10:00"}
    page = base(cast, clerk, counts_toward_quota="on", **span)
    assert page.count('class="base-change"') == 5
    assert "100 → <strong>160</strong>" in page
    assert "100% → 62%" in page
    assert "100 → <strong>100</strong>" in base(cast, clerk, **span)
    # Taking the held one out of the count takes its minutes away from everybody.
    assert "100 → <strong>0</strong>" in base(cast, clerk, session=done.pk, **span)
    assert "100 → <strong>100</strong>" in base(
        cast, clerk, session=done.pk, counts_toward_quota="on", **span
    )
    assert "8.1-b" in read(clerk.get(url(cast, "session_create")))
    assert read(browse("a").get(url(cast, "session_base")), 403)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"starts_at": "gestern", "ends_at": "2025-13-99T99:99"},
        {"starts_at": "2025-02-01T10:00", "ends_at": "2025-02-01T09:00", "counts_toward_quota": "on"},
        {"session": "9" * 30, "starts_at": "\x00"},
        {"session": "²"},
    ],
)
def test_nonsense_changes_nothing_for_anybody(cast: Cast, browse, asked) -> None:
    assert "不改变任何人的规定学时" in base(cast, browse("clerk"), **asked)


# -- plans -----------------------------------------------------------------------------------------------


def test_a_line_of_the_approved_plan_goes_on_the_calendar_8_1_a(cast: Cast, browse) -> None:
    clerk, at, year = cast.user("clerk"), timezone.now(), today().year + 1
    plan = actions.draft_plan(cast.group, year=year, by=clerk, at=at)
    line = StudyPlanLine(month=3, theme="法治专题", form="lecture", contents=["laws"], minutes=90)
    actions.save_line(plan, line, by=clerk, at=at)
    link = f"{url(cast, 'session_create')}?line={line.pk}"
    assert link not in read(browse("clerk").get(url(cast, "plan_detail", plan.pk)))
    actions.approve_plan(plan, by=cast.user("s"), at=at)
    assert link in read(browse("clerk").get(url(cast, "plan_detail", plan.pk)))
    assert link not in read(browse("a").get(url(cast, "plan_detail", plan.pk)))
    page = read(browse("clerk").get(link))
    assert 'value="法治专题"' in page
    assert f'value="{year}-03-10T09:00"' in page
    assert f'value="{year}-03-10T10:30"' in page
    assert read(browse("clerk").get(f"{url(cast, 'session_create')}?line=x"))


def test_a_plan_is_made_approved_and_summarised_8_1_a(cast: Cast, browse) -> None:
    clerk, head = browse("clerk"), browse("s")
    clerk.post(url(cast, "plan_create"), {"year": 2025, "planned_minutes": 1440, "note": "每月一次"})
    plan = StudyPlan.objects.get()
    assert "8.1-a" in read(head.post(url(cast, "plan_approve", plan.pk)), 422)  # nothing in it yet
    fields = {"month": 1, "theme": "研读原文", "form": "reading_originals", "minutes": 120}
    read(clerk.post(url(cast, "plan_line", plan.pk), fields | {"month": 13}), 422)
    clerk.post(url(cast, "plan_line", plan.pk), fields)
    assert read(clerk.post(url(cast, "plan_approve", plan.pk)), 403)
    head.post(url(cast, "plan_approve", plan.pk))
    clerk.post(url(cast, "plan_summary", plan.pk), {"summary": "全年完成计划。"})
    page = read(browse("inspector").get(url(cast, "plan_detail", plan.pk)))
    assert "全年完成计划。" in page
    assert "已批准" in page


# -- essays ----------------------------------------------------------------------------------------------


def test_an_essay_from_draft_to_acceptance_on_its_pages_8_3_c(cast: Cast, browse) -> None:
    author, clerk = browse("a"), browse("clerk")
    author.post(url(cast, "essay_create"), {"title": "读原文有感", "text": TEXT, "session": ""})
    made = Essay.objects.get()
    address = url(cast, "essay_detail", made.pk)
    for other in ("clerk", "s", "b", "inspector"):
        assert read(browse(other).get(address), 404)
        assert "读原文有感" not in read(browse(other).get(url(cast, "essay_list")))
    author.post(url(cast, "essay_submit", made.pk))
    assert "待审阅的学习体会" in read(clerk.get(url(cast, "work_waiting")))
    read(clerk.post(url(cast, "essay_return", made.pk), {"comment": ""}), 422)
    clerk.post(url(cast, "essay_return", made.pk), {"comment": "请举例"})
    assert "请举例" in read(author.get(address))
    author.post(url(cast, "essay_edit", made.pk), {"title": "读原文有感", "text": TEXT + "例如。"})
    author.post(url(cast, "essay_submit", made.pk))
    clerk.post(url(cast, "essay_accept", made.pk), {"comment": ""})
    made.refresh_from_db()
    assert made.state == "accepted"
    assert "已采纳" in read(browse("inspector").get(address))


def test_the_secretariat_lands_on_the_essay_it_entered_8_3_c(cast: Cast, browse) -> None:
    clerk = browse("clerk")
    fields = {"member": cast.seats["b"].pk, "on": f"{today()}", "title": "手写稿"}
    assert "撰写学习体会" in read(clerk.post(url(cast, "essay_create"), fields), 422)
    upload = SimpleUploadedFile("扫描.txt", TEXT.encode())
    answer = clerk.post(url(cast, "essay_create"), fields | {"upload": upload}, follow=True)
    page = read(answer)
    assert "手写稿" in page
    assert "扫描.txt" in page
    assert (Essay.objects.get().state, Essay.objects.get().membership) == ("submitted", cast.seats["b"])


def test_likeness_is_said_to_reviewer_and_author_only_8_3_c(cast: Cast, browse) -> None:
    essay(cast, "a", "甲", today() - timedelta(days=5), text=TEXT)
    again = essay(cast, "b", "乙", today() - timedelta(days=4), text=TEXT, accepted=False)
    address = url(cast, "essay_detail", again.pk)
    for who, sees in (("clerk", True), ("b", True), ("c", False), ("inspector", False)):
        assert ("与其他学习体会相似" in read(browse(who).get(address))) is sees
    question = again.questions.get()
    clerk = browse("clerk")
    assert "与 1 篇文章相似" in read(clerk.get(address))
    answer = {"finding": "explained", "text": "同一次讨论"}
    clerk.post(url(cast, "essay_answer", again.pk, question.pk), answer)
    page = read(clerk.get(address))
    assert "与 1 篇文章相似" not in page
    assert "同一次讨论" in page


def test_ones_own_essays_are_found(cast: Cast, browse) -> None:
    essay(cast, "a", "甲的体会", today())
    essay(cast, "b", "乙的体会", today(), text=TEXT)
    page = read(browse("a").get(url(cast, "essay_list"), {"mine": "true"}))
    assert "甲的体会" in page
    assert "乙的体会" not in page


# -- the ledger and the desk -----------------------------------------------------------------------------


def test_the_ledger_says_how_everybody_stands_8_3_b_8_3_c(cast: Cast, browse) -> None:
    day = moment(today()).date().replace(year=today().year - 1, month=3, day=10)
    held(cast, day, "sdab", minutes=90)
    essay(cast, "a", "甲", day)
    page = read(browse("a").get(url(cast, "ledger_detail"), {"year": day.year}))
    assert page.count('class="own-row"') == 1
    assert "未达到" in page
    assert "1:30" in page
    for year in ("0", "99999", "abc", "²"):
        assert f"学习台账 {today().year}" in read(browse("a").get(url(cast, "ledger_detail"), {"year": year}))
    assert read(browse("outsider").get(url(cast, "ledger_detail")), 404)


def test_the_ledger_leaves_as_a_workbook(cast: Cast, browse) -> None:
    year = today().year - 1
    held(cast, moment(today()).date().replace(year=year, month=3, day=10), "sdab", minutes=90)
    answer = browse("clerk").get(url(cast, "ledger_detail"), {"year": year, "format": "xlsx"})
    assert answer.status_code == 200
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows][-5:] == ["成员s", "成员d", "成员a", "成员b", "成员c"]
    assert rows[-1][13:16] == (0, 90, 0)
    assert rows[-2][3] == 90


def test_while_the_year_runs_nothing_is_missed_yet_8_3_b(cast: Cast, browse) -> None:
    held(cast, today().replace(month=1, day=1), "sdab")
    planned(cast, today(), hour=23)
    page = read(browse("c").get(url(cast, "ledger_detail")))
    assert "尚未达到" in page
    assert "须场场参加" in page
    assert "须场场参加" in read(browse("c").get(url(cast, "work_waiting")))


def test_the_desk_is_silent_for_whom_nothing_waits(cast: Cast, browse) -> None:
    assert read(browse("inspector").get(url(cast, "work_waiting"))) == ""
    planned(cast, today(), hour=23)
    assert "下次学习" in read(browse("inspector").get(url(cast, "work_waiting")))


def test_studies_in_preparation_of_a_life_meeting_are_offered_7_2_b(cast: Cast, browse) -> None:
    planned(cast, today(), title="会前学习", for_life_year=2025)
    planned(cast, today(), title="别的学习")
    page = read(browse("clerk").get(url(cast, "for_life"), {"year": 2025}))
    assert "会前学习" in page
    assert "别的学习" not in page


# -- as many questions for three hundred rows as for one -------------------------------------------------


def more(model: type, count: int) -> None:
    """Fill a table with copies of its last row; only reading is measured, so no act is done."""
    row = model.objects.order_by("pk").last()
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    copies = [model(**{name: getattr(row, name) for name in names}) for _ in range(count)]
    if model is StudyPlan:
        for number, copy in enumerate(copies, start=model.objects.count()):
            copy.year = 1500 + number
    QuerySet(model).bulk_create(copies)


@pytest.mark.parametrize(
    ("page", "model", "most"),
    [
        ("session_list", StudySession, 16),
        ("essay_list", Essay, 16),
        ("plan_list", StudyPlan, 16),
        ("ledger_detail", Essay, 22),
        ("ledger_detail", StudySession, 22),
        ("work_waiting", StudySession, 22),
    ],
)
def test_a_page_asks_as_often_for_many_rows_as_for_one(
    cast: Cast, browse, page: str, model: type, most: int
) -> None:
    held(cast, today() - timedelta(days=1))
    essay(cast, "a", "甲", today())
    actions.draft_plan(cast.group, year=today().year, by=cast.user("clerk"), at=timezone.now())
    client = browse("a")
    client.get(url(cast, page))
    asked = []
    for count in (0, 2, 297):
        more(model, count)
        with CaptureQueriesContext(connection) as queries:
            read(client.get(url(cast, page)))
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked
    assert asked[0] <= most


@pytest.mark.parametrize("members", [0, 10])
def test_the_page_of_a_study_asks_as_often_for_many_members(cast: Cast, browse, members: int) -> None:
    for order in range(6, 6 + members):
        user = User.objects.create_user(f"more-{order}", None, name=f"员{order}")
        Membership(
            group=cast.group,
            term=cast.term,
            user=user,
            post="member",
            protocol_order=order,
            since=date(2021, 7, 1),
        ).save()
    session = planned(cast, today(), hour=23)
    for seat in Membership.objects.filter(group=cast.group).select_related("user"):
        actions.check_in(session, seat, by=cast.user("clerk"), at=timezone.now())
    client = browse("clerk")
    client.get(url(cast, "session_detail", session.pk))
    with CaptureQueriesContext(connection) as queries:
        read(client.get(url(cast, "session_detail", session.pk)))
    assert len(queries) <= 40
