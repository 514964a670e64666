"""The session and what follows: quorum, order, holes, the lock, measures and what next year takes over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lifes import actions
from lifes.models import Criticism, RectificationMeasure, TextQuestion
from members.procedure.record import NotPermitted, Refused, refusals
from tests.cast import SEATS, Cast, make_body
from tests.lifes.year import BEFORE, START, begun, opened, prepared, spoken

pytestmark = pytest.mark.django_db
LATER = START + timedelta(hours=3)


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def measure(cast: Cast, life, who: str = "a", **more) -> RectificationMeasure:
    fields = {
        "membership": cast.seats[who],
        "problem_text": "到基层少",
        "text": "每月下基层两次",
        "owner": cast.seats[who],
        "due_on": date(2026, 6, 30),
    } | more
    return actions.plan_measure(life, by=cast.user(who), at=LATER, **fields)


def test_three_of_five_do_not_open_and_four_do_7_3_a(cast: Cast) -> None:
    life = prepared(cast)
    for name in "sda":
        actions.sign_in(life, cast.seats[name], by=cast.user("recorder"), at=START)
    with pytest.raises(Refused) as error:
        actions.open_session(life, by=cast.user("s"), at=START)
    assert (code_of(error), dict(error.value.figures)) == (
        "quorum_not_met",
        {"present": 3, "base": 5, "needed": 4},
    )
    actions.sign_in(life, cast.seats["b"], by=cast.user("recorder"), at=START)
    actions.open_session(life, by=cast.user("s"), at=START)
    assert (life.state, life.chair) == ("open", cast.seats["s"])


def test_the_secretary_presides_7_3_a(cast: Cast) -> None:
    life = prepared(cast)
    for name in "sdabc":
        actions.sign_in(life, cast.seats[name], by=cast.user("recorder"), at=START)
    with pytest.raises(Refused) as error:
        actions.open_session(life, by=cast.user("a"), at=START)
    assert code_of(error) == "not_authorised_to_preside"


def test_it_cannot_be_opened_once_an_outline_is_taken_back_7_2_d(cast: Cast) -> None:
    life = prepared(cast)
    actions.back_to_preparing(life, by=cast.user("clerk"), at=BEFORE)
    with pytest.raises(Refused) as error:
        actions.open_session(life, by=cast.user("s"), at=START)
    assert code_of(error) == "wrong_state"


def test_last_years_measures_come_first_7_4_b(cast: Cast) -> None:
    life, recorder = opened(cast), cast.user("recorder")
    with pytest.raises(Refused) as error:
        actions.record_criticism(life, "self_criticism", cast.seats["s"], None, "我", by=recorder, at=START)
    assert code_of(error) == "measures_first"
    spoken(cast, life)
    assert Criticism.objects.filter(kind="self_criticism").count() == 5


def test_words_are_ones_own_or_the_recorders_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    actions.present_last_measures(life, by=cast.user("recorder"), at=START)
    actions.record_criticism(life, "self_criticism", cast.seats["s"], None, "我", by=cast.user("s"), at=START)
    for who in ("a", "inspector"):
        with pytest.raises(Refused) as error:
            actions.record_criticism(
                life, "self_criticism", cast.seats["d"], None, "他", by=cast.user(who), at=START
            )
        assert code_of(error) == "proxy_not_allowed"
    entry = life.entries.filter(verb="record_criticism").get()
    assert "我" not in repr(entry.facts)


def test_closing_needs_everybodys_self_criticism_and_locks_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    actions.present_last_measures(life, by=cast.user("recorder"), at=START)
    with pytest.raises(Refused) as error:
        actions.close_session(life, by=cast.user("s"), at=LATER)
    assert code_of(error) == "self_criticism_missing"
    spoken(cast, life)
    with pytest.raises(Refused):
        actions.close_session(life, by=cast.user("d"), at=LATER)
    actions.close_session(life, by=cast.user("s"), at=LATER)
    assert not life.attendance.filter(out_at=None).exists()
    with pytest.raises(Refused) as error:
        actions.record_criticism(
            life, "criticism", cast.seats["a"], cast.seats["b"], "补", by=cast.user("recorder"), at=LATER
        )
    assert code_of(error) == "wrong_state"


def test_an_absent_members_statement_and_what_he_is_told_7_3_a(cast: Cast) -> None:
    life, recorder = opened(cast, "sdab"), cast.user("recorder")
    with pytest.raises(Refused) as error:
        actions.read_statement(life, cast.seats["a"], "我在场", by=recorder, at=START)
    assert code_of(error) == "is_present"
    actions.read_statement(life, cast.seats["c"], "书面发言", by=recorder, at=START)
    spoken(cast, life, "sdab")
    actions.close_session(life, by=cast.user("s"), at=LATER)
    actions.give_feedback(life, cast.seats["c"], date(2026, 1, 20), "当面告知", by=recorder, at=LATER)
    assert life.feedback.get().membership == cast.seats["c"]


def test_identical_criticisms_raise_a_question_7_3_b(cast: Cast) -> None:
    life, recorder = opened(cast), cast.user("recorder")
    spoken(cast, life)
    words = "希望今后多深入基层一线，及时回应群众反映的突出问题，工作方法更灵活一些。"
    for who in "bc":
        actions.record_criticism(
            life, "criticism", cast.seats[who], cast.seats["a"], words, by=recorder, at=LATER
        )
    question = TextQuestion.objects.get(percent=100)
    assert (question.about, question.kind) == (cast.seats["c"], "criticism")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"owner": None}, "owner_missing"),
        ({"due_on": None}, "due_missing"),
        ({"problem_text": ""}, "problem_missing"),
    ],
)
def test_a_measure_without_owner_day_or_problem_is_refused_7_4_a(cast: Cast, change, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        measure(cast, begun(cast), **change)
    assert code_of(error) == code
    assert not RectificationMeasure.objects.exists()


def test_a_measure_closes_with_evidence_and_the_secretarys_confirmation_7_4_b(cast: Cast) -> None:
    one = measure(cast, begun(cast))
    with pytest.raises(Refused) as error:
        actions.claim_done(one, " ", by=cast.user("a"), at=LATER)
    assert code_of(error) == "evidence_missing"
    with pytest.raises(NotPermitted):
        actions.report_measure(one, "代报", by=cast.user("b"), at=LATER)
    actions.report_measure(one, "已下乡两次", by=cast.user("a"), at=LATER)
    actions.claim_done(one, "下乡台账", by=cast.user("a"), at=LATER)
    with pytest.raises(NotPermitted):
        actions.confirm_measure(one, by=cast.user("a"), at=LATER)
    actions.confirm_measure(one, by=cast.user("s"), at=LATER)
    assert (one.state, one.confirmed_by) == ("confirmed", cast.user("s"))
    with pytest.raises(Refused) as error:
        actions.reopen_measure(one, "", by=cast.user("s"), at=LATER)
    assert code_of(error) == "reason_required"
    actions.reopen_measure(one, "反弹", by=cast.user("s"), at=LATER)
    assert (one.state, one.confirmed_by) == ("open", None)


def test_the_secretarys_own_measure_is_confirmed_by_the_deputy_7_4_b(cast: Cast) -> None:
    one = measure(cast, begun(cast), "s")
    actions.claim_done(one, "台账", by=cast.user("s"), at=LATER)
    with pytest.raises(Refused) as error:
        actions.confirm_measure(one, by=cast.user("s"), at=LATER)
    assert code_of(error) == "own_measure"
    actions.confirm_measure(one, by=cast.user("d"), at=LATER)
    assert one.state == "confirmed"


def test_what_is_unfinished_opens_next_years_list_7_4_b(cast: Cast) -> None:
    life = opened(cast)
    spoken(cast, life)
    done, left = measure(cast, life, "a"), measure(cast, life, "b")
    actions.claim_done(done, "台账", by=cast.user("a"), at=LATER)
    actions.confirm_measure(done, by=cast.user("s"), at=LATER)
    actions.close_session(life, by=cast.user("s"), at=LATER)
    following = begun(cast, 2026, planned_on=date(2026, 12, 20))
    (carried,) = actions.carry_over(following, by=cast.user("clerk"), at=LATER)
    assert (carried.carried_from, carried.problem.source) == (left, "previous_round")
    assert actions.carry_over(following, by=cast.user("clerk"), at=LATER) == []


def test_a_late_report_is_warned_about_7_4_a(cast: Cast) -> None:
    life = opened(cast)
    spoken(cast, life)
    actions.close_session(life, by=cast.user("s"), at=LATER)
    with pytest.raises(Refused) as error:
        actions.report_life(life, date(2026, 1, 13), by=cast.user("clerk"), at=LATER)
    assert code_of(error) == "report_too_early"
    actions.report_life(life, date(2026, 2, 1), "某政党组发〔2026〕3号", by=cast.user("clerk"), at=LATER)
    assert life.entries.get(verb="report_life").facts["warned"] == ["report_late"]
    actions.give_notice_of_life(life, date(2026, 2, 2), "机关各党支部", by=cast.user("clerk"), at=LATER)
    assert life.state == "reported"
