"""Lines of official papers: nothing lost, no forbidden start or end, never wider than 28 cells."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from members.printing.composer import (
    CELL,
    CELLS,
    HANGING,
    LATIN,
    NO_END,
    NO_START,
    balance,
    compose,
    compose_list,
    width,
)

HANZI = "云岭县人民政府党组会议审议关于财政预算调整方案的汇报喆垚䶮"
MARKS = "，。、；：？！（）《》“”‘’〔〕—…·％"
LATIN_TEXT = "0123456789abcXYZ.,%-/ "

text_of_office = st.lists(
    st.one_of(
        st.text(HANZI, min_size=1, max_size=12),
        st.sampled_from(MARKS),
        st.from_regex(r"\A[0-9]{1,8}(\.[0-9]{1,2})?\Z"),
        st.text(LATIN_TEXT, min_size=1, max_size=6),
        st.sampled_from(["——", "……", "2024年10月30日", "某政发〔2024〕43号"]),
    ),
    max_size=60,
).map("".join)


def printed(line) -> str:
    return line.text + line.hung


@given(text_of_office)
def test_no_character_is_lost_or_added(text):
    assert "".join(printed(line) for line in compose(text)) == text


@given(st.text())
def test_any_text_is_composed_without_error_and_keeps_what_can_be_printed(text):
    composed = "".join(printed(line) for line in compose(text))
    printable = [character for character in text if character.isprintable() and not character.isspace()]
    assert [character for character in composed if character in printable] == printable


@given(text_of_office)
def test_no_line_is_wider_than_its_cells(text):
    for index, line in enumerate(compose(text)):
        assert line.width == width(line.text) <= (26 if index == 0 else CELLS) * CELL


@given(text_of_office)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text):
    lines = compose(text)
    for before, after in pairwise(lines):
        if before.forced:
            continue
        assert printed(before)[-1] not in NO_END
        twin = printed(after)[:2] in {"——", "……"}
        assert twin or printed(after)[0] not in NO_START


@given(text_of_office)
def test_only_one_mark_hangs_and_only_one_that_may(text):
    for line in compose(text):
        assert line.hung == "" or line.hung in HANGING


@given(st.text(HANZI, min_size=1, max_size=200), st.integers(0, 10**9))
def test_a_number_is_never_torn(hanzi, number):
    lines = compose(hanzi + str(number) + hanzi)
    assert any(str(number) in line.text for line in lines)


def test_hanzi_alone_fill_28_cells_behind_an_indent_of_two():
    assert [len(line.text) for line in compose("字" * 100)] == [26, 28, 28, 18]


@pytest.mark.parametrize("mark", sorted(HANGING))
def test_a_mark_behind_a_full_line_hangs(mark):
    first, second = compose("字" * 26 + mark + "字")
    assert (first.hung, second.text) == (mark, "字")


@pytest.mark.parametrize("mark", ["）", "》", "”", "？", "！"])
def test_other_closing_marks_take_a_character_to_the_next_line(mark):
    first, second = compose("字" * 26 + mark)
    assert (len(first.text), second.text) == (25, "字" + mark)


@pytest.mark.parametrize("mark", ["（", "《", "“", "〔"])
def test_an_opening_mark_goes_to_the_next_line(mark):
    first, second = compose("字" * 25 + mark + "字")
    assert (len(first.text), second.text) == (25, mark + "字")


@pytest.mark.parametrize("twin", ["——", "……"])
def test_a_double_mark_is_not_torn(twin):
    first, second = compose("字" * 25 + twin + "字")
    assert (len(first.text), second.text) == (25, twin + "字")


def test_marks_without_a_place_to_break_are_torn_and_say_so():
    first, *_ = compose("）" * 60)
    assert first.forced


def test_a_long_address_is_torn():
    assert len(compose("a" * 200)) > 1


@given(st.lists(st.text(HANZI, min_size=1, max_size=8), max_size=20))
def test_names_are_never_torn(names):
    lines = compose_list(names, 23)
    assert "".join(lines).replace("\u3000", "") == "".join(names)
    assert [name for line in lines for name in line.split("\u3000")] == names
    assert all(width(line) <= 23 * CELL for line in lines)


@given(text_of_office)
def test_a_title_keeps_its_text_and_its_room(title):
    lines = balance(title, 20)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(width(line) <= 21 * CELL for line in lines)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("中共云岭县人民政府党组第44次会议纪要", 1),
        ("关于印发《云岭县人民政府党组工作规则》的通知", 2),
        ("", 0),
    ],
)
def test_a_title_takes_as_few_lines_as_fit(title, lines):
    assert len(balance(title, 20)) == lines


def test_the_widths_of_latin_are_those_of_the_font():
    font = TTFont(Path(settings.BASE_DIR) / "static/fonts/FandolFang-Regular.otf")
    names, metrics = font.getBestCmap(), font["hmtx"]
    assert tuple(metrics[names[code]][0] for code in range(0x20, 0x7F)) == LATIN
