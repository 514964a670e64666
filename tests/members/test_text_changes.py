"""Is every change of an edited text shown, and nothing else?"""

from hypothesis import given
from hypothesis import strategies as st

from members.text_changes import Piece, changes, pieces

TEXTS = st.text(alphabet="会议决定强调一二12ab，。", max_size=40)


@given(TEXTS, TEXTS)
def test_pieces_give_both_texts_back(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.op != "added") == before
    assert "".join(piece.text for piece in found if piece.op != "removed") == after
    assert all(piece.text for piece in found)


def test_numbers_are_changed_as_a_whole() -> None:
    assert pieces("拨付128万元", "拨付168万元") == (
        Piece("same", "拨付"),
        Piece("removed", "128"),
        Piece("added", "168"),
        Piece("same", "万元"),
    )


def item(order: int, **more: object) -> dict[str, object]:
    return {
        "order": order,
        "heading": "关于预算",
        "paragraphs": ["甲", "乙"],
        "decision": "会议同意。",
        **more,
    }


def test_unchanged_items_are_told_apart_from_changed_ones() -> None:
    found = changes([item(1), item(2)], [item(2, decision="会议原则同意。"), item(1)])
    assert [(one.order, one.changed) for one in found] == [(1, False), (2, True)]


def test_a_paragraph_put_between_two_is_added_as_a_whole() -> None:
    (found,) = changes([item(1)], [item(1, paragraphs=["甲", "丙", "乙"])])
    assert found.paragraphs == ((Piece("same", "甲"),), (Piece("added", "丙"),), (Piece("same", "乙"),))


def test_owner_and_day_are_compared_each_as_a_whole() -> None:
    old = item(1, owner="县财政局", co_owners=[], due="")
    (found,) = changes([old], [item(1, owner="县审计局", co_owners=[], due="2025-04-30")])
    assert Piece("removed", "县财政局") in found.duty
    assert Piece("added", "县审计局") in found.duty
    assert Piece("added", "2025-04-30") in found.duty


def test_an_item_the_data_did_not_give_is_all_new() -> None:
    (found,) = changes([], [item(3)])
    assert found.changed
    assert {piece.op for piece in found.heading} == {"added"}
