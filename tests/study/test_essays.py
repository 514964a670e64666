"""An essay from draft to acceptance, who sees it, in which year it counts, and the question of likeness."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from members.procedure.record import NotPermitted, Refused, refusals
from study import actions
from study.ledger import ledger
from study.models import Essay, EssayQuestion
from tests.cast import SEATS, Cast, make_body
from tests.study.year import essay, moment

DAY = date(2025, 3, 18)
TEXT = "通过学习原文，我对改进文风会风有了新的认识，今后要多到基层听取意见，把问题解决在一线。"

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def accepted(cast: Cast, who: str, year: int) -> int:
    book = ledger(cast.group, year, date(year, 12, 31))
    return next(row.accepted for row in book.rows if row.seat.pk == cast.seats[who].pk)


def test_an_essay_returned_and_accepted_8_3_c(cast: Cast) -> None:
    author, clerk = cast.user("a"), cast.user("clerk")
    made = actions.draft_essay(cast.group, title="体会", by=author, at=moment(DAY))
    with pytest.raises(Refused) as error:
        actions.submit_essay(made, by=author, at=moment(DAY))
    assert code_of(error) == "essay_empty"
    actions.edit_essay(made, text=TEXT, by=author, at=moment(DAY))
    actions.submit_essay(made, by=author, at=moment(DAY))
    with pytest.raises(Refused) as error:
        actions.return_essay(made, " ", by=clerk, at=moment(DAY))
    assert code_of(error) == "reason_required"
    actions.return_essay(made, "请联系工作实际", by=clerk, at=moment(DAY))
    assert accepted(cast, "a", 2025) == 0
    actions.edit_essay(made, text=TEXT + "结合分管工作。", by=author, at=moment(DAY))
    actions.submit_essay(made, by=author, at=moment(date(2025, 3, 20)))
    actions.accept_essay(made, by=clerk, at=moment(date(2025, 3, 21)))
    assert (made.state, made.submitted_on, accepted(cast, "a", 2025)) == ("accepted", date(2025, 3, 20), 1)
    assert author.notifications.filter(kind="essay_reviewed").count() == 2


def test_drafts_returned_and_withdrawn_ones_do_not_count_8_3_c(cast: Cast) -> None:
    essay(cast, "a", "一", DAY, accepted=False)
    gone = essay(cast, "a", "二", DAY, accepted=False)
    actions.withdraw_essay(gone, by=cast.user("a"), at=moment(DAY))
    assert accepted(cast, "a", 2025) == 0


def test_the_year_is_that_of_handing_in_8_3_c(cast: Cast) -> None:
    author = cast.user("a")
    made = actions.draft_essay(cast.group, title="跨年", text=TEXT, by=author, at=moment(date(2025, 12, 20)))
    # 31 December 23:59 in the office is still 15:59 UTC; 1 January 00:00 is the next year.
    actions.submit_essay(made, by=author, at=moment(date(2025, 12, 31), 23, 59))
    actions.accept_essay(made, by=cast.user("clerk"), at=moment(date(2026, 1, 5)))
    late = actions.draft_essay(cast.group, title="次年", text=TEXT, by=author, at=moment(date(2025, 12, 20)))
    actions.submit_essay(late, by=author, at=moment(date(2026, 1, 1), 0, 0))
    actions.accept_essay(late, by=cast.user("clerk"), at=moment(date(2026, 1, 5)))
    assert (accepted(cast, "a", 2025), accepted(cast, "a", 2026)) == (1, 1)


def test_four_essays_meet_the_quota_and_three_do_not_8_3_c(cast: Cast) -> None:
    for number, who in enumerate("aaaabbb"):
        essay(cast, who, f"第{number}篇", DAY, text=f"{number}" * 3)
    rows = {row.seat.pk: row for row in ledger(cast.group, 2025, date(2025, 12, 31)).rows}
    assert rows[cast.seats["a"].pk].essays.code == ""
    assert rows[cast.seats["b"].pk].essays.code == "essays_short"


def test_a_draft_is_its_authors_alone_8_3_c(cast: Cast) -> None:
    made = actions.draft_essay(cast.group, title="草稿", text=TEXT, by=cast.user("a"), at=moment(DAY))
    for who in ("s", "b", "clerk", "inspector"):
        assert not Essay.objects.visible_to(cast.user(who), cast.group).exists()
    assert Essay.objects.visible_to(cast.user("a"), cast.group).get() == made
    actions.submit_essay(made, by=cast.user("a"), at=moment(DAY))
    assert Essay.objects.visible_to(cast.user("inspector"), cast.group).get() == made


@pytest.mark.parametrize("who", ["b", "s", "inspector", "recorder"])
def test_nobody_writes_in_anothers_essay_8_3_c(cast: Cast, who: str) -> None:
    made = actions.draft_essay(cast.group, title="体会", text=TEXT, by=cast.user("a"), at=moment(DAY))
    with pytest.raises(NotPermitted):
        actions.edit_essay(made, text="改", by=cast.user(who), at=moment(DAY))
    assert Essay.objects.get().text == TEXT


def test_the_secretariat_enters_an_essay_on_paper_and_the_journal_says_for_whom(cast: Cast) -> None:
    made = actions.draft_essay(
        cast.group, title="手写稿", text=TEXT, member=cast.seats["b"], by=cast.user("clerk"), at=moment(DAY)
    )
    assert made.membership == cast.seats["b"]
    assert made.entries.get().on_behalf_of == cast.user("b")


def test_nobody_accepts_his_own_8_3_c(cast: Cast) -> None:
    made = essay(cast, "s", "书记的体会", DAY, accepted=False)
    with pytest.raises(Refused) as error:
        actions.accept_essay(made, by=cast.user("s"), at=moment(DAY))
    assert code_of(error) == "own_essay"
    actions.accept_essay(made, by=cast.user("clerk"), at=moment(DAY))


def test_likeness_raises_a_question_and_refuses_nothing_8_3_c(cast: Cast) -> None:
    first = essay(cast, "a", "甲的体会", DAY, text=TEXT)
    second = essay(cast, "b", "乙的体会", DAY, accepted=False, text=TEXT.replace("我", "本人"))
    essay(
        cast,
        "c",
        "丙的体会",
        DAY,
        accepted=False,
        text="项目现场存在材料堆放杂乱、进度滞后等情况，应建立周调度制度并明确专人负责。",
    )
    question = EssayQuestion.objects.get()
    assert (question.essay, question.other) == (second, first)
    assert question.percent >= 90
    actions.answer_question(
        question, "explained", "同一次讨论的共同结论", by=cast.user("clerk"), at=moment(DAY)
    )
    actions.accept_essay(second, by=cast.user("clerk"), at=moment(DAY))
    assert second.state == "accepted"
    assert EssayQuestion.objects.get().finding == "explained"


def test_an_essay_as_a_file_is_checked_and_locked_when_accepted_8_3_c(cast: Cast) -> None:
    author = cast.user("a")
    made = actions.draft_essay(cast.group, title="文件", by=author, at=moment(DAY))
    with pytest.raises(ValidationError) as error:
        actions.attach_essay_file(made, SimpleUploadedFile("x.svg", b"<svg/>"), "", by=author, at=moment(DAY))
    assert code_of(error) == "file_type"
    actions.attach_essay_file(
        made, SimpleUploadedFile("体会.txt", TEXT.encode()), "", by=author, at=moment(DAY)
    )
    actions.submit_essay(made, by=author, at=moment(DAY))
    assert made.files.get().sha256
    with pytest.raises(Refused) as error:
        actions.attach_essay_file(made, SimpleUploadedFile("b.txt", b"b"), "", by=author, at=moment(DAY))
    assert code_of(error) == "wrong_state"


def test_an_essay_on_paper_counts_in_the_year_it_came_8_3_c(cast: Cast) -> None:
    clerk, at = cast.user("clerk"), moment(date(2026, 1, 6))
    with pytest.raises(Refused) as error:
        actions.enter_essay(cast.group, cast.seats["b"], title="手写", by=clerk, at=at)
    assert code_of(error) == "essay_empty"
    assert not Essay.objects.exists()
    made = actions.enter_essay(
        cast.group,
        cast.seats["b"],
        title="手写",
        upload=SimpleUploadedFile("扫描.txt", TEXT.encode()),
        on=date(2025, 12, 30),
        by=clerk,
        at=at,
    )
    actions.accept_essay(made, by=clerk, at=at)
    assert (accepted(cast, "b", 2025), accepted(cast, "b", 2026)) == (1, 0)
    behalf = {entry.on_behalf_of for entry in made.entries.exclude(verb="accept_essay")}
    assert behalf == {cast.user("b")}


def test_nobody_chooses_the_day_of_his_own_8_3_c(cast: Cast) -> None:
    author = cast.user("a")
    made = actions.draft_essay(cast.group, title="体会", text=TEXT, by=author, at=moment(DAY))
    with pytest.raises(Refused) as error:
        actions.submit_essay(made, date(2024, 12, 31), by=author, at=moment(DAY))
    assert code_of(error) == "day_not_chosen"


def test_a_file_attached_by_mistake_is_taken_back_8_3_c(cast: Cast) -> None:
    author = cast.user("a")
    made = actions.draft_essay(cast.group, title="体会", by=author, at=moment(DAY))
    file = actions.attach_essay_file(made, SimpleUploadedFile("x.txt", b"x"), "", by=author, at=moment(DAY))
    actions.withdraw_essay_file(file, by=author, at=moment(DAY))
    with pytest.raises(Refused) as error:
        actions.submit_essay(made, by=author, at=moment(DAY))
    assert code_of(error) == "essay_empty"


def test_ones_own_of_last_year_is_noticed_too_8_3_c(cast: Cast) -> None:
    first = essay(cast, "a", "去年", date(2024, 11, 20), text=TEXT)
    again = essay(cast, "a", "今年", DAY, accepted=False, text=TEXT)
    question = EssayQuestion.objects.get()
    assert (question.essay, question.other, question.percent) == (again, first, 100)
