"""Dates, numerals, names and the fixed sentences of minutes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from meetings.minutes.drafting import ItemAccount, Matter, Outcome, draft_item
from members.printing.parts import Person
from members.printing.wording import called, clock, numeral, printed_number, span, spread_name

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "100")],
)
def test_numerals(number, text):
    assert numeral(number) == text


def test_moments_are_told_in_local_time():
    assert clock(datetime(2025, 3, 18, 7, 30, tzinfo=UTC)) == "15时30分"
    assert clock(datetime(2025, 3, 18, 7, 0, tzinfo=UTC)) == "15时"
    assert clock(datetime(2025, 3, 18, 7, 5, tzinfo=UTC)) == "15时05分"


def test_a_span_over_midnight_names_both_days():
    start, end = datetime(2025, 3, 18, 14, 0, tzinfo=UTC), datetime(2025, 3, 18, 17, 0, tzinfo=UTC)
    assert span(start, end) == "2025年3月18日22时至2025年3月19日1时"


@pytest.mark.parametrize(
    ("name", "printed"), [("王海", "王\u3000海"), ("陈志远", "陈志远"), ("Al", "Al"), ("", "")]
)
def test_names_of_two_characters_are_spread(name, printed):
    assert spread_name(name) == printed


def test_an_observer_is_called_with_unit_and_items():
    person = Person("林芳", unit="县应急管理局", note="列席第一项")
    assert called(person) == "县应急管理局\u3000林\u3000芳（列席第一项）"


@pytest.mark.parametrize(
    ("number", "printed"),
    [("第44号", "（第44号）"), ("（第44号）", "（第44号）"), ("某政发〔2024〕43号", "某政发〔2024〕43号")],
)
def test_numbers_under_the_mark(number, printed):
    assert printed_number(number) == printed


def account(matter: Matter, outcome: Outcome, **more) -> ItemAccount:
    return ItemAccount(1, "关于预算调整的事项", matter, outcome, **more)


@pytest.mark.parametrize(
    ("outcome", "more", "decision"),
    [
        (Outcome.PASSED, {"text": "拨付资金。"}, "会议决定，拨付资金。"),
        (Outcome.PASSED, {}, "会议同意关于预算调整有关事项。"),
        (Outcome.PASSED_IN_PRINCIPLE, {"documents": ("方案",)}, "会议原则同意《方案》。"),
        (Outcome.NOT_PASSED, {}, "经表决，赞成票未超过应到会党组成员半数，该事项未予通过。"),
        (Outcome.POSTPONED, {"reason": "材料不全"}, "会议决定，因材料不全，该事项暂缓审议。"),
        (Outcome.WITHDRAWN, {}, "该议题撤回，会议未作审议。"),
        (Outcome.REFERRED, {}, "会议决定，将该事项报县委审定。"),
        (Outcome.NOTED, {}, ""),
    ],
)
def test_the_sentence_of_the_decision(outcome, more, decision):
    assert draft_item(account(Matter.DELIBERATED, outcome, **more)).decision == decision


def test_personnel_is_told_by_reference_only():
    item = draft_item(account(Matter.PERSONNEL, Outcome.PASSED, text="任命某人", paper="党组干〔2025〕3号"))
    assert item.paragraphs == ("会议研究了干部人事事项。",)
    assert item.decision == "会议决定，有关事项按党组干〔2025〕3号执行。"


def test_what_was_heard_conveyed_stressed_and_required():
    conveyed = draft_item(
        account(Matter.CONVEYED, Outcome.NOTED, documents=("讲话",), points="抓落实", measures=("甲", "乙"))
    )
    assert conveyed.paragraphs == (
        "会议传达学习了《讲话》。",
        "会议强调，抓落实。",
        "会议要求，一要甲；二要乙。",
    )
    heard = draft_item(account(Matter.DELIBERATED, Outcome.PASSED, reporter="县财政局", documents=("方案",)))
    assert heard.paragraphs == ("会议听取了县财政局关于预算调整的汇报，审议了《方案》。",)
