"""What did people change in a drafted text?  Pure: two texts in, kept, added and removed pieces out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

TOKEN = re.compile(r"[A-Za-z]+|\d+|.", re.DOTALL)
MAX_TOKENS = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: op is "same", "added" or "removed"."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item of minutes: as it reads now, and how each part differs from what the data gave.

    heading, decision, duty: pieces; paragraphs: pieces a paragraph; changed: whether anything differs
    content: the item as stored; given: the item as drafted, None for one the data did not give
    """

    order: int
    content: Mapping[str, Any]
    given: Mapping[str, Any] | None
    heading: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    decision: tuple[Piece, ...]
    duty: tuple[Piece, ...]
    changed: bool


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts sign by sign; words of Latin letters and numbers stay whole."""
    if before == after:
        return (Piece("same", after),) if after else ()
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(old), len(new)) > MAX_TOKENS:
        return tuple(piece for piece in (Piece("removed", before), Piece("added", after)) if piece.text)
    return tuple(_pieces(old, new))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece("same", "".join(new[j1:j2]))
            continue
        if i2 > i1:
            yield Piece("removed", "".join(old[i1:i2]))
        if j2 > j1:
            yield Piece("added", "".join(new[j1:j2]))


def _duties(item: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return (
        ("责任单位：", str(item.get("owner", ""))),
        ("配合单位：", "、".join(item.get("co_owners", ()))),
        ("完成时限：", str(item.get("due", "") or "")),
    )


def duty(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Compare owner, co-owners and day, each as a whole; labels are kept apart from what they name."""
    told: list[Piece] = []
    for (label, before), (_label, after) in zip(_duties(old), _duties(new), strict=True):
        if not before and not after:
            continue
        told.append(Piece("same" if after else "removed", ("；" if told else "") + label))
        if before == after:
            told.append(Piece("same", after))
        else:
            told += [piece for piece in (Piece("removed", before), Piece("added", after)) if piece.text]
    return tuple(told)


def changes(draft: Sequence[Mapping[str, Any]], content: Sequence[Mapping[str, Any]]) -> list[ItemChange]:
    """Compare edited minutes with their draft, item by item, in order."""
    given = {item["order"]: item for item in draft}
    return [_change(item, given.get(item["order"])) for item in sorted(content, key=lambda row: row["order"])]


def _change(item: Mapping[str, Any], given: Mapping[str, Any] | None) -> ItemChange:
    old: Mapping[str, Any] = given if given is not None else {"heading": "", "paragraphs": [], "decision": ""}
    return ItemChange(
        order=item["order"],
        content=item,
        given=given,
        heading=pieces(old["heading"], item["heading"]),
        paragraphs=tuple(_paragraphs(old["paragraphs"], item["paragraphs"])),
        decision=pieces(old["decision"], item["decision"]),
        duty=duty(old, item),
        changed=given != item,
    )


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Pair paragraphs: equal ones with each other, the rest by their place."""
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield from ((Piece("same", text),) for text in new[j1:j2])
            continue
        for place in range(max(i2 - i1, j2 - j1)):
            before = old[i1 + place] if i1 + place < i2 else ""
            after = new[j1 + place] if j1 + place < j2 else ""
            yield pieces(before, after)
