"""Does the stand-alone verifier find every way to touch a dossier, and name the place?

A small dossier of values alone: two sealed packages, a few files, no database.  A thousand mutations are tried on it, drawn
with a fixed seed: bytes flipped anywhere, files removed, added, renamed, put in another order, values of data changed,
manifest and signature edited, the whole cut off.
"""

import copy
import json
import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from members.procedure.canonical import canonical
from reports.dossier import making
from reports.dossier.shape import Planned
from reports.standalone import verify_dossier as standalone
from reports.standalone.verify import FACTS, packed, sha256, unpacked
from reports.standalone.verify import MANIFEST as PACKAGE_MANIFEST
from reports.standalone.verify_dossier import (
    CATALOGUE,
    MANIFEST,
    SIGNATURE,
    WHOLE,
    verify_dossier,
    verify_file,
)
from tests.world.volumes import GROUP, KEY, OTHER_KEY, TRUSTED, Volume, sealed

MUTATIONS = 1_000
HEADER: dict[str, Any] = {
    "kind": "dossier",
    "group": GROUP,
    "title": "云岭县人民政府党组2025年卷宗",
    "scope": {"kind": "year", "year": 2025},
    "rulebook": {"id": "work-rules-2024", "title": "工作规则"},
    "latest": "2025-12-31T09:00:00Z",
    "checkpoint": "",
}
Files = dict[str, bytes]


def item(serial: int, volume: Volume, folder: Path) -> tuple[Planned, list[dict[str, Any]], Path]:
    """Return an item made of a sealed package, as the worker would write it."""
    planned = Planned(
        "meeting", serial, f"YL01-WS·2025-Y-BGS-{serial:04d}", f"第{43 + serial}次会议", "2025-01-06"
    )
    inner = dict(unpacked(volume.data))
    pieces = [
        making.Piece("01会议通知.pdf", inner["documents/会议通知.pdf"], None, "documents/会议通知.pdf"),
        making.Piece("02会议数据.json", inner[FACTS], None, FACTS),
        making.Piece("03封存包.zip", volume.data, None, PACKAGE_MANIFEST),
    ]
    path = folder / f"{serial}.part"
    return planned, making.write_part(planned, iter(pieces), path), path


@pytest.fixture(scope="module")
def volumes() -> list[Volume]:
    return sealed(2)


@pytest.fixture(scope="module")
def dossier(volumes: list[Volume], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(volumes, tmp_path_factory.mktemp("dossier"))


def made(volumes: list[Volume], folder: Path, key: Any = KEY) -> bytes:
    """Return a whole small dossier."""
    items = [item(serial, volume, folder) for serial, volume in enumerate(volumes, start=1)]
    header = HEADER | {"checkpoint": volumes[-1].checkpoint if key is KEY else ""}
    sources = [making.of_bytes("00封面.pdf", b"%PDF-1.7 cover")]
    sources.append(making.catalogue_source(header, [(planned, files) for planned, files, _path in items]))
    for planned, files, path in items:
        for one in files:
            known = (one["size"], one["crc"], one["sha256"], path, one["start"])
            sources.append(making.Source(planned.folder + one["name"], *known))
    target = folder / "whole.zip"
    digest = making.put_together(header, sources, len(items), key, target)
    data = target.read_bytes()
    assert sha256(data) == digest
    return data


def found(data: bytes, keys: tuple[str, ...] = (TRUSTED,)) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in verify_dossier(data, keys).failures]


def files_of(data: bytes) -> Files:
    return dict(unpacked(data))


# ---- honest dossiers -------------------------------------------------------------------------------------


def test_an_honest_dossier_verifies(dossier: bytes, volumes: list[Volume]) -> None:
    report = verify_dossier(dossier, [TRUSTED], [volumes[-1].checkpoint])
    assert report.failures == []
    assert (report.ok, report.anchored, report.org, report.signer) == (True, True, "yunling", TRUSTED)
    assert (report.items, report.packages, report.title) == (2, 2, HEADER["title"])
    assert (report.files, report.latest) == (len(files_of(dossier)) - 2, HEADER["latest"])


def test_without_anything_from_outside_it_is_not_anchored(dossier: bytes) -> None:
    report = verify_dossier(dossier)
    assert (report.ok, report.anchored) == (True, False)


def test_the_same_items_make_the_same_bytes(volumes: list[Volume], dossier: bytes, tmp_path: Path) -> None:
    assert made(volumes, tmp_path) == dossier


def test_it_is_the_one_form_of_the_container(dossier: bytes) -> None:
    assert packed(files_of(dossier)) == dossier


def test_the_script_runs_without_the_software(dossier: bytes, tmp_path: Path) -> None:
    """Taken out of the dossier into an empty folder, by another interpreter, with nothing of ours on its path."""
    for name in ("verify.py", "verify_dossier.py"):
        (tmp_path / name).write_bytes(files_of(dossier)[name])
    (tmp_path / "good.zip").write_bytes(dossier)
    (tmp_path / "bad.zip").write_bytes(dossier.replace(b"cover", b"Cover"))
    told = []
    for name in ("good.zip", "bad.zip"):
        script = (
            f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import verify_dossier; "
            f"sys.exit(verify_dossier.main([{str(tmp_path / name)!r}, '--key', {TRUSTED!r}]))"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        told.append((done.returncode, json.loads(done.stdout)["ok"]))
    assert told == [(0, True), (1, False)]


# ---- a thousand ways to touch one --------------------------------------------------------------------------


Mutation = tuple[bytes, set[str]]
"""The changed dossier, and the places one of which must be named."""


def places(data: bytes) -> list[tuple[int, int, str]]:
    """Return what each stretch of the container belongs to."""
    walked = standalone.walked(standalone.DossierReport(), data)
    stretches = [(one.head, one.start + one.size, one.name) for one in walked]
    place = stretches[-1][1]
    for one in walked:
        length = len(standalone.central_head(one.name, one.size, one.crc, one.head))
        stretches.append((place, place + length, one.name))
        place += length
    return [*stretches, (place, len(data), WHOLE)]


def flip(data: bytes, chance: random.Random) -> Mutation:
    """Flip one bit; small stretches (heads, the directory) are drawn as often as large files."""
    begins, ends, name = chance.choice(places(data))
    at = chance.randrange(begins, min(ends, begins + 200) if chance.random() < 0.5 else ends)
    changed = bytearray(data)
    changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed), {name}


def again(files: Files, order: list[str] | None = None) -> bytes:
    """Write a container of the right form over changed files, in their order or another."""
    if order is None:
        return packed(files)
    body, directory = b"", b""
    for name in order:
        known = (name, len(files[name]), zlib.crc32(files[name]))
        directory += standalone.central_head(*known, len(body))
        body += standalone.local_head(*known) + files[name]
    return body + directory + standalone.ending(len(order), len(directory), len(body))


def remove(data: bytes, chance: random.Random) -> Mutation:
    files = files_of(data)
    name = chance.choice(list(files))
    del files[name]
    return again(files), {name}


def add(data: bytes, chance: random.Random) -> Mutation:
    files = files_of(data)
    name = f"{chance.choice(list(files))}{chance.randrange(100)}"
    files[name] = chance.randbytes(chance.randrange(40))
    return again(files), {name}


def rename(data: bytes, chance: random.Random) -> Mutation:
    files = files_of(data)
    name = chance.choice(list(files))
    new = name + "x" if chance.random() < 0.5 else f"0{name}"
    files[new] = files.pop(name)
    return again(files), {name}


def reorder(data: bytes, chance: random.Random) -> Mutation:
    files = files_of(data)
    order = list(files)
    at = chance.randrange(len(order) - 1)
    order[at], order[at + 1] = order[at + 1], order[at]
    return again(files, order), {order[at + 1]}


def twice(data: bytes, chance: random.Random) -> Mutation:
    files = files_of(data)
    order = list(files)
    at = chance.randrange(len(order))
    return again(files, [*order[: at + 1], *order[at:]]), {order[at]}


def swap(data: bytes, chance: random.Random) -> Mutation:
    """Exchange the contents of two files."""
    files = files_of(data)
    one, other = chance.sample([name for name in files if name not in {MANIFEST, SIGNATURE}], 2)
    if files[one] == files[other]:
        return flip(data, chance)
    files[one], files[other] = files[other], files[one]
    return again(files), {one}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all single values of data."""
    if isinstance(value, dict):
        return [leaf for name, one in value.items() for leaf in leaves(one, (*path, name))]
    if isinstance(value, list):
        return [leaf for at, one in enumerate(value) for leaf in leaves(one, (*path, at))]
    return [path]


def changed(value: Any, path: tuple[Any, ...]) -> Any:
    """Return data with one value changed."""
    told = copy.deepcopy(value)
    place = told
    for step in path[:-1]:
        place = place[step]
    old = place[path[-1]]
    place[path[-1]] = (
        (not old) if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old or ''}改"
    )
    return told


def value_of(name: str, place: str | None = None) -> Callable[[bytes, random.Random], Mutation]:
    """Return the mutation of one value of a file of data, written in canonical form again."""

    def mutate(data: bytes, chance: random.Random) -> Mutation:
        files = files_of(data)
        chosen = name or chance.choice([one for one in files if one.endswith(".json")])
        told = json.loads(files[chosen])
        files[chosen] = canonical(changed(told, chance.choice(leaves(told))))
        return again(files), {place or chosen}

    return mutate


def listed_too(data: bytes, chance: random.Random) -> Mutation:
    """Change a file and its hash in the manifest: then it is the manifest that was touched."""
    files = files_of(data)
    manifest = json.loads(files[MANIFEST])
    entry = chance.choice(manifest["files"])
    files[entry["name"]] += b"x"
    entry["size"] += 1
    entry["sha256"] = sha256(files[entry["name"]])
    files[MANIFEST] = canonical(manifest)
    return again(files), {MANIFEST}


def signed_anew(data: bytes, chance: random.Random) -> Mutation:
    """Change a file, its hash, and sign with another key."""
    mutated, _places = listed_too(data, chance)
    files = files_of(mutated)
    files[SIGNATURE] = making.signature("yunling", files[MANIFEST], OTHER_KEY)
    return again(files), {SIGNATURE}


def cut(data: bytes, chance: random.Random) -> Mutation:
    at = chance.randrange(len(data))
    begun = [name for begins, ends, name in places(data) if begins <= at < ends]
    return data[:at], {*begun, WHOLE}


def lengthen(data: bytes, chance: random.Random) -> Mutation:
    return data + chance.randbytes(1 + chance.randrange(30)), {WHOLE}


WAYS: list[tuple[Callable[[bytes, random.Random], Mutation], int]] = [
    (flip, 400),
    (remove, 70),
    (add, 60),
    (rename, 70),
    (reorder, 60),
    (twice, 20),
    (swap, 50),
    (value_of(""), 60),
    (value_of(MANIFEST), 60),
    (value_of(SIGNATURE), 40),
    (listed_too, 30),
    (signed_anew, 20),
    (cut, 40),
    (lengthen, 20),
]


@pytest.mark.parametrize(("way", "times"), WAYS, ids=lambda one: getattr(one, "__name__", str(one)))
def test_every_mutation_is_found_at_its_place(
    way: Callable[[bytes, random.Random], Mutation], times: int, dossier: bytes
) -> None:
    chance = random.Random(f"{getattr(way, '__qualname__', way)}-{times}")
    missed = []
    for number in range(times):
        mutated, expected = way(dossier, chance)
        named = {place for _code, place in found(mutated)}
        if mutated == dossier or not named & expected:
            missed.append((number, expected, found(mutated)[:3]))
    assert missed == []


def test_the_ways_add_up_to_a_thousand() -> None:
    assert sum(times for _way, times in WAYS) == MUTATIONS


# ---- what only the inside tells ------------------------------------------------------------------------------


def resealed(data: bytes, change: Callable[[Files], None]) -> list[tuple[str, str]]:
    """Change files, write catalogue and manifest anew and sign with the right key; return what is found."""
    files = files_of(data)
    change(files)
    manifest = json.loads(files.pop(MANIFEST))
    del files[SIGNATURE]
    manifest["files"] = [
        {"name": name, "sha256": sha256(content), "size": len(content)}
        for name, content in sorted(files.items())
    ]
    files[MANIFEST] = canonical(manifest)
    files[SIGNATURE] = making.signature("yunling", files[MANIFEST], KEY)
    return found(again(files))


FOLDER = "文件/1-永久/YL01-WS·2025-Y-BGS-0001/"


def test_a_copy_that_differs_from_the_sealed_package_is_found(dossier: bytes) -> None:
    def change(files: Files) -> None:
        files[f"{FOLDER}01会议通知.pdf"] += b"x"

    assert ("differs_from_package", f"{FOLDER}01会议通知.pdf") in resealed(dossier, change)


def test_a_sealed_package_that_was_touched_is_named_with_its_inside(dossier: bytes) -> None:
    package = f"{FOLDER}03封存包.zip"

    def change(files: Files) -> None:
        inner = dict(unpacked(files[package]))
        inner["documents/minutes.pdf"] += b"x"
        files[package] = packed(inner)

    assert ("file_changed", f"{package}#documents/minutes.pdf") in resealed(dossier, change)


def test_a_file_outside_the_catalogue_is_found(dossier: bytes) -> None:
    def change(files: Files) -> None:
        files[f"{FOLDER}99另加.pdf"] = b"%PDF"

    assert resealed(dossier, change) == [("not_in_catalogue", f"{FOLDER}99另加.pdf")]


def test_two_items_under_one_code_are_found(dossier: bytes) -> None:
    def change(files: Files) -> None:
        told = json.loads(files[CATALOGUE])
        told["items"][1]["code"] = told["items"][0]["code"]
        files[CATALOGUE] = canonical(told)

    assert ("code_twice", CATALOGUE) in resealed(dossier, change)


def test_a_file_is_verified_from_its_place(dossier: bytes, tmp_path: Path) -> None:
    for name, content in (("whole", dossier), ("none", b"")):
        (tmp_path / name).write_bytes(content)
    assert verify_file(tmp_path / "whole", [TRUSTED]).ok
    assert [one.place for one in verify_file(tmp_path / "none").failures][:1] == [WHOLE]
