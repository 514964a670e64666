"""Does the verifier find every way to touch a sealed package, and name the place?"""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from members.procedure.canonical import NotCanonical, canonical
from reports.archive import chain
from reports.archive.package import COMPANIONS, Volume, build_package, contents_of, seal_package
from reports.archive.verify_package import verify, verify_register
from reports.standalone.verify import FACTS, MANIFEST, main, packed, sha256, unpacked, verify_all
from tests.world import volumes
from tests.world.volumes import AT, KEY, NINE, OTHER_KEY, TRUSTED, facts, files, header, sealed

SCRIPT = COMPANIONS["verify.py"]


@pytest.fixture(scope="module")
def shelf() -> list[Volume]:
    return sealed(3)


@pytest.fixture(scope="module")
def package(shelf: list[Volume]) -> bytes:
    return shelf[2].data


def found(data: bytes, *, keys: tuple[str, ...] = (TRUSTED,)) -> list[tuple[str, str]]:
    return [(failure.code, failure.place) for failure in verify(data, keys).failures]


def opened(data: bytes) -> dict[str, bytes]:
    return dict(unpacked(data))


# ---- honest packages ---------------------------------------------------------------------------------


def test_an_honest_package_verifies(shelf: list[Volume]) -> None:
    for number, volume in enumerate(shelf):
        report = verify(volume.data, [TRUSTED], [volume.checkpoint], volume.signed)
        assert report.failures == []
        assert (report.ok, report.anchored, report.seq, report.size) == (True, True, number, number + 1)
        assert (report.org, report.signer, report.leaf) == ("yunling", TRUSTED, volume.signed.link.leaf)


def test_without_a_key_or_checkpoint_from_outside_it_is_not_anchored(package: bytes) -> None:
    report = verify(package)
    assert (report.ok, report.anchored) == (True, False)


def test_the_same_files_make_the_same_bytes(package: bytes) -> None:
    assert packed(dict(reversed(opened(package).items()))) == package


def test_any_zip_program_can_open_it(package: bytes) -> None:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(opened(package))
        assert archive.read("documents/会议通知.pdf") == files()["documents/会议通知.pdf"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_verifier_inside_is_the_one_that_was_tested(package: bytes) -> None:
    assert opened(package)["verify.py"] == SCRIPT.read_bytes()
    assert "归档包" in opened(package)["README.txt"].decode()


# ---- one mutation, one place -------------------------------------------------------------------------


@pytest.mark.parametrize("name", [FACTS, "README.txt", "verify.py", *sorted(set(files()) - {FACTS})])
def test_a_changed_missing_or_renamed_file_is_named(package: bytes, name: str) -> None:
    inside = opened(package)
    content = inside.pop(name)
    assert ("file_missing", name) in found(packed(inside))
    assert ("file_changed", name) in found(packed(inside | {name: content + b" "}))
    assert ("file_changed", name) in found(packed(inside | {name: content[:-1]}))
    assert ("file_changed", name) in found(packed(inside | {name: b""}))
    renamed = found(packed(inside | {name + "x": content}))
    assert {("file_missing", name), ("file_unlisted", name + "x")} <= set(renamed)


def test_an_added_a_doubled_and_a_swapped_file_is_named(package: bytes) -> None:
    inside = opened(package)
    assert found(packed(inside | {"documents/more.pdf": b""})) == [("file_unlisted", "documents/more.pdf")]
    one, other = "documents/minutes.pdf", "documents/会议通知.pdf"
    swapped = inside | {one: inside[other], other: inside[one]}
    assert found(packed(swapped))[:2] == [("file_changed", one), ("file_changed", other)]
    header_of_one = packed({one: inside[one]})
    doubled = header_of_one[: header_of_one.index(b"PK\1\2")] + package
    assert ("file_twice", one) in found(doubled)


def with_manifest(package: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    inside = opened(package)
    manifest = json.loads(inside[MANIFEST])
    change(manifest)
    return packed(inside | {MANIFEST: canonical(manifest)})


def set_chain(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda manifest: manifest["chain"].update(values)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (set_chain(seq=1), ("leaf_broken", MANIFEST)),
        (set_chain(at="2025-01-07T03:30:00Z"), ("leaf_broken", MANIFEST)),
        (set_chain(kind="other"), ("leaf_broken", MANIFEST)),
        (set_chain(prev="ab" * 32), ("leaf_broken", MANIFEST)),
        (set_chain(prev="0" * 64), ("prev_broken", "chain")),
        (set_chain(salt="00" * 16), ("leaf_broken", MANIFEST)),
        (set_chain(leaf="ab" * 32), ("leaf_broken", MANIFEST)),
        (set_chain(signature="ab" * 64), ("signature_broken", "chain")),
        (set_chain(signature=""), ("signature_broken", "chain")),
        (set_chain(public_key=chain.public_hex(OTHER_KEY)), ("foreign_key", "chain")),
        (set_chain(public_key=""), ("signature_broken", "chain")),
        (set_chain(proof=[]), ("proof_broken", "chain")),
        (set_chain(checkpoint=""), ("checkpoint_broken", "chain")),
        (set_chain(org="other"), ("foreign_org", "chain")),
        (set_chain(seq="2"), ("malformed", "chain")),
        (lambda manifest: manifest.update(v=2), ("unknown_suite", MANIFEST)),
        (lambda manifest: manifest.update(suite="sm2"), ("unknown_suite", MANIFEST)),
        (lambda manifest: manifest["group"].update(name="x"), ("leaf_broken", MANIFEST)),
        (lambda manifest: manifest["meeting"].update(title="x"), ("leaf_broken", MANIFEST)),
        (lambda manifest: manifest["meeting"].update(title="x"), ("foreign_facts", FACTS)),
        (lambda manifest: manifest["rulebook"].update(id="x"), ("leaf_broken", MANIFEST)),
        (lambda manifest: manifest.update(more=1), ("leaf_broken", MANIFEST)),
        (lambda manifest: manifest["files"].reverse(), ("files_out_of_order", MANIFEST)),
        (lambda manifest: manifest["files"].append(manifest["files"][0]), ("files_out_of_order", MANIFEST)),
        (lambda manifest: manifest["files"].pop(), ("file_unlisted", "verify.py")),
        (lambda manifest: manifest["files"].clear(), ("file_unlisted", FACTS)),
        (lambda manifest: manifest.pop("files"), ("malformed", MANIFEST)),
        (lambda manifest: manifest.pop("chain"), ("malformed", "chain")),
        (lambda manifest: manifest.update(files=7), ("malformed", MANIFEST)),
        (lambda manifest: manifest.update(chain=[]), ("malformed", "chain")),
    ],
)
def test_a_changed_manifest_is_named(package: bytes, change: Any, expected: tuple[str, str]) -> None:
    assert expected in found(with_manifest(package, change))


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{", b'{"v":1.5}', b"\xff", b"7", b'"x"'])
@pytest.mark.parametrize("name", [MANIFEST, FACTS])
def test_what_is_no_manifest_and_no_facts_is_named(package: bytes, raw: bytes, name: str) -> None:
    places = [place for _, place in found(packed(opened(package) | {name: raw}))]
    assert name in places


def test_a_manifest_that_says_the_same_in_other_bytes_is_named(package: bytes) -> None:
    inside = opened(package)
    spaced = json.dumps(json.loads(inside[MANIFEST]), ensure_ascii=False, sort_keys=True).encode()
    assert ("not_canonical", MANIFEST) in found(packed(inside | {MANIFEST: spaced}))


def test_a_file_changed_together_with_its_hash_breaks_the_leaf(package: bytes) -> None:
    inside = opened(package) | {"documents/minutes.pdf": b"forged"}
    manifest = json.loads(inside[MANIFEST])
    for entry in manifest["files"]:
        entry |= {"sha256": sha256(inside[entry["name"]]), "size": len(inside[entry["name"]])}
    assert found(packed(inside | {MANIFEST: canonical(manifest)})) == [("leaf_broken", MANIFEST)]


def test_sealed_again_with_another_key_it_is_foreign_and_passes_only_where_nobody_knows_the_key() -> None:
    forged = sealed(3, OTHER_KEY)[2].data
    assert found(forged) == [("foreign_key", "chain")]
    assert found(forged, keys=()) == []
    assert verify(forged).anchored is False


def test_rewritten_by_the_key_holder_it_fails_a_checkpoint_kept_elsewhere(shelf: list[Volume]) -> None:
    told = facts()
    told["items"][0]["title"] = "另一议题"
    rewritten = sealed(3, told=told)
    assert found(rewritten[2].data) == []
    report = verify(rewritten[2].data, [TRUSTED], [shelf[2].checkpoint])
    assert [failure.code for failure in report.failures] == ["head_differs"]
    assert not verify(rewritten[2].data, [TRUSTED], kept=shelf[2].signed).ok


# ---- many random mutations -----------------------------------------------------------------------------


def place_of(data: bytes, offset: int) -> str:
    start = 0
    for name, content in sorted(opened(data).items()):
        start += 30 + len(name.encode()) + len(content)
        if offset < start:
            return name
    return "package"


def test_every_byte_of_a_small_package_counts() -> None:
    """One bit of each byte in turn, container included: the report names the file it stood in."""
    data = sealed(1)[0].data
    small = packed({name: content for name, content in opened(data).items() if name != "verify.py"})
    assert found(small) == [("file_missing", "verify.py")]
    for offset in range(0, len(data), 7):
        mutant = bytearray(data)
        mutant[offset] ^= 1 << offset % 8
        places = [failure.place.partition("#")[0] for failure in verify(bytes(mutant), [TRUSTED]).failures]
        assert places, offset
        expected = place_of(data, offset)
        at_seams = {expected, place_of(data, max(0, offset - 60)), "package", "chain"}
        # A changed length of a name cuts or lengthens the name itself.
        cut = any(place in expected or expected in place for place in places)
        assert cut or at_seams & set(places), (offset, expected, places)


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "char": lambda data, dice: _put(
        data, at := dice.randrange(len(data)), bytes([data[at] ^ dice.randrange(1, 256)])
    ),
    "insert": lambda data, dice: (
        at := dice.randrange(len(data) + 1),
        data[:at] + dice.randbytes(1) + data[at:],
    )[1],
    "delete": lambda data, dice: (at := dice.randrange(len(data)), data[:at] + data[at + 1 :])[1],
    "truncate": lambda data, dice: data[: dice.randrange(len(data))],
    "double": lambda data, dice: (at := dice.randrange(len(data)), data[:at] + data[at - 9 : at] + data[at:])[
        1
    ],
    "swap": lambda data, dice: _swapped(data, *sorted(dice.sample(range(len(data) - 8), 2))),
    "append": lambda data, dice: data + dice.randbytes(dice.randrange(1, 40)),
}


def _put(data: bytes, at: int, piece: bytes) -> bytes:
    return data[:at] + piece + data[at + len(piece) :]


def _swapped(data: bytes, one: int, other: int) -> bytes:
    return _put(_put(data, one, data[other : other + 8]), other, data[one : one + 8])


@pytest.mark.parametrize("kind", MUTATIONS)
def test_random_mutations_of_the_bytes_are_all_found(package: bytes, kind: str) -> None:
    dice, changed = random.Random(f"bytes {kind}"), 0
    for _ in range(300):
        mutant = MUTATIONS[kind](package, dice)
        if mutant != package:
            changed += 1
            assert found(mutant), kind
    assert changed > 250


def leaves_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [leaf for key, item in pairs for leaf in leaves_of(item, (*path, key))]
    return inner or [path]


def mutated(value: Any, dice: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice([-1, 1])
    if isinstance(value, str):
        at = dice.randrange(len(value) + 1)
        return value[:at] + dice.choice("0aé会") + value[at:]
    return "x"


def test_random_mutations_of_fields_are_found_in_their_file(package: bytes) -> None:
    """A field of facts or manifest changed, its file written in canonical form again: the file is named."""
    dice = random.Random("fields")
    inside = opened(package)
    for _ in range(600):
        name = dice.choice([FACTS, MANIFEST])
        told = json.loads(inside[name])
        *path, last = dice.choice(leaves_of(told))
        holder = told
        for step in path:
            holder = holder[step]
        if dice.random() < 0.2:
            del holder[last]
        else:
            holder[last] = mutated(holder[last], dice)
        failures = found(packed(inside | {name: canonical(told)}))
        in_chain = name == MANIFEST and [*path, last][:1] in (["chain"], ["group"])
        listed = name == MANIFEST and path[:1] == ["files"]
        places = {place.partition("#")[0] for _, place in failures}
        assert name in places or (in_chain and "chain" in places) or (listed and places), (path, last, places)


def test_random_files_changed_are_named(package: bytes) -> None:
    dice, inside = random.Random("files"), opened(package)
    for _ in range(300):
        name = dice.choice(sorted(set(inside) - {MANIFEST}))
        kind = dice.choice(sorted(MUTATIONS))
        content = MUTATIONS[kind](inside[name], dice)
        if content != inside[name]:
            assert ("file_changed", name) in found(packed(inside | {name: content}))


# ---- results follow from the votes -----------------------------------------------------------------------


def resealed(change: Callable[[dict[str, Any]], object]) -> list[tuple[str, str]]:
    """What the verifier says to facts that their own key holder sealed."""
    told = facts()
    change(told)
    return found(sealed(1, told=told)[0].data)


def in_vote(item: int, turn: int, **values: object) -> Callable[[dict[str, Any]], object]:
    return lambda told: told["items"][item]["votes"][turn].update(values)


def in_law(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda told: told.update(law=told["law"] | values)


NAMED, RECUSAL, SECRET = f"{FACTS}#items/1/votes/1", f"{FACTS}#items/2/votes/0", f"{FACTS}#items/3/votes/0"
YES = [{"member": seat, "choice": "approve"} for seat in NINE]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (in_vote(1, 1, result="not_passed"), ("result_does_not_follow", NAMED)),
        (in_vote(3, 0, result="passed"), ("result_does_not_follow", SECRET)),
        (in_vote(3, 0, result="not_passed"), ("result_does_not_follow", SECRET)),
        (lambda told: told["items"][1].update(outcome="not_passed"), ("outcome_wrong", f"{FACTS}#items/1")),
        (
            lambda told: told["items"][0].update(outcome="passed"),
            ("outcome_without_vote", f"{FACTS}#items/0"),
        ),
        (
            in_vote(1, 0, result="passed", tally=volumes.tally(approve=8)),
            ("outcome_wrong", f"{FACTS}#items/1"),
        ),
        (in_vote(1, 1, tally=volumes.tally(approve=6, oppose=2)), ("tally_mismatch", NAMED)),
        (in_vote(1, 1, tally=volumes.tally(approve=5, oppose=4)), ("tally_mismatch", NAMED)),
        (in_vote(1, 1, tally=volumes.tally(approve=9, oppose=-1)), ("tally_mismatch", NAMED)),
        (in_vote(1, 1, tally=volumes.tally(approve=True, oppose=7)), ("tally_mismatch", NAMED)),
        (in_vote(1, 1, base=8), ("base_wrong", NAMED)),
        (in_vote(1, 1, denominator=8), ("denominator_wrong", NAMED)),
        (in_vote(2, 0, denominator=8), ("denominator_wrong", RECUSAL)),
        (in_law(recusal_in_denominator=False), ("denominator_wrong", RECUSAL)),
        (in_vote(2, 0, in_room=NINE[:8]), ("room_wrong", RECUSAL)),
        (in_vote(2, 0, recused=[]), ("room_wrong", RECUSAL)),
        (in_vote(2, 0, recused=["99"]), ("roll_wrong", RECUSAL)),
        (in_vote(1, 1, present=[*NINE[:8], "99"]), ("roll_wrong", NAMED)),
        (in_vote(1, 1, present=[*NINE[:8], NINE[0]]), ("roll_wrong", NAMED)),
        (in_vote(1, 1, cast=YES), ("not_in_room", NAMED)),
        (in_vote(1, 1, cast=[YES[0]] * 8), ("not_in_room", NAMED)),
        (in_vote(2, 0, cast=YES[:7]), ("not_in_room", RECUSAL)),
        (in_vote(2, 0, present=NINE[:6], in_room=NINE[1:6]), ("no_quorum", RECUSAL)),
        (in_vote(1, 1, present=NINE[:4], in_room=NINE[:4]), ("no_quorum", NAMED)),
        (in_law(quorum_ordinary="MORE_THAN_ALL"), ("malformed", FACTS)),
        (lambda told: told["roll"].update(present_at_opening=NINE[:4]), ("no_quorum", f"{FACTS}#roll")),
        (
            lambda told: told["roll"].update(present_at_opening=["99", *NINE[:5]]),
            ("roll_wrong", f"{FACTS}#roll"),
        ),
        (lambda told: told["roll"].update(entitled=NINE[:8] + NINE[:1]), ("roll_wrong", f"{FACTS}#roll")),
        (in_vote(3, 0, cast=YES[:8]), ("secrecy_broken", SECRET)),
        (in_vote(3, 0, receipts=volumes.RECEIPTS[:6]), ("receipts_wrong", SECRET)),
        (in_vote(3, 0, receipts=volumes.RECEIPTS[::-1]), ("receipts_wrong", SECRET)),
        (in_vote(3, 0, sealed_root="ab" * 32), ("sealed_root_wrong", SECRET)),
        (lambda told: told["items"][1]["votes"][1].pop("cast"), ("malformed", FACTS)),
        (lambda told: told.pop("roll"), ("malformed", FACTS)),
        (lambda told: told.update(items={"0": 1}), ("malformed", FACTS)),
    ],
)
def test_what_does_not_follow_is_found_even_when_the_key_holder_sealed_it(
    change: Any, expected: tuple[str, str]
) -> None:
    assert expected in resealed(change)


@pytest.mark.parametrize(
    ("present", "approve", "result"),
    [(9, 5, "passed"), (9, 4, "not_passed"), (5, 5, "passed"), (5, 4, "not_passed"), (8, 8, "passed")],
)
def test_more_than_half_of_those_who_should_attend(present: int, approve: int, result: str) -> None:
    def change(told: dict[str, Any]) -> None:
        room = NINE[:present]
        cast = [{"member": s, "choice": "approve" if n < approve else "oppose"} for n, s in enumerate(room)]
        tally = volumes.tally(approve=approve, oppose=present - approve)
        told["items"][1]["votes"][1] = volumes.vote(room, result, present=room, cast=cast, tally=tally)
        told["items"][1]["outcome"] = result

    assert resealed(change) == []


# ---- several packages, register, command line ------------------------------------------------------------


def test_a_whole_shelf_verifies(shelf: list[Volume]) -> None:
    packages = {str(number): volume.data for number, volume in enumerate(shelf)}
    reports = verify_all(packages, [TRUSTED], [volume.checkpoint for volume in shelf])
    assert all(report.ok and report.anchored for report in reports.values())


def test_a_missing_package_is_a_gap_and_a_rewritten_one_breaks_the_next(shelf: list[Volume]) -> None:
    reports = verify_all({"0": shelf[0].data, "2": shelf[2].data})
    assert [failure.code for failure in reports["2"].failures] == ["gap"]
    told = facts()
    told["items"][0]["title"] = "另一议题"
    middle = seal_package(
        files(told),
        header(told),
        leaves=[shelf[0].signed.link.leaf],
        last=shelf[0].signed.link,
        at=AT,
        key=KEY,
    )
    reports = verify_all({"0": shelf[0].data, "1": middle.data, "2": shelf[2].data})
    assert reports["1"].ok
    assert [failure.code for failure in reports["2"].failures] == ["prev_broken", "root_differs"]
    reports = verify_all({"0": shelf[0].data, "1": middle.data}, (), [shelf[1].checkpoint])
    assert "head_differs" in [failure.code for failure in reports["1"].failures]


def test_the_register_is_verified_without_the_packages(shelf: list[Volume]) -> None:
    links = [volume.signed for volume in shelf]
    heads = [volume.checkpoint for volume in shelf]
    report = verify_register(links, [TRUSTED], heads)
    assert (report.ok, report.seq, report.size) == (True, 2, 3)
    assert verify_register([], [TRUSTED]).ok
    assert [f.code for f in verify_register(links[:2], [TRUSTED], heads).failures] == ["head_differs"]
    assert [f.detail for f in verify_register([links[0], links[2]], [TRUSTED]).failures] == ["seq 1"]
    assert not verify_register(links, [TRUSTED], ["no checkpoint"]).ok


def test_command_line(tmp_path: Path, shelf: list[Volume], capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, head = tmp_path / "good.zip", tmp_path / "bad.zip", tmp_path / "head.txt"
    good.write_bytes(shelf[0].data)
    bad.write_bytes(packed(opened(shelf[0].data) | {"documents/minutes.pdf": b"forged"}))
    head.write_text(shelf[0].checkpoint, encoding="utf-8")
    assert main([str(good), "--key", TRUSTED, "--head", str(head)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["ok"], report["first"], report["packages"][str(good)]["anchored"]) == (True, None, True)
    assert main([str(bad), "--key", TRUSTED.upper()]) == 1
    first = json.loads(capsys.readouterr().out)["first"]
    assert (first["code"], first["place"], first["seq"]) == ("file_changed", "documents/minutes.pdf", 0)


def test_the_script_runs_by_itself_where_the_product_is_not(tmp_path: Path, shelf: list[Volume]) -> None:
    (tmp_path / "verify.py").write_bytes(opened(shelf[0].data)["verify.py"])
    (tmp_path / "0.zip").write_bytes(shelf[0].data)
    (tmp_path / "1.zip").write_bytes(shelf[1].data[:-1])
    for arguments, code in ((["0.zip", "--key", TRUSTED], 0), (["0.zip", "1.zip"], 1)):
        done = subprocess.run(
            [sys.executable, "-I", "verify.py", *arguments], cwd=tmp_path, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (code, b"")
        assert json.loads(done.stdout)["ok"] is (code == 0)


def test_the_script_needs_the_standard_library_and_cryptography_only() -> None:
    names = [
        line.split()[1].partition(".")[0]
        for line in SCRIPT.read_text().splitlines()
        if line[:5] in ("from ", "impor")
    ]
    assert set(names) - set(sys.stdlib_module_names) == {"cryptography"}


# ---- making packages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../b", "a//b", "a\\b", "a\nb", "", "e\u0301.pdf", MANIFEST, "verify.py", "./x"]
)
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        seal_package(files() | {name: b""}, header(), leaves=[], last=None, at=AT, key=KEY)


def test_a_package_has_facts_in_canonical_form_only() -> None:
    with pytest.raises(ValueError):
        seal_package({"documents/x.pdf": b""}, header(), leaves=[], last=None, at=AT, key=KEY)
    with pytest.raises(NotCanonical):
        contents_of(files(), volumes.Header(group={"code": "x", "size": 1.5}, meeting={}, rulebook={}))


def test_building_twice_gives_the_same_bytes() -> None:
    whole = files() | {"verify.py": b"", "README.txt": b""}
    about = {"seq": 0}
    assert build_package(whole, header(), about) == build_package(
        dict(reversed(whole.items())), header(), about
    )
