"""Is a dossier whole and genuine, down to each document, and do the sealed packages in it hold?

Standard library and `cryptography`, with verify.py beside it (both lie in the dossier), so that it runs where
the software does not:

    python3 verify_dossier.py DOSSIER.zip … [--key HEX] … [--head FILE] …

Prints a report as JSON and ends with 0 when nothing is wrong, else with 1; each failure names its place: a
file of the dossier, "file.zip#place" inside a sealed package, or "package" for the container itself.  The
dossier is mapped, not read: what it takes of memory is its largest file.
"""

import argparse
import hashlib
import json
import mmap
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

if __package__:
    from reports.standalone import verify as packages
else:  # beside verify.py, without the software
    import verify as packages  # type: ignore[import-not-found,no-redef]

Failure = packages.Failure
VERSION, SUITE = 1, "ed25519-sha256-jcs-1"
MANIFEST, SIGNATURE, CATALOGUE = "manifest.json", "signature.json", "data/catalogue.json"
ITEMS = "文件/"
WHOLE = "package"
BLOCK = 1 << 20
Data = bytes | mmap.mmap


@dataclass(slots=True)
class DossierReport:
    """What was found in one dossier; anchored: its signature, or a package in it, was compared with something from outside."""

    failures: list[Failure] = field(default_factory=list)
    org: str = ""
    title: str = ""
    latest: str = ""
    signer: str = ""
    files: int = 0
    items: int = 0
    packages: int = 0
    anchored: bool = False

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.failures

    def fail(self, code: str, place: str, detail: object = "") -> None:
        """Note a failure."""
        self.failures.append(Failure(code, place, str(detail)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it lies in the container: where its head begins, where its bytes do, how many, their sums."""

    name: str
    head: int
    start: int
    size: int
    crc: int
    sha256: str


def verify_dossier(data: Data, keys: Collection[str] = (), heads: Collection[str] = ()) -> DossierReport:
    """Verify one dossier.  keys: trusted public keys (hex); heads: signed checkpoints kept elsewhere."""
    report = DossierReport()
    entries = walked(report, data)
    files = {entry.name: entry for entry in entries}
    for name, times in Counter(entry.name for entry in entries).items():
        if times > 1:
            report.fail("file_twice", name)
    for before, after in pairwise(entries):
        if after.name.encode() <= before.name.encode():
            report.fail("out_of_order", after.name, f"after {before.name}")
    manifest = _json(report, data, files, MANIFEST)
    signature = _json(report, data, files, SIGNATURE)
    if manifest is None or signature is None:
        return report
    _attempt(report, SIGNATURE, lambda: _check_signature(report, signature, files[MANIFEST], manifest, keys))
    _attempt(report, MANIFEST, lambda: _check_files(report, manifest, files))
    catalogue = _json(report, data, files, CATALOGUE)
    if report.ok and catalogue is not None:
        _attempt(report, CATALOGUE, lambda: _check_items(report, manifest, catalogue))
        _attempt(report, CATALOGUE, lambda: _check_packages(report, (data, files), catalogue, keys, heads))
    return report


# ---- container: the one form of verify.packed, walked without being read ---------------------------------


def common(name: bytes, size: int, crc: int) -> tuple[int, ...]:
    """Return what the two heads of a file in the container have in common."""
    return 20, packages.UTF8_NAME, 0, 0, packages.NEW_YEAR_1980, crc, size, size, len(name), 0


def local_head(name: str, size: int, crc: int) -> bytes:
    """Return what stands before the bytes of a file."""
    raw = name.encode()
    return packages.LOCAL.pack(b"PK\3\4", *common(raw, size, crc)) + raw


def central_head(name: str, size: int, crc: int, place: int) -> bytes:
    """Return what the directory says of a file."""
    raw = name.encode()
    more = (0, 0, 0, packages.REGULAR_FILE, place)
    return packages.CENTRAL.pack(b"PK\1\2", 3 << 8 | 20, *common(raw, size, crc), *more) + raw


def ending(count: int, length: int, place: int) -> bytes:
    """Return what closes the container."""
    return packages.END.pack(b"PK\5\6", 0, 0, count, count, length, place, 0)


def walked(report: DossierReport, data: Data) -> list[Entry]:
    """Return the files as they lie; where the container is damaged, the place is named and the walk goes on."""
    known, place = _directory(data), 0
    entries: list[Entry] = []
    while data[place : place + 4] != b"PK\1\2":
        entry = _entry(data, place, known)
        if entry is None:
            if report.ok:
                report.fail("container_broken", _nearest(data, place, entries, known))
            return entries
        if bytes(data[place : entry.start]) != local_head(entry.name, entry.size, entry.crc):
            report.fail("container_changed", entry.name)
        entries.append(entry)
        place = entry.start + entry.size
    _check_directory(report, data, place, entries)
    return entries


def _entry(data: Data, place: int, known: Mapping[int, tuple[str, int]]) -> Entry | None:
    """Read one file; its own head is believed, or the directory where that head has not its one form."""
    try:
        head = packages.LOCAL.unpack_from(data, place)
    except struct.error:
        return None
    start = place + packages.LOCAL.size + head[9]
    name = bytes(data[place + packages.LOCAL.size : start]).decode(errors="replace")
    entry = _summed(data, name, place, start, head[7]) if head[0] == b"PK\3\4" else None
    if entry is not None and bytes(data[place:start]) == local_head(name, entry.size, entry.crc):
        return entry
    if place in known:
        name, size = known[place]
        start = place + packages.LOCAL.size + len(name.encode())
        return _summed(data, name, place, start, size)
    return entry


def _summed(data: Data, name: str, head: int, start: int, size: int) -> Entry | None:
    if start + size > len(data):
        return None
    crc, digest = 0, hashlib.sha256()
    for place in range(start, start + size, BLOCK):
        block = data[place : min(place + BLOCK, start + size)]
        crc = zlib.crc32(block, crc)
        digest.update(block)
    return Entry(name, head, start, size, crc, digest.hexdigest())


def _directory(data: Data) -> dict[int, tuple[str, int]]:
    """Return what the directory at the end says: place → name and size; nothing when it cannot be read."""
    known: dict[int, tuple[str, int]] = {}
    try:
        tail = packages.END.unpack_from(data, len(data) - packages.END.size)
        place = tail[6]
        while place < len(data) - packages.END.size:
            head = packages.CENTRAL.unpack_from(data, place)
            start = place + packages.CENTRAL.size
            known[head[16]] = (bytes(data[start : start + head[10]]).decode(), head[9])
            place = start + head[10] + head[11] + head[12]
    except (struct.error, ValueError):
        return {}
    return known


def _nearest(data: Data, place: int, entries: list[Entry], known: Mapping[int, tuple[str, int]]) -> str:
    """Name the file at which the walk ends: the one that begins there, else the last one that was whole."""
    if place in known:
        return known[place][0]
    if data[place : place + 4] == b"PK\3\4" and len(data) >= place + packages.LOCAL.size:
        length = packages.LOCAL.unpack_from(data, place)[9]
        name = bytes(data[place + packages.LOCAL.size :][:length]).decode(errors="replace")
        return name or WHOLE
    return entries[0].name if entries and bytes(data[place + 1 : place + 4]) == b"K\1\2" else WHOLE


def _check_directory(report: DossierReport, data: Data, place: int, entries: list[Entry]) -> None:
    begins = place
    for entry in entries:
        right = central_head(entry.name, entry.size, entry.crc, entry.head)
        if bytes(data[place : place + len(right)]) != right:
            report.fail("container_changed", entry.name, "directory")
            return
        place += len(right)
    if bytes(data[place:]) != ending(len(entries), place - begins, begins):
        report.fail("container_changed", WHOLE, "end")


def content(data: Data, entry: Entry) -> bytes:
    """Return the bytes of one file."""
    return bytes(data[entry.start : entry.start + entry.size])


# ---- what the files say ------------------------------------------------------------------------------------


def _json(report: DossierReport, data: Data, files: Mapping[str, Entry], name: str) -> Any:
    if name not in files:
        # A container that breaks off has been named already; what lies behind the break is not missing.
        if not any(failure.code == "container_broken" for failure in report.failures):
            report.fail("file_missing", name)
        return None
    raw = content(data, files[name])
    try:
        value = json.loads(raw.decode())
        if isinstance(value, dict) and packages.jcs(value) == raw:
            return value
        report.fail("not_canonical", name)
    except packages.MALFORMED as error:
        report.fail("not_canonical", name, error)
    return None


def _attempt(report: DossierReport, place: str, question: Any) -> None:
    try:
        question()
    except packages.MALFORMED as error:
        report.fail("malformed", place, f"{type(error).__name__}: {error}")


def message(org: str, manifest_sha256: str) -> bytes:
    """Return what is signed: kind and body, and the digest of the manifest."""
    return f"dossier|{SUITE}|{org}|".encode() + bytes.fromhex(manifest_sha256)


def _check_signature(
    report: DossierReport, signature: Any, manifest_entry: Entry, manifest: Any, keys: Collection[str]
) -> None:
    report.org, report.signer = signature["org"], signature["public_key"]
    if (signature["v"], signature["suite"]) != (VERSION, SUITE):
        report.fail("unknown_suite", SIGNATURE)
    signed = message(signature["org"], signature["manifest_sha256"])
    genuine = packages.signed(report.signer, bytes.fromhex(signature["signature"]), signed)
    if not genuine:
        report.fail("signature_broken", SIGNATURE)
    elif signature["manifest_sha256"] != manifest_entry.sha256:
        report.fail("file_changed", MANIFEST)
    if keys and report.signer not in keys:
        report.fail("foreign_key", SIGNATURE, report.signer)
    report.anchored = bool(keys)
    if manifest["group"]["code"] != report.org or (manifest["v"], manifest["suite"]) != (VERSION, SUITE):
        report.fail("foreign_org", MANIFEST)
    if manifest["checkpoint"] and packages.read_checkpoint(manifest["checkpoint"], report.signer) is None:
        report.fail("checkpoint_broken", MANIFEST)
    report.title, report.latest = manifest["title"], manifest["latest"]


def _check_files(report: DossierReport, manifest: Any, files: Mapping[str, Entry]) -> None:
    listed = {record["name"]: record for record in manifest["files"]}
    report.files = len(listed)
    if [row["name"] for row in manifest["files"]] != sorted(listed, key=str.encode):
        report.fail("files_out_of_order", MANIFEST)
    broken = any(failure.code == "container_broken" for failure in report.failures)
    for name, result in listed.items():
        if name not in files:
            if not broken:
                report.fail("file_missing", name)
        elif (files[name].size, files[name].sha256) != (result["size"], result["sha256"]):
            report.fail("file_changed", name)
    for name in sorted(set(files) - set(listed) - {MANIFEST, SIGNATURE}):
        report.fail("file_unlisted", name)


def _check_items(report: DossierReport, manifest: Any, catalogue: Any) -> None:
    report.items = len(catalogue["items"])
    if catalogue["group"] != manifest["group"] or catalogue["title"] != manifest["title"]:
        report.fail("foreign_catalogue", CATALOGUE)
    listed = Counter(name for item in catalogue["items"] for name in item["files"])
    for name, times in listed.items():
        if times > 1:
            report.fail("item_twice", name)
    there = {row["name"] for row in manifest["files"] if row["name"].startswith(ITEMS)}
    for name in sorted(there ^ set(listed)):
        report.fail("not_in_catalogue" if name in there else "file_missing", name)
    codes = Counter(item["code"] for item in catalogue["items"] if item["code"])
    for item in catalogue["items"]:
        if codes[item["code"]] > 1:
            report.fail("code_twice", CATALOGUE, item["code"])
        if any(not name.startswith(item["folder"]) for name in item["files"]):
            report.fail("foreign_folder", CATALOGUE, item["folder"])


def _check_packages(
    report: DossierReport,
    opened: tuple[Data, Mapping[str, Entry]],
    catalogue: Any,
    keys: Collection[str],
    heads: Collection[str],
) -> None:
    (data, files), results = opened, []
    for item in catalogue["items"]:
        if not item["sealed"]:
            continue
        name = item["sealed"]
        inner = content(data, files[name])
        result = packages.verify(inner, keys, heads)
        report.packages += 1
        report.anchored = report.anchored or result.anchored
        for failure in result.failures:
            report.fail(failure.code, f"{name}#{failure.place}", failure.detail)
        if result.org != report.org:
            report.fail("foreign_org", name, result.org)
        results.append((result.seq, result, name))
        for copy, original in _copies_changed(item, inner, files):
            report.fail("differs_from_package", copy, f"{name}#{original}")
    ordered = sorted(results, key=lambda each: each[0])
    for (seq, before, _), (then, after, name) in pairwise(ordered):
        # Packages of other years may lie between; where two follow one another, they must fit.
        if then == seq or (then == seq + 1 and after.prev != before.leaf):
            report.fail("prev_broken", name, then)


def _copies_changed(item: Any, inner: bytes, files: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    originals = {name: packages.sha256(raw) for name, raw in packages.unpacked(inner)}
    for copy in item["copies"]:
        if originals.get(copy["original"]) != files[copy["file"]].sha256:
            yield copy["file"], copy["original"]


# ---- command line --------------------------------------------------------------------------------------------


def verify_file(path: Path, keys: Collection[str] = (), heads: Collection[str] = ()) -> DossierReport:
    """Verify a dossier that lies in a file.  Raises OSError."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return verify_dossier(b"", keys, heads)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return verify_dossier(data, keys, heads)


def main(arguments: Iterable[str] | None = None) -> int:
    """Verify the dossiers named; print the report; return 0 or 1."""
    parser = argparse.ArgumentParser(description="Verify dossiers.")
    parser.add_argument("dossiers", nargs="+", type=Path)
    parser.add_argument("--key", action="append", default=[], help="trusted public key, 64 hex digits")
    parser.add_argument(
        "--head", action="append", default=[], type=Path, help="file with a signed checkpoint"
    )
    options = parser.parse_args(None if arguments is None else list(arguments))
    heads = [path.read_text(encoding="utf-8").strip() + "\n" for path in options.head]
    keys = [key.strip().lower() for key in options.key]
    reports = {str(path): verify_file(path, keys, heads) for path in options.dossiers}
    shown = {name: {"ok": report.ok, **asdict(report)} for name, report in reports.items()}
    ok = all(report.ok for report in reports.values())
    print(json.dumps({"ok": ok, "dossiers": shown}, ensure_ascii=False, indent=1))  # noqa: T201
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
