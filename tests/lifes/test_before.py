"""From the theme to readiness: what is refused, what is warned about, who sees what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lifes import actions
from lifes.models import DemocraticLifeMeeting, HeartTalk, Opinion, OutlineVersion, Problem, TextQuestion
from members.procedure.record import NotPermitted, Refused, refusals
from tests.cast import SEATS, Cast, make_body
from tests.lifes.year import BEFORE, DAY, TEXTS, begun, heard, outlined, prepared, round_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def test_one_a_year_and_a_special_one_with_its_reason_7_1_b(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(ValidationError) as error:
        begun(cast)
    assert code_of(error) == "life_exists"
    begun(cast, special_reason="专题民主生活会")
    assert DemocraticLifeMeeting.objects.count() == 2


def test_a_given_up_meeting_frees_its_year_7_1_b(cast: Cast) -> None:
    life = begun(cast)
    with pytest.raises(Refused) as error:
        actions.cancel_life(life, "", by=cast.user("clerk"), at=BEFORE)
    assert code_of(error) == "reason_required"
    actions.cancel_life(life, "重新安排", by=cast.user("clerk"), at=BEFORE)
    begun(cast)


def test_postponing_needs_consent_7_1_b(cast: Cast) -> None:
    life = begun(cast)
    with pytest.raises(Refused) as error:
        actions.postpone_life(life, "", by=cast.user("clerk"), at=BEFORE)
    assert code_of(error) == "consent_required"
    assert life.state == "preparing"
    actions.postpone_life(life, "县委组织部复函", by=cast.user("clerk"), at=BEFORE)
    actions.resume_preparing(life, by=cast.user("clerk"), at=BEFORE)
    assert (life.state, life.postponed_paper) == ("preparing", "县委组织部复函")


def test_a_late_plan_is_warned_about_and_the_entry_says_so_7_1_a(cast: Cast) -> None:
    life = begun(cast)
    actions.submit_plan(life, DAY - timedelta(days=3), by=cast.user("clerk"), at=BEFORE)
    assert life.entries.get(verb="submit_plan").facts["warned"] == ["plan_late"]


def test_not_ready_while_an_outline_is_missing_7_2_d(cast: Cast) -> None:
    life, clerk = begun(cast), cast.user("clerk")
    for step, code in (
        (lambda: actions.link_study(life, "学习", date(2025, 12, 3), by=clerk, at=BEFORE), "not_studied"),
        (lambda: heard(cast, life), "no_opinions_sought"),
        (lambda: outlined(cast, life, "sdab"), "outlines_missing"),
    ):
        with pytest.raises(Refused) as error:
            actions.declare_ready(life, by=clerk, at=BEFORE)
        assert code_of(error) == code
        step()
    with pytest.raises(Refused) as error:
        actions.declare_ready(life, by=clerk, at=BEFORE)
    assert error.value.figures["names"] == "成员c"
    outlined(cast, life, "c")
    actions.declare_ready(life, by=clerk, at=BEFORE)
    assert life.state == "ready"
    assert "talks_missing" in life.entries.get(verb="declare_ready").facts["warned"]


def test_an_outline_returned_and_approved_keeps_its_versions_7_2_d(cast: Cast) -> None:
    life, author = begun(cast), cast.user("a")
    outline = actions.begin_outline(life, by=author, at=BEFORE)
    with pytest.raises(Refused) as error:
        actions.submit_outline(outline, by=author, at=BEFORE)
    assert code_of(error) == "outline_empty"
    actions.write_outline(outline, "初稿", by=author, at=BEFORE)
    actions.submit_outline(outline, by=author, at=BEFORE)
    with pytest.raises(NotPermitted):
        actions.approve_outline(outline, by=cast.user("clerk"), at=BEFORE)
    with pytest.raises(Refused) as error:
        actions.return_outline(outline, " ", by=cast.user("s"), at=BEFORE)
    assert code_of(error) == "reason_required"
    actions.return_outline(outline, "问题查摆要具体", by=cast.user("s"), at=BEFORE)
    actions.write_outline(outline, "修改稿", by=author, at=BEFORE)
    actions.submit_outline(outline, by=author, at=BEFORE)
    actions.approve_outline(outline, by=cast.user("s"), at=BEFORE)
    assert list(OutlineVersion.objects.values_list("number", "text")) == [(1, "初稿"), (2, "修改稿")]
    with pytest.raises(Refused) as error:
        actions.write_outline(outline, "再改", by=author, at=BEFORE)
    assert code_of(error) == "wrong_state"


def test_nobody_writes_anothers_outline_7_2_d(cast: Cast) -> None:
    outline = actions.begin_outline(begun(cast), by=cast.user("a"), at=BEFORE)
    for who in ("s", "b", "clerk", "inspector"):
        with pytest.raises(NotPermitted):
            actions.write_outline(outline, "代写", by=cast.user(who), at=BEFORE)


def test_outlines_that_are_alike_raise_a_question_7_2_c(cast: Cast) -> None:
    last = prepared(cast, year=2024, planned_on=date(2025, 1, 10))
    life = begun(cast)
    outlined(cast, life, "a")
    question = TextQuestion.objects.get(life=life)
    assert (question.about, question.percent) == (cast.seats["a"], 100)
    assert str(last.life_year) in question.other
    with pytest.raises(Refused) as error:
        actions.answer_likeness(life, question, "", by=cast.user("s"), at=BEFORE)
    assert code_of(error) == "reason_required"
    actions.answer_likeness(life, question, "已要求重写", by=cast.user("s"), at=BEFORE)
    assert TextQuestion.objects.get(life=life).finding == "已要求重写"


def test_problems_are_ones_own_and_the_bodys_the_secretariats_7_2_c(cast: Cast) -> None:
    life = begun(cast)
    own = actions.list_problem(
        life, membership=cast.seats["a"], text="到基层少", source="self_found", by=cast.user("a"), at=BEFORE
    )
    for who, seat in (("b", "a"), ("clerk", "a"), ("a", None)):
        with pytest.raises(NotPermitted):
            actions.list_problem(
                life,
                membership=cast.seats[seat] if seat else None,
                text="代列",
                source="superior",
                by=cast.user(who),
                at=BEFORE,
            )
    actions.list_problem(
        life, membership=None, text="班子问题", source="solicited", by=cast.user("clerk"), at=BEFORE
    )
    actions.remove_problem(own, by=cast.user("a"), at=BEFORE)
    assert Problem.objects.filter(removed=False).count() == 1


def test_opinions_are_read_by_whom_they_concern_once_fed_back_7_2_a(cast: Cast) -> None:
    life, clerk = begun(cast), cast.user("clerk")
    made = round_of(cast, life)
    actions.close_round(made, by=clerk, at=BEFORE)
    actions.sort_opinion(made, "多下乡", cast.seats["a"], by=clerk, at=BEFORE)
    actions.sort_opinion(made, "班子团结", None, by=clerk, at=BEFORE)
    seen = {who: Opinion.objects.visible_to(cast.user(who), cast.group).count() for who in "ab"}
    assert seen == {"a": 0, "b": 0}
    assert actions.feed_back(made, by=clerk, at=BEFORE) == 2
    seen = {who: Opinion.objects.visible_to(cast.user(who), cast.group).count() for who in "ab"}
    assert seen == {"a": 2, "b": 1}
    assert cast.user("a").notifications.filter(kind="opinions_fed_back").count() == 1


def test_a_round_takes_in_no_more_than_was_handed_out_and_nothing_when_closed_7_2_a(cast: Cast) -> None:
    made = round_of(cast, begun(cast), forms_sent=2)
    for _number in range(2):
        actions.take_in(made, day=BEFORE.date(), opinion="意见")
    with pytest.raises(Refused) as error:
        actions.take_in(made, day=BEFORE.date(), opinion="第三份")
    assert code_of(error) == "round_full"
    actions.close_round(made, by=cast.user("clerk"), at=BEFORE)
    assert made.entries.get(verb="close_round").facts == {"returned": 2, "sent": 2}
    with pytest.raises(Refused) as error:
        actions.take_in(made, day=BEFORE.date(), opinion="迟到")
    assert code_of(error) == "round_closed"


def test_the_channel_of_all_the_year_needs_no_meeting_10_1_b(cast: Cast) -> None:
    made = round_of(cast, None, title="群众意见箱")
    actions.take_in(made, day=BEFORE.date(), opinion="办事窗口午间无人")
    assert made.forms.count() == 1


def test_a_talk_is_between_two_of_the_body_7_2_a(cast: Cast) -> None:
    for fields in ({"second": cast.seats["s"]}, {}, {"second": cast.seats["a"], "second_name": "某局长"}):
        with pytest.raises(ValidationError):
            actions.keep_talk(cast.group, held_on=DAY, by=cast.user("s"), at=BEFORE, **fields)
    actions.keep_talk(
        cast.group, held_on=DAY, second_name="某局长", kind="reminder", by=cast.user("s"), at=BEFORE
    )
    assert HeartTalk.objects.count() == 1


def test_what_was_said_is_nowhere_in_the_journal_10_4_c(cast: Cast) -> None:
    secret = "只有两人知道的话"
    talk = actions.keep_talk(
        cast.group, held_on=DAY, second=cast.seats["a"], topics=secret, by=cast.user("s"), at=BEFORE
    )
    actions.edit_talk(talk, agreed=secret, by=cast.user("a"), at=BEFORE)
    assert secret not in repr([entry.facts for entry in talk.entries.all()])
    for who in ("b", "clerk", "recorder", "inspector", "system_admin"):
        assert not HeartTalk.objects.visible_to(cast.user(who), cast.group).exists()
        with pytest.raises(NotPermitted):
            actions.edit_talk(talk, agreed="改", by=cast.user(who), at=BEFORE)


def test_texts_of_the_cast_are_not_alike() -> None:
    """Otherwise the tests above would ask questions nobody meant."""
    assert len(set(TEXTS.values())) == 5
