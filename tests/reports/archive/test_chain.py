"""Does the chain show the first place where somebody touched it?"""

import base64
import dataclasses
import hashlib
import random
import string
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from members.procedure.canonical import canonical
from reports.archive import chain
from reports.archive.chain import Breach, Link, Signed
from reports.standalone import verify as standalone
from tests.world.volumes import KEY, OTHER_KEY, TRUSTED

# Leaves and roots of the tree published with RFC 6962's reference implementation: leaf data and the root
# over the first n of them.
DATA = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [hashlib.sha256(b"\0" + bytes.fromhex(data)).hexdigest() for data in DATA]


def chained(count: int) -> list[Signed]:
    links: list[Signed] = []
    for number in range(count):
        obj_hash = chain.commitment({"meeting": number}, b"s" * 16)
        last = links[-1].link if links else None
        link = chain.next_link(
            last, org="yunling", kind="meeting_archived", at="2025-01-06T00:00:00Z", obj_hash=obj_hash
        )
        links.append(chain.sign(link, KEY))
    return links


def changed(signed: Signed, **fields: object) -> Signed:
    return Signed(dataclasses.replace(signed.link, **fields), signed.signature)  # type: ignore[arg-type]


def test_an_honest_chain_holds() -> None:
    for count in range(20):
        assert chain.first_breach(chained(count), [TRUSTED]) is None


def test_a_leaf_is_the_hash_of_the_canonical_link() -> None:
    link = Link("yunling", 0, "meeting_archived", "2025-01-06T00:00:00Z", "ab" * 32)
    assert link.leaf == hashlib.sha256(b"\0" + canonical(dataclasses.asdict(link))).hexdigest()
    assert link.leaf == "b4b6e46e6a7c815569cfb71d9c849b8abc4c79ed36be06bf87829ec7cb26d14a"


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "other"}, "foreign_signature"),
        ({"at": "2025-01-07T00:00:00Z"}, "foreign_signature"),
        ({"obj_hash": "cd" * 32}, "foreign_signature"),
        ({"prev": "cd" * 32}, "prev_broken"),
        ({"seq": 9}, "gap"),
        ({"v": 2}, "unknown_suite"),
        ({"suite": "sm2"}, "unknown_suite"),
    ],
)
def test_the_first_changed_link_is_named(place: int, fields: dict[str, object], code: str) -> None:
    links = chained(5)
    links[place] = changed(links[place], **fields)
    breach = chain.first_breach(links, [TRUSTED])
    assert breach is not None
    assert breach.code == code
    assert breach.seq == place


@pytest.mark.parametrize("place", range(4))
def test_a_removed_a_doubled_and_a_swapped_link_is_a_gap(place: int) -> None:
    links = chained(6)
    removed = links[:place] + links[place + 1 :]
    doubled = links[: place + 1] + links[place:]
    swapped = [*links[:place], links[place + 1], links[place], *links[place + 2 :]]
    assert chain.first_breach(removed, [TRUSTED]) == Breach(place, "gap")
    assert chain.first_breach(doubled, [TRUSTED]) == Breach(place + 1, "gap")
    assert chain.first_breach(swapped, [TRUSTED]) == Breach(place, "gap")


def test_a_chain_signed_with_another_key_or_of_another_body_is_found() -> None:
    links = chained(4)
    links[2] = chain.sign(links[2].link, OTHER_KEY)
    assert chain.first_breach(links, [TRUSTED]) == Breach(2, "foreign_signature")
    assert chain.first_breach(links, [TRUSTED, chain.public_hex(OTHER_KEY)]) is None
    links = chained(4)
    links[3] = chain.sign(dataclasses.replace(links[3].link, org="other"), KEY)
    assert chain.first_breach(links, [TRUSTED]) == Breach(3, "foreign_org")


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64, "00" * 63])
def test_what_is_no_signature_is_none(signature: str) -> None:
    assert not chain.is_signed(Signed(chained(1)[0].link, signature), [TRUSTED])
    assert not chain.is_signed(chained(1)[0], ["", "zz", "00" * 31])


def test_whoever_holds_the_key_can_rewrite_the_chain_but_not_a_checkpoint_kept_elsewhere() -> None:
    kept = chain.checkpoint("yunling", [signed.link.leaf for signed in chained(4)])
    rewritten: list[Signed] = []
    for number in range(6):
        obj_hash = chain.commitment({"meeting": 100 + number}, b"s" * 16)
        last = rewritten[-1].link if rewritten else None
        link = chain.next_link(
            last, org="yunling", kind="meeting_archived", at="2025-01-06T00:00:00Z", obj_hash=obj_hash
        )
        rewritten.append(chain.sign(link, KEY))
    leaves = [signed.link.leaf for signed in rewritten]
    assert chain.first_breach(rewritten, [TRUSTED]) is None
    assert chain.checkpoint("yunling", leaves[:4]).root != kept.root


def test_a_commitment_tells_nothing_without_its_salt() -> None:
    one, other = (chain.commitment({"passed": True}, chain.new_salt()) for _ in range(2))
    assert one != other
    assert len(chain.new_salt()) == 16


def test_only_an_ed25519_key_is_taken() -> None:
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert chain.public_hex(chain.load_key(pem)) == TRUSTED
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for wrong in (other, b"", b"key"):
        with pytest.raises(ValueError):
            chain.load_key(wrong)


# ---- the tree ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert chain.tree_root(LEAVES[:size]) == standalone.tree_root(LEAVES[:size]) == ROOTS[size - 1]


def test_the_root_of_nothing() -> None:
    assert chain.tree_root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def many(count: int) -> list[str]:
    return [hashlib.sha256(b"\0" + str(number).encode()).hexdigest() for number in range(count)]


def test_every_leaf_of_every_tree_is_proved_and_nothing_else() -> None:
    leaves = many(33)
    for size in range(1, 34):
        root = chain.tree_root(leaves[:size])
        for index in range(size):
            path = chain.inclusion_proof(leaves[:size], index)
            for includes in (chain.includes, standalone.includes):
                assert includes(leaves[index], index, size, path, root)
                assert not includes(leaves[index], index, size, [*path, root], root)
                assert not includes(leaves[index], index, size, path[:-1], root) or not path
                assert not includes(leaves[index - 1], index, size, path, root) or size == 1
                assert not includes(leaves[index], size, size, path, root)
                assert not includes(leaves[index], -1, size, path, root)
                for wrong in range(size):
                    assert wrong == index or not includes(leaves[index], wrong, size, path, root)


def test_a_proof_with_any_step_changed_or_swapped_proves_nothing() -> None:
    leaves, dice = many(64), random.Random(6962)
    root = chain.tree_root(leaves)
    for _ in range(500):
        index = dice.randrange(64)
        path = chain.inclusion_proof(leaves, index)
        place = dice.randrange(len(path))
        bit = 1 << dice.randrange(256)
        path[place] = f"{int(path[place], 16) ^ bit:064x}"
        assert not chain.includes(leaves[index], index, 64, path, root)
        assert not standalone.includes(leaves[index], index, 64, path, root)


# ---- the checkpoint ----------------------------------------------------------------------------------


def test_a_checkpoint_has_three_lines_and_a_signature() -> None:
    point = chain.checkpoint("yunling", LEAVES)
    note = chain.sign_checkpoint(point, KEY)
    lines = note.split("\n")
    assert lines[:2] == ["yunling", "8"]
    assert base64.b64decode(lines[2]).hex() == ROOTS[-1]
    assert lines[4].startswith("— yunling ")
    assert (lines[3], lines[5:]) == ("", [""])
    assert chain.read_checkpoint(note, ["00" * 32, TRUSTED]) == point
    assert standalone.read_checkpoint(note, TRUSTED) == ("yunling", 8, ROOTS[-1])


def test_every_changed_character_of_a_checkpoint_is_found() -> None:
    note = chain.sign_checkpoint(chain.checkpoint("yunling", LEAVES), KEY)
    for place, old in enumerate(note):
        for new in ({*string.ascii_letters, *string.digits, *"+/=—\n "} | {"", old * 2}) - {old}:
            forged = note[:place] + new + note[place + 1 :]
            if forged != note:
                assert chain.read_checkpoint(forged, [TRUSTED]) is None
                assert standalone.read_checkpoint(forged, TRUSTED) is None


def test_a_checkpoint_signed_by_somebody_else_is_none_of_ours() -> None:
    note = chain.sign_checkpoint(chain.checkpoint("yunling", LEAVES), OTHER_KEY)
    assert chain.read_checkpoint(note, [TRUSTED]) is None
    assert chain.read_checkpoint("", [TRUSTED]) is None


def test_links_follow_one_another() -> None:
    links = [signed.link for signed in chained(5)]
    assert links[0].prev == chain.NOTHING
    assert all(after.prev == before.leaf for before, after in pairwise(links))
