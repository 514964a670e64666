"""A body's archive to try things on: three meetings, sealed one after another with a key of the tests."""

import copy
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from members.procedure.canonical import canonical
from reports.archive import chain
from reports.archive.package import Header, Volume, seal_package
from reports.standalone.verify import FACTS, sha256

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
TRUSTED = chain.public_hex(KEY)
AT = datetime(2025, 1, 6, 3, 30, tzinfo=UTC)
GROUP = {"code": "yunling", "name": "云岭县人民政府党组"}
NINE = [str(seat) for seat in range(11, 20)]
RECEIPTS = sorted(sha256(bytes([n])) for n in range(7))
LAW = {
    "quorum_ordinary": "AT_LEAST_HALF",
    "quorum_personnel": "AT_LEAST_TWO_THIRDS",
    "pass_rule": "MORE_THAN_HALF",
    "ordinary_quorum_rechecked_per_item": True,
    "recusal_in_denominator": True,
    "recusal_counts_as_present": False,
}


def tally(**counts: int) -> dict[str, int]:
    """Write a full tally."""
    return {name: counts.get(name, 0) for name in ("approve", "oppose", "abstain", "defer", "not_voted")}


def vote(room: list[str], result: str, **more: Any) -> dict[str, Any]:
    """Write a vote of nine entitled members."""
    return {
        "method": "show_of_hands",
        "medium": "",
        "result": result,
        "base": 9,
        "denominator": 9,
        "present": NINE[:8],
        "recused": [],
        "in_room": room,
        **more,
    }


def facts() -> dict[str, Any]:
    """Return a meeting with a named vote, one with a recusal, a secret one, a void one and none."""
    room = NINE[:8]
    named = [{"member": seat, "choice": "approve" if seat < "16" else "oppose"} for seat in room]
    seven = [{"member": seat, "choice": "approve"} for seat in room[1:]]
    return {
        "v": 1,
        "group": GROUP,
        "meeting": {"id": "44", "title": "第44次党组会议", "held_on": "2025-01-06"},
        "law": LAW,
        "roll": {"entitled": NINE, "present_at_opening": NINE[:8]},
        "items": [
            {
                "title": "传达学习",
                "outcome": "concluded",
                "two_thirds": False,
                "votes": [],
            },
            {
                "title": "关于年度预算",
                "outcome": "passed",
                "two_thirds": False,
                "votes": [
                    vote(room, "void", tally=tally(), cast=[]),
                    vote(room, "passed", tally=tally(approve=5, oppose=3), cast=named),
                ],
            },
            {
                "title": "关于张三同志任职",
                "outcome": "passed",
                "two_thirds": True,
                "votes": [vote(room[1:], "passed", tally=tally(approve=7), cast=seven, recused=[room[0]])],
            },
            {
                "title": "关于李四同志任职",
                "outcome": "deferred",
                "two_thirds": True,
                "votes": [
                    vote(
                        room,
                        "deferred",
                        method="secret_ballot",
                        medium="screen",
                        tally=tally(approve=4, oppose=1, defer=2, not_voted=1),
                        receipts=RECEIPTS,
                        sealed_root=sha256("\n".join(RECEIPTS).encode()),
                    )
                ],
            },
        ],
    }


def files(told: dict[str, Any] | None = None) -> dict[str, bytes]:
    """Return a package's files: facts, two documents, an attachment."""
    return {
        FACTS: canonical(told or facts()),
        "documents/minutes.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 8,
        "documents/会议通知.pdf": b"%PDF-1.7\n" + "通知".encode() * 200,
        "attachments/0001-预算.xlsx": bytes(range(255, -1, -1)) * 4,
    }


def header(told: dict[str, Any] | None = None) -> Header:
    """Return the header that belongs to the facts."""
    return Header(
        group=GROUP,
        meeting=copy.deepcopy((told or facts())["meeting"]),
        rulebook={"id": "work-rules-2024", "title": "工作规则"},
    )


def sealed(count: int, key: Ed25519PrivateKey = KEY, *, told: dict[str, Any] | None = None) -> list[Volume]:
    """Seal so many meetings of the body one after another."""
    volumes: list[Volume] = []
    for _ in range(count):
        last = volumes[-1].signed.link if volumes else None
        leaves = [volume.signed.link.leaf for volume in volumes]
        volumes.append(seal_package(files(told), header(told), leaves=leaves, last=last, at=AT, key=key))
    return volumes
