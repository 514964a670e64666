"""How is a dossier made?  Item by item into pieces that are kept, then all into one container, signed.

Nothing here knows who asked.  The same data give the same bytes: names sorted, times fixed, no salt, and instead of the
time of making the last entry of the data.  One document is in memory at a time; the rest is read from its place.
"""

import gc
import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from members.procedure.canonical import canonical
from reports.archive import chain
from reports.dossier import papers
from reports.dossier.shape import Piece, Planned
from reports.standalone import FOLDER as STANDALONE
from reports.standalone.verify import sha256
from reports.standalone.verify_dossier import (
    CATALOGUE,
    MANIFEST,
    SIGNATURE,
    SUITE,
    VERSION,
    central_head,
    ending,
    local_head,
    message,
)

COMPANIONS = {
    "README.txt": STANDALONE / "README_dossier.txt",
    "verify.py": STANDALONE / "verify.py",
    "verify_dossier.py": STANDALONE / "verify_dossier.py",
    "certificate.py": STANDALONE / "certificate.py",
}
DATA = "数据.json"
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the container: its name there, and where its bytes lie (a file from a place on, or in memory)."""

    name: str
    size: int
    crc: int
    sha256: str
    path: Path | None = None
    start: int = 0
    content: bytes = b""

    def blocks(self) -> Iterator[bytes]:
        """Yield its bytes."""
        if self.path is None:
            yield self.content
            return
        with self.path.open("rb") as file:
            file.seek(self.start)
            left = self.size
            while left:
                block = file.read(min(BLOCK, left))
                if not block:
                    raise OSError(f"{self.path} is shorter than it was")
                left -= len(block)
                yield block


def of_bytes(name: str, content: bytes) -> Source:
    """Return a file that is in memory."""
    return Source(name, len(content), zlib.crc32(content), sha256(content), content=content)


# ---- one item ----------------------------------------------------------------------------------------------


def write_part(planned: Planned, pieces: Iterator[Piece], target: Path) -> list[dict[str, Any]]:
    """Write the files of an item one behind the other; return where each lies, and its pages.

    What the papers say as data stands last, in one file.  target is complete or absent.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".draft")
    files: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    with draft.open("wb") as file:
        for piece in pieces:
            if piece.name.endswith(".json") and not piece.content:
                files.append(_append(file, piece.name, canonical(piece.facts)))
                continue
            if piece.facts is not None:
                told.append({"file": piece.name, "facts": piece.facts})
            files.append(_append(file, piece.name, piece.content, piece.original))
            if not piece.original:
                # A page that was set is full of circles; they go now, not when some thousand more have gathered.
                gc.collect()
        about = {"v": VERSION, "item": planned.stored(), "papers": told}
        files.append(_append(file, DATA, canonical(about)))
    draft.replace(target)
    return files


def _append(file: BinaryIO, name: str, content: bytes, original: str = "") -> dict[str, Any]:
    start = file.tell()
    file.write(content)
    return {
        "name": name,
        "start": start,
        "size": len(content),
        "sha256": sha256(content),
        "crc": zlib.crc32(content),
        "pages": papers.pages(content) if name.endswith(".pdf") else 0,
        "original": original,
    }


# ---- the whole ---------------------------------------------------------------------------------------------


def catalogue(header: Mapping[str, Any], items: Sequence[tuple[Planned, list[dict[str, Any]]]]) -> bytes:
    """Return the catalogue as data: every item, what is said of it, and its files."""
    return canonical(
        {
            "v": VERSION,
            "group": header["group"],
            "title": header["title"],
            "items": [_catalogued(planned, files) for planned, files in items],
        }
    )


def _catalogued(planned: Planned, files: list[dict[str, Any]]) -> dict[str, Any]:
    sealed = next((result["name"] for result in files if result["original"] == MANIFEST), "")
    return {
        **planned.stored(),
        "retention": planned.retention,
        "folder": planned.folder,
        "pages": sum(row["pages"] for row in files),
        "files": sorted((planned.folder + file["name"] for file in files), key=str.encode),
        "sealed": planned.folder + sealed if sealed else "",
        "copies": [
            {"file": planned.folder + record["name"], "original": record["original"]}
            for record in files
            if record["original"] and record["original"] != MANIFEST
        ],
    }


def manifest(header: Mapping[str, Any], sources: Sequence[Source], items: int) -> bytes:
    """Return the manifest: what the dossier is of, and name, size and hash of every file."""
    return canonical(
        {
            **header,
            "v": VERSION,
            "suite": SUITE,
            "items": items,
            "files": [
                {"name": source.name, "sha256": source.sha256, "size": source.size} for source in sources
            ],
        }
    )


def signature(org: str, manifest_bytes: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the signature of a manifest as a file; Ed25519 gives the same one each time."""
    digest = sha256(manifest_bytes)
    return canonical(
        {
            "v": VERSION,
            "suite": SUITE,
            "org": org,
            "public_key": chain.public_hex(key),
            "manifest_sha256": digest,
            "signature": key.sign(message(org, digest)).hex(),
        }
    )


def companions() -> list[Source]:
    """Return the explanation and the verifiers that lie in every dossier."""
    return [of_bytes(name, path.read_bytes()) for name, path in COMPANIONS.items()]


def put_together(
    header: Mapping[str, Any], sources: Sequence[Source], items: int, key: Ed25519PrivateKey, target: Path
) -> str:
    """Write the container; return its SHA-256.  header: group, title, scope, latest, checkpoint, rulebook.

    sources: all files but manifest and signature; target is complete or absent.
    """
    ordered = sorted([*sources, *companions()], key=lambda row: row.name.encode())
    listed = manifest(header, ordered, items)
    signed = signature(str(header["group"]["code"]), listed, key)
    whole = sorted(
        [*ordered, of_bytes(MANIFEST, listed), of_bytes(SIGNATURE, signed)],
        key=lambda record: record.name.encode(),
    )
    draft = target.with_suffix(".draft")
    with draft.open("wb") as file:
        digest = write_container(whole, file)
    draft.replace(target)
    return digest


def write_container(sources: Sequence[Source], file: BinaryIO) -> str:
    """Write the one form of the container (`verify.packed`) without having it in memory; return its SHA-256."""
    digest, place, directory = hashlib.sha256(), 0, b""

    def put(block: bytes) -> None:
        nonlocal place
        file.write(block)
        digest.update(block)
        place += len(block)

    for source in sources:
        directory += central_head(source.name, source.size, source.crc, place)
        put(local_head(source.name, source.size, source.crc))
        for block in source.blocks():
            put(block)
    begins = place
    put(directory)
    put(ending(len(sources), len(directory), begins))
    return digest.hexdigest()


def catalogue_source(
    header: Mapping[str, Any], items: Sequence[tuple[Planned, list[dict[str, Any]]]]
) -> Source:
    """Return the catalogue as a file of the container."""
    return of_bytes(CATALOGUE, catalogue(header, items))
