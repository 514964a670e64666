"""The engine of findings and their answers: found, kept, cured, found again; who may answer, and how."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from members.models import Notification
from members.procedure.record import NotPermitted, Refused, refusals
from reports.checks import registry
from reports.checks.actions import answer_finding
from reports.checks.models import Finding, FindingAnswer, FindingEntry, FindingLook, Followed
from reports.checks.registry import CHECKS, LAST, SOURCES
from reports.checks.run import Outcome, follow, look, look_over, refresh
from reports.checks.waiting import tell_new
from reports.records.recent_changes import OVERLAP
from reports.registers.models.regulations import Regulation
from reports.responsibility.actions.suggestions import answer_suggestion
from tests.cast import Cast, cast, second_body  # noqa: F401  (fixtures)
from tests.reports.checks.story_findings import (
    ANSWER,
    AT,
    NUMBER,
    OWN,
    YEAR,
    draft,
    number,
    only,
    seen,
    suggest,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def verbs(finding: Finding) -> list[str]:
    return list(finding.entries.values_list("verb", flat=True))


@pytest.fixture
def asked(monkeypatch):
    """The registry asks the two small sources."""
    monkeypatch.setattr(registry, "SOURCES", OWN)


# ---- the engine -------------------------------------------------------------------------------------------


def test_a_finding_keeps_record_day_weight_clause_figures_and_who_may_answer(cast: Cast):  # noqa: F811
    made = draft(cast)
    assert seen(cast) == Outcome(new=1)
    found = only()
    assert (found.kind, found.key, found.on, found.year) == ("regulation", made.pk, date(2025, 3, 10), YEAR)
    assert (found.weight, found.code, found.clause, found.figures) == (
        "hard",
        "no_number",
        "4.3-7",
        {"letters": 6},
    )
    assert (found.subject, found.member, found.answerer, found.state) == (str(made), None, "clerk", "open")
    entry = found.entries.get()
    assert (entry.verb, entry.by, entry.after, entry.facts) == ("find", None, "open", {"letters": 6})


def test_looking_twice_finds_once_and_writes_nothing_more(cast: Cast):  # noqa: F811
    draft(cast)
    seen(cast)
    assert seen(cast, 1) == Outcome(kept=1)
    assert (Finding.objects.count(), FindingEntry.objects.count()) == (1, 1)


def test_what_is_not_found_any_more_is_cured_by_the_clock_and_stays(cast: Cast):  # noqa: F811
    made = draft(cast)
    seen(cast)
    number(cast, made)
    assert seen(cast, 1) == Outcome(cured=1)
    assert seen(cast, 2) == Outcome()
    found = only()
    assert (found.state, found.cured_at) == ("cured", AT + MINUTE)
    assert verbs(found) == ["find", "cure_finding"]


def test_what_is_found_again_is_reopened_and_says_so(cast: Cast):  # noqa: F811
    made = draft(cast, "2025-01-10")
    seen(cast)
    number(cast, made)
    seen(cast, 1)
    number(cast, made, "")
    assert seen(cast, 2) == Outcome(again=1)
    found = only()
    assert (found.state, found.times, found.again_at, found.cured_at) == ("open", 2, AT + 2 * MINUTE, None)
    assert verbs(found) == ["find", "cure_finding", "reopen_finding"]


def test_figures_move_with_the_facts_and_the_answer_stands(cast: Cast):  # noqa: F811
    made = draft(cast)
    seen(cast)
    answer_finding(only(), "explain", "正在核稿", by=cast.user("clerk"), at=AT)
    Regulation.objects.get(pk=made.pk)
    from_title = "公务接待管理办法"
    row = Regulation.objects.get(pk=made.pk)
    row.title = from_title
    row.save()
    assert seen(cast, 1) == Outcome(kept=1)
    found = only()
    assert (found.figures, found.state) == ({"letters": len(from_title)}, "answered")
    assert found.answers.get().figures == {"letters": 6}


def test_what_weighs_more_than_was_answered_is_open_again(cast: Cast):  # noqa: F811
    made = draft(cast, heavy=False)
    seen(cast)
    answer_finding(only(), "explain", "正在核稿", by=cast.user("clerk"), at=AT)
    row = Regulation.objects.get(pk=made.pk)
    row.summary += " heavy"
    row.save()
    assert seen(cast, 1) == Outcome(kept=1)
    found = only()
    assert (found.weight, found.state) == ("hard", "open")
    assert verbs(found) == ["find", "answer_finding", "restate_finding"]


def test_a_look_leaves_other_years_bodies_and_checks_alone(cast: Cast, second_body: Cast):  # noqa: F811
    draft(cast), draft(cast, "2024-11-20"), draft(second_body)
    seen(cast)
    seen(second_body)
    look(cast.group, YEAR - 1, AT.date(), AT, OWN)
    assert Finding.objects.filter(group=cast.group).count() == 2
    assert seen(cast, 1, sources=()) == Outcome()
    assert set(Finding.objects.values_list("state", flat=True)) == {"open"}


def test_whoever_read_later_wins_over_a_look_that_ends_after_it(cast: Cast):  # noqa: F811
    made = draft(cast)
    seen(cast, 5)
    number(cast, made)
    assert seen(cast, 4) == Outcome()
    assert only().state == "open"
    assert FindingLook.objects.get(year=YEAR).at == AT + 5 * MINUTE


def test_a_year_before_the_rules_is_not_asked_about(cast: Cast):  # noqa: F811
    draft(cast, "2019-03-10")
    assert look(cast.group, 2019, AT.date(), AT, OWN) == Outcome()
    assert not Finding.objects.exists()


def test_results_never_alter_what_they_are_about(cast: Cast):  # noqa: F811
    made = draft(cast)
    before = list(Regulation.objects.values()), list(made.entries.values())
    seen(cast)
    answer_finding(only(), "accept", "历史遗留", by=cast.user("s"), at=AT)
    assert (list(Regulation.objects.values()), list(made.entries.values())) == before


@pytest.mark.parametrize("many", [1, 3, 40])
def test_a_look_at_what_is_known_asks_as_often_for_many_as_for_one(cast: Cast, many: int):  # noqa: F811
    for place in range(many):
        draft(cast, title=f"办法{place:02}")
        suggest(cast)
    seen(cast)
    with CaptureQueriesContext(connection) as queries:
        assert seen(cast, 1).kept == 2 * many
    # the year's rules, the last look, transaction, lock and mark of the look, two sources, what is known of them, CHK-39 with its rules and rows
    assert len(queries) == 12


def test_an_identity_is_once_in_the_database_and_never_changes(cast: Cast):  # noqa: F811
    draft(cast)
    seen(cast)
    found = only()
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Finding).filter(pk=found.pk).update(key=found.key + 1)
    twin = Finding.objects.get(pk=found.pk)
    twin.pk, twin._state.adding = None, True
    with pytest.raises(ValidationError):
        twin.save()


# ---- repeated findings, CHK-39 -------------------------------------------------------------------------------


def test_the_same_check_on_two_days_within_three_months_is_a_finding_of_its_own_CHK_39(cast: Cast):  # noqa: F811, N802
    draft(cast, "2025-03-10"), draft(cast, "2025-05-20")
    assert seen(cast) == Outcome(new=3)
    found = only("CHK-39")
    assert (found.part, found.weight, found.kind, found.key) == (
        NUMBER,
        "warn",
        "leadinggroup",
        cast.group.pk,
    )
    assert found.figures["times"] == 2
    assert seen(cast, 1, today=date(2025, 8, 20)) == Outcome(kept=3)
    assert seen(cast, 2, today=date(2025, 8, 21)) == Outcome(kept=2, cured=1)


def test_two_findings_far_apart_or_of_one_day_are_no_repetition_CHK_39(cast: Cast):  # noqa: F811, N802
    draft(cast, "2025-01-10"), draft(cast, "2025-01-10"), draft(cast, "2025-05-20")
    assert seen(cast) == Outcome(new=3)


def test_a_cure_that_does_not_last_is_a_repetition_CHK_39(cast: Cast):  # noqa: F811, N802
    made = draft(cast, "2025-05-20")
    seen(cast)
    number(cast, made)
    seen(cast, 1)
    number(cast, made, "")
    assert seen(cast, 2) == Outcome(again=1, new=1)
    assert only("CHK-39").figures["first_day"] == "2025-05-20"


# ---- answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "way", "may"),
    [
        ("clerk", "explain", True),
        ("clerk", "correct", True),
        ("clerk", "accept", False),
        ("s", "explain", True),
        ("s", "accept", True),
        ("recorder", "explain", False),
        ("a", "explain", False),
        ("inspector", "explain", False),
        ("system_admin", "explain", False),
        ("outsider", "explain", False),
    ],
)
def test_the_clerk_answers_and_the_secretary_alone_accepts_4_5_a(cast: Cast, who: str, way: str, may: bool):  # noqa: F811
    draft(cast)
    seen(cast)
    if may:
        answer_finding(only(), way, "已核实", by=cast.user(who), at=AT)
        assert only().state == "answered"
    else:
        with pytest.raises(NotPermitted):
            answer_finding(only(), way, "已核实", by=cast.user(who), at=AT)
        assert only().state == "open"


@pytest.mark.parametrize(("who", "may"), [("a", True), ("s", True), ("b", False), ("clerk", False)])
def test_a_finding_about_a_members_record_is_answered_by_the_member_4_5_a(cast: Cast, who: str, may: bool):  # noqa: F811
    suggest(cast, "a")
    seen(cast)
    found = only(ANSWER)
    assert found.member == cast.seats["a"]
    if may:
        answer_finding(found, "explain", "在研究", by=cast.user(who), at=AT)
        assert found.answers.get().by == cast.user(who)
    else:
        with pytest.raises(NotPermitted):
            answer_finding(found, "explain", "在研究", by=cast.user(who), at=AT)


@pytest.mark.parametrize("way", ["explain", "correct", "accept"])
def test_an_answer_says_something_4_5_a(cast: Cast, way: str):  # noqa: F811
    draft(cast)
    seen(cast)
    with pytest.raises(Refused) as error:
        answer_finding(only(), way, "  ", by=cast.user("s"), at=AT)
    assert code_of(error) == "reason_required"
    assert (only().state, FindingAnswer.objects.count()) == ("open", 0)


def test_answers_are_kept_with_figures_and_papers_and_never_changed(cast: Cast):  # noqa: F811
    draft(cast)
    seen(cast)
    paper = SimpleUploadedFile("说明.txt", "说明".encode())
    answer_finding(only(), "explain", "正在核稿", paper, by=cast.user("clerk"), at=AT)
    answer_finding(only(), "accept", "同意说明", by=cast.user("s"), at=AT + MINUTE)
    found = only()
    assert [(one.way, one.by.name) for one in found.answers.all()] == [
        ("explain", "clerk"),
        ("accept", "成员s"),
    ]
    assert found.answers.first().files.get().original_name == "说明.txt"
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(FindingAnswer).update(text="别的")
    assert seen(cast, 2) == Outcome(kept=1)
    assert only().state == "answered"


def test_of_what_is_cured_only_the_correction_is_told(cast: Cast):  # noqa: F811
    made = draft(cast)
    seen(cast)
    number(cast, made)
    seen(cast, 1)
    with pytest.raises(Refused) as error:
        answer_finding(only(), "explain", "正在核稿", by=cast.user("clerk"), at=AT)
    assert code_of(error) == "finding_cured"
    answer_finding(only(), "correct", "已编号", by=cast.user("clerk"), at=AT + 2 * MINUTE)
    assert (only().state, only().answers.get().way) == ("cured", "correct")


# ---- when it is looked ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("asked")
def test_the_clock_follows_the_acts_of_each_body_twice_and_no_other(cast: Cast, second_body: Cast):  # noqa: F811
    years = 2
    assert follow(AT) == 2 * years  # the first time all
    assert follow(AT + MINUTE) == 0
    made = draft(cast, at=AT + 2 * MINUTE)
    assert follow(AT + 3 * MINUTE) == years
    assert only().key == made.pk
    assert follow(AT + 4 * MINUTE) == 0
    later = AT + 2 * MINUTE + OVERLAP
    assert follow(later + MINUTE) == years  # whatever was under way beside it
    assert follow(later + 2 * MINUTE) == 0
    number(cast, made, at=later + 3 * MINUTE)
    assert follow(later + 4 * MINUTE) == years
    assert only().state == "cured"
    assert Followed.objects.get().until == later + 4 * MINUTE


@pytest.mark.usefixtures("asked")
def test_a_stretch_of_time_is_followed_by_one_sweep_and_what_it_leaves_by_the_next(cast: Cast):  # noqa: F811
    follow(AT)
    draft(cast, at=AT + MINUTE)
    Followed(name="other", until=AT).save()
    mark = Followed.objects.get(name="findings")
    mark.until = AT + 2 * MINUTE  # claimed by a worker that died
    mark.save()
    assert follow(AT + 2 * MINUTE) == 0
    assert not Finding.objects.exists()
    follow(AT + MINUTE + OVERLAP + MINUTE)
    assert only().state == "open"


@pytest.mark.usefixtures("asked")
def test_an_act_committed_late_is_found_when_the_time_of_overlap_has_passed(cast: Cast):  # noqa: F811
    follow(AT)
    follow(AT + 2 * MINUTE)
    draft(cast, at=AT + MINUTE)  # entered before, committed after the sweep
    assert follow(AT + 3 * MINUTE) == 0
    follow(AT + MINUTE + OVERLAP + MINUTE)
    assert only().state == "open"


@pytest.mark.usefixtures("asked")
def test_acts_on_findings_are_not_followed(cast: Cast):  # noqa: F811
    draft(cast)
    follow(AT + MINUTE)
    answer_finding(only(), "explain", "正在核稿", by=cast.user("clerk"), at=AT + 10 * MINUTE)
    follow(AT + 9 * MINUTE)
    assert follow(AT + 11 * MINUTE) == 0


@pytest.mark.usefixtures("asked")
def test_a_page_looks_again_only_after_an_act_and_not_at_rest(cast: Cast):  # noqa: F811
    made = draft(cast)
    refresh(cast.group, YEAR, AT)
    assert only().state == "open"
    with CaptureQueriesContext(connection) as queries:
        refresh(cast.group, YEAR, AT + MINUTE)
    assert len(queries) == 2
    number(cast, made, at=AT + 2 * MINUTE)
    refresh(cast.group, YEAR, AT + 2 * MINUTE + timedelta(seconds=1))
    assert only().state == "cured"
    refresh(cast.group, YEAR - 5, AT)
    assert FindingLook.objects.count() == 1


@pytest.mark.usefixtures("asked")
def test_one_body_that_fails_keeps_no_other_back(cast: Cast, second_body: Cast, monkeypatch, caplog):  # noqa: F811
    draft(cast), draft(second_body)

    def breaks(group, year, today):
        if group == cast.group:
            raise ZeroDivisionError
        return OWN[0].gather(group, year, today)

    broken = type(OWN[0])("drafts", breaks, OWN[0].checks)
    monkeypatch.setattr(registry, "SOURCES", (broken,))
    assert look_over([cast.group, second_body.group], AT) == 2
    assert only().group == second_body.group
    assert f"findings of {cast.group.code} in {YEAR}" in caplog.text


@pytest.mark.usefixtures("asked")
def test_the_desk_is_told_once_a_day_what_is_new_and_against_the_rules(cast: Cast):  # noqa: F811
    draft(cast), draft(cast, heavy=False), suggest(cast)
    look_over([cast.group], AT)
    assert tell_new(cast.group, AT) == 2
    assert tell_new(cast.group, AT) == 0
    told = Notification.objects.filter(kind="findings_new")
    assert {one.user for one in told} == {cast.user("clerk"), cast.user("s")}
    assert {one.facts["count"] for one in told} == {1}
    assert tell_new(cast.group, AT + timedelta(days=1)) == 0
    draft(cast, at=AT + timedelta(days=1))
    look_over([cast.group], AT + timedelta(days=1, hours=1))
    assert tell_new(cast.group, AT + timedelta(days=2)) == 2


# ---- the registry ---------------------------------------------------------------------------------------------------


def test_the_checks_of_the_registry_are_asked_once_by_a_source():
    listed = [check.id for source in (*SOURCES, *LAST) for check in source.checks]
    assert sorted(listed) == list(CHECKS)
    assert len(CHECKS) == len({check.id for check in CHECKS.values()})
    assert all(check.facts is not None and check.weights for check in CHECKS.values())
    assert all(check.title and check.cure and check.clause for check in CHECKS.values())
    assert {check.answers for check in CHECKS.values()} <= {"clerk", "recorder", "member"}


@pytest.mark.usefixtures("asked")
def test_answering_the_record_itself_cures_what_asked_for_it(cast: Cast):  # noqa: F811
    made = suggest(cast)
    look_over([cast.group], AT)
    answer_suggestion(made, "adopted", "采纳", by=cast.user("clerk"), at=AT + MINUTE)
    follow(AT + 2 * MINUTE)
    assert only(ANSWER).state == "cured"
