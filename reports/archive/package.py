"""How does a meeting become one sealed file?  Files, a manifest, a link of the body's chain, one ZIP.

Pure functions over bytes and values; whoever calls them locks the chain's head and stores the outcome in
one transaction.  The same input gives the same bytes, but for the salt.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from members.procedure.canonical import Json, canonical, moment, plain
from reports.archive import chain
from reports.archive.chain import Link, Signed
from reports.standalone import FOLDER as STANDALONE
from reports.standalone.verify import FACTS, MANIFEST, packed, sha256

KIND = "meeting_archived"
COMPANIONS = {name: STANDALONE / name for name in ("README.txt", "verify.py")}


@dataclass(frozen=True, slots=True)
class Header:
    """What a package says of itself: whose, which meeting, under which law; plain values.

    group: with "code", which names the chain; meeting: the same as in the facts; rulebook: id and title
    papers: which paper a file is (its English key), by its name; other files are none of ours
    """

    group: Mapping[str, object]
    meeting: Mapping[str, object]
    rulebook: Mapping[str, object]
    papers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Volume:
    """A sealed package and what the chain keeps of it.

    data: the ZIP; signed: link and signature; salt: 16 bytes; checkpoint: signed note to keep elsewhere
    """

    data: bytes
    signed: Signed
    salt: bytes
    checkpoint: str


def seal_package(
    files: Mapping[str, bytes],
    header: Header,
    *,
    leaves: Sequence[str],
    last: Link | None,
    at: datetime,
    key: Ed25519PrivateKey,
    kind: str = KIND,
) -> Volume:
    """Seal a package as the next link of the body's chain.

    files: name → bytes, FACTS among them; README.txt and verify.py are added.  leaves: all leaves of the
    body's chain so far (hex, by seq); last: its last link, None for the first.

    Raises NotCanonical for facts without a canonical form, ValueError without facts or for a name
    that is no plain path.
    """
    whole = with_companions(files)
    contents = contents_of(whole, header)
    salt, org = chain.new_salt(), str(header.group["code"])
    obj_hash = chain.commitment(contents, salt)
    signed = chain.sign(chain.next_link(last, org=org, kind=kind, at=moment(at), obj_hash=obj_hash), key)
    link = signed.link
    grown = [*leaves, link.leaf]
    note = chain.sign_checkpoint(chain.checkpoint(org, grown), key)
    about: dict[str, object] = {
        name: value for name, value in asdict(link).items() if name not in {"v", "suite", "obj_hash"}
    }
    about |= {"salt": salt.hex(), "leaf": link.leaf, "signature": signed.signature, "checkpoint": note}
    about |= {"public_key": chain.public_hex(key), "proof": chain.inclusion_proof(grown, link.seq)}
    return Volume(build_package(whole, header, about), signed, salt, note)


def build_package(files: Mapping[str, bytes], header: Header, about: Mapping[str, object]) -> bytes:
    """Write files and manifest into one ZIP.  about: the manifest's part on the chain."""
    manifest = canonical({**contents_of(files, header), "chain": about})
    return packed({**files, MANIFEST: manifest})


def with_companions(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Add the explanation and the verifier; check every name.

    Raises ValueError without the facts, and for a name that could lead elsewhere.
    """
    if FACTS not in files:
        raise ValueError("a package without the facts of its meeting")
    for name in files:
        path = PurePosixPath(name)
        plain_path = str(path) == name and not path.is_absolute() and ".." not in path.parts
        if not plain_path or "\\" in name or not name.isprintable() or name in {MANIFEST, *COMPANIONS}:
            raise ValueError(f"no name for a file of a package: {name!r}")
        if not unicodedata.is_normalized("NFC", name):
            raise ValueError(f"the name is not in NFC: {name!r}")
    return {**files, **{name: path.read_bytes() for name, path in COMPANIONS.items()}}


def contents_of(files: Mapping[str, bytes], header: Header) -> dict[str, Json]:
    """Return what the chain commits to: header, and name, hash and size of every file, which paper it is, by name."""
    listed: list[Json] = [
        {"name": name, "sha256": sha256(content), "size": len(content), **_paper(header.papers.get(name))}
        for name, content in sorted(files.items())
    ]
    return {
        "v": chain.VERSION,
        "suite": chain.SUITE,
        "group": plain(header.group),
        "meeting": plain(header.meeting),
        "rulebook": plain(header.rulebook),
        "files": listed,
    }


def _paper(key: str | None) -> dict[str, Json]:
    return {} if key is None else {"paper": key}
