"""Is an archive package whole, genuine, and does each result follow from the recorded votes?

One file, standard library and `cryptography` only, so that it runs where the software does not:

    python3 verify.py PACKAGE.zip … [--key HEX] … [--head FILE] …

Prints a report as JSON and ends with 0 when nothing is wrong, else with 1; the report names the first bad
link and file.  A package proves who sealed it only against a key or a checkpoint that comes from somewhere
else: printed papers, the auditors' mail.  Without --key and --head the report says "anchored": false.
"""

import argparse
import base64
import hashlib
import json
import struct
import sys
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

VERSION, SUITE = 1, "ed25519-sha256-jcs-1"
MANIFEST, FACTS = "manifest.json", "data/meeting.json"
NOTHING = "0" * 64
LINK = ("v", "suite", "org", "seq", "kind", "at", "obj_hash", "prev")
SHARES = {"AT_LEAST_HALF": (1, 2, 0), "MORE_THAN_HALF": (1, 2, 1), "AT_LEAST_TWO_THIRDS": (2, 3, 0)}
CAST = ("approve", "oppose", "abstain", "defer")
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
UTF8_NAME, NEW_YEAR_1980, REGULAR_FILE = 0x800, 0x21, 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is wrong: what (code), where (a file, "chain", or "package"), and details."""

    code: str
    place: str
    detail: str = ""


@dataclass(slots=True)
class Report:
    """What was found in one package; anchored: compared with a key or checkpoint from outside."""

    failures: list[Failure] = field(default_factory=list)
    org: str = ""
    seq: int = -1
    prev: str = ""
    leaf: str = ""
    root: str = ""
    size: int = 0
    signer: str = ""
    files: int = 0
    anchored: bool = False

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.failures

    def fail(self, code: str, place: str, detail: object = "") -> None:
        """Note a failure."""
        self.failures.append(Failure(code, place, str(detail)))


class Broken(Exception):
    """The container ends or goes astray within this entry."""


def verify(data: bytes, keys: Collection[str] = (), heads: Collection[str] = ()) -> Report:
    """Verify one package.  keys: trusted public keys (hex); heads: signed checkpoints kept elsewhere."""
    report = Report()
    entries: list[tuple[str, bytes]] = []
    try:
        entries.extend(unpacked(data))
    except Broken as broken:
        report.fail("container_broken", str(broken))
    files = dict(entries)
    for name, times in Counter(name for name, _ in entries).items():
        if times > 1:
            report.fail("file_twice", name)
    manifest = _read(report, files, MANIFEST)
    if manifest is not None:
        _attempt(report, MANIFEST, lambda: _check_files(report, manifest, files))
        _attempt(report, "chain", lambda: _check_link(report, manifest, keys, heads))
        facts = _read(report, files, FACTS)
        if facts is not None:
            _attempt(report, FACTS, lambda: _check_facts(report, facts, manifest))
    if report.ok and packed(files) != data:
        report.fail("container_changed", _where(files, data))
    return report


def verify_all(
    packages: Mapping[str, bytes], keys: Collection[str] = (), heads: Collection[str] = ()
) -> dict[str, Report]:
    """Verify several packages, and that those of one body follow one another without gap."""
    reports = {name: verify(data, keys, heads) for name, data in packages.items()}
    for org in {report.org for report in reports.values() if report.seq >= 0}:
        chain = sorted((each for each in reports.values() if each.org == org), key=lambda each: each.seq)
        for before, after in pairwise(chain):
            if after.seq != before.seq + 1:
                after.fail("gap", "chain", f"{before.seq} is followed by {after.seq}")
            elif after.prev != before.leaf:
                after.fail("prev_broken", "chain", after.seq)
        if [report.seq for report in chain] == list(range(len(chain))):
            _check_whole_chain(chain, org, heads)
    return reports


# ---- container: a ZIP without compression, which has one form only -------------------------------------


def packed(files: Mapping[str, bytes]) -> bytes:
    """Write a ZIP whose bytes depend on names and contents alone: sorted, stored, dated 1980-01-01."""
    body, directory = b"", b""
    for name, content in sorted(files.items()):
        raw, size = name.encode(), len(content)
        common = (20, UTF8_NAME, 0, 0, NEW_YEAR_1980, zlib.crc32(content), size, size, len(raw), 0)
        directory += CENTRAL.pack(b"PK\1\2", 3 << 8 | 20, *common, 0, 0, 0, REGULAR_FILE, len(body)) + raw
        body += LOCAL.pack(b"PK\3\4", *common) + raw + content
    count = len(files)
    return body + directory + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Walk through the entries.  Raises Broken at the entry where the walk goes astray."""
    place, name = 0, "package"
    while data[place : place + 4] != b"PK\1\2":
        if data[place : place + 4] != b"PK\3\4" or len(data) < place + LOCAL.size:
            raise Broken(name)
        header = LOCAL.unpack_from(data, place)
        start = place + LOCAL.size + header[9] + header[10]
        raw, size = data[place + LOCAL.size : place + LOCAL.size + header[9]], header[7]
        name = raw.decode(errors="replace")
        place = start + size
        if len(data) < place:
            raise Broken(name)
        yield name, data[start:place]


def _where(files: Mapping[str, bytes], data: bytes) -> str:
    right, place = packed(files), 0
    differs = next((at for at, (a, b) in enumerate(zip(right, data, strict=False)) if a != b), len(right))
    for name, content in sorted(files.items()):
        place += LOCAL.size + len(name.encode()) + len(content)
        if differs < place:
            return name
    return "package"


# ---- canonical JSON (RFC 8785 without floats) ----------------------------------------------------------


def jcs(value: Any) -> bytes:
    """Return the canonical bytes.  Raises ValueError or TypeError for what has none."""
    return _jcs(value).encode()


def _jcs(value: Any) -> str:
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise ValueError("text is not in NFC")
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) < 2**53:
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(_jcs, value)) + "]"
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        return "{" + ",".join(f"{_jcs(key)}:{_jcs(item)}" for key, item in pairs) + "}"
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _read(report: Report, files: Mapping[str, bytes], name: str) -> Any:
    if name not in files:
        report.fail("file_missing", name)
        return None
    try:
        value = json.loads(files[name].decode())
        if isinstance(value, dict) and jcs(value) == files[name]:
            return value
        report.fail("not_canonical", name)
    except MALFORMED as error:
        report.fail("not_canonical", name, error)
    return None


def _attempt(report: Report, place: str, check: Callable[[], None]) -> None:
    try:
        check()
    except MALFORMED as error:
        report.fail("malformed", place, f"{type(error).__name__}: {error}")


# ---- files, link, tree ---------------------------------------------------------------------------------


def _check_files(report: Report, manifest: Any, files: Mapping[str, bytes]) -> None:
    listed = {entry["name"]: entry for entry in manifest["files"]}
    report.files = len(listed)
    if [entry["name"] for entry in manifest["files"]] != sorted(listed):
        report.fail("files_out_of_order", MANIFEST)
    for name, entry in listed.items():
        if name not in files:
            report.fail("file_missing", name)
        elif (len(files[name]), sha256(files[name])) != (entry["size"], entry["sha256"]):
            report.fail("file_changed", name)
    for name in sorted(set(files) - set(listed) - {MANIFEST}):
        report.fail("file_unlisted", name)


def _check_link(report: Report, manifest: Any, keys: Collection[str], heads: Collection[str]) -> None:
    chain = manifest["chain"]
    content = {name: value for name, value in manifest.items() if name != "chain"}
    report.org, report.seq, report.prev, report.leaf = (
        chain[name] for name in ("org", "seq", "prev", "leaf")
    )
    report.signer = chain["public_key"]
    if (manifest.get("v"), manifest.get("suite")) != (VERSION, SUITE):
        report.fail("unknown_suite", MANIFEST)
    if manifest["group"]["code"] != chain["org"]:
        report.fail("foreign_org", "chain")
    obj_hash = sha256(bytes.fromhex(chain["salt"]) + jcs(content))
    link = {**chain, "v": VERSION, "suite": SUITE, "obj_hash": obj_hash}
    if sha256(b"\0" + jcs({name: link[name] for name in LINK})) != chain["leaf"]:
        report.fail("leaf_broken", MANIFEST)
    if (chain["seq"] == 0) != (chain["prev"] == NOTHING):
        report.fail("prev_broken", "chain")
    message = f"archive|{SUITE}|{chain['org']}".encode() + bytes.fromhex(chain["leaf"])
    if not signed(report.signer, bytes.fromhex(chain["signature"]), message):
        report.fail("signature_broken", "chain", f"seq {chain['seq']}")
    if keys and report.signer not in keys:
        report.fail("foreign_key", "chain", f"seq {chain['seq']} signed by {report.signer}")
    report.anchored = bool(keys)
    point = read_checkpoint(chain["checkpoint"], report.signer)
    if point is None or point[0] != chain["org"]:
        report.fail("checkpoint_broken", "chain")
        return
    _, report.size, report.root = point
    if not includes(chain["leaf"], chain["seq"], report.size, chain["proof"], report.root):
        report.fail("proof_broken", "chain")
    for head in heads:
        outside = read_checkpoint(head, *(keys or (report.signer,)))
        if outside and outside[:2] == point[:2]:
            report.anchored = True
            if outside[2] != report.root:
                report.fail("head_differs", "chain", f"size {report.size}")


def _check_whole_chain(chain: Sequence[Report], org: str, heads: Collection[str]) -> None:
    leaves = [report.leaf for report in chain]
    for report in chain:
        if 0 < report.size <= len(leaves) and tree_root(leaves[: report.size]) != report.root:
            report.fail("root_differs", "chain", f"size {report.size}")
    for head in heads:
        point = read_checkpoint(head, *{report.signer for report in chain})
        if point and point[0] == org and 0 < point[1] <= len(leaves):
            last = chain[point[1] - 1]
            last.anchored = True
            if tree_root(leaves[: point[1]]) != point[2]:
                last.fail("head_differs", "chain", f"size {point[1]}")


def sha256(data: bytes) -> str:
    """Return the hash, hex."""
    return hashlib.sha256(data).hexdigest()


def signed(public_key: str, signature: bytes, message: bytes) -> bool:
    """Say whether the key (hex) signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_checkpoint(note: str, *keys: str) -> tuple[str, int, str] | None:
    """Read a signed checkpoint: origin, number of leaves, root (hex); None when none of the keys signed it."""
    try:
        lines, _, tail = note.partition("\n\n")
        origin, size, encoded_root = lines.split("\n")
        root, blob = base64.b64decode(encoded_root), base64.b64decode(tail.split(" ")[2])
        point = (origin, int(size), root.hex())
    except (ValueError, IndexError):
        return None
    # A checkpoint, too, has one form only: written anew, it must be the same.
    text = f"{origin}\n{point[1]}\n{base64.b64encode(root).decode()}\n"
    if note != f"{text}\n— {origin} {base64.b64encode(blob).decode()}\n":
        return None
    for key in keys:
        key_id = hashlib.sha256(origin.encode() + b"\n\x01" + bytes.fromhex(key)).digest()[:4]
        if blob[:4] == key_id and signed(key, blob[4:], text.encode()):
            return point
    return None


def node(left: str, right: str) -> str:
    """Return the hash of an inner node."""
    return sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right))


def tree_root(leaves: Sequence[str]) -> str:
    """Return the root of the tree (RFC 9162, 2.1.1)."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(tree_root(leaves[:split]), tree_root(leaves[split:]))


def includes(leaf: str, index: int, size: int, path: Sequence[str], root: str) -> bool:
    """Check an inclusion proof (RFC 9162, 2.1.3.2)."""
    place, last, result = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            result = node(step, result)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            result = node(result, step)
        place, last = place // 2, last // 2
    return 0 <= index < size and last == 0 and result == root


# ---- the law: results follow from roll, recusals and votes, in whole numbers ---------------------------


def reaches(share: str, count: int, base: int) -> bool:
    """Say whether so many of so many reach a share, such as AT_LEAST_TWO_THIRDS."""
    numerator, denominator, beyond = SHARES[share]
    return base > 0 and denominator * count >= numerator * base + beyond


def _check_facts(report: Report, facts: Any, manifest: Any) -> None:
    law, entitled = facts["law"], facts["roll"]["entitled"]
    if facts["meeting"] != manifest["meeting"] or facts["group"] != manifest["group"]:
        report.fail("foreign_facts", FACTS)
    opening = facts["roll"]["present_at_opening"]
    if not _among(opening, entitled) or not _among(entitled, entitled):
        report.fail("roll_wrong", f"{FACTS}#roll")
    if not reaches(law["quorum_ordinary"], len(opening), len(entitled)):
        report.fail("no_quorum", f"{FACTS}#roll", f"{len(opening)} of {len(entitled)}")
    for number, item in enumerate(facts["items"]):
        live = [vote["result"] for vote in item["votes"] if vote["result"] != "void"]
        if len(live) > 1 or (live and live != [item["outcome"]]):
            report.fail("outcome_wrong", f"{FACTS}#items/{number}", f"{item['outcome']}, voted {live}")
        if not live and item["outcome"] in {"passed", "not_passed", "deferred"}:
            report.fail("outcome_without_vote", f"{FACTS}#items/{number}")
        for turn, vote in enumerate(item["votes"]):
            if vote["result"] != "void":
                for code in _faults(vote, item["two_thirds"], entitled, law):
                    report.fail(code, f"{FACTS}#items/{number}/votes/{turn}")


def _faults(vote: Any, two_thirds: bool, entitled: Sequence[str], law: Any) -> Iterator[str]:
    present, recused, room, tally = vote["present"], vote["recused"], vote["in_room"], vote["tally"]
    base = len(entitled)
    if not (_among(present, entitled) and _among(recused, entitled) and _among(room, entitled)):
        yield "roll_wrong"
    if sorted(room) != sorted(set(present) - set(recused)):
        yield "room_wrong"
    if vote["base"] != base:
        yield "base_wrong"
    if vote["denominator"] != base - (0 if law["recusal_in_denominator"] else len(recused)):
        yield "denominator_wrong"
    attending = len(present if law["recusal_counts_as_present"] else room)
    share = law["quorum_personnel" if two_thirds else "quorum_ordinary"]
    if (two_thirds or law["ordinary_quorum_rechecked_per_item"]) and not reaches(share, attending, base):
        yield "no_quorum"
    if any(type(count) is not int or count < 0 for count in tally.values()) or sum(tally.values()) != len(
        room
    ):
        yield "tally_mismatch"
    yield from _ballot_faults(vote, tally, room)
    passed = reaches(law["pass_rule"], tally["approve"], vote["denominator"])
    if vote["result"] != ("passed" if passed else "deferred" if tally.get("defer") else "not_passed"):
        yield "result_does_not_follow"


def _ballot_faults(vote: Any, tally: Any, room: Sequence[str]) -> Iterator[str]:
    if vote["method"] != "secret_ballot":
        if not _among([ballot["member"] for ballot in vote["cast"]], room):
            yield "not_in_room"
        if +Counter(ballot["choice"] for ballot in vote["cast"]) != +Counter(tally):
            yield "tally_mismatch"
        return
    if "cast" in vote:
        yield "secrecy_broken"
    if vote["medium"] == "screen":
        receipts = vote["receipts"]
        if receipts != sorted(set(receipts)) or len(receipts) != sum(tally.get(choice, 0) for choice in CAST):
            yield "receipts_wrong"
        if sha256("\n".join(receipts).encode()) != vote["sealed_root"]:
            yield "sealed_root_wrong"


def _among(some: Sequence[str], whole: Sequence[str]) -> bool:
    return len(set(some)) == len(some) and set(some) <= set(whole)


# ---- command line --------------------------------------------------------------------------------------


def main(arguments: Iterable[str] | None = None) -> int:
    """Verify the packages named; print the report; return 0 or 1."""
    parser = argparse.ArgumentParser(description="Verify archive packages.")
    parser.add_argument("packages", nargs="+", type=Path)
    parser.add_argument("--key", action="append", default=[], help="trusted public key, 64 hex digits")
    parser.add_argument(
        "--head", action="append", default=[], type=Path, help="file with a signed checkpoint"
    )
    options = parser.parse_args(None if arguments is None else list(arguments))
    heads = [path.read_text(encoding="utf-8").strip() + "\n" for path in options.head]
    packages = {str(path): path.read_bytes() for path in options.packages}
    reports = verify_all(packages, [key.strip().lower() for key in options.key], heads)
    bad = sorted((report.seq, name) for name, report in reports.items() if not report.ok)
    first = asdict(reports[bad[0][1]].failures[0]) | {"package": bad[0][1], "seq": bad[0][0]} if bad else None
    shown = {name: {"ok": report.ok, **asdict(report)} for name, report in reports.items()}
    print(json.dumps({"ok": not bad, "first": first, "packages": shown}, ensure_ascii=False, indent=1))  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
