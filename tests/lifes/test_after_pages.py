"""Do the pages of the session and after it show what is there, lead on, and keep from others what is not theirs?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lifes import actions
from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from members.procedure.record import NotPermitted, Refused, refusals
from tests.cast import SEATS, Cast, make_body
from tests.lifes.test_before_pages import many
from tests.lifes.test_session import LATER, measure
from tests.lifes.year import BEFORE, START, TEXTS, begun, opened, prepared, spoken

pytestmark = pytest.mark.django_db
CLOSED_AT = START + timedelta(hours=3)


@pytest.fixture
def cast(db: Any) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day of the session, for the pages."""
    monkeypatch.setattr("members.access.localdate", START.date)
    return START.date()


def browser(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"lifes:{name}", args=["yunling", *args])


def page(cast: Cast, who: str, name: str, *args: object) -> str:
    answer = browser(cast, who).get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def held(cast: Cast, present: str = "sdabc") -> DemocraticLifeMeeting:
    life = opened(cast, present)
    for name in set("sdabc") - set(present):
        actions.read_statement(life, cast.seats[name], "书面发言", by=cast.user("recorder"), at=START)
    spoken(cast, life, present)
    return actions.close_session(life, by=cast.user("s"), at=CLOSED_AT)


def code_of(error: pytest.ExceptionInfo[Any]) -> str:
    return str(refusals(error.value)[0].code)


# -- session ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("present", "code"), [("sda", "quorum_not_met"), ("sdab", "")])
def test_the_button_says_what_the_act_says_7_3_a(cast: Cast, present: str, code: str) -> None:
    life = prepared(cast)
    for name in present:
        actions.sign_in(life, cast.seats[name], by=cast.user("recorder"), at=START)
    shown = page(cast, "s", "session_detail", life.pk)
    form = shown.split(f'action="{url("session_open", life.pk)}"')
    assert (len(form) == 2) is (code == "")
    assert ('data-code="quorum_not_met"' in shown) is (code != "")
    answer = browser(cast, "s").post(url("session_open", life.pk))
    assert answer.status_code == (422 if code else 302)


def test_another_member_is_told_who_presides_7_3_a(cast: Cast) -> None:
    life = prepared(cast)
    for name in "sdab":
        actions.sign_in(life, cast.seats[name], by=cast.user("recorder"), at=START)
    assert 'data-code="not_authorised_to_preside"' in page(cast, "a", "session_detail", life.pk)


def test_sign_in_is_on_the_day_and_by_the_recorder_7_3_a(cast: Cast) -> None:
    life = prepared(cast)
    with pytest.raises(Refused) as error:
        actions.sign_in(life, cast.seats["a"], by=cast.user("recorder"), at=START - timedelta(days=1))
    assert code_of(error) == "not_the_day"
    address = url("session_in", life.pk, cast.seats["a"].pk)
    # The clerk has the power, but does not read the session: for him it does not exist.
    assert browser(cast, "clerk").post(address).status_code == 404
    assert browser(cast, "a").post(address).status_code == 403


def test_the_clerk_reads_and_writes_only_as_the_recorder_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    for name in ("session_criticism", "session_statement"):
        assert browser(cast, "clerk").get(url(name, life.pk)).status_code == 404
    assert browser(cast, "clerk").post(url("session_measures", life.pk)).status_code == 404
    assert browser(cast, "clerk").get(url("session_detail", life.pk)).status_code == 404
    actions.assign_recorder(life, cast.user("clerk"), by=cast.user("clerk"), at=START)
    assert browser(cast, "clerk").get(url("session_detail", life.pk)).status_code == 200
    assert browser(cast, "clerk").post(url("session_measures", life.pk)).status_code == 302
    life.refresh_from_db()
    assert life.measures_presented_at is not None


def test_without_a_recorder_the_page_asks_for_one_7_3_b(cast: Cast) -> None:
    life = prepared(cast)
    assert "尚未指定记录人" not in page(cast, "s", "session_detail", life.pk)
    life.recorder = None
    life.save()
    assert "尚未指定记录人" in page(cast, "s", "session_detail", life.pk)


def test_a_member_writes_down_his_own_words_alone_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    actions.present_last_measures(life, by=cast.user("recorder"), at=START)
    client, address = browser(cast, "a"), url("session_criticism", life.pk)
    form = client.get(address).context["form"]
    assert list(form.fields["speaker"].queryset) == [cast.seats["a"]]
    asked = {"kind": "self_criticism", "speaker": cast.seats["b"].pk, "text": "他不好"}
    assert client.post(address, asked).status_code == 422
    assert client.post(address, asked | {"speaker": cast.seats["a"].pk}).status_code == 302
    assert [(one.speaker, one.entered_by) for one in life.criticisms.all()] == [
        (cast.seats["a"], cast.user("a"))
    ]


def test_holes_lead_the_recorder_to_the_form_and_a_member_to_his_own_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    spoken(cast, life)
    hole = f"speaker={cast.seats['a'].pk}&amp;target={cast.seats['s'].pk}"
    others = f"speaker={cast.seats['b'].pk}&amp;target={cast.seats['s'].pk}"
    seen = page(cast, "recorder", "session_detail", life.pk)
    assert hole in seen
    assert others in seen
    seen = page(cast, "a", "session_detail", life.pk)
    assert hole in seen
    assert others not in seen
    address = f"{url('session_criticism', life.pk)}?{hole.replace('&amp;', '&')}&kind=criticism"
    form = browser(cast, "recorder").get(address).context["form"]
    assert (form["kind"].value(), form["target"].value()) == ("criticism", str(cast.seats["s"].pk))
    assert browser(cast, "recorder").get(address + "&target=x&speaker=%00").status_code == 200


def test_who_is_next_is_the_secretary_first_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    actions.present_last_measures(life, by=cast.user("recorder"), at=START)
    shown = page(cast, "recorder", "session_detail", life.pk)
    following = shown.split("下一位")[0].rsplit("<tr>", 1)[1]
    assert cast.user("s").name in following
    actions.record_criticism(
        life, "self_criticism", cast.seats["s"], None, TEXTS["s"], by=cast.user("recorder"), at=START
    )
    shown = page(cast, "recorder", "session_detail", life.pk)
    assert cast.user("d").name in shown.split("下一位")[0].rsplit("<tr>", 1)[1]


def test_an_absent_member_is_criticised_once_his_statement_was_read_7_3_a(cast: Cast) -> None:
    life, recorder = opened(cast, "sdab"), cast.user("recorder")
    spoken(cast, life, "sdab")
    words = (life, "criticism", cast.seats["a"], cast.seats["c"], "多下社区")
    with pytest.raises(Refused) as error:
        actions.record_criticism(*words, by=recorder, at=LATER)
    assert code_of(error) == "self_criticism_first"
    assert "缺席且未宣读书面发言" in page(cast, "s", "session_detail", life.pk)
    with pytest.raises(Refused) as error:
        actions.read_statement(life, cast.seats["c"], "书面发言", by=cast.user("clerk"), at=LATER)
    assert code_of(error) == "proxy_not_allowed"
    actions.read_statement(life, cast.seats["c"], "书面发言", by=recorder, at=LATER)
    actions.record_criticism(*words, by=recorder, at=LATER)
    shown = page(cast, "s", "session_detail", life.pk)
    assert "缺席且未宣读书面发言" not in shown
    assert "书面发言" in shown
    assert "多下社区" in shown


def test_an_absent_member_is_told_and_nobody_else_7_3_a(cast: Cast) -> None:
    life, clerk = held(cast, "sdab"), cast.user("clerk")
    assert [seat.pk for seat in life.untold()] == [cast.seats["c"].pk]
    assert "尚未反馈" in page(cast, "clerk", "stage_detail", life.pk, "report")
    with pytest.raises(Refused) as error:
        actions.give_feedback(life, cast.seats["a"], date(2026, 1, 15), "当面", by=clerk, at=LATER)
    assert code_of(error) == "was_present"
    with pytest.raises(Refused) as error:
        actions.give_feedback(life, cast.seats["c"], date(2026, 1, 13), "当面", by=clerk, at=LATER)
    assert code_of(error) == "told_too_early"
    address = url("life_feedback", life.pk)
    answer = browser(cast, "clerk").post(
        address, {"member": cast.seats["c"].pk, "given_on": "2026-01-15", "way": "当面"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == url("stage_detail", life.pk, "report")
    assert life.untold() == []
    assert browser(cast, "clerk").get(address).status_code == 404
    assert browser(cast, "a").get(address).status_code == 403


def test_last_years_measures_are_presented_once_with_their_figures_7_4_b(cast: Cast) -> None:
    first = held(cast)
    entry = first.entries.get(verb="present_last_measures")
    assert entry.facts == {"first_round": True}
    done, left = measure(cast, first, "a", text="甲措施"), measure(cast, first, "b", text="乙措施")
    actions.claim_done(done, "台账", by=cast.user("a"), at=LATER)
    actions.confirm_measure(done, by=cast.user("s"), at=LATER)
    following = begun(cast, 2026, planned_on=date(2027, 1, 12))
    actions.carry_over(following, by=cast.user("clerk"), at=LATER)
    left.refresh_from_db()
    assert left.state == "carried"
    with pytest.raises(Refused):
        actions.report_measure(left, "还在做", by=cast.user("b"), at=LATER)
    assert RectificationMeasure.objects.unfinished().get().carried_from == left
    assert not left.is_overdue(date(2030, 1, 1))
    assert following.last_round() == first
    assert first.last_round() is None


def test_the_session_shows_last_years_measures_7_4_b(cast: Cast) -> None:
    last = held(cast)
    measure(cast, last, "b", text="每月下乡两次")
    life = prepared(cast, 2026, planned_on=date(2026, 3, 10))
    at = START + timedelta(days=55)
    for name in "sdab":
        actions.sign_in(life, cast.seats[name], by=cast.user("recorder"), at=at)
    actions.open_session(life, by=cast.user("s"), at=at)
    assert "每月下乡两次" in page(cast, "a", "session_detail", life.pk)
    assert browser(cast, "recorder").post(url("session_measures", life.pk)).status_code == 302
    facts = life.entries.get(verb="present_last_measures").facts
    assert (facts["measures"], facts["unfinished"]) == (1, 1)
    with pytest.raises(Refused) as error:
        actions.present_last_measures(life, by=cast.user("recorder"), at=at)
    assert code_of(error) == "measures_presented"


# -- rectification ---------------------------------------------------------------------------------


def test_a_problem_leads_to_its_measure_on_its_own_list_7_4_a(cast: Cast) -> None:
    life = held(cast)
    problem = actions.list_problem(
        life, membership=cast.seats["a"], text="走访少", source="self_found", by=cast.user("a"), at=LATER
    )
    shown = page(cast, "a", "stage_detail", life.pk, "rectification")
    assert "尚无整改措施的问题" in shown
    assert "还有1个问题没有整改措施" in shown
    assert f"?problem={problem.pk}" in shown
    assert f"?problem={problem.pk}" not in page(cast, "b", "stage_detail", life.pk, "rectification")
    client, address = browser(cast, "a"), url("life_measure", life.pk)
    form = client.get(f"{address}?problem={problem.pk}").context["form"]
    assert form.initial == {
        "owner": cast.seats["a"].pk,
        "problem": problem.pk,
        "membership": cast.seats["a"].pk,
    }
    assert client.get(f"{address}?problem=99999999999999999999").status_code == 200
    typed = {"problem": problem.pk, "text": "每月两次", "owner": cast.seats["a"].pk, "due_on": "2026-06-30"}
    assert client.post(address, typed).status_code == 302
    assert problem.measures.get().membership == cast.seats["a"]
    assert "尚无整改措施的问题" not in page(cast, "a", "stage_detail", life.pk, "rectification")
    wrong = typed | {"membership": cast.seats["b"].pk}
    answer = browser(cast, "clerk").post(address, wrong)
    assert answer.status_code == 422
    assert "不在同一份清单" in answer.content.decode()


def test_nobody_plans_on_the_list_of_another_7_4_a(cast: Cast) -> None:
    life = begun(cast)
    fields = {
        "membership": cast.seats["b"],
        "owner": cast.seats["b"],
        "problem_text": "到基层少",
        "text": "每月两次",
        "due_on": date(2026, 6, 30),
    }
    with pytest.raises(NotPermitted):
        actions.plan_measure(life, by=cast.user("a"), at=BEFORE, **fields)
    assert not RectificationMeasure.objects.exists()
    for who in ("b", "s", "clerk"):
        actions.plan_measure(life, by=cast.user(who), at=BEFORE, **fields)
    assert RectificationMeasure.objects.count() == 3


def test_the_list_tells_what_is_overdue_and_whose_it_is_7_4_b(cast: Cast) -> None:
    life = held(cast)
    tomorrow = timezone.localdate() + timedelta(days=1)
    measure(cast, life, "a", text="逾期的措施", due_on=timezone.localdate() - timedelta(days=1))
    measure(cast, life, "b", text="正常的措施", due_on=tomorrow)
    actions.plan_measure(
        life,
        by=cast.user("clerk"),
        at=LATER,
        text="班子的措施",
        problem_text="会议多",
        owner=cast.seats["d"],
        due_on=tomorrow,
    )
    asked = {
        "": {"逾期的措施", "正常的措施", "班子的措施"},
        "?due=overdue": {"逾期的措施"},
        "?due=mine": {"逾期的措施"},
        "?list_of=body": {"班子的措施"},
        "?list_of=members": {"逾期的措施", "正常的措施"},
        "?state=confirmed": set(),
    }
    for query, expected in asked.items():
        rows = browser(cast, "a").get(url("measure_list") + query).context["page"].object_list
        assert {one.text for one in rows} == expected, query
    assert (
        page(cast, "inspector", "measure_list").count("已逾期") == 2
    )  # the row and the choice of the filter


# -- report ----------------------------------------------------------------------------------------


def test_the_report_says_by_when_and_to_whom_7_4_a(cast: Cast) -> None:
    life, clerk = held(cast), browser(cast, "clerk")
    shown = page(cast, "clerk", "stage_detail", life.pk, "report")
    assert "2026-01-29" in shown
    assert "尚未报送" in shown
    assert "会议材料清单" in shown
    address = url("life_report", life.pk)
    assert clerk.get(address).context["form"].initial["to"] == cast.group.superior
    assert clerk.post(address, {"sent_on": "2026-01-13"}).status_code == 422
    assert clerk.post(address, {"sent_on": "2026-01-20", "number": "4号"}).status_code == 302
    life.refresh_from_db()
    assert (life.report_to, life.report_number) == (cast.group.superior, "4号")
    notice = url("life_notice", life.pk)
    assert clerk.post(notice, {"given_on": "2026-01-13", "to": "机关"}).status_code == 422
    assert clerk.post(notice, {"given_on": "2026-01-21", "to": "机关"}).status_code == 302
    assert life.entries.get(verb="give_notice_of_life").facts["notice_range"] == "机关"


# -- desk ------------------------------------------------------------------------------------------


def waiting(cast: Cast, who: str) -> str:
    return browser(cast, who).get(url("work_waiting")).content.decode()


def test_on_its_day_the_desk_leads_to_the_session_7_3_a(cast: Cast, today: date) -> None:
    prepared(cast)
    for who in ("s", "a", "recorder"):
        assert "民主生活会今日召开" in waiting(cast, who), who
    for who in ("clerk", "inspector"):
        assert "民主生活会今日召开" not in waiting(cast, who), who


def test_after_the_session_the_desk_reminds_the_secretariat_7_3_a_7_4_a(cast: Cast) -> None:
    life = held(cast, "sdab")
    actions.list_problem(
        life, membership=cast.seats["a"], text="走访少", source="self_found", by=cast.user("a"), at=LATER
    )
    wanted = (
        "报送会议情况报告",
        "向缺席成员反馈批评意见",
        "通报民主生活会情况",
        "为查摆出的问题制定整改措施",
    )
    told = waiting(cast, "clerk")
    assert all(words in told for words in wanted)
    assert "01-29" in told
    assert not any(words in waiting(cast, "a") for words in wanted)
    clerk = cast.user("clerk")
    actions.report_life(life, date(2026, 1, 20), by=clerk, at=LATER)
    actions.give_feedback(life, cast.seats["c"], date(2026, 1, 20), "当面", by=clerk, at=LATER)
    actions.give_notice_of_life(life, date(2026, 1, 20), "机关", by=clerk, at=LATER)
    measure(cast, life, "a", problem=life.problems.get(), problem_text="")
    told = waiting(cast, "clerk")
    assert not any(words in told for words in wanted)


def test_what_is_said_to_be_done_waits_for_who_confirms_it_7_4_b(cast: Cast) -> None:
    life = begun(cast)
    for who in "sa":
        one = measure(cast, life, who, text=f"措施{who}")
        actions.claim_done(one, "台账", by=cast.user(who), at=LATER)
    seen = {who: {text for text in ("措施s", "措施a") if text in waiting(cast, who)} for who in "sdb"}
    assert seen == {"s": {"措施a"}, "d": {"措施s"}, "b": set()}


# -- as many questions -------------------------------------------------------------------------------


def test_the_list_of_measures_asks_as_often_for_300_rows_as_for_one(cast: Cast) -> None:
    measure(cast, begun(cast), "a")
    client, address = browser(cast, "s"), url("measure_list")
    client.get(address)
    found = []
    for more in (0, 2, 297):
        if more:
            many(RectificationMeasure, more)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        found.append(len(queries))
    assert answer.context["page"].paginator.count == 300
    assert len(set(found)) == 1, found
    assert client.get(address + "?format=xlsx").status_code == 200


def test_the_session_asks_as_often_for_many_words_as_for_few(cast: Cast) -> None:
    life = opened(cast)
    actions.present_last_measures(life, by=cast.user("recorder"), at=START)
    client, address = browser(cast, "a"), url("session_detail", life.pk)
    actions.record_criticism(
        life, "self_criticism", cast.seats["s"], None, TEXTS["s"], by=cast.user("recorder"), at=START
    )
    client.get(address)
    found = []
    for again in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found.append(len(queries))
        if not again:
            spoken(cast, life, "dabc")
    assert found[0] == found[1]
