"""Regulations, units, addressees, activities and statements: their acts and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from meetings import actions as meeting_actions
from meetings.models import Decision
from members.procedure.record import NotPermitted, Refused, refusals
from reports.registers.actions import kept as kept_actions
from reports.registers.actions import regulations as register_actions
from reports.registers.models.regulations import Regulation, RegulationReview
from reports.registers.models.units import AddresseeSnapshot, SubordinateUnit
from tests.cast import SEATS, START, Cast, make_body, make_sitting
from votes import actions as vote_actions

pytestmark = pytest.mark.django_db
DAY = START.date()


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def decision(cast: Cast) -> Decision:
    sitting = make_sitting(cast)
    item = sitting.discuss(2)
    vote = vote_actions.open_vote(item, "show_of_hands", by=cast.user("s"), at=sitting.tick()).vote
    vote_actions.cast_for_all(vote, "approve", {}, by=cast.user("clerk"), at=sitting.tick())
    vote_actions.close_vote(vote, by=cast.user("s"), at=sitting.tick())
    return Decision.objects.get()


def drafted(cast: Cast, title: str = "公务接待管理办法", **more) -> Regulation:
    fields = {"title": title, "kind": "conduct"} | more
    return register_actions.draft_regulation(cast.group, by=cast.user("clerk"), at=START, **fields)


def issued(
    cast: Cast, decision: Decision, title: str = "公务接待管理办法", number: str = "1号"
) -> Regulation:
    made = drafted(cast, title)
    register_actions.adopt_regulation(made, decision, by=cast.user("clerk"), at=START)
    return register_actions.issue_regulation(made, number, DAY, by=cast.user("clerk"), at=START)


def test_only_the_desk_keeps_the_registers_4_3_7(cast: Cast):
    with pytest.raises(NotPermitted):
        register_actions.draft_regulation(cast.group, title="x", kind="other", by=cast.user("a"), at=START)
    with pytest.raises(NotPermitted):
        register_actions.edit_regulation(drafted(cast), title="y", by=cast.user("recorder"), at=START)


def test_a_regulation_is_adopted_issued_reviewed_4_3_7(cast: Cast, decision: Decision):
    clerk, made = cast.user("clerk"), drafted(cast)
    with pytest.raises(Refused) as error:
        register_actions.adopt_regulation(made, None, by=clerk, at=START)
    assert code_of(error) == "decision_required"
    with pytest.raises(Refused) as error:
        register_actions.issue_regulation(made, "1号", DAY, by=clerk, at=START)
    assert code_of(error) == "wrong_state"
    register_actions.adopt_regulation(made, decision, by=clerk, at=START)
    register_actions.issue_regulation(made, "1号", DAY, by=clerk, at=START)
    assert (made.adopted_on, made.review_on) == (decision.effective_on, DAY.replace(year=DAY.year + 1))
    assert list(Regulation.objects.to_review(made.review_on)) == [made]
    register_actions.begin_regulation_review(made, by=clerk, at=START)
    with pytest.raises(Refused) as error:
        register_actions.finish_regulation_review(made, "keep", " ", by=clerk, at=START)
    assert code_of(error) == "reason_required"
    register_actions.finish_regulation_review(
        made, "keep", "继续有效", by=clerk, at=START + timedelta(days=400)
    )
    assert made.review_on == (DAY + timedelta(days=400)).replace(year=2027)
    assert RegulationReview.objects.get().result == "keep"
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(RegulationReview).update(result="repeal")


def test_a_regulation_of_another_bodys_decision_is_refused_4_3_7(cast: Cast, decision: Decision):
    other = make_body("gaopo", {"s": "secretary", "a": "member", "b": "member"})
    with pytest.raises(ValidationError) as error:
        register_actions.adopt_regulation(drafted(other), decision, by=other.user("clerk"), at=START)
    assert code_of(error) == "other_body"


def test_a_repealed_regulation_stays_and_names_its_heir_4_3_7(cast: Cast, decision: Decision):
    clerk = cast.user("clerk")
    old, draft = issued(cast, decision), drafted(cast, "公务接待实施细则")
    for heir, code in ((draft, "replacement_not_in_force"), (old, "replaced_by_itself")):
        with pytest.raises(ValidationError) as error:
            register_actions.repeal_regulation(old, "已过时", DAY, heir, by=clerk, at=START)
        assert code_of(error) == code
    register_actions.adopt_regulation(draft, decision, by=clerk, at=START)
    register_actions.issue_regulation(draft, "2号", DAY, by=clerk, at=START)
    register_actions.repeal_regulation(old, "已过时", DAY, draft, by=clerk, at=START)
    assert (old.state, old.replaced_by) == ("repealed", draft)
    with pytest.raises(Refused) as error:
        register_actions.edit_regulation(old, title="改", by=clerk, at=START)
    assert code_of(error) == "regulation_repealed"
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Regulation).filter(pk=old.pk).update(title="改")


def test_a_draft_is_given_up_with_a_reason_4_3_7(cast: Cast):
    made = drafted(cast)
    with pytest.raises(Refused) as error:
        register_actions.abandon_regulation(made, "", by=cast.user("clerk"), at=START)
    assert code_of(error) == "reason_required"
    register_actions.abandon_regulation(made, "并入其他制度", by=cast.user("clerk"), at=START)
    assert made.state == "abandoned"


def unit(cast: Cast, name: str, **more) -> SubordinateUnit:
    fields = {"name": name, "kind": "department", "since": date(2020, 1, 1)} | more
    return kept_actions.enter_unit(cast.group, by=cast.user("clerk"), at=START, **fields)


def test_units_carry_the_tasks_that_name_them_4_1_c(cast: Cast, decision: Decision):
    works, idle = unit(cast, "财政局", leader=cast.seats["d"]), unit(cast, "教育局")
    meeting_actions.open_task(
        decision,
        text="落实",
        owner=cast.seats["d"],
        due_on=DAY,
        unit="财政局",
        by=cast.user("clerk"),
        at=START,
    )
    rows = SubordinateUnit.objects.visible_to(cast.user("a"), cast.group)
    counted = {row.name: (row.tasks, row.overdue) for row in rows.with_tasks(DAY + timedelta(days=1))}
    assert counted == {works.name: (1, 1), idle.name: (0, 0)}
    assert rows.with_tasks(DAY).get(pk=works.pk).overdue == 0


def test_a_unit_is_known_once_and_ends_on_a_day_4_1_c(cast: Cast):
    made = unit(cast, "财政局")
    with pytest.raises(ValidationError) as error:
        unit(cast, "财政局")
    assert code_of(error) == "unit_exists"
    with pytest.raises(ValidationError):
        kept_actions.end_unit(made, date(2019, 1, 1), by=cast.user("clerk"), at=START)
    kept_actions.end_unit(made, DAY, by=cast.user("clerk"), at=START)
    assert not SubordinateUnit.objects.active(DAY).exists()
    assert SubordinateUnit.objects.active(DAY - timedelta(days=1)).get() == made
    kept_actions.revive_unit(made, by=cast.user("clerk"), at=START)
    assert SubordinateUnit.objects.active(DAY).get().until is None


def test_addressees_are_fixed_when_something_is_sent_n_b(cast: Cast):
    """Clause N-b: later changes of the list do not touch what was sent."""
    clerk = cast.user("clerk")
    second, first = unit(cast, "乙局", order=2), unit(cast, "甲局", order=1)
    group = kept_actions.enter_addressees(cast.group, "各部门", [second, first], by=clerk, at=START)
    sent = kept_actions.expand_addressees(group, "纪要", DAY, by=clerk, at=START)
    assert sent.names == ["甲局", "乙局"]
    kept_actions.end_unit(first, DAY, by=clerk, at=START)
    kept_actions.edit_unit(second, name="丙局", by=clerk, at=START)
    sent.refresh_from_db()
    assert sent.names == ["甲局", "乙局"]
    assert group.names_on(DAY) == ["丙局"]
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(AddresseeSnapshot).update(names=[])
    kept_actions.end_unit(second, DAY, by=clerk, at=START)
    with pytest.raises(Refused) as error:
        kept_actions.expand_addressees(group, "通知", DAY, by=clerk, at=START)
    assert code_of(error) == "no_addressees"
    kept_actions.retire_addressees(group, by=clerk, at=START)
    with pytest.raises(Refused):
        kept_actions.expand_addressees(group, "通知", DAY, by=clerk, at=START)
    assert kept_actions.restore_addressees(group, by=clerk, at=START).state == "in_use"


def test_an_activity_is_entered_and_struck_out_with_a_reason_4_4_c(cast: Cast):
    clerk = cast.user("clerk")
    made = kept_actions.enter_activity(
        cast.group, kind="visit", title="走访", day=DAY, led_by=cast.seats["s"],
        participants=[cast.seats["a"]], work_tags=["conduct"], by=clerk, at=START,
    )  # fmt: skip
    assert [seat.pk for seat in made.participants.all()] == [cast.seats["a"].pk]
    kept_actions.edit_activity(made, title="走访企业", participants=[], by=clerk, at=START)
    assert made.participants.count() == 0
    with pytest.raises(ValidationError) as error:
        kept_actions.edit_activity(made, work_tags=["gossip"], by=clerk, at=START)
    assert code_of(error) == "choice_not_allowed"
    with pytest.raises(Refused) as error:
        kept_actions.strike_activity(made, "", by=clerk, at=START)
    assert code_of(error) == "reason_required"
    kept_actions.strike_activity(made, "重复登记", by=clerk, at=START)
    with pytest.raises(Refused) as error:
        kept_actions.edit_activity(made, title="x", by=clerk, at=START)
    assert code_of(error) == "row_struck"


def test_a_statement_stands_beside_its_decision_unjudged_5_4_a(cast: Cast, decision: Decision):
    clerk = cast.user("clerk")
    made = kept_actions.enter_statement(
        cast.group, speaker=cast.seats["a"], occasion="新闻发布会", day=DAY, gist="介绍预算",
        decision=decision, by=clerk, at=START,
    )  # fmt: skip
    words = {field.name for field in made._meta.get_fields()}
    assert not words & {"score", "grade", "verdict", "rating"}
    kept_actions.edit_statement(made, gist="介绍了预算调整", by=clerk, at=START)
    assert made.entries.last().facts["changed"] == ["gist"]
    other = make_body("gaopo", {"s": "secretary", "a": "member", "b": "member"})
    with pytest.raises(ValidationError) as error:
        kept_actions.edit_statement(made, speaker=other.seats["a"], by=clerk, at=START)
    assert code_of(error) == "other_body"
    kept_actions.strike_statement(made, "登记有误", by=clerk, at=START)
    assert made.state == "struck"
