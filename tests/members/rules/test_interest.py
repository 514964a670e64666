"""Whose declared interests does a text touch?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.rules.interest import Interest, touched

FIRM = Interest(1, "firm", "云岭建材有限公司")
COUSIN = Interest(2, "relative", " 王小明 ", "表弟")
SHORT = Interest(3, "relative", "王")
BLANK = Interest(4, "relative", "  ")
PAIR = Interest(5, "relative", "李雷")
ALL = [FIRM, COUSIN, SHORT, BLANK, PAIR]


@pytest.mark.parametrize(
    ("clause", "texts", "found"),
    [
        ("6.4-e", ["关于云岭建材有限公司用地的请示"], [FIRM]),
        ("6.4-e", ["任命", "王小明"], [COUSIN]),
        ("6.4-e", ["任命王小明", "云岭建材有限公司"], [FIRM, COUSIN]),
        ("6.4-e", ["云岭建材"], []),
        ("6.4-e", ["王"], []),
        ("6.4-e", ["李雷任职"], [PAIR]),
        ("6.4-e", ["李", "雷"], []),
        ("6.4-e", [], []),
    ],
)
def test_touched(clause: str, texts: list[str], found: list[Interest]) -> None:
    assert touched(texts, ALL) == found


def test_without_declarations_nothing_is_touched_6_4_e() -> None:
    assert touched(["云岭建材有限公司"], []) == []


SHORT_TEXTS = st.text(alphabet="甲X", max_size=5)


@settings(deadline=None)  # a busy machine is no fault of a rule
@given(st.lists(SHORT_TEXTS, max_size=4), SHORT_TEXTS)
def test_a_name_is_looked_for_in_each_text_by_itself_6_4_e(texts: list[str], name: str) -> None:
    found = bool(touched(texts, [Interest(1, "firm", name)]))
    assert found is (len(name) > 1 and any(name in text for text in texts))
