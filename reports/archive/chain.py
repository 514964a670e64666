"""How do the archives of one body hold together?  As a signed chain, and as a tree with one root.

Pure functions over values; no app, no framework, no file.  Each archive is a link: its number without
gaps, the leaf of the one before, a salted commitment to its content.  Leaves are signed (Ed25519) and
stand in a Merkle tree as in RFC 9162; the root is published outside the database as a checkpoint of three
lines.  Whoever holds the key can rewrite the chain, but not a checkpoint that others keep.
"""

import base64
import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from members.procedure.canonical import canonical

VERSION = 1
SUITE = "ed25519-sha256-jcs-1"
NOTHING = "0" * 64
SALT_BYTES = 16
LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: whose (org), which (seq, from 0), what (kind), when (at, "…Z"), on what, after which leaf."""

    org: str
    seq: int
    kind: str
    at: str
    obj_hash: str
    prev: str = NOTHING
    v: int = VERSION
    suite: str = SUITE

    @property
    def leaf(self) -> str:
        """Return the leaf, hex: SHA-256(0x00 ‖ JCS of the link), which is also its leaf of the tree."""
        fields = {
            name: getattr(self, name) for name in ("v", "suite", "org", "seq", "kind", "at", "obj_hash")
        }
        return hashlib.sha256(LEAF + canonical({**fields, "prev": self.prev})).hexdigest()


@dataclass(frozen=True, slots=True)
class Signed:
    """A link with the signature of its leaf (hex, 64 bytes)."""

    link: Link
    signature: str


@dataclass(frozen=True, slots=True)
class Breach:
    """Where a chain breaks first: the number of the link and what is wrong there.

    code: gap | prev_broken | unknown_suite | foreign_org | foreign_signature
    """

    seq: int
    code: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is printed and kept elsewhere: origin, number of leaves, root (hex)."""

    origin: str
    size: int
    root: str

    def text(self) -> str:
        """Write the three lines: origin, size, root in base64."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(bytes.fromhex(self.root)).decode()}\n"


# ---- links -------------------------------------------------------------------------------------------


def new_salt() -> bytes:
    """Return 16 random bytes, kept beside the object: without them its commitment tells nothing."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(obj: object, salt: bytes) -> str:
    """Commit to an object, hex SHA-256(salt ‖ JCS): object and salt may be erased, the chain still holds."""
    return hashlib.sha256(salt + canonical(obj)).hexdigest()


def next_link(last: Link | None, *, org: str, kind: str, at: str, obj_hash: str) -> Link:
    """Return the link that follows the last one of the body (None: its first)."""
    if last is None:
        return Link(org, 0, kind, at, obj_hash)
    assert last.org == org, "a chain belongs to one body"
    return Link(org, last.seq + 1, kind, at, obj_hash, last.leaf)


def load_key(pem: bytes) -> Ed25519PrivateKey:
    """Read the signing key (PKCS #8 PEM).  Raises ValueError when it is of another kind."""
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("the key of the archive is an Ed25519 key")  # noqa: TRY004  (a file, not a caller)
    return key


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public key as it is printed: 64 hexadecimal digits."""
    return key.public_key().public_bytes_raw().hex()


def sign(link: Link, key: Ed25519PrivateKey) -> Signed:
    """Sign a link."""
    return Signed(link, key.sign(_signed_bytes(link)).hex())


def is_signed(signed: Signed, public_keys: Collection[str]) -> bool:
    """Say whether one of the keys (hex) signed the link."""
    return any(_verifies(key, signed.signature, _signed_bytes(signed.link)) for key in public_keys)


def first_breach(chain: Sequence[Signed], public_keys: Collection[str]) -> Breach | None:
    """Follow a whole chain from its first link; return where it breaks first, None when it holds.

    Order of the questions at each link: suite, body, number, predecessor, signature.
    """
    prev = NOTHING
    for expected, signed in enumerate(chain):
        link = signed.link
        if (link.v, link.suite) != (VERSION, SUITE):
            return Breach(link.seq, "unknown_suite")
        if link.org != chain[0].link.org:
            return Breach(link.seq, "foreign_org")
        if link.seq != expected:
            return Breach(expected, "gap")
        if link.prev != prev:
            return Breach(link.seq, "prev_broken")
        if not is_signed(signed, public_keys):
            return Breach(link.seq, "foreign_signature")
        prev = link.leaf
    return None


def _signed_bytes(link: Link) -> bytes:
    return f"archive|{link.suite}|{link.org}".encode() + bytes.fromhex(link.leaf)


def _verifies(public_key: str, signature: str, message: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


# ---- the tree (RFC 9162, section 2.1) ----------------------------------------------------------------


def tree_root(leaves: Sequence[str]) -> str:
    """Return the root over leaf hashes (hex); of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256().hexdigest()
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return node(tree_root(leaves[:split]), tree_root(leaves[split:]))


def inclusion_proof(leaves: Sequence[str], index: int) -> list[str]:
    """Return the path that leads from one leaf to the root, nearest first."""
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), tree_root(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), tree_root(leaves[:split])]


def includes(leaf: str, index: int, size: int, path: Sequence[str], root: str) -> bool:
    """Say whether a path proves that the leaf stands at this place of a tree with this root."""
    if not 0 <= index < size:
        return False
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
    return last == 0 and result == root


def node(left: str, right: str) -> str:
    """Return the hash of an inner node."""
    return hashlib.sha256(NODE + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


# ---- the checkpoint ----------------------------------------------------------------------------------


def checkpoint(origin: str, leaves: Sequence[str]) -> Checkpoint:
    """Return the checkpoint of a chain as it stands now."""
    return Checkpoint(origin, len(leaves), tree_root(leaves))


def sign_checkpoint(point: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Return the three lines as a signed note: an empty line and "— origin base64(key id ‖ signature)"."""
    signature = key.sign(point.text().encode())
    key_id = _key_id(point.origin, bytes.fromhex(public_hex(key)))
    return _note(point, key_id + signature)


def read_checkpoint(note: str, public_keys: Collection[str]) -> Checkpoint | None:
    """Read a signed note; None when it is no checkpoint or no key of ours signed it."""
    try:
        lines, _, tail = note.partition("\n\n")
        origin, size, root = lines.split("\n")
        point = Checkpoint(origin, int(size), base64.b64decode(root).hex())
        blob = base64.b64decode(tail.split(" ")[2])
    except (ValueError, IndexError):
        return None
    # A checkpoint, too, has one form only: written anew, it must be the same.
    if note != _note(point, blob):
        return None
    for public_key in public_keys:
        if blob[:4] == _key_id(origin, bytes.fromhex(public_key)) and _verifies(
            public_key, blob[4:].hex(), point.text().encode()
        ):
            return point
    return None


def _note(point: Checkpoint, blob: bytes) -> str:
    return f"{point.text()}\n— {point.origin} {base64.b64encode(blob).decode()}\n"


def _key_id(name: str, public_key: bytes) -> bytes:
    # As signed notes have it: name, newline, 0x01 for Ed25519, key.
    return hashlib.sha256(name.encode() + b"\n\x01" + public_key).digest()[:4]
