"""Is Chinese found by pairs of characters, and is what is found marked where it stands?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.grams import Piece, grams, passage, plain, terms

TEXT = st.text(alphabet=st.sampled_from("党组会议研究预算2025ＡａB-、。 \n①㎡É"), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党组 会议", "党组会议"),
        ("第１２次（扩大）会议", "第12次扩大会议"),
        ("Party—Group", "partygroup"),
        ("〔2025〕3号", "20253号"),
        ("", ""),
        ("。，！", ""),
    ],
)
def test_a_text_is_made_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("饮水安全", ["饮水安全"]),
        (" 饮水   安全 饮水 ", ["饮水", "安全"]),
        ("水", []),
        ("水 安全", ["安全"]),
        ("%% __ '\"", []),
        ("党" * 100, ["党" * 60]),
        (" ".join(f"词{n}" for n in range(20)), [f"词{n}" for n in range(8)]),
    ],
)
def test_terms(asked: str, expected: list[str]) -> None:
    assert terms(asked) == expected


@given(TEXT, TEXT)
def test_the_pairs_of_a_term_are_in_every_text_that_holds_it(text: str, other: str) -> None:
    term = plain(other)
    assert grams(term) <= grams(plain(text + other + text))


@given(TEXT, TEXT)
def test_a_passage_tells_the_text_and_marks_what_was_asked(text: str, asked: str) -> None:
    wanted = terms(asked)
    pieces = passage(text, wanted, longest=len(text) or 1, around=len(text))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        if piece.hit:
            assert any(part in "".join(wanted) for part in [plain(piece.text)])
    if wanted and wanted[0] in plain(text):
        assert any(piece.hit for piece in pieces)


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    text = "前" * 300 + "饮水安全" + "后" * 300
    pieces = passage(text, ["饮水"], around=10, longest=40)
    assert pieces == [
        Piece("…"),
        Piece("前" * 10),
        Piece("饮水", hit=True),
        Piece("安全" + "后" * 26),
        Piece("…"),
    ]
